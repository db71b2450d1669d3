import Analysis
import Ensembles
import ModelContract
import StudyContract

extension StudySession {
  /// Most futures on which an adaptive mix is held against its companions: shares then have an error below one in a
  /// hundred.
  static let adaptationFutures = 4096

  /// The selected mixes that have a second plan, with what came of it in the scenario that leads.
  ///
  /// Each is run beside its companions, see `Switching`, on the first futures of the session's design. Cost: four runs of
  /// each such mix on at most 4,096 futures; nothing without one.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  public func adaptiveMixes(under beliefs: Beliefs) throws -> [AdaptiveMix] {
    let adaptive = selected.filter { $0.contingency != nil }
    let outcomes = study.allOutcomes(of: model)
    guard !adaptive.isEmpty,
      let ranked = outcomes.firstIndex(where: { $0.name == study.rankedBy }),
      let switched = outcomes.firstIndex(where: { $0.name == "switched_years" })
    else { return [] }
    let session = try with(futures: min(design.futures, Self.adaptationFutures))
    let scenario = leadingScenario
    return try adaptive.map { mix in
      let companions = [
        mix, mix.onFirstPlan, mix.following(mix.contingency!.atOnce), mix.switchingInAnyCase,
      ].enumerated().map { place, companion in
        var named = companion
        named.name = "plan_\(place)"
        return named
      }
      let runs = try session.columns(
        of: companions, scenario: scenario, beliefs: beliefs, outcomes: [ranked, switched],
        stage: "\(mix.name) and its plans  ")
      let columns = Switching.Columns(
        adaptive: runs.values(policy: 0, outcome: 0),
        switchedYears: runs.values(policy: 0, outcome: 1),
        firstPlan: runs.values(policy: 1, outcome: 0),
        atOnce: runs.values(policy: 2, outcome: 0),
        inAnyCase: runs.values(policy: 3, outcome: 0))
      let futures = PairedFutures(
        runs, isComplete: columns.isComplete, groupCount: session.design.errorGroupCount,
        ensemble: beliefs.ensembleSize)
      return AdaptiveMix(
        policy: mix, scenario: scenario.name, outcome: outcomes[ranked],
        switching: Switching(
          columns, futures: futures, isMinimized: outcomes[ranked].direction == .minimize,
          end: study.end, isIndependent: session.design.takesFuturesForIndependent))
    }
  }
}
