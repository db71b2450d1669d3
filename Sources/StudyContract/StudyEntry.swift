import ModelContract
import Sampling

/// One statement of a study as it was read: a key with dots and what stands there, defaults included.
///
/// Two studies whose entries are equal give the same results, whatever the order, the comments and the number of their files;
/// what differs is a list of keys with an old and a new value.
public struct StudyEntry: Sendable, Hashable {
  /// What a key holds.
  public enum Value: Sendable, Hashable {
    /// A number.
    case number(Double)
    /// Words, or a name.
    case text(String)
    /// Names in an order.
    case names([String])
    /// The law of a factor.
    case law(Distribution)
    /// A path in time.
    case path(Path)
  }

  /// The key, with dots between levels: `policies.rd_push.levers.public_research`.
  public let key: String
  /// What it holds.
  public let value: Value

  /// A statement.
  public init(_ key: String, _ value: Value) {
    self.key = key
    self.value = value
  }
}

/// A statement that differs between two studies.
public struct StudyChange: Sendable, Hashable {
  /// The key.
  public let key: String
  /// What stood there; nil where the key is new.
  public let old: StudyEntry.Value?
  /// What stands there now; nil where the key is gone.
  public let new: StudyEntry.Value?
}

extension Study {
  /// Everything the study says, in the order of a study file.
  ///
  /// Policies are those that were read, before a budget scales them. Of an ensemble its name and its rows are an entry each.
  public var entries: [StudyEntry] {
    var list = EntryList()
    list.add("name", .text(name))
    list.add("question", .text(question))
    list.add("notes", .names(notes))
    if let modelName { list.add("model", .text(modelName)) }
    addEconomy(to: &list)
    list.add("start", .number(start))
    list.add("end", .number(end))
    list.add("step", .number(step))
    list.add("discount_rate", .number(discountRate))
    addBeliefs(to: &list)
    list.add("baseline", .text(baseline))
    list.add("policies", .names(policies.map(\.name)))
    for policy in policies { list.add("policies.\(policy.name)", policy) }
    list.add("scenarios", .names(scenarios.map(\.name)))
    for scenario in scenarios { list.add("scenarios.\(scenario.name)", scenario) }
    addAnswers(to: &list)
    return list.entries
  }

  private func addEconomy(to list: inout EntryList) {
    list.add("economy", .text(economy.name))
    list.add("economy.summary", .text(economy.summary))
    list.add("economy.initial_conditions", economy.initialConditions.mapValues { .number($0) })
    list.add("economy.strengths", economy.strengths.mapValues { .number($0) })
    list.add("economy.series", economy.series.mapValues { .path($0) })
    if labourDrift != 0 { list.add("economy.labour_drift", .number(labourDrift)) }
    if let origin {
      list.add("economy.history.start", .number(origin.start))
      list.add("economy.history.observed_income", origin.observedIncome)
      list.add("economy.history.mix", origin.policy)
    }
  }

  private func addBeliefs(to list: inout EntryList) {
    list.add(
      "factors",
      Dictionary(priors.map { ($0.factor, .law($0.distribution)) }, uniquingKeysWith: { $1 }))
    for correlation in correlations {
      list.add(
        "correlations.\(correlation.first).\(correlation.second)", .number(correlation.value))
    }
    if let rows = ensemble?.rows {
      list.add("ensemble", .text(rows.name))
      list.add("ensemble.rows", .number(Double(rows.rowCount)))
      list.add("ensemble.values", .text(Self.digest(rows)))
    }
    list.add("beliefs", .names(defaultBeliefs))
  }

