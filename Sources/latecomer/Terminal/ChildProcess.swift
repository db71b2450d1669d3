import Foundation
import NumericCore

/// Another program that is run to its end.
enum ChildProcess {
  /// What it left.
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    /// What it said of its trouble, in one line.
    var words: String {
      let lines = (errors.isEmpty ? output : errors).split(whereSeparator: \.isNewline)
      return lines.isEmpty ? "it said nothing" : lines.joined(separator: " ").excerpt(of: 500)
    }
  }

  /// Runs a program with arguments, which reach it as they are, and waits for it.
  ///
  /// - Parameter folder: where it runs; here unless given.
  /// - Throws: ``SlurmError`` when it cannot be started.
  static func run(
    _ program: String, _ arguments: [String], in folder: String? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw SlurmError(
        "\(program) cannot be started: \(error.localizedDescription)", kind: .missingFile)
    }
    // Errors are shorter than what a pipe holds, so that one stream can be read after the other.
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}
