import Ensembles
import Foundation
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract

/// A study with its model, ready to be compared, swept, traced and analysed: the application as a value.
///
/// Policies are scaled to the study's budget when the session is made; what is selected, and the design, may
/// then differ from the study's without changing what any policy is.
public struct StudySession: Sendable {
  /// The study.
  public internal(set) var study: Study
  /// The model.
  public let model: any BatchModel
  /// How to work; no number depends on it.
  public internal(set) var context: RunContext
  /// All policies as they are run: scaled where the study has a budget.
  public internal(set) var policies: [Policy]
  /// What the budget did to the policies; empty without one.
  public let budgeted: [BudgetedPolicy]
  /// The design.
  public private(set) var design: Design
  /// Whether luck is drawn.
  public let hasNoise: Bool
  /// The scenarios that are run, in the study's order.
  public var scenarios: [Scenario]
  /// The policies that are run, in the study's order, the baseline among them.
  public var selected: [Policy]

  /// Makes a session; the budget is measured here.
  ///
  /// The pilot run that measures the budget uses the study's prior, first scenario and noise, whatever else is
  /// asked for, so that options never change what the policies are. Cost: tenths of a second with a budget.
  ///
  /// - Parameters:
  ///   - design: the design; the study's when nil.
  ///   - hasNoise: whether luck is drawn; as in the study when nil.
  /// - Throws: `StudyError` for a study made in code that has no answer, `DesignError` for a design that cannot be made, `EnsembleError` for a budget that no share of a
  ///   policy meets, `ModelError` from the model.
  public init(
    _ study: Study, model: any BatchModel, design: DesignSpecification? = nil,
    hasNoise: Bool? = nil, context: RunContext = RunContext()
  ) throws {
    // What was read was checked where it stands in its file, with better words than there are here.
    if study.source == nil { try study.validate(for: model) }
    if !model.followsContingencies,
      let adaptive = study.policies.first(where: { $0.contingency != nil })
    {
      throw ModelError(
        "Policy '\(adaptive.name)' has a second plan, which the model '\(model.name)' cannot follow."
      )
    }
    self.study = study
    self.model = model
    self.context = context
    self.design = try Design(design ?? study.design)
    self.hasNoise = hasNoise ?? study.hasNoise
    scenarios = study.scenarios
    if let budget = study.budget {
      let pilot = try Self.pilot(study, model: model, policies: study.policies, beliefs: .prior)
      budgeted = try BudgetScaling.scale(
        pilot, to: budget, baseline: study.baseline, context: context)
      policies = budgeted.map(\.policy)
    } else {
      budgeted = []
      policies = study.policies
    }
    selected = policies
  }

  /// The name by which a log knows the number of futures.
  public static let futuresFact = "number of futures"

  /// Keeps finished blocks in a log from now on, and takes from it what it holds.
  ///
  /// - Parameter command: what else than the session decides which blocks are run, by name.
  /// - Throws: `RunLogError` for the log of something else.
  public mutating func keep(
    in log: RunLog, command: [(name: String, value: String)] = []
  ) throws {
    let specification = design.specification
    // One that was changed is named; the order and the number of all are in the digest of the study.
    var count: [String: Int] = [:]
    let files = (study.source?.files ?? []).map { file in
      let name = URL(fileURLWithPath: file).lastPathComponent
      count[name, default: 0] += 1
      return (
        RunLogError.file + name + (count[name] == 1 ? "" : " (\(count[name]!))"),
        FNV1a.digest(of: InputFile.contents(file) ?? Data())
      )
    }
    try log.claim(
      files + [
        ("study", study.source?.hash ?? study.name), ("model", model.name),
        ("model's version", model.version), ("vector path", model.vectorPath),
        ("design", specification.kind.rawValue), (Self.futuresFact, "\(design.futures)"),
        ("seed", "\(specification.seed)"), ("luck", hasNoise ? "drawn" : "off"),
        ("list of policies", selected.map(\.name).joined(separator: ", ")),
        ("list of scenarios", scenarios.map(\.name).joined(separator: ", ")),
      ] + command)
    context.log = log
  }

  /// Computes one part of every long plan from now on, which is then in the log that the session keeps.
  public mutating func share(_ share: WorkShare) {
    precondition(context.log != nil, "a part that nobody keeps")
    context.share = share
  }

