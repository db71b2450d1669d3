import Analysis

/// What the runs of a mix say of it, against the baseline on the same futures.
public struct MixFigures: Sendable, Hashable {
  /// By beliefs and scenario: the mean gain in the study's objective over futures in which both succeed, as a share of the
  /// baseline's mean where gains are relative; not a number where no such future is left.
  public let gains: [[Double]]
  /// By beliefs: the mean of the worst tenth of futures of that gain in the leading scenario.
  public let worstTenths: [Double]
  /// Expected cost above the baseline over the pilot of the budget; nil for a model without a cost.
  public let cost: Double?
  /// By further objective: the mean above the baseline's in the leading scenario under the first beliefs.
  public let outcomes: [Double]
  /// Runs that failed where the baseline did not, over all beliefs and scenarios and the pilot.
  public let failed: Int
  /// Runs.
  public let runs: Int

  /// The smallest mean gain; not a number where one is missing.
  public var robustGain: Double { Self.least(gains.joined()) }
  /// The mean of the worst tenth under the worst beliefs.
  public var worstTenth: Double { Self.least(worstTenths) }
  /// Beliefs and scenario of the smallest gain, by position.
  public var worstPlace: (beliefs: Int, scenario: Int) {
    var place = (beliefs: 0, scenario: 0)
    for beliefs in gains.indices {
      for scenario in gains[beliefs].indices
      where gains[beliefs][scenario] < gains[place.beliefs][place.scenario] {
        place = (beliefs, scenario)
      }
    }
    return place
  }

  /// Objectives in their order, larger better.
  func values(of objectives: [SearchObjective]) -> [Double] {
    var further = outcomes[...]
    return objectives.map { objective in
      switch objective {
      case .robustGain: robustGain
      case .worstTenth: worstTenth
      case .cost: -(cost ?? .nan)
      case .outcome(_, let isWantedSmall): further.popFirst()! * (isWantedSmall ? -1 : 1)
      }
    }
  }

  /// The smallest number; not a number where one of them is none.
  private static func least(_ numbers: some Sequence<Double>) -> Double {
    numbers.reduce(.infinity) { $0.isNaN || $1.isNaN ? .nan : min($0, $1) }
  }
}
