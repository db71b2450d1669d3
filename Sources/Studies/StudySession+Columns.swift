import Analysis
import Ensembles
import ModelContract
import StudyContract

extension StudySession {
  /// Mixes that are run at once: the outcomes of a block then take a few megabytes a thread.
  static let mixesAtOnce = 64

  /// Outcomes of mixes on the session's futures in one scenario, one number a future.
  ///
  /// - Parameters:
  ///   - outcomes: by column of the model.
  ///   - yearly: the outcome whose years are kept as well; nil for none.
  ///   - year: the one year that is kept of them; all when nil.
  ///   - stage: what progress is labelled with.
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  func columns(
    of mixes: [Policy], scenario: Scenario, beliefs: Beliefs, outcomes: [Int], yearly: Int? = nil,
    only year: Int? = nil, stage: String
  ) throws -> MixColumns {
    let experiment = try Self.experiment(
      study, model: model, policies: mixes, scenarios: [scenario], beliefs: beliefs,
      design: design, hasNoise: hasNoise, recordsYears: yearly != nil)
    return try EnsembleRunner.run(
      experiment, stage: stage, context: context,
      accumulator: { MixColumns(outcomes: outcomes, yearly: yearly, only: year) }
    ).summary
  }

  /// The column of what mixes cost: the outcome by which the study budgets, or else the fiscal cost of a model that has
  /// one.
  var costColumn: Int? {
    let name = study.budget?.outcome ?? "fiscal_cost"
    return study.allOutcomes(of: model).firstIndex { $0.name == name }
  }
}
