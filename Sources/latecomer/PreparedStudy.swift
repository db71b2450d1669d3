import Ensembles
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract

/// A study with what the command line changes, ready to be made into experiments.
struct PreparedStudy {
  /// The study.
  let study: Study
  /// The model.
  let model: GrowthModel
  /// All policies as they are run: scaled where the study has a budget.
  let policies: [Policy]
  /// What the budget did to the policies; empty without one.
  let budgeted: [BudgetedPolicy]
  /// The scenarios that are run, in the study's order.
  var scenarios: [Scenario]
  /// The policies that are run, in the study's order, the baseline among them.
  var selected: [Policy]
  /// The design.
  let design: Design
  /// Whether luck is drawn.
  let hasNoise: Bool

  /// Prepares a study; the budget is measured here.
  ///
  /// The pilot run that measures it uses the study's prior, first scenario and noise, whatever the command
  /// line says, so that options never change what the policies are.
  init(_ study: Study, options: DesignOptions, machine: MachineOptions) throws {
    try self.init(study, options: options, model: machine.model, threads: machine.threads)
  }

  /// Prepares a study for a model and a number of threads.
  init(_ study: Study, options: DesignOptions, model: GrowthModel, threads: Int) throws {
    self.study = study
    self.model = model
    design = try Design(options.applied(to: study.design))
    hasNoise = options.noise.map { $0 == .on } ?? study.hasNoise
    scenarios = study.scenarios
    if let budget = study.budget {
      let pilot = try Self.experiment(
        study, model: model, policies: study.policies, scenarios: [study.scenarios[0]],
        beliefs: .prior, design: Design(BudgetScaling.pilotDesign), hasNoise: study.hasNoise)
      budgeted = try BudgetScaling.scale(
        pilot,
        to: budget,
        baseline: study.baseline, threads: threads)
      policies = budgeted.map(\.policy)
    } else {
      budgeted = []
      policies = study.policies
    }
    selected = policies
  }

  /// Keeps the named scenarios.
  mutating func select(scenarios list: String?) throws {
    let names = try NameSelection.select(
      list, among: study.scenarios.map(\.name), kind: "scenario")
    scenarios = study.scenarios.filter { names.contains($0.name) }
  }

  /// Keeps the named policies and the baseline.
  ///
  /// - Returns: whether the baseline was added.
  mutating func select(policies list: String?) throws -> Bool {
    let names = try NameSelection.select(list, among: policies.map(\.name), kind: "policy")
    selected = policies.filter { names.contains($0.name) || $0.name == study.baseline }
    return !names.contains(study.baseline)
  }

  /// The named beliefs; the study's own choice without a name.
  func beliefs(_ name: String?) throws -> [Beliefs] {
    let names = try NameSelection.select(
      name, among: study.availableBeliefs.map(\.name), kind: "set of beliefs")
    let wanted = name == nil ? study.defaultBeliefs : names
    return wanted.compactMap { study.beliefs(named: $0) }
  }

  /// The selected policies and scenarios under given beliefs.
  func experiment(_ beliefs: Beliefs, design: Design? = nil) throws -> Experiment {
    try Self.experiment(
      study, model: model, policies: selected, scenarios: scenarios, beliefs: beliefs,
      design: design ?? self.design, hasNoise: hasNoise)
  }

  private static func experiment(
    _ study: Study, model: GrowthModel, policies: [Policy], scenarios: [Scenario],
    beliefs: Beliefs, design: Design, hasNoise: Bool
  ) throws -> Experiment {
    Experiment(
      model: model, policies: policies,
      scenarios: try scenarios.map { scenario in
        let sources = study.columnSources(
          of: model.factors, beliefs: beliefs, scenario: scenario)
        return ExperimentScenario(
          world: study.world(in: scenario), probability: scenario.probability,
          draws: try DrawSource(
            design: design, columns: sources.columns, copula: sources.copula,
            joint: sources.joint, jointKey: StreamKey(name: "ensemble_row", dimension: 160)))
      }, design: design, hasNoise: hasNoise)
  }
}
