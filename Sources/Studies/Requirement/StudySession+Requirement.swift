import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

extension StudySession {
  /// Probabilities with which a target can be asked for.
  public static let requiredProbabilities = 0.01...0.99

  /// How much of each policy mix, or of single levers, meets a target with a stated probability, and at what cost.
  ///
  /// A mix is moved from the baseline towards itself, as the study states it and not as its budget leaves it, and past
  /// itself up to the bounds of its levers (`Policy.largestShare(from:levers:traits:)`). Shares of a sixteenth are tried
  /// first, then eighths of what lies beyond, on the same futures; between the first that meets the target and the one
  /// before, four halvings leave 1/256. The target is looked at in the stated year alone, or in the last one; a run that
  /// failed is left out. Cost: at most 28 runs of each mix on every future.
  ///
  /// - Parameters:
  ///   - probability: in ``requiredProbabilities``.
  ///   - costLimit: what a mix may cost; dearer ones are marked.
  ///   - levers: names of levers that are tried one by one, each from the baseline to either of its bounds, in place of
  ///     the study's mixes.
  ///   - beliefs: what futures are drawn from; the study's first when nil.
  /// - Throws: `UsageError` for an unknown outcome or lever, a year outside the study, a
  ///   probability outside the range, a limit of cost for a model without costs, and a study that has the baseline alone.
  public func requirement(
    _ requirement: Requirement, probability: Double,
    costLimit: CostLimit? = nil, levers: String? = nil, beliefs: String? = nil
  ) throws -> StudyRequirement {
    let outcomes = study.allOutcomes(of: model)
    try NameSelection.check(
      requirement.outcome, among: outcomes.map(\.name), kind: "outcome")
    guard Self.requiredProbabilities.contains(probability) else {
      throw UsageError(
        "--probability lies between \(Self.requiredProbabilities.lowerBound) and "
          + "\(Self.requiredProbabilities.upperBound), not \(probability).")
    }
    let last = Int(study.end - study.start)
    var year: Int?
    if let asked = requirement.year {
      let place = Int((asked - study.start).rounded())
      guard (0...last).contains(place), Double(place) == asked - study.start else {
        throw UsageError(
          "\(requirement): the study \(study.name) runs from \(study.start.plain) to \(study.end.plain)."
        )
      }
      year = place
    }
    let candidates = try levers.map(leverCandidates) ?? mixCandidates()
    let chosen = try self.beliefs(beliefs)[0]
    let search = RequirementSearch(
      session: self, requirement: requirement, probability: probability,
      beliefs: chosen, scenario: leadingScenario,
      column: outcomes.firstIndex { $0.name == requirement.outcome }!, year: year,
      cost: costColumn, costLimit: try costLimit.map { try amount($0, under: chosen) })
    return try search.result(candidates, outcomes)
  }
}

/// A search along the way from the baseline to each mix, on common futures.
private struct RequirementSearch {
  static let steps = 16
  static let stepsBeyond = 8
  static let halvings = 4

  let session: StudySession
  let requirement: Requirement
  let probability: Double
  let beliefs: Beliefs
  let scenario: Scenario
  let column: Int
  let year: Int?
  let cost: Int?
  let costLimit: Double?

  private var baseline: Policy { session.study.baselinePolicy }

  /// A mix at a share, with what its runs say.
  private struct Trial {
    let share: Double
    let mix: Policy
    let probability: Estimate
    let outcome: Estimate?
    let cost: Estimate?
    let failed: Int
  }

  /// Runs mixes at shares, beside the baseline from which costs are measured.
  private func trials(_ wanted: [(mix: Policy, share: Double)], stage: String) throws -> [Trial] {
    var result: [Trial] = []
    let atOnce = StudySession.mixesAtOnce
    for start in stride(from: 0, to: wanted.count, by: atOnce) {
      let chosen = wanted[start..<min(start + atOnce, wanted.count)]
      let policies = chosen.enumerated().map { place, trial in
        var mix = trial.mix.moved(towards: baseline, share: trial.share)
        mix.name = "trial_\(place)"
        return mix
      }
      let runs = try session.columns(
        of: [baseline] + policies, scenario: scenario, beliefs: beliefs,
        outcomes: [column] + (cost.map { [$0] } ?? []), yearly: year == nil ? nil : column,
        only: year, stage: stage)
      for (place, trial) in chosen.enumerated() {
        var mix = policies[place]
        mix.name = trial.mix.name
        result.append(try self.trial(mix, share: trial.share, runs: runs, policy: place + 1))
      }
    }
    return result
  }