  private func addAnswers(to list: inout EntryList) {
    list.add("outcomes", .names(outcomes.map(\.name)))
    for outcome in outcomes {
      list.add("outcomes.\(outcome.name).direction", .text(outcome.direction.rawValue))
      list.add("outcomes.\(outcome.name).threshold", outcome.threshold)
    }
    list.add("ranked_by", .text(rankedBy))
    if let rule = decisionRule {
      list.add("decision_rule.metric", .text(rule.metric))
      list.add("decision_rule.threshold", rule.threshold)
      list.add("decision_rule.pessimism", rule.pessimism)
      list.add("decision_rule.level", rule.level)
      list.add("decision_rule.risk_aversion", rule.riskAversion)
    }
    list.add("indifference_margin", .number(indifferenceMargin))
    if let budget {
      list.add("budget.outcome", .text(budget.outcome))
      list.add("budget.above_baseline", .number(budget.aboveBaseline))
      list.add("budget.tolerance", .number(budget.tolerance))
      list.add("budget.scales_up", .text(budget.scalesUp ? "true" : "false"))
    }
    list.add("futures", .number(Double(design.futures)))
    list.add("design.kind", .text(design.kind.rawValue))
    list.add("design.replicates", .number(Double(design.replicates)))
    list.add("seed", .text(String(design.seed)))
    list.add("noise", .text(hasNoise ? "on" : "off"))
    list.add("settings", settings.mapValues { .number($0) })
  }

  /// What the values of an ensemble are, in sixteen digits.
  private static func digest(_ rows: JointRows) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in rows.values { hash = (hash ^ value.bitPattern) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What differs in another study, key by key, in the order of this study's file and then of the other's.
  ///
  /// A mix or a scenario that only one of the two has is one statement, its summary.
  public func changes(to other: Study) -> [StudyChange] {
    let (before, after) = (entries(besides: other), other.entries(besides: self))
    let old = Dictionary(before.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    let new = Dictionary(after.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    let keys = before.map(\.key) + after.map(\.key).filter { old[$0] == nil }
    return keys.compactMap { key in
      old[key] == new[key] ? nil : StudyChange(key: key, old: old[key], new: new[key])
    }
  }
}

extension Study {
  /// The entries, where mixes and scenarios that another study has not are one each.
  fileprivate func entries(besides other: Study) -> [StudyEntry] {
    func missing(_ own: [String], _ others: [String], _ key: String) -> [String] {
      own.filter { !others.contains($0) }.map { "\(key).\($0)" }
    }
    let own =
      missing(policies.map(\.name), other.policies.map(\.name), "policies")
      + missing(scenarios.map(\.name), other.scenarios.map(\.name), "scenarios")
    if own.isEmpty { return entries }
    return entries.compactMap { entry in
      guard let owner = own.first(where: { entry.key.hasPrefix($0 + ".") }) else { return entry }
      return entry.key == owner + ".summary" ? StudyEntry(owner, entry.value) : nil
    }
  }
}

/// Entries as they are collected.
private struct EntryList {
  private(set) var entries: [StudyEntry] = []

  mutating func add(_ key: String, _ value: StudyEntry.Value) {
    entries.append(StudyEntry(key, value))
  }

  /// Adds a number where there is one.
  mutating func add(_ key: String, _ number: Double?) {
    if let number { add(key, .number(number)) }
  }

  /// Adds a value for each name below a key.
  mutating func add(_ key: String, _ values: [String: StudyEntry.Value]) {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { add("\(key).\(name)", value) }
  }

  mutating func add(_ key: String, _ policy: Policy) {
    add(key + ".summary", .text(policy.summary))
    add(key, Contingency.Plan(policy))
    guard let contingency = policy.contingency else { return }
    add(key + ".when.outcome", .text(contingency.outcome))
    add(key + ".when.\(contingency.side.rawValue)", .number(contingency.threshold))
    for look in contingency.looks { add(key + ".when.\(Int(look.year))", look.plan) }
  }

  private mutating func add(_ key: String, _ plan: Contingency.Plan) {
    add(key + ".levers", plan.levers.mapValues { .path($0) })
    add(key + ".traits", plan.traits.mapValues { .path($0) })
    add(key + ".targets", .names(plan.targets))
  }

  mutating func add(_ key: String, _ scenario: Scenario) {
    add(key + ".summary", .text(scenario.summary))
    add(key + ".probability", scenario.probability)
    add(key + ".paths", scenario.paths.mapValues { .path($0) })
    add(
      key + ".factors",
      Dictionary(
        scenario.overrides.map { ($0.factor, .law($0.distribution)) }, uniquingKeysWith: { $1 }))
  }
}
