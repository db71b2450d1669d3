import Analysis
import Foundation
import Sampling

/// Times the analysis of a pick-freeze table, without any run of a model: first and total order with intervals.
///
///     SensitivityAnalysis FILE FACTORS OUTCOMES POINTS REPLICATES
///
/// The file holds the outcomes as doubles, one vector after the other, each with all rows in the order of the
/// table. After `ready` every line of standard input is answered by the seconds of one analysis of all of them;
/// `results` is answered by the indices of each, first and total order by factor.
@main
struct SensitivityAnalysis {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let factors = Int(arguments[2]), let outcomes = Int(arguments[3]),
      let points = Int(arguments[4]), let replicates = Int(arguments[5])
    else {
      FileHandle.standardError.write(
        Data("usage: SensitivityAnalysis FILE FACTORS OUTCOMES POINTS REPLICATES\n".utf8))
      exit(64)
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    let rows = (factors + 2) * points
    let table = bytes.withUnsafeBytes { raw in
      (0..<outcomes).map { outcome in
        (0..<rows).map { row in
          raw.loadUnaligned(fromByteOffset: 8 * (outcome * rows + row), as: Double.self)
        }
      }
    }
    write("ready")
    while let line = readLine() {
      let start = ContinuousClock().now
      let indices = try table.map {
        try analyse($0, factors: factors, points: points, replicates: replicates)
      }
      let elapsed = start.duration(to: ContinuousClock().now).components
      if line == "results" {
        for index in indices {
          write(
            index.groups.flatMap { [$0.first.value, $0.total.value] }
              .map { "\($0)" }.joined(separator: " "))
        }
      } else {
        write("\(Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)")
      }
    }
  }

  /// A line of standard output, at once.
  private static func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// One outcome, from the rows of the table to indices with their intervals.
  static func analyse(
    _ outcome: [Double], factors: Int, points: Int, replicates: Int
  ) throws -> VarianceIndices {
    let design = try PickFreezeDesign(
      base: Design(.init(kind: .random, futures: points, seed: 0, replicates: replicates)),
      groups: (0..<factors).map { PickFreezeGroup(name: "x\($0)", columns: [$0]) },
      columnCount: factors, layout: .economical)
    let rowCount = factors + 2
    let columns = (0..<rowCount).map { row in
      [Double](unsafeUninitializedCapacity: points) { buffer, size in
        for point in 0..<points { buffer[point] = outcome[point * rowCount + row] }
        size = points
      }
    }
    return VarianceIndices(design: design, outcomes: columns)
  }
}
