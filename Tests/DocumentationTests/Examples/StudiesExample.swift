import GrowthModels
import ModelContract
import Reporting
import Sampling
import Studies
import StudyContract

/// A question asked in code: which saving rate leaves more to consume, in which world, and what does that depend on?
func compareSavings() throws {
  let study = Study(
    name: "saving", question: "Does saving a third beat saving a fifth?",
    economy: Economy(name: "anywhere", summary: "an economy after Solow"),
    policies: [("fifth", 0.2), ("third", 1.0 / 3)].map { name, rate in
      Policy(name: name, levers: ["investment": Path(constant: rate)])
    },
    scenarios: [
      Scenario(name: "reference", summary: "capital wears out as it does today"),
      Scenario(
        name: "fast_wear", summary: "capital wears out in five years",
        overrides: [FactorPrior(factor: "depreciation", distribution: .constant(0.2))]),
    ],
    priors: [
      FactorPrior(factor: "depreciation", distribution: .uniform(low: 0.03, high: 0.07)),
      FactorPrior(factor: "capital_share", distribution: .uniform(low: 0.25, high: 0.4)),
    ],
    start: 2025, end: 2060, outcomes: [Objective(name: "consumption", direction: .maximize)],
    design: DesignSpecification(kind: .sobol, futures: 1024, seed: 7), hasNoise: false)
  let session = try StudySession(study, model: SolowModel())
  print(RunReport(try session.compare()).text)
  let question = Query(.difference("third", minus: "fifth"), outcome: "consumption")
  print(SensitivityReport(try session.sensitivity(SensitivityRequest(), of: [question])).text)
}
