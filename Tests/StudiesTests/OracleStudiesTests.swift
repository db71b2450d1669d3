import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import Studies
import StudyContract
import TestSupport
import Testing

/// Shipped studies of models with a closed form: what is read, run and reported is what the formula says.
@Suite struct OracleStudiesTests {
  private static let models = repository.appendingPathComponent("Models").path

  /// Relative error of the oracles' fourth-order steps of a quarter of a year over fifty years: rates stay below
  /// 0.16 a year, so that a step errs by about (0.04)^5 / 120 and two hundred steps by less than 2e-7; what is seen is
  /// smaller, because errors fade.
  private static let integrationError = 2e-7

  /// Means of a thousand futures are added in another order than here.
  private static let summationError = 1e-12

  private static func study(_ name: String) throws -> Study {
    try StudyLoader.load("\(models)/studies/\(name).yaml")
  }

  private static func model(of study: Study) throws -> any BatchModel {
    try #require(study.modelName.flatMap { ModelCatalogue.model(named: $0) })
  }

  /// Outcomes of one future by the closed form, in the model's order.
  private static func exact(_ study: Study, policy: Policy, factors: [Double]) -> [Double] {
    let years = study.end - study.start
    func level(_ lever: String) -> Double { policy.levers[lever]!.value(at: study.start) }
    if study.modelName == "solow" {
      let saving = level("investment")
      let capital = SolowModel.capital(
        after: years, investment: saving, capitalShare: factors[0],
        dilution: factors[1] + factors[2] + factors[3], initialCapital: factors[4])
      let income = pow(capital, factors[0])
      return [capital, income, (1 - saving) * income]
    }
    let technology = NelsonPhelpsModel.technology(
      after: years, speed: factors[0] * level("absorption"), frontierGrowth: factors[1],
      initialTechnology: factors[2])
    return [technology, technology / exp(factors[1] * years)]
  }

  @Test(arguments: ["solow", "nelson-phelps"])
  func expectationsAreMeansOfTheClosedForm(_ name: String) throws {
    let study = try Self.study(name)
    let model = try Self.model(of: study)
    let session = try StudySession(study, model: model, context: RunContext(threads: 2))
    let comparison = try session.compare().runs[0].comparison
    #expect(comparison.failedRuns == 0 && comparison.scenarios.count == 2)
    let experiment = try session.experiment(.prior)
    let draws = try EnsembleRunner.run(experiment, context: RunContext(threads: 2)) {
      OutcomeTable(model: model)
    }.summary.factors
    for (index, scenario) in comparison.scenarios.enumerated() {
      for statistics in scenario.policies {
        let policy = try #require(study.policies.first { $0.name == statistics.policy })
        let futures = (0..<session.design.futures).map { future in
          Self.exact(study, policy: policy, factors: draws[index].map { $0[future] })
        }
        for outcome in statistics.outcomes {
          let column = try #require(model.outcomes.firstIndex { $0.name == outcome.outcome })
          let expected = futures.reduce(0) { $0 + $1[column] } / Double(futures.count)
          let mean = try #require(outcome.mean).value
          #expect(
            abs(mean - expected) <= (Self.integrationError + Self.summationError) * abs(expected))
        }
      }
    }
  }

  @Test(arguments: ["solow", "nelson-phelps"])
  func withConstantFactorsTheReportPrintsTheClosedForm(_ name: String) throws {
    var study = try Self.study(name)
    let model = try Self.model(of: study)
    study.priors = study.defaultFactors(of: model.factors).enumerated().map {
      FactorPrior(factor: model.factors[$0].name, distribution: .constant($1))
    }
    let session = try StudySession(study, model: model, context: RunContext(threads: 2))
    let result = try session.compare()
    for scenario in study.scenarios {
      let factors = study.defaultFactors(of: model.factors, scenario: scenario)
      let found = try #require(
        result.runs[0].comparison.scenarios.first { $0.scenario == scenario.name })
      for policy in study.policies {
        let exact = Self.exact(study, policy: policy, factors: factors)
        let statistics = try #require(found.policies.first { $0.policy == policy.name })
        for outcome in statistics.outcomes {
          let column = try #require(model.outcomes.firstIndex { $0.name == outcome.outcome })
          let mean = try #require(outcome.mean)
          #expect(abs(mean.value - exact[column]) <= Self.integrationError * abs(exact[column]))
          #expect(mean.standardError <= Self.summationError * abs(mean.value))
        }
      }
    }
  }

  @Test(arguments: ["solow", "nelson-phelps"])
  func aTraceFollowsTheClosedForm(_ name: String) throws {
    var study = try Self.study(name)
    let model = try Self.model(of: study)
    var session = try StudySession(study, model: model)
    try session.select(scenarios: study.scenarios[0].name)
    for policy in study.policies {
      let trace = try session.trace(policy.name).trace
      for row in trace.rows where row.year > study.start {
        study.end = row.year
        let exact = Self.exact(
          study, policy: policy, factors: study.defaultFactors(of: model.factors))
        for (value, expected) in zip(row.outcomes, exact) {
          #expect(abs(value - expected) <= Self.integrationError * abs(expected))
        }
      }
    }
  }

  @Test func aSweepMeetsTheClosedFormAtEveryLevel() throws {
    let study = try Self.study("solow")
    var session = try StudySession(study, model: try Self.model(of: study))
    try session.select(scenarios: study.scenarios[0].name)
    let sweep = try session.sweep(
      ["depreciation=0.03:0.07:3"], policy: "save_a_tenth", outcome: "capital")
    let factors = study.defaultFactors(of: SolowModel().factors)
    let draws = try EnsembleRunner.run(session.experiment(.prior)) {
      OutcomeTable(model: SolowModel())
    }.summary.factors[0][0]
    for (point, depreciation) in zip(sweep.sweep.scenarios[0].points, [0.03, 0.05, 0.07]) {
      let exact = draws.map {
        SolowModel.capital(
          after: 50, investment: 0.1, capitalShare: $0,
          dilution: depreciation + factors[2] + factors[3],
          initialCapital: factors[4])
      }
      let expected = exact.reduce(0, +) / Double(exact.count)
      #expect(abs(try #require(point.mean).value - expected) <= Self.integrationError * expected)
    }
  }
}
