import ModelContract
import StudyContract

extension Study {
  /// The study's outcomes with what the model says of them and the study's own directions.
  public func outcomes(of model: any BatchModel) -> [Outcome] {
    outcomes.compactMap { wanted in
      model.outcomes.first { $0.name == wanted.name }.map {
        Outcome(
          name: $0.name, meaning: $0.meaning, unit: $0.unit, direction: wanted.direction,
          isCensored: $0.isCensored)
      }
    }
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
