import ModelContract
import Sampling
import StudyContract

/// Puts a study together from its file and the files it names.
struct StudyAssembly {
  let mapping: MappingReader
  let references: References
  let draft: StudyDraft

  var schema: ModelSchema { references.reading.schema }

  init(mapping: MappingReader, references: References) {
    self.mapping = mapping
    self.references = references
    self.draft = StudyDraft(mapping: mapping)
  }

  /// The study; nil when a mistake was reported that leaves nothing to assemble.
  func study(path: String) -> Study? {
    let history = mapping["initial"].flatMap { self.history($0) }
    let economy = self.economy(history)
    let horizon = self.horizon(economy, history)
    let start = horizon.start
    let end = horizon.end
    let policies = self.policies(start: start, end: end)
    let baseline = self.baseline(policies)
    let warnings = foreignMixes(policies)
    let outcomes = draft.outcomes(start: start, end: end)
    let laws = FactorLaws.read(mapping, references: references, economy: economy)
    let ensemble = mapping["ensemble"].flatMap { references.definition($0, .ensembles) }
      .flatMap { EnsembleDraft.read($0, references: references) }
    let beliefs = Beliefs.read(mapping, ensemble: ensemble, economy: economy?.economy.name ?? "")
    let settings = draft.settings()
    let scenarios = self.scenarios(horizon)
    let ranking = draft.ranking(outcomes)
    let name = mapping["name"].flatMap { $0.name() }
    let question = mapping["question"].flatMap { $0.text() }
    var notes = mapping["notes"].flatMap { $0.texts() } ?? []
    if let history { notes.append(history.sentence(start: start)) }
    let budget = draft.budget()
    let design = draft.design()
    let hasNoise = draft.flag("noise", default: true)
    let margin = draft.number(
      "indifference_margin", in: Study.indifferenceMargins, default: Study.defaultIndifferenceMargin
    )

    guard references.reading.issues.isEmpty, let economy, let baseline, let ranking, let name,
      let question
    else { return nil }
    return Study(
      name: name, question: question, notes: notes, warnings: warnings,
      source: StudySource(
        path: path, files: references.reading.files, hash: references.reading.hashText),
      modelName: schema.name, economy: economy.economy, provenance: economy.provenance,
      targets: economy.targets?.targets, labourDrift: economy.labourDrift, origin: history?.origin,
      policies: policies.compactMap(\.policy), baseline: baseline.name, scenarios: scenarios,
      priors: laws.priors, correlations: laws.correlations, repairsCorrelations: laws.repairs,
      ensemble: beliefs.ensemble, defaultBeliefs: beliefs.names, start: start, end: end,
      step: horizon.step, discountRate: horizon.discountRate, outcomes: outcomes,
      rankedBy: ranking.outcome, decisionRule: ranking.rule, indifferenceMargin: margin,
      budget: budget, design: design,
      hasNoise: hasNoise, settings: settings)
  }

  /// First and last year, step and discount rate.
  struct Horizon {
    var start: Double
    var end: Double
    var step: Double
    var discountRate: Double
  }

  private func horizon(_ economy: EconomyDraft?, _ history: History?) -> Horizon {
    let stated = draft.year("start")
    if mapping.lacks("start"), economy != nil, economy?.start == nil {
      mapping.whole.report("the key 'start' is missing; the economy holds at any year")
    }
    let start = stated ?? economy?.start ?? 2000
    let end = draft.year("end") ?? start + 1
    if mapping.has("end"), end <= start {
      mapping["end"]?.report(
        "expected a year after the start in \(start.plain), found \(end.plain)")
    }
    if let economy, let first = economy.start, history == nil, let stated, stated != first {
      mapping["start"]?.report(
        "the economy \(economy.economy.name) is described for \(first.plain); start then, or begin "
          + "with its history: initial: {from: ..., year: ...}")
    }
    if let history, start <= history.start {
      mapping["start"]?.report(
        "expected a year after the history's start in \(history.start.plain), found \(start.plain)")
    }
    if let history, history.year > start {
      mapping["initial"]?.report(
        "the history is taken up to \(history.year.plain), after the start in \(start.plain)")
    }
    return Horizon(
      start: start, end: end, step: draft.step() ?? Study.defaultStep,
      discountRate: draft.number(
        "discount_rate", in: World.discountRates, default: Study.defaultDiscountRate))
  }

  private func economy(_ history: History?) -> EconomyDraft? {
    guard let value = mapping["economy"] else {
      if history == nil, !schema.initialConditions.contains(where: \.isRequired) {
        return EconomyDraft.anywhere()
      }
      if mapping.lacks("economy"), mapping.lacks("initial") {
        mapping.whole.report("the key 'economy' is missing (or 'initial', which brings one)")
      }
      return history?.economy
    }
    let economy = references.definition(value, .economies).flatMap { EconomyDraft.read($0) }
    if let economy, let history, economy.economy.name != history.economy.economy.name {
      value.report(
        "the history is that of \(history.economy.economy.name); leave the economy out or name "
          + "that one")
    }
    return economy
  }

  private func scenarios(_ horizon: Horizon) -> [Scenario] {
    guard let items = mapping["scenarios"]?.items() else { return [] }
    if items.isEmpty { mapping["scenarios"]?.report("expected at least one scenario") }
    var drafts: [ScenarioDraft] = []
    var isRateTold = false
    var result: [Scenario] = []
    for item in items {
      guard
        let draft = references.definition(item, .scenarios).flatMap({ ScenarioDraft.read($0) })
      else { continue }
      if drafts.contains(where: { $0.name == draft.name }) {
        item.report("the scenario \(draft.name) is listed twice")
        continue
      }
      drafts.append(draft)
      let paths = draft.resolvePaths(start: horizon.start)
      let growth = schema.growthPath.map { name in
        paths[name]?.value(at: horizon.end) ?? schema.outsidePath(name)?.defaultValue ?? 0
      }
      if let growth, horizon.discountRate <= growth, !isRateTold {
        // One rate is one mistake, in however many scenarios it shows.
        isRateTold = true
        (mapping["discount_rate"] ?? item).report(
          "expected a discount rate above the frontier's growth at the end of the scenario "
            + "\(draft.name), \(growth.plain), found \(horizon.discountRate.plain); the value after "
            + "the horizon would be infinite")
      }
      result.append(
        Scenario(
          name: draft.name, summary: draft.summary, probability: draft.probability, paths: paths,
          overrides: draft.overrides))
    }
    if let sentence = result.probabilityMistake { mapping["scenarios"]?.report(sentence) }
    return result
  }
}
