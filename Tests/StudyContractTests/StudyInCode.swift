import GrowthModels
import ModelContract
import Sampling
import StudyContract

/// Studies made in code, of the models with a closed form.
enum StudyInCode {
  /// Two saving rates for Solow's economy.
  static let saving = Study(
    name: "saving", economy: Economy(name: "anywhere"),
    policies: [20, 30].map {
      Policy(name: "save_\($0)", levers: ["investment": Path(constant: Double($0) / 100)])
    },
    priors: [FactorPrior(factor: "depreciation", distribution: .uniform(low: 0.03, high: 0.07))],
    start: 2025, end: 2060, outcomes: [Objective(name: "income", direction: .maximize)])
}
