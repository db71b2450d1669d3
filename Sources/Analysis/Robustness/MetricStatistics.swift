import Foundation

/// What is known of one mix over all states or in one resample, and the metrics that follow from it alone.
struct MetricStatistics {
  private let own: PolicySample
  private let sample: RobustnessSample
  private let layout: FeatureLayout
  private let drawn: UnsafePointer<UInt8>?
  private let policy: Int
  private let sums: (Int) -> Double
  private let total: Double
  /// The mean.
  let mean: Double

  /// - Parameters:
  ///   - drawn: how often each future is drawn; nil for each once.
  ///   - sums: a sum by its position.
  init(
    _ policy: Int, sample: RobustnessSample, layout: FeatureLayout, drawn: UnsafePointer<UInt8>?,
    sums: @escaping (Int) -> Double
  ) {
    own = sample.policies[policy]
    self.sample = sample
    self.layout = layout
    self.drawn = drawn
    self.policy = policy
    self.sums = sums
    total = sums(layout.position(policy, .count))
    mean = own.centre + sums(layout.position(policy, .value)) / total
  }

  /// The mean of a feature.
  private func average(_ feature: FeatureLayout.Feature) -> Double {
    sums(layout.position(policy, feature)) / total
  }

  /// Standard deviation, with n - 1.
  private var deviation: Double {
    let moved = mean - own.centre
    let count = Double(own.count)
    let variance = max(average(.square) - moved * moved, 0) * count / (count - 1)
    // What is left of equal values is their rounding.
    return variance.squareRoot() <= Rounding.share * abs(mean) ? 0 : variance.squareRoot()
  }

  private func tail(_ tracker: Int) -> (quantile: Double, shortfall: Double) {
    let found = own.trackers[tracker].evaluate(
      mass: sums(layout.mass(policy, tracker)),
      sum: layout.sum(policy, tracker).map(sums) ?? 0, centre: own.centre, total: total,
      drawn: drawn)
    return (found.quantile, (found.quantile - own.centre) * found.mass - found.sum)
  }

  private func quantile(_ tracker: Int) -> Double { tail(tracker).quantile }

  /// The first of some states that is drawn.
  private func first(_ states: [Int]) -> Int? {
    guard let drawn else { return states.first }
    let futures = sample.table.futures.count
    return states.first { drawn[$0 % futures] > 0 }
  }

  private func value(_ state: Int?, in column: [Double]) -> Double {
    state.map { column[$0] } ?? .nan
  }

  /// Means of the groups that have states.
  private var groupMeans: [(weight: Double, mean: Double)] {
    (0..<layout.groupCount).compactMap { group in
      let place = layout.group(policy, group)
      let weight = sums(place)
      return weight > 0 ? (weight, own.centre + sums(place + 1) / weight) : nil
    }
  }

  /// A metric; NaN where it has no value. The loss against the best mean needs ``mean`` of all mixes.
  func metric(_ measure: RobustnessMetric.Measure, bestMean: Double) -> Double {
    let column = sample.table.values[policy]
    let settings = sample.settings
    switch measure {
    case .maximin: return value(first(own.worst), in: column)
    case .maximax: return value(first(own.bestStates), in: column)
    case .hurwicz:
      return settings.pessimism * value(first(own.worst), in: column)
        + (1 - settings.pessimism) * value(first(own.bestStates), in: column)
    case .mean: return mean
    case .maximalRegret: return value(first(own.mostRegret), in: sample.regrets[policy])
    case .highRegret: return quantile(PolicySample.Quantile.regret)
    case .meanRegret: return average(.regret)
    case .baselineDeviation: return quantile(PolicySample.Quantile.deviation)
    case .relativeBaselineDeviation:
      return own.median == 0
        ? .nan : quantile(PolicySample.Quantile.deviation) / abs(own.median)
    case .relativeRegret: return quantile(PolicySample.Quantile.relative)
    case .meanVariance: return (mean + 1) / (deviation + 1)
    case .meanLessDeviation: return mean - settings.deviationWeight * deviation
    case .signalToNoise: return deviation == 0 ? .nan : mean / deviation
    case .taguchi: return own.hasZero ? .nan : -10 * log10(average(.inverseSquare))
    case .undesirableDeviations:
      let half = sample.weight == nil ? (total / 2).rounded(.up) : total / 2
      return -tail(PolicySample.Quantile.half).shortfall / half
    case .skewness:
      let (low, middle, high) = (
        quantile(PolicySample.Quantile.tenth), quantile(PolicySample.Quantile.half),
        quantile(PolicySample.Quantile.ninth)
      )
      return high == low ? .nan : ((high + low) / 2 - middle) / ((high - low) / 2)
    case .peakedness:
      let inner =
        quantile(PolicySample.Quantile.threeQuarters) - quantile(PolicySample.Quantile.quarter)
      let outer = quantile(PolicySample.Quantile.ninth) - quantile(PolicySample.Quantile.tenth)
      return inner == 0 ? .nan : outer / inner
    case .satisficing: return average(.satisfied)
    case .satisficingRegret: return average(.shortfall)
    case .radius:
      guard let distances = sample.table.distances else { return .nan }
      // Where it is met nowhere, it is not met in the middle either.
      if average(.satisfied) == 0 { return 0 }
      // Where the threshold is missed nowhere, the farthest state is still inside.
      return first(own.nearestMisses).map { distances[$0] } ?? distances.max() ?? .nan
    case .valueAtRisk: return quantile(PolicySample.Quantile.level)
    case .expectedShortfall:
      let (quantile, shortfall) = tail(PolicySample.Quantile.level)
      return quantile - shortfall / (settings.level * total)
    case .semiDeviation:
      let moved = mean - own.centre
      return max(
        average(.shortOfMeanSquare) + 2 * moved * average(.shortOfMean)
          + moved * moved * average(.belowMean), 0
      ).squareRoot()
    case .lowerPartialMoment: return average(.shortfallSquare).squareRoot()
    case .relativeRiskAversion:
      guard own.isPositive else { return .nan }
      let utility = average(.relativeUtility)
      return own.utilityScale(of: settings.riskAversion)
        * (settings.riskAversion == 1
          ? exp(utility) : pow(utility, 1 / (1 - settings.riskAversion)))
    case .absoluteRiskAversion:
      let aversion = sample.absoluteRiskAversion
      return own.isInReach(of: aversion)
        ? own.centre - log(average(.absoluteUtility)) / aversion : .nan
    case .robustMean:
      if own.temperature.isNaN { return mean }
      return own.centre - own.temperature * (log(average(.tilted)) + settings.divergence)
    case .shareBest: return average(.isBest)
    case .expectedRank: return average(.rank)
    case .borda: return average(.present) - average(.rank)
    case .opportunityCost: return bestMean - mean
    case .maxminExpected: return groupMeans.map(\.mean).min() ?? .nan
    case .smoothAmbiguity:
      let (means, aversion) = (groupMeans, sample.absoluteRiskAversion)
      guard let least = means.map(\.mean).min(), !aversion.isNaN else { return .nan }
      let weight = means.reduce(0) { $0 + $1.weight }
      let utility = means.reduce(0) { $0 + $1.weight * exp(-aversion * ($1.mean - least)) }
      return least - log(utility / weight) / aversion
    }
  }
}
