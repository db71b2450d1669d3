import Analysis
import ModelContract
import Sampling
import StudyContract

/// The keys of a study that stand for themselves: horizon, design, outcomes, rules.
struct StudyDraft {
  /// Keys of a study file.
  static func keys(_ schema: ModelSchema) -> [String] {
    [
      "name", "question", "notes", "model", "economy", "initial", "start", "end", "step",
      "discount_rate", "factors", "correlations", "repair_correlations", "ensemble", "beliefs",
      "baseline", "policies", "rebase", "budget", "scenarios", "outcomes", "ranked_by",
      "indifference_margin",
    ] + schema.settings.map(\.name) + ["noise", "futures", "design", "seed"]
  }

  /// Keys a study cannot do without; the economy may come from `initial` and the start from the economy.
  static let required = [
    "name", "question", "end", "factors", "baseline", "policies", "scenarios", "outcomes",
    "ranked_by",
  ]

  /// Keys of nested mappings.
  static let initialKeys = ["from", "year", "observed_income"]
  static let observedIncomeKeys = ["value", "source"]
  static let outcomeKeys = ["name", "direction", "threshold"]
  static let budgetKeys = ["outcome", "above_baseline", "tolerance", "scale_up"]
  static let ruleKeys = [
    "outcome", "metric", "threshold", "pessimism", "level", "risk_aversion",
  ]
  static let designKeys = ["kind", "replicates", "cube_size"]

  let mapping: MappingReader

  private var schema: ModelSchema { mapping.whole.schema }

  /// A year of the horizon.
  func year(_ key: String) -> Double? {
    guard let value = mapping[key], let year = value.number(in: World.years) else { return nil }
    guard year == year.rounded() else {
      value.report("expected a whole year, found \(year.plain)")
      return nil
    }
    return year
  }

  /// Length of a step; it must divide a year.
  func step() -> Double? {
    guard let value = mapping["step"] else { return Study.defaultStep }
    guard let step = value.number(in: World.steps, unit: "years") else { return nil }
    guard World.dividesYear(step) else {
      value.report(
        "expected a step that divides a year, such as 0.5 or 0.25, found \(step.plain)")
      return nil
    }
    return step
  }

  /// A number with a default.
  func number(_ key: String, in range: ClosedRange<Double>, default fallback: Double) -> Double {
    mapping[key].map { $0.number(in: range) ?? fallback } ?? fallback
  }

  /// True or false, with a default.
  func flag(_ key: String, default fallback: Bool) -> Bool {
    mapping[key].map { $0.flag() ?? fallback } ?? fallback
  }

  /// Settings of the model.
  func settings() -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: schema.settings.map { setting in
        guard setting.isWhole else {
          return (
            setting.name,
            number(setting.name, in: setting.admissible, default: setting.defaultValue)
          )
        }
        let range = Int(setting.admissible.lowerBound)...Int(setting.admissible.upperBound)
        let value = mapping[setting.name].flatMap { $0.wholeNumber(in: range) }
        return (setting.name, value.map { Double($0) } ?? setting.defaultValue)
      })
  }

  /// Design, futures, seed.
  func design() -> DesignSpecification {
    var kind = Study.defaultDesign.kind
    var replicates = Study.defaultDesign.replicates
    var cubeSize = Study.defaultDesign.cubeSize
    let kinds = DesignSpecification.Kind.allCases.map(\.rawValue)
    func read(_ value: Located) {
      if let word = value.choice(kinds, what: "design") {
        kind = DesignSpecification.Kind(rawValue: word) ?? kind
      }
    }
    if let value = mapping["design"] {
      if value.isMapping {
        let details = value.mapping(
          allowed: Self.designKeys, required: ["kind"], what: "key of a design")
        details?["kind"].map(read)
        replicates =
          details?["replicates"]?.wholeNumber(in: Design.comparedReplicateCounts) ?? replicates
        cubeSize = details?["cube_size"]?.wholeNumber(in: Design.cubeSizes) ?? cubeSize
      } else {
        read(value)
      }
    }
    let futures =
      mapping["futures"].flatMap { $0.wholeNumber(in: Design.futureCounts) }
      ?? Study.defaultDesign.futures
    // Whole numbers up to 2^53 survive the number formats of YAML and JSON readers.
    let seed = mapping["seed"].flatMap { $0.wholeNumber(in: 0...9_007_199_254_740_992) } ?? 0
    let result = DesignSpecification(
      kind: kind, futures: futures, seed: UInt64(seed), replicates: replicates,
      cubeSize: cubeSize)
    do {
      _ = try Design(result)
    } catch {
      (mapping["futures"] ?? mapping["design"] ?? mapping.whole).report("\(error)")
    }
    return result
  }
}

