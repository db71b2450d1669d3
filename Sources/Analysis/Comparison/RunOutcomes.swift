import Ensembles
import ModelContract

/// One scenario of a block, with the lanes in which runs succeeded.
struct RunOutcomes {
  /// The outcomes.
  let outcomes: OutcomeBlock
  /// For each policy the lanes in which its run succeeded.
  let succeeded: [[Int]]
  /// Lanes in which every policy's run succeeded.
  let complete: [Int]
  /// For each policy its failed runs.
  let failures: [[FailedRuns.Run]]

  /// Finds the lanes among the first `count`, those that are not padding.
  init(_ outcomes: OutcomeBlock, count: Int, failures: [[FailedRuns.Run]]) {
    let all = Array(0..<count)
    self.outcomes = outcomes
    self.failures = failures
    succeeded = failures.map { runs in
      if runs.isEmpty { return all }
      let failed = Set(runs.map(\.lane))
      return all.filter { !failed.contains($0) }
    }
    let failed = Set(failures.joined().map(\.lane))
    complete = failed.isEmpty ? all : all.filter { !failed.contains($0) }
  }

  /// Rounding of a number or a difference, relative to the numbers it is computed from. Adding the same amount to both
  /// moves their difference by a rounding of each, about 2e-16; paths of a few thousand steps that agree in
  /// everything but such roundings stay within a few thousand of them, while the smallest effect a scenario
  /// can be asked to show (a path changed by one per mille) is far above.
  static let rounding = Rounding.share

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

  /// Whether two numbers differ by no more than rounding.
  @inline(__always)
  static func isSame(_ first: Double, _ second: Double) -> Bool {
    // Equal infinities have no difference; one beside a number differs by an infinity.
    first == second
      || (first - second).magnitude <= rounding * min(first.magnitude, second.magnitude)
  }

  /// Whether a policy has the baseline's numbers in the given outcomes, in every future that is complete.
  func isTwin(_ policy: Int, of baseline: Int, outcomes columns: [Int]) -> Bool {
    columns.allSatisfy { column in
      let value = outcomes.column(policy: policy, outcome: column)
      let base = outcomes.column(policy: baseline, outcome: column)
      return complete.allSatisfy { Self.isSame(value[$0], base[$0]) }
    }
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
    return scale.isFinite && (difference - otherDifference).magnitude <= rounding * scale
  }
}
