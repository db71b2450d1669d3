import GrowthModels
import ModelContract
import Sampling
import StudyContract
import Testing

/// What follows from a study: where factors come from, how headers of ensembles read.
@Suite struct StudyMeaningTests {
  @Test func factorsComeFromTheNearestOfFourPlaces() throws {
    var study = StudyInCode.saving
    study.economy.initialConditions["initial_capital"] = 2
    study.priors.append(FactorPrior(factor: "capital_share", distribution: .constant(0.4)))
    var scenario = study.scenarios[0]
    let factors = SolowModel().factors
    let plain = study.columnSources(of: factors, beliefs: .prior, scenario: scenario)
    #expect(
      plain.columns == [
        .marginal(StreamKey(name: "capital_share", dimension: 0), .constant(0.4)),
        .marginal(StreamKey(name: "depreciation", dimension: 1), .uniform(low: 0.03, high: 0.07)),
        .constant(0.01), .constant(0.02), .constant(2),
      ])
    #expect(study.defaultFactors(of: factors) == [0.4, 0.05, 0.01, 0.02, 2])
    #expect(study.fixedFactors == ["capital_share": 0.4])
    scenario.overrides = [FactorPrior(factor: "technology_growth", distribution: .constant(0.03))]
    let other = study.columnSources(of: factors, beliefs: .prior, scenario: scenario)
    #expect(
      other.columns[3]
        == .marginal(StreamKey(name: "technology_growth", dimension: 3), .constant(0.03)))
    #expect(study.defaultFactors(of: factors, scenario: scenario)[3] == 0.03)
  }

  static let headers: [(String, EnsembleColumn)] = [
    ("absorption_speed", .shared(factor: "absorption_speed")),
    ("initial_routines.japan", .economy(factor: "initial_routines", economy: "japan")),
    (
      "education_implementation.history.japan",
      .history(factor: "education_implementation", economy: "japan")
    ),
    ("discrepancy.income_size", .discrepancy("income_size")),
  ]

  @Test(arguments: headers) func headersReadAsTheyAreWritten(
    _ header: String, _ column: EnsembleColumn
  ) {
    #expect(EnsembleColumn(header) == column)
    #expect(column.header == header)
  }

  @Test func aStudyDrawsTheColumnsOfItsOwnEconomy() {
    let columns = Self.headers.map(\.1)
    #expect(
      columns.map { $0.factor(in: "japan") } == ["absorption_speed", "initial_routines", nil, nil])
    #expect(columns.map { $0.factor(in: "korea") } == ["absorption_speed", nil, nil, nil])
  }
}
