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

  /// Keys an economy of a model cannot do without.
  private static func required(_ schema: ModelSchema) -> [String] {
    ["name", "summary"]
      + (schema.initialConditions.contains { $0.isRequired } ? ["initial_conditions"] : [])
      + (schema.sectors.isEmpty ? [] : ["strengths"])
  }

  /// An economy that says nothing, for models that need none.
  static func anywhere() -> EconomyDraft {
    EconomyDraft(
      economy: Economy(name: "any", summary: "any economy"), start: nil, provenance: Provenance(),
      intervals: [], uncertainThrough: [], targets: nil, labourDrift: 0)
  }

  /// Reads an economy.
  static func read(_ value: Located) -> EconomyDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys, required: required(value.schema), what: "key of an economy")
    else { return nil }
    let name = mapping["name"]?.name()
    let summary = mapping["summary"]?.text()
    let start = mapping["start"].flatMap {
      $0.number(
        in: Double(
          HistoryTable.calendarYears.lowerBound)...Double(HistoryTable.calendarYears.upperBound))
    }
    var values: [String: Double] = [:]
    var intervals: [FactorPrior] = []
    var conditions: [Provenance.Condition] = []
    var through: [(condition: String, factor: String, place: Located)] = []
    let stated = value.schema.initialConditions
    if let entries = mapping["initial_conditions"]?.mapping(
      allowed: stated.map(\.factor), required: stated.filter(\.isRequired).map(\.factor),
      what: "initial condition")?.entries
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
    let drift = value.schema.series.first { $0.hasUncertainGrowth }.flatMap { series in
      mapping["series"]?.mapping(allowed: nil)?[series.name]?.mapping(allowed: nil)?[
        "uncertain_growth"]?.number(in: 0...0.05, unit: Unit.perYear.rawValue)
    }
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
    guard let factor = place.schema.factor(name),
      let mapping = place.mapping(
        allowed: conditionKeys, required: ["value"], what: "key of an initial condition")
    else { return nil }
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
      place.schema.factors.map(\.name), what: "factor")
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
      allowed: place.schema.sectors, what: "sector")?.entries ?? []
    {
      values[entry.name] = entry.value.number(in: place.schema.strengths)
    }
    return (
      values,
      Provenance.Condition(name: "strengths", isJudgement: isJudgement, source: source)
    )
  }

  private static func readSeries(_ place: Located) -> [String: Path] {
    var result: [String: Path] = [:]
    let known = place.schema.series
    for entry in place.mapping(allowed: known.map(\.name), what: "series")?.entries ?? [] {
      guard let series = known.first(where: { $0.name == entry.name }),
        let mapping = entry.value.mapping(
          allowed: seriesKeys, required: ["values"], what: "key of a series"),
        let values = mapping["values"]
      else { continue }
      if let source = mapping["source"] { _ = source.text() }
      let isJudgement = mapping["judgement"].flatMap { $0.flag() } ?? false
      if !isJudgement, !mapping.has("source") {
        entry.value.report("expected the source of the series, or judgement: true")
      }
      if !series.hasUncertainGrowth, let growth = mapping["uncertain_growth"] {
        let others = known.filter(\.hasUncertainGrowth).map(\.name).joined(separator: ", ")
        growth.report("only the growth of \(others) can be uncertain")
      }
      guard let draft = PathDraft.read(values, in: series.admissible, unit: series.unit) else {
        continue
      }
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
