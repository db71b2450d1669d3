import GrowthModels
import ModelContract
import NumericCore
import Sampling
import StudyContract
import Testing

/// What a study made in code must be before a model runs it.
@Suite struct StudyValidationTests {
  @Test func aStudyOfAFewLinesIsComplete() throws {
    let study = StudyInCode.saving
    try study.validate(for: SolowModel())
    #expect(study.baseline == "save_20" && study.rankedBy == "income")
    #expect(study.scenarios.map(\.name) == ["reference"] && study.defaultBeliefs == ["prior"])
    #expect(study.world(in: study.scenarios[0]).reference == study.policies[0])
    #expect(study.source == nil)
  }

  /// A way to spoil a study, and a part of the sentence that says so.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let sentence: String
    let spoil: @Sendable (inout Study) -> Void
    var testDescription: String { sentence }
  }

  static let mistakes: [Mistake] = [
    Mistake(sentence: "has no policy mix") { $0.policies = [] },
    Mistake(sentence: "has no scenario") { $0.scenarios = [] },
    Mistake(sentence: "Two policy mixes are named save_20") { $0.policies.append($0.policies[0]) },
    Mistake(sentence: "Two scenarios are named reference") { $0.scenarios.append($0.scenarios[0]) },
    Mistake(sentence: "The baseline nobody is not among the policy mixes save_20, save_30") {
      $0.baseline = "nobody"
    },
    Mistake(sentence: "looks at no outcome") { $0.outcomes = [] },
    Mistake(sentence: "The model has no outcome wealth; it has capital, income") {
      $0.outcomes = [Objective(name: "wealth", direction: .maximize)]
    },
    Mistake(sentence: "The outcome income is listed twice") { $0.outcomes.append($0.outcomes[0]) },
    Mistake(sentence: "ranked by capital, which is not among the study's outcomes") {
      $0.rankedBy = "capital"
    },
    Mistake(sentence: "ranked by income, which has no direction") {
      $0.outcomes[0].direction = .describe
    },
    Mistake(sentence: "has a threshold but no direction") {
      $0.outcomes.append(Objective(name: "capital", direction: .describe, threshold: 2))
    },
    Mistake(sentence: "a share from 0 to 1, not nan") { $0.indifferenceMargin = .nan },
    Mistake(sentence: "no factor of the model") {
      $0.priors = [FactorPrior(factor: "luck", distribution: .constant(1))]
    },
    Mistake(sentence: "gives depreciation two laws") { $0.priors.append($0.priors[0]) },
    Mistake(
      sentence: "depreciation must lie between 0 and 1 (1/year); this law reaches from -1 to 2"
    ) {
      $0.priors[0].distribution = .uniform(low: -1, high: 2)
    },
    Mistake(sentence: "The scenario reference gives a law to luck") {
      $0.scenarios[0].overrides = [FactorPrior(factor: "luck", distribution: .constant(1))]
    },
    Mistake(sentence: "capital_share is correlated with another factor but has no law") {
      $0.correlations = [
        RankCorrelation(first: "depreciation", second: "capital_share", value: 0.5)
      ]
    },
    Mistake(sentence: "holds money, which is no outcome of the model") {
      $0.budget = Budget(outcome: "money", aboveBaseline: 1, tolerance: 0.1)
    },
    Mistake(sentence: "a tolerance from 1e-09 to 100, not 1 and 0") {
      $0.budget = Budget(outcome: "consumption", aboveBaseline: 1, tolerance: 0)
    },
    Mistake(sentence: "has no beliefs named ensemble") { $0.defaultBeliefs = ["ensemble"] },
    Mistake(sentence: "is run under no beliefs") { $0.defaultBeliefs = [] },
    Mistake(sentence: "the probabilities of the scenarios sum to 0.4; expected 1") {
      $0.scenarios[0].probability = 0.4
    },
    Mistake(sentence: "lies between 0 and 1: [1.4]") { $0.scenarios[0].probability = 1.4 },
    Mistake(sentence: "futures must be between 1") { $0.design.futures = 0 },
    Mistake(sentence: "is of the model nelson_phelps, not of solow") {
      $0.modelName = "nelson_phelps"
    },
    Mistake(sentence: "has no path for the lever 'investment'") { $0.policies[0].levers = [:] },
    Mistake(sentence: "A step divides a year and is no shorter than 0.015625 years: 0.3") {
      $0.step = 0.3
    },
    Mistake(sentence: "no shorter than 0.015625 years: 0.0078125") { $0.step = 0.0078125 },
    Mistake(sentence: "from one year to a later one") { $0.end = $0.start },
    Mistake(sentence: "both from 1800 to 2300, not from 2025 to 2400") { $0.end = 2400 },
    Mistake(sentence: "lies between 0 and 0.3, not nan") { $0.discountRate = .nan },
    Mistake(sentence: "takes no history, outside paths or settings") { $0.settings = ["x": 1] },
  ]

  @Test(arguments: mistakes) func mistakesAreSaidInOneSentence(_ mistake: Mistake) throws {
    var study = StudyInCode.saving
    mistake.spoil(&study)
    let error = #expect(throws: (any Error).self) { try study.validate(for: SolowModel()) }
    #expect(error is any KindedError)
    #expect("\(try #require(error))".contains(mistake.sentence), "\(error!)")
  }

  @Test func anEnsembleMustBeOfTheModel() throws {
    var study = StudyInCode.saving
    func ensemble(_ column: String, version: String) -> EnsembleBeliefs {
      EnsembleBeliefs(
        rows: JointRows(
          name: "rows", modelVersion: version, columns: [column], rowCount: 2,
          values: [0.04, 0.06],
          effectiveSize: nil, hasConverged: true), summary: "", caveats: [])
    }
    study.ensemble = ensemble("depreciation", version: "1")
    study.defaultBeliefs = ["prior", "ensemble"]
    try study.validate(for: SolowModel())
    study.ensemble = ensemble("depreciation", version: "0")
    #expect(throws: StudyError.self) { try study.validate(for: SolowModel()) }
    study.ensemble = ensemble("luck.japan", version: "1")
    #expect(throws: StudyError.self) { try study.validate(for: SolowModel()) }
  }
}
