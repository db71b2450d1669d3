import Analysis
import Ensembles
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// How stylised facts fare, group by group, under every set of beliefs of the group's study.
public struct FactsResult: Sendable {
  /// A group with what was found.
  public struct Group: Sendable {
    /// The group.
    public let group: FactGroup
    /// Futures that were drawn.
    public let futures: Int
    /// Sets of beliefs.
    public let beliefs: [Beliefs]
    /// By fact and set of beliefs; empty for a fact that cannot be expressed.
    public let findings: [[FactFinding]]
  }

  /// The groups.
  public let groups: [Group]

  /// Looks for facts in the runs of their studies.
  ///
  /// Every study is run with all its mixes and scenarios. Cost: that of the runs.
  ///
  /// - Parameters:
  ///   - groups: the facts.
  ///   - hasNoise: whether luck is drawn; as in each study when nil.
  ///   - design: the design of a study in place of its own.
  /// - Throws: what a session throws.
  public init(
    of groups: [FactGroup], context: RunContext, hasNoise: Bool? = nil,
    design: (DesignSpecification) throws -> DesignSpecification = { $0 }
  ) throws {
    self.groups = try groups.map { group in
      let session = try StudySession(
        group.study,
        model: ModelCatalogue.model(orStandard: group.study.modelName),
        design: try design(group.study.design), hasNoise: hasNoise, context: context)
      return try session.facts(of: group)
    }
  }
}

extension StudySession {
  /// Looks for the facts of a group in the runs of this session, made of the group's study.
  func facts(of group: FactGroup) throws -> FactsResult.Group {
    let beliefs = study.availableBeliefs
    let expressions = group.facts.flatMap(\.expressions)
    let readings = expressions.flatMap(\.readings)
    let outcomes = Set(readings.flatMap(\.outcomes)).sorted()
    let years = Set(readings.map(\.year)).sorted()
    let findings = try beliefs.map { beliefs -> [FactFinding?] in
      if readings.isEmpty { return group.facts.map { _ in nil } }
      let places = years.map { $0 - Int(study.start) }
      let series = try EnsembleRunner.run(
        try experiment(beliefs, recordsYears: true),
        stage: "\(group.name), \(beliefs.name)  ", context: context,
        accumulator: { OutcomeSeries(outcomes: outcomes, years: places) }
      ).summary
      let table = FactTable(series: series, outcomes: outcomes, years: years)
      return group.facts.map { fact in
        switch fact.claim {
        case .value(let expression, let range, let share):
          FactFinding(table.values(of: expression), in: range, share: share)
        case .spread(let more, let less):
          FactFinding(spreadOf: table.values(of: more), above: table.values(of: less))
        case .notExpressible: nil
        }
      }
    }
    return FactsResult.Group(
      group: group, futures: design.futures, beliefs: beliefs,
      findings: group.facts.indices.map { fact in findings.compactMap { $0[fact] } })
  }
}

extension StylisedFact {
  /// What has to be computed.
  var expressions: [FactExpression] {
    switch claim {
    case .value(let expression, _, _): [expression]
    case .spread(let more, let less): [more, less]
    case .notExpressible: []
    }
  }
}

/// Outcomes of all futures, by what expressions call them.
private struct FactTable {
  let series: OutcomeSeries
  let outcomes: [Int]
  let years: [Int]

  /// The number of an expression in every future.
  func values(of expression: FactExpression) -> [Double] {
    var columns: [Key: [Double]] = [:]
    for reading in expression.readings {
      for outcome in reading.outcomes {
        columns[Key(reading, outcome)] = series.values(
          scenario: reading.scenario, policy: reading.policy,
          outcome: outcomes.firstIndex(of: outcome)!, year: years.firstIndex(of: reading.year)!)
      }
    }
    let futures = columns.values.first?.count ?? 0
    return (0..<futures).map { future in
      expression.values { columns[Key($0, $1)]![future] }[0]
    }
  }

  /// One outcome of one run.
  private struct Key: Hashable {
    let scenario: Int
    let policy: Int
    let outcome: Int
    let year: Int

    init(_ reading: FactExpression.Reading, _ outcome: Int) {
      (scenario, policy, year) = (reading.scenario, reading.policy, reading.year)
      self.outcome = outcome
    }
  }
}
