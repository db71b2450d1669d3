import ModelContract
import StudyContract

extension StudyAssembly {
  /// The history a study begins with.
  struct History {
    let economy: EconomyDraft
    let start: Double
    /// Last year whose levers count; they are kept from then on.
    let year: Double
    let policy: Policy
    let observedIncome: Double?
    let incomeSource: String

    var origin: Origin {
      Origin(policy: policy, start: start, observedIncome: observedIncome)
    }

    /// The line that says so under the results.
    func sentence(start first: Double) -> String {
      var text =
        "every future starts from its own simulated state: \(economy.economy.name) under "
        + "\(policy.name) from \(start.plain), its levers of \(year.plain) kept to \(first.plain)"
      if let observedIncome {
        text +=
          "; the observed income of \(observedIncome.plain) (\(incomeSource)) enters through the "
          + "residual"
      }
      return text
    }
  }

  /// Reads `initial: {from: history/mexico, year: 2019, observed_income: {value: 0.28, source: ...}}`.
  func history(_ value: Located) -> History? {
    guard
      let initial = value.mapping(
        allowed: StudyDraft.initialKeys, required: ["from"], what: "key of 'initial'")
    else { return nil }
    var income: Double?
    var source = ""
    if let observed = initial["observed_income"],
      let details = observed.mapping(
        allowed: StudyDraft.observedIncomeKeys, required: StudyDraft.observedIncomeKeys,
        what: "key of an observed income")
    {
      income = details["value"]?.number(in: 0.001...5, unit: Unit.relativeToFrontier.rawValue)
      source = details["source"].flatMap { $0.text() } ?? ""
    }
    let year = initial["year"].map { $0.number(in: World.years) }
    guard let from = initial["from"],
      let study = references.path(from, .studies).flatMap({ references.reading.document($0) }),
      let past = study.mapping(
        allowed: StudyDraft.keys(schema), required: ["economy", "policies", "baseline", "end"],
        what: "key of a study")
    else { return nil }
    if past.has("initial") {
      from.report("that study begins with a history itself; name the one it begins with")
      return nil
    }
    guard
      let economy = past["economy"].flatMap({ references.definition($0, .economies) })
        .flatMap({ EconomyDraft.read($0) })
    else { return nil }
    let pastDraft = StudyDraft(mapping: past)
    guard let start = pastDraft.year("start") ?? economy.start else {
      from.report("that study has no first year")
      return nil
    }
    let policies = Self.policies(
      past, references: references, start: start, end: pastDraft.year("end"))
    guard let policy = Self.baseline(past, among: policies, references) else { return nil }
    guard let last = year ?? pastDraft.year("end") else { return nil }
    if last <= start {
      initial["year"]?.report(
        "expected a year after the history's start in \(start.plain), found \(last.plain)")
      return nil
    }
    var kept = policy
    kept.levers = policy.levers.mapValues { Self.kept($0, after: last) }
    return History(
      economy: economy, start: start, year: last, policy: kept, observedIncome: income,
      incomeSource: source)
  }

  /// The path up to a year, constant from then on.
  static func kept(_ path: Path, after year: Double) -> Path {
    guard path.breakpoints.contains(where: { $0.year > year }) else { return path }
    return Path(
      path.breakpoints.filter { $0.year < year }
        + [Path.Breakpoint(year: year, value: path.value(at: year))])
  }
}
