import Foundation

/// The machine a run was made on.
public struct Machine: Sendable, Hashable {
  /// Name of the processor.
  public let processor: String
  /// Cores the program may use.
  public let cores: Int
  /// Name and version of the operating system.
  public let operatingSystem: String

  /// Describes a machine.
  public init(processor: String, cores: Int, operatingSystem: String) {
    self.processor = processor
    self.cores = cores
    self.operatingSystem = operatingSystem
  }

  /// The machine the program runs on; what it does not tell is called `unknown`.
  public static func current() -> Machine {
    Machine(
      processor: value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown",
      cores: ProcessInfo.processInfo.activeProcessorCount,
      operatingSystem: value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
        ?? ProcessInfo.processInfo.operatingSystemVersionString)
  }

  private static func value(of key: String, in path: String, separator: Character) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: separator, maxSplits: 1)
      if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == key {
        return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
      }
    }
    return nil
  }
}
