import NumericCore

/// Which of several expectations is the best, as far as their errors allow.
///
/// Multiple comparisons with the best. For policies i and j let d_ij be the paired difference of their
/// estimated expectations, s_ij its standard error with nu_ij degrees of freedom, and
/// c_ij = t(1 - alpha / (k - 1), nu_ij). Then with probability of at least 1 - alpha, for all k policies at once,
///
///     mu_i - max over j of mu_j  lies in  [-(L_i)^-, (U_i)^+],
///     U_i = min over j of (d_ij + c_ij s_ij),   G = { i : U_i >= 0 },
///     L_i = 0 when G = {i}, else min over j in G of (d_ij - c_ij s_ij),
///
/// and G, the contenders, contains the best policy. Only the comparisons of the true best with the k - 1
/// others can go wrong, which is why the critical value is one-sided and of k - 1 comparisons and why
/// which policy is best need not be known. Bonferroni's critical value holds under any dependence between
/// the differences and for singular covariances; the exact one would need the covariance, which is itself
/// estimated, and is smaller by less than a tenth for up to 15 policies.
///
/// J. C. Hsu 1984, Constrained simultaneous confidence intervals for multiple comparisons with the best,
/// doi:10.1214/aos/1176346732. S. Holm 1979, A simple sequentially rejective multiple test procedure,
/// Scandinavian Journal of Statistics 6:65-70.
struct BestSelection {
  /// 1 when more is better, -1 when less is.
  let sign: Double
  /// Expectations with their errors, by policy, relative to one and the same policy.
  let errors: [SamplingError]
  /// Policies from best to worst; equal ones in the study's order.
  let order: [Int]
  /// For each policy whether it cannot be excluded as the best.
  let isContender: [Bool]
  /// For each policy the interval of its distance to the best of the others, more being better.
  let distances: [ClosedRange<Double>]

  /// Compares policies.
  ///
  /// - Parameter confidence: probability 1 - alpha with which all statements together are right.
  init(
    _ errors: [SamplingError], wantsLess: Bool,
    confidence: Double = ComparisonSettings.usualConfidence
  ) {
    let sign = wantsLess ? -1.0 : 1.0
    let count = errors.count
    self.sign = sign
    self.errors = errors
    order = (0..<count).sorted {
      let first = sign * errors[$0].value
      let second = sign * errors[$1].value
      return first != second && !first.isNaN && !second.isNaN ? first > second : $0 < $1
    }
    guard count > 1, !errors.contains(where: { $0.value.isNaN }) else {
      isContender = [Bool](repeating: true, count: count)
      distances = [ClosedRange<Double>](
        repeating: count == 1 ? 0...0 : -Double.infinity ... .infinity, count: count)
      return
    }
    let level = 1 - (1 - confidence) / Double(count - 1)
    var gaps = [Double](repeating: 0, count: count * count)
    var margins = gaps
    for first in 0..<count {
      for second in 0..<first {
        let difference = errors[first].minus(errors[second])
        gaps[first * count + second] = sign * difference.value
        gaps[second * count + first] = -sign * difference.value
        let margin = difference.margin(covering: level)
        margins[first * count + second] = margin
        margins[second * count + first] = margin
      }
    }
    func others(_ policy: Int) -> [Int] { (0..<count).filter { $0 != policy } }
    let upper = (0..<count).map { policy in
      others(policy).map { gaps[policy * count + $0] + margins[policy * count + $0] }.min()!
    }
    let contenders = (0..<count).filter { upper[$0] >= 0 }
    isContender = upper.map { $0 >= 0 }
    distances = (0..<count).map { policy in
      let rivals = contenders.filter { $0 != policy }
      let lower = rivals.map { gaps[policy * count + $0] - margins[policy * count + $0] }.min() ?? 0
      return min(lower, 0)...max(upper[policy], 0)
    }
  }

  /// The policy with the best expectation.
  var leader: Int { order[0] }
  /// The second best, if there is one.
  var runnerUp: Int? { order.count > 1 ? order[1] : nil }
  /// Contenders from best to worst.
  var contenders: [Int] { order.filter { isContender[$0] } }
  /// Whether every policy but the leader can be excluded.
  var isCertain: Bool { contenders.count == 1 }

  /// Policies that are within a margin of the best for certain, from best to worst.
  func within(_ margin: Double) -> [Int] { order.filter { distances[$0].lowerBound >= -margin } }

  /// A policy minus the leader, in the unit of the outcome.
  func differenceToLeader(_ policy: Int) -> SamplingError { errors[policy].minus(errors[leader]) }

  /// How much better the leader's expectation is; 0 where the two differ by rounding.
  func loss(_ policy: Int) -> Double { lead(of: leader, over: policy) }

  /// The interval of what a policy loses against the best, whichever that is: the largest of the lower and of the upper
  /// ends of its differences to all others, each with its share of the error (Bonferroni), and not below 0. The policy
  /// that leads in the sample may lose, too. Nil where an expectation is missing.
  func lossInterval(_ policy: Int, error: Double) -> ClosedRange<Double>? {
    let rivals = errors.indices.filter { $0 != policy }
    let level = 1 - error / 2 / Double(max(rivals.count, 1))
    var (low, high) = (0.0, 0.0)
    for rival in rivals {
      let loss = lead(of: rival, over: policy)
      if loss.isNaN { return nil }
      let margin = errors[policy].minus(errors[rival]).margin(covering: level)
      low = max(low, loss - margin)
      high = max(high, loss + margin)
    }
    return low...high
  }

  /// How much better one policy's expectation is than another's; exactly 0 where they differ by rounding.
  func lead(of policy: Int, over other: Int) -> Double {
    sign * errors[policy].minus(errors[other]).value
  }

  /// For each policy the p value of its difference to the leader, adjusted by Holm's method; nil for the
  /// leader.
  func adjustedPValues() -> [Double?] {
    var adjusted = [Double?](repeating: nil, count: errors.count)
    let raw = (0..<errors.count).filter { $0 != leader }
      .map { (policy: $0, value: differenceToLeader($0).pValue) }
      .sorted { ($0.value, $0.policy) < ($1.value, $1.policy) }
    var largest = 0.0
    for (position, test) in raw.enumerated() {
      largest = max(largest, min(1, Double(raw.count - position) * test.value))
      adjusted[test.policy] = largest
    }
    return adjusted
  }
}
