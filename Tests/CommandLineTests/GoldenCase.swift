import Foundation
import Testing

/// One command whose status, output, errors and files are frozen in `Golden/NAME.txt`.
///
/// It runs in a folder of its own that holds the shipped `Models` and the `studies` of the golden files, so that all
/// paths are relative and none of the machine is printed.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  /// The name of the golden file.
  let name: String
  /// Commands that are run before, whose output is not kept.
  let before: [[String]]
  /// The command; its first word is the subcommand.
  let arguments: [String]
  /// Files and folders it writes, which are kept as well.
  let files: [String]
  /// A table that is written before, by the outcome of a model of rows: see ``GoldenRows``.
  let rows: GoldenRows?
  /// Only the structure is kept: numbers are replaced, because they are times.
  let isTimed: Bool

  /// A case from command lines whose words are separated by blanks.
  init(
    _ name: String, _ command: String, before: [String] = [], files: [String] = [],
    rows: GoldenRows? = nil, isTimed: Bool = false
  ) {
    self.name = name
    self.before = before.map(Self.words)
    arguments = Self.words(command)
    self.files = files
    self.rows = rows
    self.isTimed = isTimed
  }

  var testDescription: String { name }

  private static func words(_ command: String) -> [String] {
    command.split(separator: " ").map(String.init)
  }

  /// Whether standard output is a table or JSON, whose numbers have all their digits.
  var hasData: Bool {
    guard let place = arguments.firstIndex(of: "--format"), place + 1 < arguments.count else {
      return false
    }
    return arguments[place + 1] != "text"
  }

  /// Subcommands that run the model, and take the options of the machine.
  private static let running: Set = [
    "run", "trace", "check", "sweep", "sensitivity", "calibrate", "backtest", "explain", "require",
    "search", "report", "plot", "diff",
  ]

  /// Number of threads; results do not depend on it, which this lets one try.
  private static let threads =
    ProcessInfo.processInfo.environment["LATECOMER_GOLDEN_THREADS"] ?? "2"

  /// A command line with the machine code that all machines share.
  private static func onEveryMachine(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, running.contains(first), !arguments.contains("--help"),
      !arguments.contains("--threads"), !arguments.contains("--vector-path")
    else { return arguments }
    return arguments + ["--vector-path", "baseline", "--threads", threads]
  }

  /// Runs the commands and returns what the golden file holds.
  func observe() throws -> [GoldenSection] {
    let scratch = try Scratch()
    for (link, target) in [
      ("Models", Program.package + "/Models"), ("studies", GoldenFiles.folder + "/studies"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path(link), withDestinationPath: target)
    }
    for command in before {
      let result = try Program.run(Self.onEveryMachine(command), in: scratch.root)
      guard result.status == 0 else {
        throw GoldenFailure("\(command) has status \(result.status): \(result.errors)")
      }
    }
    try rows?.write(in: scratch)
    let result = try Program.run(Self.onEveryMachine(arguments), in: scratch.root)
    let command = (["latecomer"] + arguments).joined(separator: " ")
    var sections = [
      GoldenSection("command", "\(command)\nstatus \(result.status)\n", isData: false),
      GoldenSection("stdout", result.output, isData: hasData),
      GoldenSection("stderr", result.errors, isData: false),
    ]
    for file in try files.flatMap({ try Self.expanded($0, in: scratch) }) {
      sections.append(GoldenSection(file, try scratch.text(file), isData: true))
    }
    return try sections.map { try $0.normalised(isTimed: isTimed) }
  }

  /// The files of a folder, or a file itself.
  private static func expanded(_ path: String, in scratch: Scratch) throws -> [String] {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: scratch.path(path), isDirectory: &isFolder)
    // Copies of the study are the files of its library; a log is bytes.
    let left: Set = ["inputs", "blocks.log"]
    return isFolder.boolValue
      ? try scratch.names(in: path).filter { !left.contains($0) }.map { path + "/" + $0 } : [path]
  }
}

/// What keeps a golden output from being observed.
struct GoldenFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A table `rows.csv` for analyses of a model of somebody's own: the design `design.csv` with an outcome.
enum GoldenRows: Sendable {
  /// The outcome x1 + 2 x1 x2 + x3.
  case complete
  /// The same, and a run that failed wherever x3 is above 2.
  case failing

  func write(in scratch: Scratch) throws {
    let lines = try scratch.text("design.csv").split(separator: "\n")
    let rows = lines.dropFirst().map { line in
      let x = line.split(separator: ",").map { Double($0)! }
      let outcome = "\(x[0] + 2 * x[0] * x[1] + x[2])"
      return line + "," + (self == .failing && x[2] > 2 ? "NaN" : outcome)
    }
    try ([lines[0] + ",y"] + rows).joined(separator: "\n").appending("\n")
      .write(toFile: scratch.path("rows.csv"), atomically: true, encoding: .utf8)
  }
}
