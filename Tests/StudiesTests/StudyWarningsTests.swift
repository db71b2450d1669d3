import Ensembles
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import Studies
import StudyContract
import TestSupport
import Testing

/// What a study that is run as it stands would say without meaning it: budgets under other beliefs, and residuals that
/// make up for what a mix or a scenario changes.
@Suite struct StudyWarningsTests {
  private static func study(_ path: String) throws -> Study {
    try StudyLoader.load(repository.appendingPathComponent(path).path)
  }

  /// The first two mixes of a study in its first scenario, without a budget.
  private static func small(_ path: String) throws -> Study {
    var study = try Self.study(path)
    study.policies = Array(study.policies.prefix(2))
    study.scenarios = Array(study.scenarios.prefix(1))
    study.budget = nil
    return study
  }

  private static func session(_ study: Study) throws -> StudySession {
    try StudySession(study, model: GrowthModel(), context: RunContext(threads: 2))
  }

  /// Means of 512 differences are added in another order than here.
  private static let summationError = 1e-12

  @Test func theSameLeversCostSomethingElseUnderOtherBeliefs() throws {
    let study = try Self.study("Tests/CommandLineTests/Golden/studies/budgeted.yaml")
    let session = try Self.session(study)
    let prior = try session.budgetCosts(under: .prior)
    #expect(prior.count == study.policies.count && prior["baseline"] == 0)
    let scaled = session.budgeted.filter { !$0.isWithinBudget }
    #expect(!scaled.isEmpty)
    let budget = try #require(study.budget)
    for policy in scaled {
      let cost = try #require(prior[policy.policy.name])
      #expect(abs(cost - budget.aboveBaseline) <= budget.tolerance)
    }
    let ensemble = try #require(study.beliefs(named: "ensemble"))
    let other = try session.budgetCosts(under: ensemble)
    #expect(other["baseline"] == 0 && other != prior)
    var first = session
    try first.select(scenarios: study.scenarios[0].name)
    let table = try EnsembleRunner.run(
      first.experiment(ensemble, design: Design(BudgetScaling.pilotDesign)),
      context: RunContext(threads: 2)
    ) { OutcomeTable(model: session.model) }.summary
    let outcome = try #require(
      session.model.outcomes.firstIndex { $0.name == budget.outcome })
    let baseline = try #require(session.policies.firstIndex { $0.name == study.baseline })
    for (position, policy) in session.policies.enumerated() {
      let columns = table.columns[0]
      let sum = zip(columns[position][outcome], columns[baseline][outcome]).map { $0 - $1 }
        .reduce(0, +)
      let found = try #require(other[policy.name])
      #expect(abs(found - sum / Double(table.futures)) <= Self.summationError)
    }
    let runs = try session.compare().runs
    #expect(runs.map(\.budgetCosts) == [prior, other])
  }

  @Test func mixesWithAnotherStartHaveAnotherResidual() throws {
    // Institutions that change at once make another start of the same year.
    var study = try Self.small("Models/studies/policy-swap.yaml")
    study.settings["transition_years"] = 0
    let swap = try Self.session(study)
    let residuals = try #require(try swap.initialResiduals(under: .prior))
    let apart = try #require(residuals.apart)
    #expect(apart.high.name == "levers_of_korea")
    #expect(apart.high.mean - apart.low.mean > InitialResiduals.margin)
    #expect(residuals.scenariosApart == nil)
    #expect(try swap.check().residuals?.differ == true)
    // A history leaves every mix the same state, and without a given income there is no residual.
    let history = try Self.session(Self.small("Models/studies/mexico-2025.yaml"))
    #expect(try history.initialResiduals(under: .prior)?.differ == false)
    let generic = try Self.session(Self.small("Models/studies/generic.yaml"))
    #expect(try generic.initialResiduals(under: .prior) == nil)
    #expect(try generic.check().residuals?.differ == false)
  }

  @Test func aScenarioThatChangesTheStartIsMadeUpForByTheResidual() throws {
    var study = try Self.study("Models/studies/history/mexico.yaml")
    let value = try #require(study.economy.initialConditions["initial_human_capital"])
    study.scenarios.append(
      Scenario(
        name: "educated",
        overrides: [
          FactorPrior(factor: "initial_human_capital", distribution: .constant(1.2 * value))
        ]))
    let residuals = try #require(try Self.session(study).initialResiduals(under: .prior))
    let apart = try #require(residuals.scenariosApart)
    // More human capital explains more of the same income.
    #expect(apart.low.name == "educated" && apart.high.name == study.scenarios[0].name)
  }
}
