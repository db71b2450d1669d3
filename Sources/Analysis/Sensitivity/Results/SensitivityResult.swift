import Ensembles
import StudyContract

extension SensitivityResult.Target: CustomStringConvertible {
  /// What was analysed, in a few words: `income in 2030, a minus b`.
  public var description: String {
    switch self {
    case .column(let name): return name
    case .query(let query): return "\(query)"
    case .all(let count, let areYears):
      return "all \(count) of the \(areYears ? "years" : "targets")"
    case .finished(let query, let scenario, let policies):
      let label = query.query.outcome + (query.isCensored ? " reached" : "")
      let name =
        switch query.query.measure {
        case .outcome(let policy): "\(label) of \(policy)"
        case .difference(let first, let second): "\(label) of \(first) less that of \(second)"
        case .regret(let policy): "regret of \(policy) by \(label), among \(policies) mixes"
        case .beats, .isBest, .rank: "\(query)"
        }
      return "\(name) in \(scenario)"
    }
  }
}

/// The result of one sensitivity method for one query: data, which `Reporting` puts into words.
public struct SensitivityResult: Sendable {
  /// What was analysed.
  public enum Target: Sendable, Hashable {
    /// A column of a table.
    case column(String)
    /// A query of the runs of a study.
    case query(QueryEvaluator)
    /// A query of a finished run: in a scenario, among so many mixes.
    case finished(QueryEvaluator, scenario: String, policies: Int)
    /// The mean over so many queries, which may be the years of one.
    case all(Int, areYears: Bool)
  }

  /// Where the runs come from.
  public enum Source: Sendable, Hashable {
    /// A study, by its name.
    case study(String)
    /// A file or folder.
    case path(String)
  }

  /// The name of the method.
  public var method: String
  /// The method in words.
  public var title: String
  /// What was analysed.
  public var target: Target
  /// Where the runs come from.
  public var source: Source
  /// Runs that were looked at, failed ones included.
  public var runs: Int
  /// Runs left out because the outcome was not a number.
  public var failed: Int
  /// The indices of the method; the first one orders the rows.
  public var measures: [SensitivityMeasure]
  /// By factor, in the order of the user.
  public var rows: [SensitivityRow]
  /// What is said of the result as a whole.
  public var findings: [SensitivityFinding]
  /// What must be known to read it.
  public var warnings: [SensitivityWarning]
  /// The pick-freeze run of a study that this is a target of, and which; nil for other methods and sources.
  public var designed: (whole: DesignedSensitivity, position: Int)?

  /// Describes a result.
  public init(
    method: String, title: String, target: Target, source: Source, runs: Int, failed: Int,
    measures: [SensitivityMeasure], rows: [SensitivityRow], findings: [SensitivityFinding] = [],
    warnings: [SensitivityWarning] = [],
    designed: (whole: DesignedSensitivity, position: Int)? = nil
  ) {
    precondition(
      rows.allSatisfy { $0.estimates.count == measures.count } && !measures.isEmpty,
      "\(measures.count) measures of \(rows.count) rows")
    self.method = method
    self.title = title
    self.target = target
    self.source = source
    self.runs = runs
    self.failed = failed
    self.measures = measures
    self.rows = rows.map { row in
      SensitivityRow(
        factor: row.factor,
        estimates: zip(measures, row.estimates).map { $0.limited($1) }, noiseFloor: row.noiseFloor,
        pValue: row.pValue, isInert: row.isInert)
    }
    self.findings = findings
    self.warnings = warnings
    self.designed = designed
  }

  /// Whether an index says that the factor matters: its interval leaves 0 out (above 0 only, where the index
  /// has no sign), or it exceeds the noise floor where the estimator cannot come out negative.
  public func isDistinguishable(_ row: SensitivityRow, _ measure: Int) -> Bool {
    let estimate = row.estimates[measure]
    if row.isInert || !estimate.value.isFinite { return false }
    if measures[measure].isCentred {
      return measures[measure].isSigned ? estimate.isDistinguishableFromZero : estimate.low > 0
    }
    if let pValue = row.pValue { return pValue < Self.falseAlarms }
    if !estimate.low.isFinite { return true }
    guard let floor = row.noiseFloor else { return estimate.isDistinguishableFromZero }
    return estimate.value > floor
  }

  /// The probability with which a factor without influence is said to matter.
  public static let falseAlarms = 0.05

  /// The rows from the largest first index to the smallest, undefined ones last; the signs of coefficients do not
  /// count.
  public var ordered: [SensitivityRow] {
    func size(_ row: SensitivityRow) -> Double {
      let value = row.estimates[0].value
      return value.isNaN ? -.infinity : measures[0].isSigned ? value.magnitude : value
    }
    return rows.enumerated().sorted { left, right in
      let (p, q) = (isDistinguishable(left.element, 0), isDistinguishable(right.element, 0))
      if p != q { return p }
      let (x, y) = (size(left.element), size(right.element))
      return x != y ? x > y : left.offset < right.offset
    }.map(\.element)
  }
}

extension DesignedSensitivity {
  /// The indices of a pick-freeze run of a study.
  private static let measures = [
    SensitivityMeasure(
      key: "first", name: "first-order index",
      meaning: "the share of the variance that would go if the factor became known.",
      role: .firstOrder),
    SensitivityMeasure(
      key: "total", name: "total index",
      meaning: "the share that would remain if all others became known.", role: .total),
  ]

  /// One result a query and, where there are several, one of all of them.
  ///
  /// - Parameter study: the study's name.
  public func results(study: String) -> [SensitivityResult] {
    let title =
      "pick-freeze with \(design.base.futures) base points in \(design.base.sobolParts)"
    var results = targets.enumerated().map { position, target in
      SensitivityResult(
        method: DesignedMethod.sobol.name, title: title, target: .query(target.query),
        source: .study(study), runs: runs,
        failed: target.indices.failedBasePoints * design.rowCount, measures: Self.measures,
        rows: target.indices.groups.map(\.row), findings: findings(target),
        warnings: warnings(target), designed: (self, position))
    }
    if !aggregate.isEmpty {
      results.append(
        SensitivityResult(
          method: DesignedMethod.sobol.name, title: title,
          target: .all(targets.count, areYears: targets.contains { $0.query.needsYears }),
          source: .study(study), runs: runs, failed: 0, measures: Self.measures,
          rows: zip(design.groups, aggregate).map { group, index in
            SensitivityRow(
              factor: group.name, estimates: [index.first, index.total],
              isInert: inert.contains(group.name))
          }, findings: [.equalWeights], warnings: inputs.notes))
    }
    return results
  }

  private func findings(_ target: Target) -> [SensitivityFinding] {
    let strong = target.indices.pairs.filter { $0.second.low > 0 }
      .sorted { $0.second.value > $1.second.value }.prefix(5)
    if strong.isEmpty { return [] }
    return [
      .interactions(
        strong.map {
          .init(
            first: design.groups[$0.i].name, second: design.groups[$0.j].name,
            index: $0.second.value)
        })
    ]
  }

  private func warnings(_ target: Target) -> [SensitivityWarning] {
    let share = Double(target.indices.failedBasePoints) / Double(design.base.futures)
    return inputs.notes + target.indices.warnings
      + (share > Self.failureLimit
        ? [.failedBasePoints(share: share, region: failureRegion)] : [])
  }
}

extension GroupIndices {
  /// The group as a row of a result.
  var row: SensitivityRow {
    SensitivityRow(
      factor: name, estimates: [first, total], noiseFloor: noiseFloor, isInert: isInert)
  }
}
