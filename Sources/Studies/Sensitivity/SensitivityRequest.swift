import Analysis
import NumericCore
import StudyContract

/// How the sensitivity of a study is analysed.
public struct SensitivityRequest: Sendable {
  /// The method.
  public var method = DesignedMethod.sobol
  /// The form of its design.
  public var variants: Set<DesignVariant> = []
  /// Whether independent factors are grouped by theme.
  public var byTheme = false
  /// The scenario; the study's first when nil.
  public var scenario: String?
  /// The beliefs.
  public var beliefs = "prior"
  /// Fewest runs of the model, all rows and mixes together; rounded up to a whole design.
  public var runs: Int?
  /// The half-width of all intervals at which the runs end; then ``runs`` is the most and not the fewest.
  public var precision: Double?
  /// Independent replicates; the method's usual number when nil.
  public var replicates: Int?
  /// Seed; the study's when nil.
  public var seed: UInt64?

  /// Asks for a method in its usual form and size.
  public init(_ method: DesignedMethod = .sobol) { self.method = method }
}

/// What is asked of a study or of a finished run, as a command line puts it: outcomes, and what of them.
public struct SensitivityQuestion: Sendable {
  /// Outcomes, by name; the ranked one when empty, those of the study for `all`.
  public var outcomes: [String] = []
  /// The mix whose outcomes are analysed; the baseline when nil.
  public var policy: String?
  /// Two mixes whose paired difference is analysed.
  public var difference: (first: String, second: String)?
  /// The mix whose regret is analysed.
  public var regret: String?
  /// Two mixes: whether the first does better than the second is analysed.
  public var beats: (first: String, second: String)?
  /// Whether the rank of the policy and the indicator that it is best are analysed.
  public var hasRank = false
  /// Whether every year is analysed.
  public var byYear = false

  /// Asks for the ranked outcome of the baseline.
  public init() {}

  /// The queries of a study, outcome by outcome and year by year.
  ///
  /// - Throws: `UsageError` for a name that does not exist.
  public func queries(of session: StudySession) throws -> [Query] {
    let study = session.study
    let names = session.policies.map(\.name)
    let policy = policy ?? study.baseline
    let pairs = [difference, beats].compactMap { $0 }.flatMap { [$0.first, $0.second] }
    for name in [policy] + pairs + [regret].compactMap({ $0 }) {
      try NameSelection.check(name, among: names, kind: "policy")
    }
    var measures: [Query.Measure] = []
    if let (first, second) = difference {
      measures.append(.difference(first, minus: second))
    } else if !hasRank && regret == nil && beats == nil {
      measures.append(.outcome(of: policy))
    }
    if let (first, second) = beats { measures.append(.beats(first, over: second)) }
    if let regret { measures.append(.regret(of: regret)) }
    if hasRank {
      let ranked = difference?.first ?? policy
      measures += [.rank(of: ranked), .isBest(ranked)]
    }
    let years: [Double?] =
      byYear ? (0...Int(study.end - study.start)).map { study.start + Double($0) } : [nil]
    return try outcomes(of: session).flatMap { outcome in
      years.flatMap { year in measures.map { Query($0, outcome: outcome, year: year) } }
    }
  }

  private func outcomes(of session: StudySession) throws -> [String] {
    let names = session.model.outcomes.map(\.name)
    let own = session.study.outcomes.map(\.name)
    if outcomes == ["all"] { return own.isEmpty ? names : own }
    if outcomes.isEmpty { return [session.study.rankedBy] }
    for (position, outcome) in outcomes.enumerated() {
      try NameSelection.check(outcome, among: names, kind: "outcome")
      if outcomes[..<position].contains(outcome) {
        throw UsageError("The outcome \(outcome) is listed twice.")
      }
    }
    return outcomes
  }

  /// The query of a finished run.
  ///
  /// - Parameter policies: the mixes of the run.
  /// - Throws: `UsageError` for a name that does not exist, or a question without a mix.
  func query(ofRunWith policies: [String], outcome: String) throws -> Query {
    let measure: Query.Measure
    if let (first, second) = difference {
      measure = .difference(first, minus: second)
    } else if let (first, second) = beats {
      measure = .beats(first, over: second)
    } else if let regret {
      guard policies.count > 1 else {
        throw UsageError("Regret needs a run of several mixes; this one has \(policies[0]).")
      }
      measure = .regret(of: regret)
    } else if let policy = policy ?? (policies.count == 1 ? policies[0] : nil) {
      measure = .outcome(of: policy)
    } else {
      throw UsageError(
        "Name a policy mix with --policy or --regret, or two with --difference or --beats A,B; the run has "
          + "\(policies.joined(separator: ", ")).")
    }
    let query = Query(measure, outcome: outcome)
    for name in query.policies {
      try NameSelection.check(name, among: policies, kind: "policy")
    }
    return query
  }
}
