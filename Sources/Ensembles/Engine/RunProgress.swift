/// How far a run is.
public struct RunProgress: Sendable, Hashable {
  /// Blocks merged.
  public let blocksDone: Int
  /// Blocks in all.
  public let blockCount: Int
  /// Runs merged: futures times policies times scenarios.
  public let runsDone: Int
  /// Runs in all.
  public let runCount: Int
  /// Runs that were merged before this try began.
  public let runsBefore: Int
  /// Seconds since the run began.
  public let elapsed: Double

  /// Describes a moment of a run.
  public init(
    blocksDone: Int, blockCount: Int, runsDone: Int, runCount: Int, runsBefore: Int = 0,
    elapsed: Double
  ) {
    self.blocksDone = blocksDone
    self.blockCount = blockCount
    self.runsDone = runsDone
    self.runCount = runCount
    self.runsBefore = runsBefore
    self.elapsed = elapsed
  }

  /// The same moment of consecutive blocks alone.
  func within(_ blocks: Range<Int>, of plan: some BlockPlan) -> RunProgress {
    let runs = plan.runs(before: blocks.lowerBound)
    return RunProgress(
      blocksDone: blocksDone - blocks.lowerBound, blockCount: blocks.count,
      runsDone: runsDone - runs, runCount: plan.runs(before: blocks.upperBound) - runs,
      runsBefore: runsBefore - runs, elapsed: elapsed)
  }

  /// Runs a second so far; a run is one future under one policy in one scenario.
  public var runsPerSecond: Double { elapsed > 0 ? Double(runsDone - runsBefore) / elapsed : 0 }

  /// Seconds left at the rate so far; nil before the first block is done.
  public var secondsLeft: Double? {
    runsDone > runsBefore && elapsed > 0 ? Double(runCount - runsDone) / runsPerSecond : nil
  }
}

/// Where the time of a run went, in seconds, summed over its threads unless said otherwise.
public struct RunTimes: Sendable, Hashable {
  /// Compiling the policies in every scenario before the threads start, on one thread. It does not grow with
  /// the number of futures.
  public var preparation = 0.0
  /// Filling factors and luck.
  public var draws = 0.0
  /// Inside the model.
  public var model = 0.0
  /// Summarising blocks, looking for failures, preparing records.
  public var summaries = 0.0
  /// Merging summaries and receiving records.
  public var merging = 0.0
  /// Waiting for other blocks, and for a thread's start and end.
  public var waiting = 0.0
  /// Wall-clock time of the run, preparation included.
  public var wall = 0.0

  /// Starts at 0.
  public init() {}

  /// Adds the times of another worker; preparation and wall-clock time stay.
  mutating func add(_ other: RunTimes) {
    draws += other.draws
    model += other.model
    summaries += other.summaries
    merging += other.merging
    waiting += other.waiting
  }
}