  private func trial(
    _ mix: Policy, share: Double, runs: MixColumns, policy: Int
  ) throws -> Trial {
    let values =
      year == nil
      ? runs.values(policy: policy, outcome: 0) : runs.values(policy: policy, year: 0)
    // A time that may lie beyond the horizon is +infinity there, and no failure.
    let outcome = session.model.outcomes[column]
    let costs = cost.map { _ in
      zip(runs.values(policy: policy, outcome: 1), runs.values(policy: 0, outcome: 1)).map {
        $0 - $1
      }
    }
    let isComplete = values.indices.map { future in
      outcome.isPossible(values[future]) && costs?[future].isFinite ?? true
    }
    let futures = PairedFutures(
      runs, isComplete: isComplete, groupCount: session.design.errorGroupCount,
      ensemble: beliefs.ensembleSize)
    let isMet = values.map { requirement.isMet(by: $0) ? 1.0 : 0 }
    guard
      let probability = futures.probability(
        of: isMet, isIndependent: session.design.takesFuturesForIndependent)
    else {
      throw UsageError("Every run of \(mix.name) fails, so that no target can be looked at.")
    }
    return Trial(
      share: share, mix: mix, probability: probability,
      outcome: outcome.isCensored ? nil : futures.estimate(of: values),
      cost: costs.flatMap { futures.estimate(of: $0) },
      failed: isComplete.count - futures.count)
  }

  /// Shares at which a candidate is tried first.
  private func shares(_ candidate: RequirementCandidate) -> [Double] {
    (0...Self.steps).map { Double($0) / Double(Self.steps) }
      + (candidate.most > 1
        ? (1...Self.stepsBeyond).map {
          1 + (candidate.most - 1) * Double($0) / Double(Self.stepsBeyond)
        } : [])
  }

  func result(_ candidates: [RequirementCandidate], _ outcomes: [Outcome]) throws
    -> StudyRequirement
  {
    let mixes = candidates.map(\.mix)
    let tried = candidates.map(shares)
    let grid = try trials(
      zip(mixes, tried).flatMap { mix, shares in shares.map { (mix, $0) } },
      stage: "shares of each mix  ")
    var first = 0
    var found: [Int: Trial] = [:]
    var below: [Int: Double] = [:]
    var reversed: Set<Int> = []
    var failures: [StudyRequirement.Failure] = []
    for (place, mix) in mixes.enumerated() {
      let shares = tried[place]
      let own = Array(grid[first..<first + shares.count])
      first += shares.count
      if let meeting = own.firstIndex(where: { meets($0) }) {
        found[place] = own[meeting]
        below[place] = meeting == 0 ? nil : shares[meeting - 1]
        if own[meeting...].contains(where: { !meets($0) }) { reversed.insert(place) }
      } else {
        let nearest = own.reduce(own[0]) {
          $1.probability.value > $0.probability.value ? $1 : $0
        }
        failures.append(
          StudyRequirement.Failure(
            policy: mix.name, share: nearest.share, probability: nearest.probability,
            outcome: nearest.outcome))
      }
    }
    for halving in 0..<Self.halvings {
      let open = below.keys.sorted()
      if open.isEmpty { break }
      let middle = try trials(
        open.map { (mixes[$0], (below[$0]! + found[$0]!.share) / 2) },
        stage: "halving \(halving + 1) of \(Self.halvings)  ")
      for (place, trial) in zip(open, middle) {
        if meets(trial) { found[place] = trial } else { below[place] = trial.share }
      }
    }
    let solutions = found.sorted { $0.key < $1.key }.map { place, trial in
      StudyRequirement.Solution(
        policy: trial.mix.name, share: trial.share,
        level: candidates[place].lever.flatMap {
          trial.mix.levers[$0]?.value(at: session.study.end)
        },
        isTooDear: costLimit.map { (trial.cost?.value ?? 0) > $0 } ?? false,
        probability: trial.probability, outcome: trial.outcome, cost: trial.cost, mix: trial.mix,
        isReversed: reversed.contains(place), failed: trial.failed)
    }
    return StudyRequirement(
      session: session, requirement: requirement, probability: probability, beliefs: beliefs,
      scenario: scenario, outcome: outcomes[column], costOutcome: cost.map { outcomes[$0] },
      costLimit: costLimit,
      solutions: solutions.sorted {
        ($0.cost?.value ?? $0.share, $0.policy) < ($1.cost?.value ?? $1.share, $1.policy)
      },
      failures: failures.sorted {
        ($1.probability.value, $0.policy) < ($0.probability.value, $1.policy)
      })
  }

  private func meets(_ trial: Trial) -> Bool { trial.probability.value >= probability }
}
