import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

extension StudySession {
  /// Splits the difference of two mixes in the outcome that ranks over the levers, traits and targets in which they differ,
  /// and over years.
  ///
  /// All mixes between the two are run on the same futures of one scenario: the most probable of the session's, the first
  /// where none has a probability. A mix between two scaled ones is not scaled again. Cost: 2^n mixes for n parts, at most
  /// about a thousand; see ``CoalitionPlan``.
  ///
  /// - Parameters:
  ///   - mixes: names of two mixes separated by a comma; the first is explained, the second is what it is measured from.
  ///   - beliefs: what futures are drawn from; the study's first when nil.
  /// - Throws: `UsageError` for names that do not exist, other than two mixes, the same mix twice, and two mixes that do
  ///   the same; `AttributionError` when no future succeeds; `EnsembleError` when it was cancelled.
  public func attribution(_ mixes: String, beliefs: String? = nil) throws -> StudyAttribution {
    let (first, second) = try pair(mixes)
    let parts = MixPart.differences(of: first, from: second, schema: model.schema)
    if parts.isEmpty {
      throw UsageError(
        "\(first.name) and \(second.name) have the same levers, traits and targets, so that there is no difference to explain."
      )
    }
    let beliefs = try self.beliefs(beliefs)[0]
    let scenario = leadingScenario
    let runs = Runs(
      session: self, beliefs: beliefs, scenario: scenario, first: first, second: second,
      parts: parts, plan: CoalitionPlan(partCount: parts.count, seed: design.specification.seed))
    return try runs.attribution()
  }

  /// The two mixes of a list.
  func pair(_ mixes: String) throws -> (Policy, Policy) {
    let names = NameSelection.split(mixes)
    for name in names {
      try NameSelection.check(name, among: policies.map(\.name), kind: "policy")
    }
    guard names.count == 2 else {
      throw UsageError(
        "Two mixes are compared, separated by a comma, not \(names.count): \(mixes.excerpt(of: 120))."
      )
    }
    guard names[0] != names[1] else {
      throw UsageError("\(names[0]) is compared with itself; name two different mixes.")
    }
    return (policies.first { $0.name == names[0] }!, policies.first { $0.name == names[1] }!)
  }
}

/// The runs by which a difference is attributed.
private struct Runs {
  let session: StudySession
  let beliefs: Beliefs
  let scenario: Scenario
  let first: Policy
  let second: Policy
  let parts: [MixPart]
  let plan: CoalitionPlan

  private var outcomes: [Outcome] { session.study.allOutcomes(of: session.model) }
  private var ranked: Int { outcomes.firstIndex { $0.name == session.study.rankedBy }! }

  /// The column of costs, unless they rank.
  private var cost: Int? { session.costColumn.flatMap { $0 == ranked ? nil : $0 } }

  /// A mix with some parts of the first and the others of the second.
  private func mix(_ coalition: UInt64) -> Policy {
    var mix = second
    mix.name = "mix_\(coalition)"
    for (place, part) in parts.enumerated() where coalition >> UInt64(place) & 1 == 1 {
      part.move(from: first, into: &mix)
    }
    let owner = mix.contingency == first.contingency ? first : second
    mix.contingency = mix.contingency.map { $0.moved(from: owner, to: mix) }
    return mix
  }

  private func columns(
    _ policies: [Policy], outcomes: [Int], yearly: Int? = nil, stage: String
  ) throws -> MixColumns {
    try session.columns(
      of: policies, scenario: scenario, beliefs: beliefs, outcomes: outcomes, yearly: yearly,
      stage: stage)
  }

