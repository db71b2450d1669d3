import Ensembles
import ModelContract

/// One scenario of a block, with the lanes in which runs succeeded.
///
/// A run fails when one of the model's outcomes is not a finite number; +infinity is the value "later than
/// the horizon" of a censored outcome and no failure.
struct RunOutcomes {
  /// The outcomes.
  let outcomes: OutcomeBlock
  /// For each policy the lanes in which its run succeeded.
  let succeeded: [[Int]]
  /// Lanes in which every policy's run succeeded.
  let complete: [Int]
  /// For each policy its failed lanes with the first outcome that is not finite.
  let failures: [[(lane: Int, outcome: Int)]]

  /// Finds the lanes among the first `count`, those that are not padding.
  init(_ outcomes: OutcomeBlock, count: Int, modelOutcomes: [Outcome]) {
    self.outcomes = outcomes
    var succeeded: [[Int]] = []
    var failures: [[(lane: Int, outcome: Int)]] = []
    var isComplete = [Bool](repeating: true, count: count)
    var culprit = [Int](repeating: -1, count: count)
    for policy in 0..<outcomes.policyCount {
      for lane in 0..<count { culprit[lane] = -1 }
      for outcome in modelOutcomes.indices {
        let values = outcomes.column(policy: policy, outcome: outcome)
        // Infinity minus infinity and NaN minus NaN are NaN, so that one sum finds a column without any.
        var check = 0.0
        for lane in 0..<count { check += values[lane] - values[lane] }
        if check == 0 { continue }
        for lane in 0..<count where culprit[lane] < 0 && !values[lane].isFinite {
          if modelOutcomes[outcome].isCensored && values[lane] == .infinity { continue }
          culprit[lane] = outcome
        }
      }
      var lanes: [Int] = []
      lanes.reserveCapacity(count)
      var failed: [(lane: Int, outcome: Int)] = []
      for lane in 0..<count {
        if culprit[lane] < 0 {
          lanes.append(lane)
        } else {
          failed.append((lane, culprit[lane]))
          isComplete[lane] = false
        }
      }
      succeeded.append(lanes)
      failures.append(failed)
    }
    self.succeeded = succeeded
    self.failures = failures
    complete = (0..<count).filter { isComplete[$0] }
  }

  /// Rounding of a difference, relative to the numbers it is taken of. Adding the same amount to both
  /// moves their difference by a rounding of each, about 2e-16; paths of a few thousand steps that agree in
  /// everything but such roundings stay within a few thousand of them, while the smallest effect a scenario
  /// can be asked to show (a path changed by one per mille) is far above.
  static let differenceRounding = 1e-12

  /// Whether every difference to the baseline in the given outcomes is the same as in another scenario, in
  /// every future that is complete, and the same runs succeed.
  func hasDifferences(of other: RunOutcomes, baseline: Int, outcomes columns: [Int]) -> Bool {
    guard succeeded == other.succeeded else { return false }
    for policy in 0..<outcomes.policyCount where policy != baseline {
      for column in columns {
        let value = outcomes.column(policy: policy, outcome: column)
        let base = outcomes.column(policy: baseline, outcome: column)
        let otherValue = other.outcomes.column(policy: policy, outcome: column)
        let otherBase = other.outcomes.column(policy: baseline, outcome: column)
        for lane in complete {
          let isSame = Self.isSameDifference(
            value[lane], base[lane], otherValue[lane], otherBase[lane])
          if !isSame { return false }
        }
      }
    }
    return true
  }

  private static func isSameDifference(
    _ value: Double, _ base: Double, _ otherValue: Double, _ otherBase: Double
  ) -> Bool {
    let difference = value - base
    let otherDifference = otherValue - otherBase
    // Equal infinities, or both later than the horizon.
    if difference == otherDifference || (difference.isNaN && otherDifference.isNaN) { return true }
    let scale = max(value.magnitude, base.magnitude, otherValue.magnitude, otherBase.magnitude)
    // An infinite scale would accept anything; NaN comparisons are false.
    return scale.isFinite && (difference - otherDifference).magnitude <= differenceRounding * scale
  }
}
