import Ensembles
import ModelContract
import Sampling
import StudyContract

/// Outcomes of one mix in every whole year, one number a future.
struct MixYears: Sendable {
  /// By outcome and year.
  let columns: [[[Double]]]

  /// Bytes of memory.
  var size: Int {
    columns.reduce(0) { $0 + $1.reduce(0) { $0 + 8 * $1.count } }
  }

  /// Futures.
  var futures: Int { columns[0][0].count }

  /// An outcome in a year.
  func values(_ outcome: Int, year: Int) -> [Double] { columns[outcome][year] }
}

extension StudySession {
  /// Runs mixes in the scenario that leads and keeps outcomes of all whole years; a mix has the same numbers whichever
  /// others are beside it.
  ///
  /// - Parameters:
  ///   - outcomes: columns of the model.
  ///   - stage: what progress is labelled with; nil where none is told.
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  func years(
    of mixes: [Policy], outcomes: [Int], design: Design, under beliefs: Beliefs,
    stage: String? = nil
  ) throws -> [MixYears] {
    let count = Int(study.end - study.start)
    let experiment = try Self.experiment(
      study, model: model, policies: mixes, scenarios: [leadingScenario], beliefs: beliefs,
      design: design, hasNoise: hasNoise, recordsYears: true)
    let series = try EnsembleRunner.run(
      experiment, stage: stage ?? "", context: stage == nil ? context.quiet : context
    ) {
      OutcomeSeries(outcomes: outcomes, years: Array(0...count))
    }.summary
    return mixes.indices.map { mix in
      MixYears(
        columns: outcomes.indices.map { outcome in
          (0...count).map { series.values(policy: mix, outcome: outcome, year: $0) }
        })
    }
  }
}
