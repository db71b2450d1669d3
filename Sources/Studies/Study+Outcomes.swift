import ModelContract
import StudyContract

extension Study {
  /// The study's outcomes with what the model says of them and the study's own directions.
  public func outcomes(of model: any BatchModel) -> [Outcome] {
    let all = allOutcomes(of: model)
    return outcomes.compactMap { wanted in all.first { $0.name == wanted.name } }
  }

  /// All outcomes of the model, with the study's directions where it states them.
  public func allOutcomes(of model: any BatchModel) -> [Outcome] {
    model.outcomes.map { outcome in
      Outcome(
        name: outcome.name, meaning: outcome.meaning, unit: outcome.unit,
        direction: outcomes.first { $0.name == outcome.name }?.direction ?? outcome.direction,
        isCensored: outcome.isCensored)
    }
  }
}
