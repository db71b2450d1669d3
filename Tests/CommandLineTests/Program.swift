import Foundation
import TestSupport

/// The built program, run as a process of its own.
enum Program {
  /// What a finished process left.
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The program lies beside the test bundle, whose executable runs this code; `LATECOMER_PROGRAM` names another
  /// one, with which what it does can be compared.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["LATECOMER_PROGRAM"] { return named }
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("latecomer").path
  }()

  /// The package's folder.
  static let package = repository.path

  /// A shipped study without a budget, so that runs start at once.
  static let generic = package + "/Models/studies/generic.yaml"
  /// The study of `make run`.
  static let first = package + "/Models/studies/first-study.yaml"

  /// Options that make a study small: two policies, one scenario, 64 futures, prior only.
  static let small = [
    "--policies", "education_only", "--scenarios", "reference", "--futures", "64", "--beliefs",
    "prior",
  ]

  /// A run of tens of seconds, to be stopped before its end.
  static let long =
    ["run", generic] + [
      "--policies", "education_only", "--scenarios", "reference", "--futures", "1000000",
      "--beliefs", "prior",
    ]

  /// Waits for a process that was asked to stop; false when it had to be killed after ten seconds, many times
  /// what a block takes.
  static func waitOrKill(_ process: Process) -> Bool {
    for _ in 0..<1000 where process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
    guard process.isRunning else { return true }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return false
  }

  /// Runs the program to its end, in a folder (the package's unless given).
  static func run(
    _ arguments: [String], output: String? = nil, in directory: String = package,
    environment: [String: String] = [:]
  ) throws -> Result {
    let folder = try Scratch()
    let process = try start(
      arguments, output: output ?? folder.path("output"), errors: folder.path("errors"),
      in: directory, environment: environment)
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: output == nil ? try folder.text("output") : "", errors: try folder.text("errors"))
  }

  /// Starts the program with its streams in files, so that no pipe can fill up.
  static func start(
    _ arguments: [String], output: String = "/dev/null", errors: String = "/dev/null",
    in directory: String = package, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    // A slow machine prints no more than a fast one.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LATECOMER_PROGRESS": "0"]) { $1 }.merging(environment) { $1 }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try handle(output)
    process.standardError = try handle(errors)
    try process.run()
    return process
  }

  private static func handle(_ path: String) throws -> FileHandle {
    if !path.hasPrefix("/dev/") {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}

/// A folder that goes away with its value.
final class Scratch {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "/latecomer-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root + "/" + name }

  func data(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(name)))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }

  /// Writes an ensemble of four rows, as if it were fitted to some economies, and its table beside it.
  func writeEnsemble(_ name: String, file: String, economies: [String]) throws {
    try """
    name: \(name)
    summary: as if fitted
    model_version: third
    rows: 4
    file: \(file).csv
    effective_size: 4
    converged: true
    economies: [\(economies.joined(separator: ", "))]
    """.write(toFile: path("\(file).yaml"), atomically: true, encoding: .utf8)
    try """
    absorption_speed,discrepancy.income_size,discrepancy.income_persistence
    0.1,0.1,0.9
    0.11,0.1,0.9
    0.12,0.1,0.9
    0.13,0.1,0.9
    """.write(toFile: path("\(file).csv"), atomically: true, encoding: .utf8)
  }

  /// Waits until a file has bytes in it; false when the process ends or a minute passes before.
  func waitForBytes(in name: String, beyond count: Int = 0, of process: Process) -> Bool {
    for _ in 0..<6000 {
      let size =
        (try? FileManager.default.attributesOfItem(atPath: path(name))[.size]) as? Int ?? 0
      if size > count { return true }
      if !process.isRunning { return false }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }
}

/// A table that was read back.
struct Table {
  let header: [String]
  let rows: [[String]]

  init(_ text: String) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  /// A column by name, as numbers.
  func numbers(_ name: String) -> [Double] {
    guard let column = header.firstIndex(of: name) else { return [] }
    return rows.map { Double($0[column]) ?? .nan }
  }
}