  func attribution() throws -> StudyAttribution {
    let mixesAtOnce = StudySession.mixesAtOnce
    let kept = [ranked] + (cost.map { [$0] } ?? [])
    var analyses = kept.map { _ in AttributionAnalysis(plan) }
    for start in stride(from: 0, to: plan.coalitions.count, by: mixesAtOnce) {
      let chosen = plan.coalitions[start..<min(start + mixesAtOnce, plan.coalitions.count)]
      let runs = try columns(
        chosen.map(mix), outcomes: kept,
        stage: "mixes from \(start + 1) of \(plan.coalitions.count)  ")
      for place in kept.indices { analyses[place].absorb(runs, outcome: place) }
    }
    let others = session.study.outcomes.compactMap { objective in
      outcomes.firstIndex { $0.name == objective.name && !$0.isCensored }
    }.filter { $0 != ranked }
    let ends = try columns(
      [first, second], outcomes: others, yearly: ranked, stage: "year by year  ")
    var complete = analyses[0].isComplete
    for analysis in analyses.dropFirst() {
      complete = zip(complete, analysis.isComplete).map { $0 && $1 }
    }
    let futures = PairedFutures(
      ends, isComplete: complete, groupCount: session.design.errorGroupCount,
      ensemble: beliefs.ensembleSize)
    let splits = try analyses.map { try $0.finish(over: futures) }
    return StudyAttribution(
      session: session, beliefs: beliefs, scenario: scenario, first: first, second: second,
      outcome: outcomes[ranked], costOutcome: cost.map { outcomes[$0] }, attribution: splits[0],
      parts: described(splits[0], cost: splits.count > 1 ? splits[1] : nil),
      years: years(ends, futures),
      channels: try session.channels(
        of: first, against: second, scenario: scenario, beliefs: beliefs,
        outcome: outcomes[ranked].name, difference: splits[0].difference.value),
      outcomes: gaps(others, ends, futures),
      mixCount: plan.coalitions.count, orderCount: plan.orderCount, futures: futures.count,
      failed: complete.count - futures.count)
  }

  private func described(_ split: Attribution, cost: Attribution?) -> [StudyAttribution.Part] {
    let sign: Double = outcomes[ranked].direction == .minimize ? -1 : 1
    let isComparable = self.cost.map { outcomes[$0].unit == outcomes[ranked].unit } ?? false
    return split.shares.map { share in
      let part = parts[share.part]
      let price = cost?.shares.first { $0.part == share.part }
      let gains = sign * (sign > 0 ? share.value.low : share.value.high) > 0
      let isFree: Bool
      if let price, let cost {
        let scale = isComparable ? share.value.value.magnitude : cost.second.value.magnitude
        isFree = price.value.value <= StudyAttribution.freeShare * scale
      } else {
        isFree =
          part.kind != .lever
          || session.model.levers.first { $0.name == part.name }.map { $0.cost == 0 } ?? true
      }
      return StudyAttribution.Part(
        part: part, share: share, cost: price, isFreeGain: gains && isFree)
    }
  }

  private func years(_ ends: MixColumns, _ futures: PairedFutures) -> [StudyAttribution.Year] {
    var before: [Double]?
    return (0..<ends.yearCount).compactMap { year in
      let (one, other) = (
        ends.values(policy: 0, year: year), ends.values(policy: 1, year: year)
      )
      let scale = zip(one, other).reduce(0.0) { largest, pair in
        pair.0.isFinite && pair.1.isFinite
          ? max(largest, pair.0.magnitude, pair.1.magnitude) : largest
      }
      let gap = zip(one, other).map { $0 - $1 }
      let added = before.map { zip(gap, $0).map { $0 - $1 } } ?? gap
      before = gap
      guard let total = futures.estimate(of: gap, magnitude: scale),
        let contribution = futures.estimate(of: added, magnitude: scale)
      else { return nil }
      return StudyAttribution.Year(
        year: session.study.start + Double(year), gap: total, contribution: contribution)
    }
  }

  private func gaps(
    _ columns: [Int], _ ends: MixColumns, _ futures: PairedFutures
  ) -> [StudyAttribution.Gap] {
    columns.enumerated().compactMap { place, column in
      let (one, other) = (
        ends.values(policy: 0, outcome: place), ends.values(policy: 1, outcome: place)
      )
      guard let first = futures.estimate(of: one), let second = futures.estimate(of: other),
        let difference = futures.estimate(
          of: zip(one, other).map { $0 - $1 },
          magnitude: max(first.value.magnitude, second.value.magnitude))
      else { return nil }
      return StudyAttribution.Gap(
        outcome: outcomes[column], first: first, second: second, difference: difference)
    }
  }
}
