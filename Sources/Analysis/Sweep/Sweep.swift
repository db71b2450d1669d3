import ModelContract

/// The response of an outcome to one or two levers or factors, every point under the same futures.
public struct Sweep: Sendable, Hashable {
  /// The outcome.
  public let outcome: String
  /// Its direction; without one no point is best.
  public let direction: Outcome.Direction
  /// The grid.
  public let grid: SweepGrid
  /// Futures of every point.
  public let futures: Int
  /// Runs that failed, over all points and scenarios.
  public let failedRuns: Int
  /// Independent groups from which errors are estimated.
  public let errorGroups: Int
  /// Scenarios in the study's order.
  public let scenarios: [SweepScenario]
}

/// A sweep in one scenario.
public struct SweepScenario: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// Its probability; nil when deeply uncertain.
  public let probability: Double?
  /// Points in the grid's order.
  public let points: [SweepPoint]
  /// The point with the best expectation; nil for an outcome without a direction.
  public let best: Int?
  /// Differences between neighbours, by axis and then by point.
  public let returns: [MarginalReturn]
  /// Futures left out of best points and differences because some point failed in them.
  public let incompleteFutures: Int
}

/// One point of a sweep.
public struct SweepPoint: Sendable, Hashable {
  /// The level of each axis.
  public let levels: [Double]
  /// Expectation with its 95 % interval; nil when every run failed.
  public let mean: Estimate?
  /// Quantiles at 5, 50 and 95 % over futures; empty when every run failed.
  public let band: [Double]
  /// For each of them its 95 % interval, as ``OutcomeStatistics/quantileIntervals``.
  public let bandIntervals: [ClosedRange<Double>]
  /// Among how many futures the variance is spread; nil for an indicator or a constant.
  public let carriers: Carriers?
  /// Probability that the point's expectation is the best of the grid: sampling error, which more
  /// futures remove.
  public let confidenceBest: Double
  /// Share of futures in which the point is the best of the grid: risk, which more futures do not remove.
  public let shareBest: Double
  /// The same with its 95 % interval; nil when no future is complete.
  public let shareBestEstimate: Estimate?
  /// Whether the point cannot be excluded as the best at 95 %.
  public let isContender: Bool
  /// Runs that failed.
  public let failed: Int
}

/// What moving to the next level of an axis does: the paired difference over the same futures.
public struct MarginalReturn: Sendable, Hashable {
  /// Position of the axis.
  public let axis: Int
  /// The point left.
  public let from: Int
  /// The point reached.
  public let to: Int
  /// Expected change of the outcome, with a 95 % interval that stands alone.
  public let change: Estimate
  /// The same for each unit of the lever or factor.
  public let perUnit: Estimate
}

extension Estimate {
  /// The estimate of a multiple of the expectation.
  func scaled(by factor: Double) -> Estimate {
    let ends = [low * factor, high * factor].sorted()
    return Estimate(
      value: value * factor, standardError: standardError * abs(factor),
      designError: designError * abs(factor), ensembleError: ensembleError * abs(factor),
      low: ends[0], high: ends[1])
  }
}
