import Foundation
import NumericCore

/// Where the best mix changes as a number of a decision rule moves.
struct SwitchValues {
  private let sample: RobustnessSample

  init(_ sample: RobustnessSample) { self.sample = sample }

  /// The sweeps that can be made.
  var all: [RobustnessFindings.Switch] {
    [pessimism, threshold] + [relativeRiskAversion, absoluteRiskAversion].compactMap { $0 }
  }

  /// Steps of a sweep that is not solved exactly.
  private static let steps = 100
  /// A step of a sweep of risk aversion.
  private static let aversionStep = 0.5
  /// Steps of such a sweep. Their end, ten, is the most that studies of asset prices allow (R. Mehra and E. C. Prescott
  /// 1985, The equity premium: a puzzle, doi:10.1016/0304-3932(85)90061-3).
  private static let aversionSteps = 20

  /// Hurwicz's rule weighs the best against the worst as beliefs are weighed: the crossings are exact.
  private var pessimism: RobustnessFindings.Switch {
    let lines = sample.policies.map { policy in
      (best: policy.sorted.values[policy.sorted.values.count - 1], worst: policy.sorted.values[0])
    }
    let segments = BeliefWeights(lines.map(\.best), lines.map(\.worst)).segments.map {
      RobustnessFindings.Switch.Segment(low: $0.low, high: $0.high, policy: $0.mix)
    }
    return .init(parameter: "pessimism", segments: segments)
  }

  /// The satisficing share at a hundred thresholds between the outer half percentiles of all outcomes.
  private var threshold: RobustnessFindings.Switch {
    var pooled = sample.policies.flatMap(\.sorted.values)
    RadixSort.sort(&pooled)
    let points = (0..<Self.steps).map { step in
      let place = Double(pooled.count) * (Double(step) + 0.5) / Double(Self.steps)
      return pooled[min(Int(place), pooled.count - 1)]
    }
    return sweep("threshold", at: points) { step in
      sample.policies.map { $0.sorted.shareReaching(points[step]) }
    }
  }

  /// Certainty equivalents under constant relative risk aversion; nil unless all outcomes are above 0.
  private var relativeRiskAversion: RobustnessFindings.Switch? {
    guard sample.policies.allSatisfy(\.isPositive) else { return nil }
    let scale = abs(sample.policies[sample.settings.reference].centre)
    let equivalents = sample.policies.map { policy -> [Double] in
      // x^(1 - g) for g = 0, 1/2, 1, ...
      let means = averages(policy, first: { $0 / scale }, factor: { (scale / $0).squareRoot() })
      return means.enumerated().map { step, mean in
        let aversion = Double(step) * Self.aversionStep
        if aversion == 1 {
          return scale * exp(averages(policy, first: { log($0 / scale) }, factor: { _ in 0 })[0])
        }
        return scale * pow(mean, 1 / (1 - aversion))
      }
    }
    return sweep("relative_risk_aversion", at: aversions) { step in equivalents.map { $0[step] } }
  }

  /// Certainty equivalents under constant absolute risk aversion, in units of the reference mix's mean.
  private var absoluteRiskAversion: RobustnessFindings.Switch? {
    let scale = abs(sample.policies[sample.settings.reference].centre)
    let isInReach = sample.policies.allSatisfy {
      $0.isInReach(of: aversions[aversions.count - 1] / scale)
    }
    guard scale > 0, isInReach else { return nil }
    let equivalents = sample.policies.map { policy -> [Double] in
      let centre = policy.centre
      let means = averages(
        policy, first: { _ in 1 }, factor: { exp(-Self.aversionStep / scale * ($0 - centre)) })
      return zip(aversions, means).map { aversion, mean in
        aversion == 0 ? centre : centre - log(mean) / aversion * scale
      }
    }
    return sweep("absolute_risk_aversion", at: aversions) { step in equivalents.map { $0[step] } }
  }

  private var aversions: [Double] {
    (0...Self.aversionSteps).map { Double($0) * Self.aversionStep }
  }

  /// Means of `first(x) factor(x)^k` for every step k. Cost: a nanosecond a step and value.
  private func averages(
    _ policy: PolicySample, first: (Double) -> Double, factor: (Double) -> Double
  ) -> [Double] {
    let sorted = policy.sorted
    var sums = [Double](repeating: 0, count: Self.aversionSteps + 1)
    var before = 0.0
    for (position, value) in sorted.values.enumerated() {
      let reached = sorted.reached(position)
      var term = (reached - before) * first(value)
      let step = factor(value)
      for index in sums.indices {
        sums[index] += term
        term *= step
      }
      before = reached
    }
    return sums.map { $0 / sorted.total }
  }

  /// Leaders at points, one segment for each run of the same one; a change is put halfway between two points. A leader
  /// stays while it ties.
  private func sweep(
    _ parameter: String, at points: [Double], _ values: (Int) -> [Double]
  ) -> RobustnessFindings.Switch {
    var segments: [RobustnessFindings.Switch.Segment] = []
    var (leader, start) = (-1, points[0])
    for (position, point) in points.enumerated() {
      let values = values(position)
      let best = values.filter { !$0.isNaN }.max() ?? .nan
      let margin = Rounding.share * abs(best)
      if leader >= 0, values[leader] >= best - margin { continue }
      let next = values.firstIndex { $0 >= best - margin } ?? 0
      if leader >= 0 {
        let middle = (points[position - 1] + point) / 2
        segments.append(.init(low: start, high: middle, policy: leader))
        start = middle
      }
      leader = next
    }
    segments.append(.init(low: start, high: points[points.count - 1], policy: leader))
    return .init(parameter: parameter, segments: segments)
  }
}
