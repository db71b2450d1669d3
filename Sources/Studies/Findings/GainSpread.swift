import Analysis
import NumericCore

/// How far the gain of one mix lies apart over futures, in one place.
public struct GainSpread: Sendable, Hashable {
  /// Shares at which quantiles are taken: every twentieth.
  public static let shares = (1...19).map { Double($0) / 20 }
  /// Positions of the 10 % and the 90 % quantile, the ends of whiskers.
  static let whiskers = (low: 1, high: 17)

  /// Quantiles of the gain of a future, in the unit of ``PlaceGains/gains``; empty where no future succeeded.
  public let quantiles: [Double]

  /// The gain that a tenth of futures does not reach; nil where no future succeeded.
  public var low: Double? { quantiles.isEmpty ? nil : quantiles[Self.whiskers.low] }
  /// The gain that a tenth of futures exceeds; nil where no future succeeded.
  public var high: Double? { quantiles.isEmpty ? nil : quantiles[Self.whiskers.high] }

  /// Gains of a mix over the baseline, future by future, divided as their expectation is.
  ///
  /// Over scenarios that are weighed, every pair of scenario and future is a state with the scenario's weight; the mean over
  /// states is then the expected gain. Futures in which some mix failed are left out, as everywhere. Cost: a sort.
  ///
  /// - Parameters:
  ///   - policy: position of the mix.
  ///   - baseline: position of the baseline.
  ///   - outcomes: by scenario, policy and future.
  ///   - place: the gains, with what they are divided by.
  ///   - scenarios: names by position in `outcomes`.
  init(
    policy: Int, baseline: Int, outcomes: [[[Double]]], place: PlaceGains, scenarios: [String]
  ) {
    var states: [(gain: Double, weight: Double)] = []
    for (name, weight) in place.weights {
      guard let scenario = scenarios.firstIndex(of: name) else { continue }
      let columns = outcomes[scenario]
      for future in columns[policy].indices
      where columns.allSatisfy({ $0[future].isFinite }) {
        let difference = columns[policy][future] - columns[baseline][future]
        states.append((difference / place.divisor, weight))
      }
    }
    if place.weights.count == 1 {
      quantiles =
        states.isEmpty ? [] : Quantiles.exact(states.map(\.gain), at: Self.shares)
    } else {
      quantiles = Self.weighted(states)
    }
  }

  /// Quantiles of states with weights: the smallest gain up to which at least the share of the weight lies.
  private static func weighted(_ states: [(gain: Double, weight: Double)]) -> [Double] {
    let sorted = states.filter { $0.weight > 0 }.sorted { $0.gain < $1.gain }
    let total = sorted.reduce(0) { $0 + $1.weight }
    guard let last = sorted.last else { return [] }
    var (position, below) = (0, 0.0)
    return shares.map { share in
      while position < sorted.count && below + sorted[position].weight < share * total {
        below += sorted[position].weight
        position += 1
      }
      return position < sorted.count ? sorted[position].gain : last.gain
    }
  }
}
