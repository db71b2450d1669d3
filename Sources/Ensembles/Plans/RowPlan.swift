import ModelContract
import Sampling

/// Targets of the rows of consecutive points that have been run so far.
public struct RowResults {
  /// The points and what the present row read.
  public let block: RowBlock
  /// Rows of every point.
  public let rowCount: Int
  /// By target and row a column with one number for each point; valid up to the present row.
  public let targets: [[UnsafePointer<Double>]]
}

/// A summary of designs made of rows, which takes in blocks of points row by row.
public protocol RowAccumulator: BlockSummary {
  /// Takes in a row of a block, the first row first. No other block is taken in between.
  mutating func absorb(row: Int, of results: RowResults)
}

/// A ``RowExperiment`` as blocks of points: all rows of each, one after the other.
public struct RowPlan<Rows: RowDesign, Summary: RowAccumulator>: BlockPlan {
  private let runs: RowExperiment<Rows>
  private let compiled: CompiledExperiment
  private let accumulator: @Sendable () -> Summary

  /// Checks and compiles the runs.
  ///
  /// - Parameter accumulator: makes an empty summary.
  /// - Throws: ``EnsembleError`` when the experiment is invalid, `ModelError` from the model.
  public init(
    _ runs: RowExperiment<Rows>, accumulator: @escaping @Sendable () -> Summary
  ) throws {
    self.runs = runs
    compiled = try CompiledExperiment(runs.experiment)
    self.accumulator = accumulator
  }

  /// Blocks of ``Experiment/blockSize`` points.
  public var blockCount: Int { Experiment.blockCount(of: runs.rows.pointCount) }

  /// Points times rows times policies.
  public func runs(before block: Int) -> Int {
    Experiment.items(before: block, of: runs.rows.pointCount) * runs.rows.rowCount
      * runs.experiment.policies.count
  }

  /// What the accumulator makes.
  public func makeSummary() -> Summary { accumulator() }

  /// Memory: three blocks of draws at most, and one number for each target, row and point of a block (4 MB for 13
  /// targets and 160 rows).
  public func makeWorker() -> RowWorker<Rows> { RowWorker(runs, compiled: compiled) }

  /// Draws a block and runs and takes in row after row.
  public func evaluate(_ block: Int, on worker: RowWorker<Rows>, into summary: inout Summary) {
    worker.evaluate(points: Experiment.items(ofBlock: block, of: runs.rows.pointCount)) {
      row, results in summary.absorb(row: row, of: results)
    }
  }
}

/// One thread's memory for the rows of a ``RowDesign``.
public final class RowWorker<Rows: RowDesign>: BlockWorker {
  private let runs: RowExperiment<Rows>
  private let compiled: CompiledExperiment
  private let first: BlockDraws
  private let second: BlockDraws?
  private let row: BlockDraws
  private let outcomes: BlockOutcomes
  private let targetMemory: BlockMemory
  private let targets: [[UnsafePointer<Double>]]
  private let workspace: AnyObject

  init(_ runs: RowExperiment<Rows>, compiled: CompiledExperiment) {
    self.runs = runs
    self.compiled = compiled
    let model = runs.experiment.model
    first = BlockDraws(compiled)
    row = BlockDraws(compiled)
    second = runs.rows.usesSecondSide ? BlockDraws(compiled) : nil
    outcomes = BlockOutcomes(
      policyCount: runs.experiment.policies.count, outcomeCount: model.outcomes.count,
      lanes: BlockDraws.lanes, yearCount: compiled.yearCount)
    let rowCount = runs.rows.rowCount
    let memory = BlockMemory(count: runs.targets.count * rowCount * BlockDraws.lanes)
    targetMemory = memory
    targets = runs.targets.indices.map { target in
      (0..<rowCount).map {
        UnsafePointer(memory.base + (target * rowCount + $0) * BlockDraws.lanes)
      }
    }
    workspace = compiled.models[0].makeWorkspace(lanes: BlockDraws.lanes)
  }

  /// Runs the rows of some points in their order, all of them unless told otherwise.
  ///
  /// What `absorb` is given views the worker's memory and is valid until the next row.
  func evaluate(
    points: Range<Int>, rowCount: Int? = nil, absorb: (_ row: Int, _ results: RowResults) -> Void
  ) {
    time(\.draws) {
      fill(points)
      row.copy(first)
    }
    let block = RowBlock(
      points: points, lanes: BlockDraws.lanes, row: row.side, first: first.side,
      second: second?.side, factorCount: runs.experiment.model.factors.count,
      luckColumns: row.luckColumnCounts)
    let draws = row.block(points)
    let results = RowResults(block: block, rowCount: runs.rows.rowCount, targets: targets)
    for position in 0..<(rowCount ?? runs.rows.rowCount) {
      time(\.model) {
        runs.rows.prepare(row: position, of: block)
        compiled.models[0].run(draws, using: workspace, into: outcomes.block)
      }
      time(\.summaries) {
        evaluateTargets(row: position, count: points.count)
        absorb(position, results)
      }
    }
  }

  private func evaluateTargets(row: Int, count: Int) {
    for (index, target) in runs.targets.enumerated() {
      target.evaluate(
        outcomes.block, count: count,
        into: targetMemory.base + (index * runs.rows.rowCount + row) * BlockDraws.lanes)
    }
  }

  /// Draws the futures of the points. Points that share a future follow each other.
  private func fill(_ points: Range<Int>) {
    let futures = points.map(runs.rows.future(ofPoint:))
    let isPlain = zip(futures, futures.dropFirst()).allSatisfy { $1 == $0 + 1 }
    if isPlain {
      let range = futures[0]..<futures[0] + futures.count
      draw(first, .a, range)
      if let second { draw(second, .b, range) }
      return
    }
    var start = 0
    while start < futures.count {
      let future = futures[start]
      precondition(start == 0 || future > futures[start - 1], "futures of points fall")
      // The row is not in use yet and serves as a place to draw to.
      draw(row, .a, future..<future + 1)
      first.copy(row, from: start)
      if let second {
        draw(row, .b, future..<future + 1)
        second.copy(row, from: start)
      }
      start = futures[start...].firstIndex { $0 != future } ?? futures.count
    }
  }

  private func draw(_ memory: BlockDraws, _ side: PickFreezeSide, _ futures: Range<Int>) {
    guard let draws = side == .a ? runs.experiment.scenarios[0].draws : runs.second else {
      preconditionFailure("a design of two sides needs the draws of the second")
    }
    memory.fill(draws, side: side, dimensionOffset: runs.dimensionOffset, futures: futures)
  }
}

extension BlockDraws {
  /// The memory as a design of rows sees it.
  fileprivate var side: RowBlock.Side {
    RowBlock.Side(factors: factors.base, luck: luck.map { $0?.base })
  }

  /// Takes over the values of another side, from a lane on.
  fileprivate func copy(_ other: BlockDraws, from lane: Int = 0) {
    let pairs =
      [(factors, other.factors)]
      + zip(luck, other.luck).compactMap { own, other in own.map { ($0, other!) } }
    for (own, other) in pairs {
      if lane == 0 {
        own.base.update(from: other.base, count: own.count)
      } else {
        for start in stride(from: lane, to: own.count, by: Self.lanes) {
          (own.base + start).update(from: other.base + start, count: Self.lanes - lane)
        }
      }
    }
  }
}
