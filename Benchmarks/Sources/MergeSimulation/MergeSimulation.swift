import ArgumentParser
import Ensembles
import Foundation
import NumericCore

/// Merges synthetic summaries of many parts, as a run of 10^12 policy-futures would leave them; `Benchmarks/SCALE.md` uses the
/// figures.
///
/// Every part is computed with a log of its own, as on a cluster, then one process merges the logs, and the result is compared
/// with that of a process that was alone.
@main
struct MergeSimulation: ParsableCommand {
  @Option(help: "Parts.")
  var parts = 100_000

  @Option(help: "Means in a summary; eight bytes each, and the number of runs.")
  var means = 100

  @Option(help: "Quantile sketches in a summary, of up to 130 KiB each.")
  var sketches = 0

  @Option(help: "Stretches of 4,096 futures in a part.")
  var stretches = 1

  @Option(help: "Folder for the logs; it is emptied.")
  var folder = FileManager.default.temporaryDirectory.path + "/merge-simulation"

  func run() throws {
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plan = SyntheticPlan(
      blockCount: 16 * max(parts * stretches, 2), means: means, sketches: sketches)
    let clock = ContinuousClock()
    let computing = try clock.measure {
      for number in 1...parts { try compute(WorkShare(number: number, count: parts), of: plan) }
    }
    let bytes = try (1...parts).reduce(0) { sum, number in
      let size = try FileManager.default.attributesOfItem(atPath: path(number))[.size] as? Int
      return sum + (size ?? 0)
    }
    var context = RunContext()
    var merged: SyntheticSummary?
    let opening = try clock.measure {
      context.log = try RunLog(path: folder + "/merged.log", parts: (1...parts).map(path))
    }
    let merging = try clock.measure { merged = try Engine.run(plan, context: context).summary }
    guard context.log?.blocksFound == plan.blockCount else { throw Difference() }
    var alone: SyntheticSummary?
    let single = try clock.measure {
      alone = try Engine.run(plan, context: RunContext()).summary
    }
    guard let merged, try merged.encoded() == alone?.encoded() else { throw Difference() }
    print(
      """
      parts                      \(parts)
      futures of all             \(plan.blockCount * 256)
      bytes of a part            \(bytes / parts)
      computing all parts        \(computing)
      reading where records lie  \(opening)
      merging                    \(merging)
      one process alone          \(single)
      most memory, MiB           \(try mostMemory())
      The merged bytes are those of one process.
      """)
  }

  private func path(_ number: Int) -> String { "\(folder)/\(number).log" }

  private func compute(_ share: WorkShare, of plan: SyntheticPlan) throws {
    var context = RunContext(threads: 1)
    context.log = try RunLog(path: path(share.number), isNew: true)
    context.share = share
    do {
      _ = try Engine.run(plan, context: context)
    } catch is ShareFinished {}
  }

  /// The most memory this process ever had.
  private func mostMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) >> 10
  }

  /// The bytes differ.
  private struct Difference: Error {}
}

/// Sums and sketches of numbers that the block decides.
private struct SyntheticSummary: BlockSummary {
  var sums: [Double]
  var sketches: [QuantileSketch]
  static var format: String { "synthetic 1" }

  mutating func merge(_ later: SyntheticSummary) {
    for index in sums.indices { sums[index] += later.sums[index] }
    for index in sketches.indices { sketches[index].merge(later.sketches[index]) }
  }

  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&sums)
    try archive.code(&sketches)
  }
}

/// 256 futures a block that cost next to nothing.
private struct SyntheticPlan: BlockPlan {
  let blockCount: Int
  let means: Int
  let sketches: Int

  func runs(before block: Int) -> Int { 256 * block }
  func makeWorker() -> BlockWorker { BlockWorker() }
  func makeSummary() -> SyntheticSummary {
    SyntheticSummary(
      sums: Array(repeating: 0, count: means),
      sketches: Array(repeating: QuantileSketch(), count: sketches))
  }

  func evaluate(_ block: Int, on worker: BlockWorker, into summary: inout SyntheticSummary) {
    for index in 0..<means { summary.sums[index] = 1 / Double(1 + block + index) }
    for index in 0..<sketches {
      for future in 0..<256 {
        summary.sketches[index].add(
          ((Double(block * 256 + future) * 0.618_033_988_7) + Double(index))
            .truncatingRemainder(dividingBy: 1))
      }
    }
  }
}
