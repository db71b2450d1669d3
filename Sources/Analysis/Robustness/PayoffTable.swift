/// What every policy mix yields in every state of the world: the table that decision rules are applied to.
///
/// A state is a future, in a scenario, under a belief. States of the same future meet the same draws and are
/// resampled together. Larger is better everywhere: an outcome that is minimised is negated before it comes here.
public struct PayoffTable: Sendable {
  /// Names of the policy mixes.
  public let policies: [String]
  /// By policy and state, NaN where the run failed.
  public let values: [[Double]]
  /// Names of the futures.
  public let futures: [String]
  /// Names of the groups: a scenario under a belief; one without a name where there is nothing to tell apart.
  public let groups: [String]
  /// By group, its weight in a state; 1 where all count the same.
  public let groupWeights: [Double]
  /// By future, its weight; nil where all count the same.
  public let futureWeights: [Double]?
  /// By state, how far it lies from the reference in scaled factors; nil where factors are not known.
  public let distances: [Double]?

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - values: by policy and state; states are ordered by group, then by future.
  ///   - futures: names of the futures.
  ///   - groups: names of the groups.
  ///   - groupWeights: weights of the groups; all the same when nil.
  ///   - futureWeights: weights of the futures; all the same when nil.
  ///   - distances: by state, see ``distances``.
  /// - Throws: ``RobustnessError`` for fewer than two policies or futures, weights that are negative, not finite or
  ///   all 0, an infinite value, and a policy that failed in every state.
  public init(
    policies: [String], values: [[Double]], futures: [String], groups: [String] = [""],
    groupWeights: [Double]? = nil, futureWeights: [Double]? = nil, distances: [Double]? = nil
  ) throws {
    let states = groups.count * futures.count
    precondition(
      values.count == policies.count && values.allSatisfy { $0.count == states },
      "values of \(values.count) policies, \(values.map(\.count)) states for \(policies.count), \(states)"
    )
    guard policies.count > 1 else {
      throw RobustnessError(
        "a comparison needs at least two policy mixes, and there "
          + (policies.isEmpty ? "is none" : "is only \(policies[0])"))
    }
    guard futures.count > 1 else {
      throw RobustnessError(
        "a comparison needs at least two futures, and there "
          + (futures.isEmpty ? "is none" : "is only one"))
    }
    for weights in [groupWeights, futureWeights].compactMap({ $0 }) {
      if let bad = weights.first(where: { !($0 >= 0 && $0.isFinite) }) {
        throw RobustnessError("weights must be numbers from 0 up, and one is \(bad)")
      }
      if !weights.contains(where: { $0 > 0 }) { throw RobustnessError("all weights are 0") }
    }
    for (policy, column) in zip(policies, values) {
      if column.contains(where: \.isInfinite) {
        throw RobustnessError(
          "\(policy) has values that are infinite, as a year has that is never reached; such an outcome has no "
            + "mean, so name another one")
      }
      if column.allSatisfy(\.isNaN) {
        throw RobustnessError("\(policy) failed in every future; leave it out")
      }
    }
    self.policies = policies
    self.values = values
    self.futures = futures
    self.groups = groups
    self.groupWeights = groupWeights ?? groups.map { _ in 1 }
    self.futureWeights = futureWeights
    self.distances = distances
  }

  /// Number of states.
  public var stateCount: Int { groups.count * futures.count }

  /// Runs that failed, by policy.
  public var failed: [Int] { values.map { $0.count(where: \.isNaN) } }

  /// Whether every future is one state and all count the same, so that states are independent draws.
  public var isSimple: Bool { groups.count == 1 && futureWeights == nil }

  /// Weight of a state.
  public func weight(_ state: Int) -> Double {
    groupWeights[state / futures.count] * (futureWeights?[state % futures.count] ?? 1)
  }

  /// A state in words: its future, and its group where there are several.
  public func label(_ state: Int) -> String {
    let group = groups[state / futures.count]
    let future = "future \(futures[state % futures.count])"
    return group.isEmpty ? future : "\(future) of \(group)"
  }
}