  /// What the policies cost above the baseline under given beliefs, by name: the budgeted outcome's expected difference,
  /// over the pilot and scenario by which the budget was measured; empty without a budget.
  ///
  /// Cost: a run of 512 futures of each policy under other beliefs than the prior.
  ///
  /// - Throws: `EnsembleError` when every pilot future fails.
  public func budgetCosts(under beliefs: Beliefs) throws -> [String: Double] {
    guard let budget = study.budget else { return [:] }
    let costs =
      beliefs == .prior
      ? budgeted.map(\.difference)
      : try BudgetScaling.differences(
        Self.pilot(study, model: model, policies: policies, beliefs: beliefs),
        outcome: budget.outcome, baseline: study.baseline, context: context)
    return Dictionary(uniqueKeysWithValues: zip(policies.map(\.name), costs))
  }

  /// The runs by which budgets are measured.
  private static func pilot(
    _ study: Study, model: any BatchModel, policies: [Policy], beliefs: Beliefs
  ) throws -> Experiment {
    try experiment(
      study, model: model, policies: policies, scenarios: [study.scenarios[0]], beliefs: beliefs,
      design: Design(BudgetScaling.pilotDesign), hasNoise: study.hasNoise)
  }

  /// The same session with so many futures: the first of the same sequence.
  ///
  /// - Throws: `DesignError` for a design that cannot be made.
  func with(futures: Int) throws -> StudySession {
    var specification = design.specification
    specification.futures = futures
    var session = self
    session.design = try Design(specification)
    return session
  }

  /// The scenario that verdicts are given for: the most probable one that is selected, the first of equally probable ones or
  /// of all.
  var leadingScenario: Scenario { scenarios[leadingPosition] }

  /// Its position among those that are selected.
  var leadingPosition: Int {
    scenarios.indices.reduce(0) {
      (scenarios[$1].probability ?? 0) > (scenarios[$0].probability ?? 0) ? $1 : $0
    }
  }

  /// Keeps the named scenarios, separated by commas; all of the study without a list.
  ///
  /// - Throws: `UsageError` for a scenario that the study does not have.
  public mutating func select(scenarios list: String?) throws {
    let names = try NameSelection.select(
      list, among: study.scenarios.map(\.name), kind: "scenario")
    scenarios = study.scenarios.filter { names.contains($0.name) }
  }

  /// Keeps the named policies, separated by commas, and the baseline.
  ///
  /// - Returns: whether the baseline was added.
  /// - Throws: `UsageError` for a policy that the study does not have.
  @discardableResult
  public mutating func select(policies list: String?) throws -> Bool {
    let names = try NameSelection.select(list, among: policies.map(\.name), kind: "policy")
    selected = policies.filter { names.contains($0.name) || $0.name == study.baseline }
    return !names.contains(study.baseline)
  }

  /// The named beliefs; the study's own choice without a name.
  ///
  /// - Throws: `UsageError` for beliefs that the study does not have.
  public func beliefs(_ name: String?) throws -> [Beliefs] {
    let names = try NameSelection.select(
      name, among: study.availableBeliefs.map(\.name), kind: "set of beliefs")
    let wanted = name == nil ? study.defaultBeliefs : names
    return wanted.compactMap { study.beliefs(named: $0) }
  }

  /// The selected policies and scenarios under given beliefs, as the engine runs them.
  ///
  /// - Parameters:
  ///   - design: another design than the session's.
  ///   - recordsYears: whether outcomes of every whole year are kept.
  public func experiment(
    _ beliefs: Beliefs, design: Design? = nil, recordsYears: Bool = false
  ) throws -> Experiment {
    try Self.experiment(
      study, model: model, policies: selected, scenarios: scenarios, beliefs: beliefs,
      design: design ?? self.design, hasNoise: hasNoise, recordsYears: recordsYears)
  }

  static func experiment(
    _ study: Study, model: any BatchModel, policies: [Policy], scenarios: [Scenario],
    beliefs: Beliefs, design: Design, hasNoise: Bool, recordsYears: Bool = false
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
            joint: sources.joint))
      }, design: design, hasNoise: hasNoise, recordsYears: recordsYears)
  }
}
