import ArgumentParser
import Foundation

/// Runs the micro-benchmarks and prints them.
@main
struct MicroBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "MicroBenchmarks",
    abstract: "Measures the parts a run is made of, each beside a reference operation.")

  /// How output looks.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  /// Growth of a relative time that counts as slower: relative times of a shared machine repeat themselves
  /// within about a tenth, so that a quarter is no accident.
  static let tolerance = 0.25

  @Option(help: "Run only benchmarks whose name contains this.")
  var filter: String?

  @Option(help: "Form of the output.")
  var format: Format = .text

  @Option(
    help: "Output of an earlier run as JSON; ends with status 1 when something became slower.")
  var against: String?

  func run() throws {
    let earlier = try against.map { try Report.read($0) }
    let benchmarks = try
      (SamplingBenchmarks.all() + NumericCoreBenchmarks.all
      + EngineBenchmarks().all()).filter { filter.map($0.name.contains) ?? true }
    let report = Report(measurements: benchmarks.map(Stopwatch.measure))
    print(format == .json ? try report.json() : report.text(), terminator: "")
    guard let earlier else { return }
    let slower = report.slower(than: earlier, tolerance: Self.tolerance)
    for line in slower { FileHandle.standardError.write(Data((line + "\n").utf8)) }
    if !slower.isEmpty { throw ExitCode(1) }
  }
}
