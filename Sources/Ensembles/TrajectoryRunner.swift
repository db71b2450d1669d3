import Foundation
import ModelContract
import NumericCore

/// One world under one policy whose path through time is wanted.
public struct TrajectorySetting: Sendable {
  /// The world.
  public let world: World
  /// The policy.
  public let policy: Policy
  /// Whole calendar years to report, inside the world's horizon.
  public let years: [Int]
  /// Columns of the model's outcomes to report.
  public let outcomes: [Int]

  /// Describes a setting.
  public init(world: World, policy: Policy, years: [Int], outcomes: [Int]) {
    self.world = world
    self.policy = policy
    self.years = years
    self.outcomes = outcomes
  }
}

/// Paths of a model for factor values that somebody else chose: no design, no luck, no summary.
///
/// Every setting is compiled once. A call evaluates any number of rows of factors in the settings asked for, in
/// blocks on all threads; a row's numbers depend neither on the rows beside it nor on the number of threads.
/// Thread-safe.
public final class TrajectoryRunner: Sendable {
  /// Rows in a block: four lane groups of the kernel. Their outcomes of sixty years stay below a megabyte, and a
  /// block takes milliseconds, so that few rows still keep all threads busy.
  public static let blockSize = 64

  /// The settings.
  public let settings: [TrajectorySetting]
  private let model: any BatchModel
  private let compiled: [any CompiledModel]
  private let yearRows: [[Int]]

  /// Compiles the model in every setting.
  ///
  /// - Throws: ``EnsembleError`` when a setting asks for a year its world does not have; `ModelError` from the
  ///   model.
  public init(model: any BatchModel, settings: [TrajectorySetting]) throws {
    self.model = model
    self.settings = settings
    compiled = try settings.map { try model.compile([$0.policy], in: $0.world) }
    yearRows = try zip(settings, compiled).map { setting, compiled in
      try setting.years.map { year in
        guard let row = compiled.years.firstIndex(of: Double(year)) else {
          throw EnsembleError.invalid(
            "\(setting.world.economy.name) is simulated from \(Int(setting.world.start)) to "
              + "\(Int(setting.world.end)); \(year) lies outside.")
        }
        return row
      }
    }
  }

  /// Evaluates rows of factors.
  ///
  /// - Parameters:
  ///   - rows: how many.
  ///   - threads: workers.
  ///   - settings: which settings to run; all when nil.
  ///   - isCancelled: asked before every block.
  ///   - fill: writes the factors of rows of a setting: column c of the model at `target + c * stride`, one
  ///     number a row. Called from any thread; padding is the runner's affair.
  /// - Returns: for each setting, at `(outcome * years + year) * rows + row`, what was asked for; empty for a
  ///   setting that was not run. Numbers that are not finite mean that the model left its domain.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``.
  public func run(
    rows: Int, threads: Int, settings chosen: [Int]? = nil,
    isCancelled: @Sendable () -> Bool = { false },
    fill:
      @Sendable (
        _ setting: Int, _ rows: Range<Int>, _ stride: Int, _ target: UnsafeMutablePointer<Double>
      ) -> Void
  ) throws -> [[Double]] {
    precondition(threads > 0 && rows >= 0, "\(rows) rows on \(threads) threads")
    singleThreadedBLAS()
    let chosen = chosen ?? Array(settings.indices)
    let counts = settings.indices.map { index in
      chosen.contains(index)
        ? settings[index].years.count * settings[index].outcomes.count * rows : 0
    }
    let results = counts.map { BlockMemory(count: $0) }
    let blocks = (rows + Self.blockSize - 1) / Self.blockSize
    let counter = WorkCounter(chosen.count * blocks)
    // Workers write to places of their own; the memory outlives them.
    let targets = SharedPointers(results.map(\.base))
    let workers = min(threads, max(counter.count, 1))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let worker = Worker(self)
      while let item = counter.claim(isCancelled: isCancelled) {
        let setting = chosen[item / blocks]
        let start = item % blocks * Self.blockSize
        worker.run(
          setting, rows: start..<min(start + Self.blockSize, rows), of: rows,
          into: targets.pointers[setting], fill: fill)
      }
    }
    if counter.isCancelled {
      throw EnsembleError.cancelled(blocksDone: counter.done, blockCount: counter.count)
    }
    return zip(results, counts).map { Array(UnsafeBufferPointer(start: $0.base, count: $1)) }
  }

  /// One thread's memory.
  private final class Worker {
    private let runner: TrajectoryRunner
    private let factors: BlockMemory
    private var workspaces: [Int: (workspace: AnyObject, memory: BlockMemory)] = [:]

    init(_ runner: TrajectoryRunner) {
      self.runner = runner
      factors = BlockMemory(count: runner.model.factors.count * TrajectoryRunner.blockSize)
    }

    func run(
      _ setting: Int, rows: Range<Int>, of total: Int, into target: UnsafeMutablePointer<Double>,
      fill: (Int, Range<Int>, Int, UnsafeMutablePointer<Double>) -> Void
    ) {
      let lanes = TrajectoryRunner.blockSize
      let model = runner.model
      fill(setting, rows, lanes, factors.base)
      for column in 0..<model.factors.count {
        let values = factors.base + column * lanes
        for lane in rows.count..<lanes { values[lane] = values[rows.count - 1] }
      }
      let compiled = runner.compiled[setting]
      let outcomeCount = model.outcomes.count
      let yearCount = compiled.years.count
      if workspaces[setting] == nil {
        workspaces[setting] = (
          compiled.makeWorkspace(lanes: lanes),
          BlockMemory(count: outcomeCount * lanes * (1 + yearCount))
        )
      }
      let (workspace, memory) = workspaces[setting]!
      let outcomes = OutcomeBlock(
        policyCount: 1, outcomeCount: outcomeCount, lanes: lanes, values: memory.base,
        yearly: memory.base + outcomeCount * lanes, yearCount: yearCount)
      compiled.run(
        DrawBlock(
          firstFuture: rows.lowerBound, count: rows.count, lanes: lanes,
          factors: UnsafePointer(factors.base), luck: model.luck.map { _ in nil }),
        using: workspace, into: outcomes)
      let years = runner.yearRows[setting]
      for (index, outcome) in runner.settings[setting].outcomes.enumerated() {
        for (position, year) in years.enumerated() {
          (target + (index * years.count + position) * total + rows.lowerBound).update(
            from: outcomes.yearly! + (year * outcomeCount + outcome) * lanes, count: rows.count)
        }
      }
    }
  }
}

/// Pointers that workers share, each writing to places of its own.
private struct SharedPointers: @unchecked Sendable {
  let pointers: [UnsafeMutablePointer<Double>]

  init(_ pointers: [UnsafeMutablePointer<Double>]) { self.pointers = pointers }
}

/// Hands out numbered pieces of work.
private final class WorkCounter: @unchecked Sendable {
  let count: Int
  private(set) var done = 0
  private(set) var isCancelled = false
  private let lock = NSLock()

  init(_ count: Int) { self.count = count }

  /// The next piece; nil when there is none or somebody cancelled.
  func claim(isCancelled asked: () -> Bool) -> Int? {
    lock.withLock {
      if !isCancelled && done < count && asked() { isCancelled = true }
      guard !isCancelled, done < count else { return nil }
      defer { done += 1 }
      return done
    }
  }
}