extension StudyDraft {
  /// Range of a threshold by the outcome's unit.
  static func thresholdRange(
    _ unit: Unit, start: Double, end: Double
  ) -> ClosedRange<Double> {
    switch unit {
    case .fraction, .shareOfOutput: 0...1
    case .relativeToFrontier: 0...5
    case .calendarYear: min(start, end)...max(start, end)
    case .logRatio: -5...5
    case .discountedOutput: 0...1000
    default: -1000...1000
    }
  }

  /// The outcomes a study reports.
  func outcomes(start: Double, end: Double) -> [Objective] {
    let names = schema.outcomes.map(\.name)
    var result: [Objective] = []
    for item in mapping["outcomes"]?.items() ?? [] {
      let details =
        item.isMapping
        ? item.mapping(allowed: Self.outcomeKeys, required: ["name"], what: "key of an outcome")
        : nil
      if item.isMapping, details == nil { continue }
      let place = details.map { $0["name"] } ?? item
      guard let place, let name = place.choice(names, what: "outcome"),
        let outcome = schema.outcome(name)
      else { continue }
      if result.contains(where: { $0.name == name }) {
        place.report("the outcome \(name) is listed twice")
        continue
      }
      var direction = outcome.direction
      if let word = details?["direction"]?.choice(
        Outcome.Direction.allCases.map(\.rawValue), what: "direction")
      {
        direction = Outcome.Direction(rawValue: word) ?? direction
      }
      let threshold = details?["threshold"]?.number(
        in: Self.thresholdRange(outcome.unit, start: start, end: end),
        unit: outcome.unit.rawValue)
      if threshold != nil, direction == .describe {
        details?["threshold"]?.report(
          "a threshold needs a direction; give direction: maximize or minimize")
      }
      result.append(Objective(name: name, direction: direction, threshold: threshold))
    }
    return result
  }

  /// The outcome that decides, with the rule where it is not the expectation: a name, or a mapping of both.
  func ranking(_ outcomes: [Objective]) -> (outcome: String, rule: DecisionRule?)? {
    guard let value = mapping["ranked_by"] else { return nil }
    guard value.isMapping else { return ranked(value, outcomes).map { ($0, nil) } }
    guard
      let keys = value.mapping(
        allowed: Self.ruleKeys, required: ["outcome", "metric"], what: "key of a decision rule"),
      let place = keys["outcome"]
    else { return nil }
    let rule = decisionRule(keys)
    return ranked(place, outcomes).map { ($0, rule) }
  }

  /// The outcome that decides, which must be reported, have a direction and have a mean.
  private func ranked(_ value: Located, _ outcomes: [Objective]) -> String? {
    guard let name = value.choice(schema.outcomes.map(\.name), what: "outcome") else { return nil }
    guard let outcome = outcomes.first(where: { $0.name == name }) else {
      // Outcomes that could not be read have been reported; this one may be among them.
      if mapping["outcomes"]?.node.sequence?.count != outcomes.count { return nil }
      value.report("expected one of the study's outcomes; list \(name) there")
      return nil
    }
    if outcome.direction == .describe {
      value.report("\(name) has no direction; give it one in outcomes")
    }
    if schema.outcome(name)?.isCensored == true {
      value.report(
        "\(name) may lie beyond the horizon and has no mean to rank by; rank by another outcome")
    }
    return name
  }

  /// The decision rule of `ranked_by`; nil where a mistake was reported.
  private func decisionRule(_ keys: MappingReader) -> DecisionRule? {
    let share = 0.0...1
    guard let metric = keys["metric"]?.choice(RobustnessMetric.all.map(\.name), what: "metric")
    else { return nil }
    return DecisionRule(
      metric: metric, threshold: keys["threshold"]?.number(in: -1e12...1e12),
      pessimism: keys["pessimism"]?.number(in: share),
      level: keys["level"]?.number(in: 0.001...0.999),
      riskAversion: keys["risk_aversion"]?.number(in: 0.001...1000))
  }

  /// The rule that makes mixes cost the same.
  func budget() -> Budget? {
    guard let value = mapping["budget"],
      let rule = value.mapping(
        allowed: Self.budgetKeys, required: Array(Self.budgetKeys.prefix(3)),
        what: "key of a budget")
    else { return nil }
    let names = schema.outcomes.filter { !$0.isCensored }.map(\.name)
    let outcome = rule["outcome"]?.choice(names, what: "outcome")
    let above = rule["above_baseline"]?.number(in: Budget.amounts)
    let tolerance = rule["tolerance"]?.number(in: Budget.tolerances)
    guard let outcome, let above, let tolerance else { return nil }
    if above > 0, tolerance >= above {
      rule["tolerance"]?.report(
        "expected less than above_baseline = \(above.plain), found \(tolerance.plain)")
    }
    return Budget(
      outcome: outcome, aboveBaseline: above, tolerance: tolerance,
      scalesUp: rule["scale_up"]?.flag() ?? false)
  }
}
