import GrowthModels
import ModelContract
import Sampling
import StudyContract

/// An economy as its file states it: initial conditions with their sources, series, starting strengths.
struct EconomyDraft {
  let economy: Economy
  /// The year at which the initial conditions hold; nil when they hold at any start.
  let start: Double?
  let provenance: Provenance
  /// Laws of the conditions that are judgement.
  let intervals: [FactorPrior]
  /// Conditions that are judged through another factor: the condition with that factor.
  let uncertainThrough: [(condition: String, factor: String, place: Located)]
  /// What was observed later, where the file says so.
  let targets: TargetsDraft?
  /// Standard deviation of the yearly growth of what the labour series leaves out.
  let labourDrift: Double

  /// Keys of the file of an economy.
  static let keys = [
    "name", "summary", "start", "initial_conditions", "strengths", "series", "targets",
  ]

  /// Keys of an initial condition.
  static let conditionKeys = [
    "value", "unit", "source", "judgement", "low", "high", "distribution", "uncertain_through",
  ]

  /// Keys of the starting strengths and of a series.
  static let strengthKeys = ["judgement", "source", "sectors"]
  static let seriesKeys = ["source", "judgement", "uncertain_growth", "values"]

  /// Series the model knows, with the range of their values.
  static let seriesRanges: [String: ClosedRange<Double>] = [
    "employment": 0.1...5, "terms_of_trade": 0.1...10,
  ]

  /// Range of a starting strength.
  static let strengthRange = 0.01...10.0

  /// Initial conditions every economy states. The multiplier of initial proximity is not one of them: it is
  /// the law of a condition that is stated.
  static let conditionNames = [
    "initial_income", "initial_proximity", "initial_complexity_slope", "initial_human_capital",
    "cognitive_skill", "initial_research_stock", "initial_routines", "initial_alignment",
    "initial_capital_intensity", "home_market_size", "dualism", "population_growth",
    "initial_market_linkage", "initial_quality", "initial_cluster_size", "initial_dependence",
  ]

