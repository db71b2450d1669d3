import Ensembles
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// One future of one policy through time.
public struct StudyTrace: Sendable {
  /// The session; its scenario is the one that was followed.
  public let session: StudySession
  /// The policy, as the study runs it.
  public let policy: Policy
  /// The future of the design; nil when every factor has its default.
  public let future: Int?
  /// Factors that were set, as they were written.
  public let settings: [String]
  /// The value of every factor, in the model's order.
  public let factors: [Double]
  /// What happened.
  public let trace: Trace

  /// The year in which the policy went over to its second plan; nil where it did not.
  public var switchYear: Double? {
    guard let column = session.model.outcomes.firstIndex(where: { $0.name == "switched_years" }),
      let last = trace.rows.last, last.outcomes[column] > 0
    else { return nil }
    return last.year - last.outcomes[column]
  }
}

extension StudySession {
  /// Follows one future of one policy by the readable reference model.
  ///
  /// - Parameters:
  ///   - policy: name of the policy.
  ///   - future: a future of the session's design; nil takes the default of every factor and the luck of future 0.
  ///   - settings: factors with another value, `absorption_speed=0.15`.
  ///   - beliefs: what a future is drawn from; the study's first when nil.
  /// - Throws: `UsageError` for a name or a future that does not exist, a value the model does not accept, or a
  ///   session of several scenarios.
  public func trace(
    _ policy: String, future: Int? = nil, settings: [String] = [], beliefs: String? = nil
  ) throws -> StudyTrace {
    try NameSelection.check(policy, among: study.policies.map(\.name), kind: "policy")
    guard scenarios.count == 1 else {
      throw UsageError("A trace follows one scenario, not \(scenarios.count).")
    }
    if let future, !(0..<design.futures).contains(future) {
      throw UsageError(
        "There is no future \(future): the design has futures 0 to \(design.futures - 1); a longer one, which begins "
          + "with the same, comes with --futures.")
    }
    var overrides = try overrides(settings)
    if future == nil {
      let defaults = study.defaultFactors(of: model.factors, scenario: scenarios[0])
      for (column, value) in defaults.enumerated() where overrides[column] == nil {
        overrides[column] = value
      }
    }
    let mix = policies.first { $0.name == policy }!
    let replay = try FutureReplay(experiment(try self.beliefs(beliefs)[0]))
    var factors = replay.factors(of: future ?? 0, scenario: 0)
    for (column, value) in overrides { factors[column] = value }
    return StudyTrace(
      session: self, policy: mix, future: future, settings: settings, factors: factors,
      trace: try replay.trace(of: future ?? 0, policy: mix, scenario: 0, overrides: overrides))
  }

  private func overrides(_ settings: [String]) throws -> [Int: Double] {
    var result: [Int: Double] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = Double(parts[1]) else {
        throw UsageError("--set takes factor=value, not \"\(setting)\".")
      }
      try NameSelection.check(parts[0], among: model.factors.map(\.name), kind: "factor")
      let column = model.factors.firstIndex { $0.name == parts[0] }!
      let range = model.factors[column].admissible
      guard range.contains(value) else {
        throw UsageError(
          "\(parts[0]) must lie between \(range.lowerBound) and \(range.upperBound), not \(value).")
      }
      result[column] = value
    }
    return result
  }
}
