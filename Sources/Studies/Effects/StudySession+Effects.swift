import Ensembles
import ModelContract
import NumericCore
import StudyContract

extension StudySession {
  /// Years after the start at which effects are reported unless others are asked for.
  public static let effectYears = [5, 10, 20, 40]

  /// The effects of stated changes, and of the study's mixes, on outcomes some years after the start.
  ///
  /// Every future is run with the change and without it: the effect is the difference of the two (see
  /// ``EffectMeasure``), so that luck and what is not known are the same on both sides. Changes begin at the start,
  /// are complete a year later, and are carried out as stated: factors of implementation are 1. The study's first scenario is run, under every set of
  /// beliefs that the study has.
  ///
  /// Cost: two runs of the model for each change and future, some ten thousand a second and processor.
  ///
  /// - Parameters:
  ///   - card: the changes.
  ///   - levers: names of levers separated by commas; only changes that move one of them are made, and no mixes. All
  ///     changes and mixes when nil.
  ///   - years: whole years after the start.
  /// - Throws: `UsageError` for a lever or outcome that the model does not have and for years outside the study;
  ///   `EnsembleError` when it was cancelled; what the model throws.
  public func effects(
    of card: EffectCard, levers: String? = nil, years: [Int] = StudySession.effectYears
  ) throws -> EffectsResult {
    let wanted = try NameSelection.select(levers, among: model.levers.map(\.name), kind: "lever")
    let longest = Int(study.end - study.start)
    guard let first = years.min(), let last = years.max(), first >= 1, last <= longest else {
      throw UsageError(
        "--years: expected whole years after the start from 1 to \(longest), where the study \(study.name) ends, "
          + "found \(years.map { "\($0)" }.joined(separator: ",")).")
    }
    let chosen = card.changes.filter { change in
      levers == nil || wanted.contains { change.levers[$0] != nil }
    }
    let baseline = policies.first { $0.name == study.baseline }!
    let mixes = levers == nil ? policies.filter { $0.name != baseline.name } : []
    let changes =
      chosen
      + mixes.map { StatedChange(name: $0.name, change: $0.summary, levers: [:]) }
    var obstacles = [String?](repeating: nil, count: changes.count)
    var comparisons:
      [(position: Int, without: Policy, with: Policy, conditions: [String: Double])] = []
    for (position, change) in chosen.enumerated() {
      switch EffectPlan.mixes(change, baseline: baseline, model: model, start: study.start) {
      case .success(let (without, with)):
        comparisons.append((position, without, with, change.conditions))
      case .failure(let obstacle): obstacles[position] = obstacle.clause
      }
    }
    var without = baseline
    without.name = "without"
    comparisons += mixes.enumerated().map { (chosen.count + $0, without, $1, [:]) }
    let beliefs = study.availableBeliefs
    let times = Array(Set(years)).sorted()
    let sizes = try beliefs.map { try self.sizes(comparisons, changes, times, under: $0) }
    let effects = try changes.indices.map { position in
      EffectsResult.Effect(
        change: changes[position],
        rows: obstacles[position] == nil
          ? try rows(changes[position], times, sizes.map { $0[position]! }) : [],
        obstacle: obstacles[position])
    }
    return EffectsResult(
      session: self, card: card, scenario: scenarios[0], beliefs: beliefs,
      effects: Array(effects.prefix(chosen.count)),
      programmes: Array(effects.dropFirst(chosen.count)))
  }

  /// Column and measure of an outcome.
  private func outcome(_ name: String) throws -> (column: Int, measure: EffectMeasure) {
    try NameSelection.check(
      name, among: model.outcomes.filter { !$0.isCensored }.map(\.name), kind: "outcome")
    let column = model.outcomes.firstIndex { $0.name == name }!
    return (column, EffectMeasure(of: model.outcomes[column]))
  }

  /// The rows of a change, outcome by outcome and year by year.
  private func rows(
    _ change: StatedChange, _ years: [Int], _ sizes: [[EffectsResult.Size?]]
  ) throws -> [EffectsResult.Row] {
    try change.outcomes.enumerated().flatMap { index, name in
      let measure = try outcome(name).measure
      return years.enumerated().map { place, year in
        EffectsResult.Row(
          outcome: name, measure: measure, years: year,
          sizes: sizes.map { $0[index * years.count + place] },
          published: change.published(of: name)?.years[year])
      }
    }
  }

  /// By position of a change the sizes of its outcomes and years, under one set of beliefs.
  private func sizes(
    _ comparisons: [(
      position: Int, without: Policy, with: Policy, conditions: [String: Double]
    )], _ changes: [StatedChange], _ years: [Int], under beliefs: Beliefs
  ) throws -> [Int: [EffectsResult.Size?]] {
    var result: [Int: [EffectsResult.Size?]] = [:]
    for group in EffectPlan.groups(comparisons) {
      let names = Set(group.changed.flatMap { changes[$0.position].outcomes }).sorted()
      let outcomes = try names.map { try outcome($0) }
      let series = try series(
        group, outcomes: outcomes.map(\.column), years: years, under: beliefs)
      for (index, changed) in group.changed.enumerated() {
        result[changed.position] = changes[changed.position].outcomes.flatMap { name in
          let place = names.firstIndex(of: name)!
          return years.indices.map { year in
            Self.size(
              series.values(policy: index + 1, outcome: place, year: year),
              series.values(policy: 0, outcome: place, year: year), outcomes[place].measure)
          }
        }
      }
    }
    return result
  }

  /// The runs of a group.
  private func series(
    _ group: EffectGroup, outcomes: [Int], years: [Int], under beliefs: Beliefs
  ) throws -> OutcomeSeries {
    var study = study
    study.policies = [group.base]
    study.baseline = group.base.name
    let experiment = try Self.experiment(
      study, model: model, policies: [group.base] + group.changed.map(\.policy),
      scenarios: [
        EffectPlan.scenario(scenarios[0], conditions: group.conditions, model: model)
      ], beliefs: beliefs, design: design, hasNoise: hasNoise, recordsYears: true)
    return try EnsembleRunner.run(
      experiment, stage: "effects, \(beliefs.name)  ", context: context,
      accumulator: { OutcomeSeries(outcomes: outcomes, years: years) }
    ).summary
  }

  /// Median and interval of a paired effect; nil where no future has one.
  private static func size(
    _ with: [Double], _ without: [Double], _ measure: EffectMeasure
  ) -> EffectsResult.Size? {
    let effects = zip(with, without).map { measure.effect($0, $1) }
    let finite = effects.filter(\.isFinite)
    if finite.isEmpty { return nil }
    let quantiles = Quantiles.exact(finite, at: [0.05, 0.5, 0.95])
    return EffectsResult.Size(
      median: quantiles[1], interval: quantiles[0]...quantiles[2],
      failed: effects.count - finite.count)
  }
}