  /// Reads an economy.
  static func read(_ value: Located) -> EconomyDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys, required: ["name", "summary", "initial_conditions", "strengths"],
        what: "key of an economy")
    else { return nil }
    let name = mapping["name"]?.name()
    let summary = mapping["summary"]?.text()
    let start = mapping["start"].flatMap { $0.number(in: 1800...2200) }
    var values: [String: Double] = [:]
    var intervals: [FactorPrior] = []
    var conditions: [Provenance.Condition] = []
    var through: [(condition: String, factor: String, place: Located)] = []
    if let entries = mapping["initial_conditions"]?.mapping(
      allowed: conditionNames, required: conditionNames, what: "initial condition")?.entries
    {
      for entry in entries {
        guard let condition = readCondition(entry.name, entry.value) else { continue }
        values[entry.name] = condition.value
        conditions.append(condition.provenance)
        if let other = condition.through { through.append((entry.name, other, entry.value)) }
        if let law = condition.law {
          intervals.append(FactorPrior(factor: entry.name, distribution: law))
        }
      }
    }
    let strengths = mapping["strengths"].flatMap { readStrengths($0) }
    if let strengths { conditions.append(strengths.provenance) }
    let series = mapping["series"].map { readSeries($0) } ?? [:]
    let drift = mapping["series"]?.mapping(allowed: nil)?["employment"]?.mapping(allowed: nil)?[
      "uncertain_growth"]?.number(in: 0...0.05, unit: "1/year")
    let targets = mapping["targets"].flatMap { TargetsDraft.read($0, start: start) }
    guard let name, let summary else { return nil }
    return EconomyDraft(
      economy: Economy(
        name: name, summary: summary, initialConditions: values, series: series,
        strengths: strengths?.values ?? [:]),
      start: start, provenance: Provenance(conditions), intervals: intervals,
      uncertainThrough: through, targets: targets, labourDrift: drift ?? 0)
  }

  /// One initial condition with its law.
  private struct Condition {
    let value: Double
    let law: Distribution?
    let through: String?
    let provenance: Provenance.Condition
  }

  private static func readCondition(_ name: String, _ place: Located) -> Condition? {
    guard let column = GrowthFactors.column(name),
      let mapping = place.mapping(
        allowed: conditionKeys, required: ["value"], what: "key of an initial condition")
    else { return nil }
    let factor = GrowthFactors.all[column]
    let value = mapping["value"]?.number(in: factor.admissible, unit: factor.unit.rawValue)
    if let unit = mapping["unit"] { DistributionDecoder.checkUnit(unit, factor.unit) }
    let source = mapping["source"].flatMap { $0.text() } ?? ""
    let isJudgement = mapping["judgement"].flatMap { $0.flag() } ?? false
    let hasInterval = ["low", "high", "distribution"].contains { mapping.has($0) }
    if !isJudgement {
      if !mapping.has("source") {
        place.report("expected the source of the value, or judgement: true with an interval")
      }
      if hasInterval || mapping.has("uncertain_through") {
        place.report("an interval belongs to a value that is marked judgement: true")
      }
    } else if !hasInterval, !mapping.has("uncertain_through") {
      place.report("a value that is judgement needs an interval: give low and high")
    }
    mapping.exclude(
      "uncertain_through", ["low", "high", "distribution"],
      because: "the uncertainty would count twice")
    mapping.exclude(
      "distribution", ["low", "high"], because: "the distribution has its own bounds")
    let through = mapping["uncertain_through"]?.choice(
      GrowthFactors.all.map(\.name), what: "factor")
    guard let value else { return nil }
    return Condition(
      value: value, law: hasInterval ? readInterval(mapping, factor, value) : nil,
      through: through,
      provenance: Provenance.Condition(name: name, isJudgement: isJudgement, source: source))
  }

  /// The law of a judged value: the one it states, or a Beta(2, 2) between its bounds, which falls to zero
  /// at both ends and says nothing else, as the priors of the parameters.
  private static func readInterval(
    _ mapping: MappingReader, _ factor: Factor, _ value: Double
  ) -> Distribution? {
    if let law = mapping["distribution"] {
      return DistributionDecoder.read(law, for: factor)
    }
    let unit = factor.unit.rawValue
    let low = mapping["low"]?.number(in: factor.admissible, unit: unit)
    let high = mapping["high"]?.number(in: factor.admissible, unit: unit)
    for key in ["low", "high"] where !mapping.has(key) {
      mapping.whole.report("an interval needs low and high; '\(key)' is missing")
    }
    guard let low, let high else { return nil }
    guard low < high else {
      mapping["high"]?.report("expected more than low = \(low.plain), found \(high.plain)")
      return nil
    }
    guard (low...high).contains(value) else {
      mapping["value"]?.report(
        "expected a value inside its own interval from \(low.plain) to \(high.plain), "
          + "found \(value.plain)")
      return nil
    }
    return .beta(low: low, high: high, alpha: 2, beta: 2)
  }

  private static func readStrengths(
    _ place: Located
  ) -> (values: [String: Double], provenance: Provenance.Condition)? {
    guard
      let mapping = place.mapping(
        allowed: strengthKeys, required: ["sectors"], what: "key of the strengths")
    else { return nil }
    let isJudgement = mapping["judgement"].flatMap { $0.flag() } ?? false
    let source = mapping["source"].flatMap { $0.text() } ?? ""
    if !isJudgement, !mapping.has("source") {
      place.report("expected the source of the strengths, or judgement: true")
    }
    var values: [String: Double] = [:]
    for entry in mapping["sectors"]?.mapping(
      allowed: Sector.all.map(\.name), what: "sector")?.entries ?? []
    {
      values[entry.name] = entry.value.number(in: strengthRange)
    }
    return (
      values,
      Provenance.Condition(name: "strengths", isJudgement: isJudgement, source: source)
    )
  }

  private static func readSeries(_ place: Located) -> [String: Path] {
    var result: [String: Path] = [:]
    for entry in place.mapping(allowed: seriesRanges.keys.sorted(), what: "series")?.entries ?? [] {
      guard let range = seriesRanges[entry.name],
        let mapping = entry.value.mapping(
          allowed: seriesKeys, required: ["values"], what: "key of a series"),
        let values = mapping["values"]
      else { continue }
      if let source = mapping["source"] { _ = source.text() }
      let isJudgement = mapping["judgement"].flatMap { $0.flag() } ?? false
      if !isJudgement, !mapping.has("source") {
        entry.value.report("expected the source of the series, or judgement: true")
      }
      if entry.name != "employment", let growth = mapping["uncertain_growth"] {
        growth.report("only the growth of employment can be uncertain")
      }
      let unit = entry.name == "employment" ? "frontier = 1" : "exports over imports"
      guard let draft = PathDraft.read(values, in: range, unit: unit) else { continue }
      if case .points(let points) = draft.form,
        points.contains(where: { $0.year <= PathDraft.firstCalendarYear })
      {
        values.report("a series has calendar years")
        continue
      }
      result[entry.name] = draft.resolve(start: 0, inherited: nil)
    }
    return result
  }
}
