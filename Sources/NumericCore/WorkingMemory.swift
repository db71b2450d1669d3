import Foundation

/// Memory that the process may still take, and the refusal of work that needs more.
///
/// A program that runs out of memory is killed without a word, so that whatever grows with a number that somebody
/// types asks here first.
public enum WorkingMemory {
  /// Bytes that the process may still take; nil where the system does not tell.
  ///
  /// The least of what the machine has free or could free, what the process's control group leaves, and what its
  /// limits of address space (`ulimit -v`) and of data (`ulimit -d`) leave. Cost: some tens of microseconds.
  public static var available: Double? {
    ([machine, group] + Limit.all.map(\.left)).compactMap { $0 }.min()
  }

  /// Bytes of memory that the process has held at most so far; nil where the system does not tell.
  public static var peak: Double? {
    line("VmHWM:", in: "/proc/self/status").map { $0 * 1024 }
  }

  /// Refuses work that needs more memory than there is.
  ///
  /// - Parameters:
  ///   - bytes: what the work needs, to within a factor of two.
  ///   - work: what it is for, to begin a sentence with: `A design of 10 runs`.
  /// - Throws: ``UsageError`` that states both numbers.
  public static func require(_ bytes: Double, for work: @autoclosure () -> String) throws {
    guard bytes > always, let available, bytes > available else { return }
    throw UsageError(
      "\(work()) needs about \(ByteCount.text(bytes)) of memory, and there are "
        + "\(ByteCount.text(available)); ask for fewer.")
  }

  /// Bytes that are taken without asking: less than the program itself.
  private static let always = 16e6

  /// Refuses limits in which the program cannot work: below them the linear algebra and the pool of threads wait for
  /// memory for ever.
  ///
  /// - Throws: ``UsageError`` that states both numbers.
  public static func requireLeast() throws {
    for limit in Limit.all {
      guard let bytes = ProcessLimit.bytes(limit.resource), bytes < limit.least else { continue }
      throw UsageError(
        "The program needs \(ByteCount.text(limit.least)) of \(limit.name), and its limit is "
          + "\(ByteCount.text(bytes)); raise it with \(limit.command).")
    }
  }

  /// A limit of the process's memory.
  private struct Limit {
    let name: String
    let resource: __rlimit_resource
    /// What raises it.
    let command: String
    /// Bytes that program, linear algebra and threads take.
    let least: Double
    /// What `/proc/self/status` calls the bytes that are taken.
    let taken: String

    static let all = [
      Limit(
        name: "address space", resource: RLIMIT_AS, command: "ulimit -v", least: 600e6,
        taken: "VmSize:"),
      Limit(
        name: "data memory", resource: RLIMIT_DATA, command: "ulimit -d", least: 300e6,
        taken: "VmData:"),
    ]

    /// Bytes that it leaves; nil without a limit.
    var left: Double? {
      guard let limit = ProcessLimit.bytes(resource) else { return nil }
      let used = WorkingMemory.line(taken, in: "/proc/self/status").map { $0 * 1024 } ?? 0
      return max(limit - used, 0)
    }
  }

  private static var machine: Double? {
    line("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
  }

  private static var group: Double? {
    func number(_ name: String) -> Double? {
      (try? String(contentsOfFile: "/sys/fs/cgroup/" + name, encoding: .utf8))
        .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    guard let most = number("memory.max"), let used = number("memory.current") else { return nil }
    return max(most - used, 0)
  }

  /// The number behind a word at the beginning of a line.
  private static func line(_ word: String, in path: String) -> Double? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(word) {
      return line.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    }
    return nil
  }
}

/// What the system lets the process take.
public enum ProcessLimit {
  /// The limit of a resource that is counted in bytes, such as `RLIMIT_AS`; nil without one.
  public static func bytes(_ resource: __rlimit_resource) -> Double? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0,
      limit.rlim_cur < rlim_t(Int64.max)
    else { return nil }
    return Double(limit.rlim_cur)
  }
}

/// Numbers of bytes in words.
public enum ByteCount {
  /// Three digits and a decimal prefix: `12.3 GB`.
  public static func text(_ bytes: Double) -> String {
    var (value, unit) = (bytes, "bytes")
    for next in ["kB", "MB", "GB", "TB", "PB", "EB"] where value >= 1000 {
      (value, unit) = (value / 1000, next)
    }
    let decimals = unit == "bytes" || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
    return String(format: "%.\(decimals)f", value) + " " + unit
  }
}
