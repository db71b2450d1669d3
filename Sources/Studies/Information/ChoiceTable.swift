import Analysis
import Ensembles
import Foundation
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// Rows of factors with an outcome of every mix, from a table or a finished run.
public struct ChoiceTable: Sendable {
  /// File or folder.
  public let source: String
  /// The outcome; nil for a table, whose mixes are columns.
  public let outcome: String?
  /// What is read where nothing else is asked: the scenario; empty for a table.
  public let reading: String
  /// The scenario; nil for a table.
  let scenario: String?
  /// The beliefs; nil for a table.
  let beliefs: String?
  /// The mixes.
  public let policies: [String]
  /// Position of the baseline.
  public let baseline: Int
  /// Whether less is better.
  public let wantsLess: Bool
  /// By mix, by future; not a number where a run failed.
  let outcomes: [[Double]]
  let factors: [DiscoveryFactor]
  /// Names and positions of groups of factors.
  let groups: [(name: String, factors: [Int])]

  /// Reads a table whose columns are factors and outcomes of mixes.
  ///
  /// - Parameters:
  ///   - policies: columns with the outcomes of the mixes.
  ///   - baseline: the mix in per cent of whose mean values are given; the first one when nil.
  ///   - factors: names of factors; all other columns when nil.
  ///   - groups: groups of factors, by name.
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist.
  public init(
    file path: String, policies: [String], baseline: String? = nil, wantsLess: Bool = false,
    factors: [String]? = nil, categorical: [String] = [], groups: [[String]] = []
  ) throws {
    let table = try SensitivityTable.read(path)
    for (position, name) in policies.enumerated() {
      try NameSelection.check(name, among: table.header, kind: "column")
      if policies[..<position].contains(name) {
        throw UsageError("The mix \(name) is listed twice in --policies.")
      }
    }
    if let baseline { try NameSelection.check(baseline, among: policies, kind: "policy") }
    let names = try RowFactors.names(factors, in: table, without: policies)
    source = path
    outcome = nil
    reading = ""
    (scenario, beliefs) = (nil, nil)
    self.policies = policies
    self.baseline = baseline.flatMap { policies.firstIndex(of: $0) } ?? 0
    self.wantsLess = wantsLess
    outcomes = try policies.map { try table.numbers($0, mayFail: true) }
    self.factors = try RowFactors.read(names, categorical: categorical, of: table)
    self.groups = try Self.groups(groups, among: names)
  }

  /// Reads the folder of a finished run.
  ///
  /// - Parameters:
  ///   - selection: outcome, scenario and beliefs.
  ///   - policies: the mixes among which is chosen; all of the run when nil.
  ///   - baseline: the mix in per cent of whose mean values are given; the study's when nil.
  ///   - factors: names of factors; all that vary when nil.
  ///   - groups: groups of factors, by name; the themes of the model beside them.
  ///   - themes: the theme of each factor of the model.
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist.
  public init(
    folder: String, selection: RunSelection = RunSelection(), policies list: [String]? = nil,
    baseline: String? = nil, factors: [String]? = nil, groups: [[String]] = [],
    themes: [String: String] = [:]
  ) throws {
    let reading = try RunReading(folder, selection: selection)
    let (run, name) = (reading.run, try reading.requireRanked())
    for policy in list ?? [] {
      try NameSelection.check(policy, among: run.policies, kind: "policy")
    }
    let policies = list.map { list in run.policies.filter(list.contains) } ?? run.policies
    let known = run.outcomes.first { $0.name == name }!
    guard known.direction != .describe else {
      throw UsageError("\(name) has no direction by which mixes could be compared.")
    }
    let queries = try policies.map {
      try QueryEvaluator(
        Query(.outcome(of: $0), outcome: name), outcomes: [known], policies: policies)
    }
    source = folder
    outcome = name + (known.isCensored ? " reached" : "")
    self.reading = reading.words
    scenario = run.scenarios[reading.scenario]
    beliefs = run.beliefs[reading.belief].name
    self.policies = policies
    wantsLess = queries[0].wantsLess
    outcomes = zip(policies, queries).map { policy, query in
      query.values([reading.column(name, policy: policy)])
    }
    if let baseline { try NameSelection.check(baseline, among: policies, kind: "policy") }
    self.baseline = (baseline ?? run.baseline).flatMap { policies.firstIndex(of: $0) } ?? 0
    self.factors = try reading.factors(factors).filter { factor in
      guard factors == nil, case .numbers(let values) = factor.values else { return true }
      return values.contains { $0 != values[0] }
    }
    let left = self.factors.map(\.name)
    let byTheme = Set(left.compactMap { themes[$0] }).sorted().map { theme in
      (name: theme, factors: left.indices.filter { themes[left[$0]] == theme })
    }
    self.groups =
      try Self.groups(groups, among: left) + byTheme.filter { $0.factors.count > 1 }
      + (left.count > 1 ? [(name: "all factors", factors: Array(left.indices))] : [])
  }

  private static func groups(
    _ groups: [[String]], among names: [String]
  ) throws -> [(name: String, factors: [Int])] {
    try groups.map { group in
      for name in group { try NameSelection.check(name, among: names, kind: "factor") }
      return (
        name: group.joined(separator: " + "),
        factors: names.indices.filter { group.contains(names[$0]) }
      )
    }
  }

  /// What knowing is worth.
  ///
  /// - Throws: `InformationError` for fewer than two mixes or too few futures.
  public func information(
    seed: UInt64 = 1, context: RunContext = RunContext()
  ) throws -> InformationResult {
    do {
      return InformationResult(
        table: self,
        finding: try InformationValue.estimate(
          policies: policies, outcomes: outcomes, wantsLess: wantsLess, baseline: baseline,
          factors: factors, groups: groups, seed: seed, context: context))
    } catch let error as InformationError {
      throw InformationError("\(source): \(error)")
    }
  }
}

/// What knowing is worth, of a table or a finished run.
public struct InformationResult: Sendable {
  /// Where.
  public let table: ChoiceTable
  /// What.
  public let finding: InformationFinding
}
