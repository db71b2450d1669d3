import Analysis
import ArgumentParser
import Ensembles
import GrowthModels
import ModelContract
import Reporting
import Sampling
import Scenarios

/// Variance-based sensitivity of a study: which factors decide its outcomes, or the choice between two
/// mixes.
enum StudySensitivity {
  /// What is asked of a study.
  struct Request {
    /// Outcomes, by name; the ranked one when empty.
    var outcomes: [String] = []
    /// The mix whose outcomes are analysed; the baseline when nil.
    var policy: String?
    /// Two mixes whose paired difference is analysed.
    var difference: (first: String, second: String)?
    /// Whether the rank of the policy and the indicator that it is best are targets.
    var hasRank = false
    /// Whether every year is a target.
    var byYear = false
    /// Whether factors are grouped by theme.
    var byTheme = false
    /// Whether second-order indices are wanted.
    var hasPairs = false
    /// The scenario; the study's first when nil.
    var scenario: String?
    /// The beliefs.
    var beliefs = "prior"
    /// Fewest runs of the model, all rows and mixes together; rounded up to a whole design.
    var runs: Int?
    /// Independent replicates.
    var replicates = 32
    /// Seed; the study's when nil.
    var seed: UInt64?
    /// Whether luck is drawn; as in the study when nil.
    var noise: Switch?
    /// Which rows the design has.
    var layout = PickFreezeDesign.Layout.economical
  }

  /// Base points unless a number of runs is asked for: 4,096, which with the economical layout gives total
  /// indices an error of about a hundredth.
  static let basePoints = 4096

  /// Analyses a study.
  ///
  /// - Throws: `ValidationError` for a name that does not exist, and what the design, the model and the
  ///   analysis throw.
  static func run(_ study: Study, request: Request, machine: MachineOptions) throws
    -> DesignedSensitivity
  {
    var options = try DesignOptions.parse([])
    options.noise = request.noise
    var prepared = try PreparedStudy(study, options: options, machine: machine)
    let names = prepared.policies.map(\.name)
    let wanted = try policies(request, study: study, names: names)
    prepared.selected = wanted.map { name in prepared.policies.first { $0.name == name }! }
    let scenario = request.scenario ?? study.scenarios[0].name
    try prepared.select(scenarios: scenario)
    guard prepared.scenarios.count == 1 else {
      throw ValidationError("A sensitivity analysis takes one scenario, not several.")
    }
    let beliefs = try prepared.beliefs(request.beliefs)
    guard beliefs.count == 1 else {
      throw ValidationError("A sensitivity analysis takes one set of beliefs.")
    }
    let sources = study.columnSources(beliefs: beliefs[0], scenario: prepared.scenarios[0])
    let streams = Set(prepared.model.luck.map { $0.name })
    let theme: ((String) -> String)? = request.byTheme ? { Self.theme($0, luck: streams) } : nil
    let inputs = InputGroups(
      model: prepared.model, columns: sources.columns, copula: sources.copula,
      joint: sources.joint, hasNoise: prepared.hasNoise,
      theme: theme)
    let design = try pickFreeze(
      request, study: study, inputs: inputs, policyCount: prepared.selected.count,
      model: prepared.model, hasNoise: prepared.hasNoise)
    let base = try prepared.experiment(beliefs[0], design: design.base)
    let experiment = Experiment(
      model: base.model, policies: base.policies, scenarios: base.scenarios, design: base.design,
      hasNoise: base.hasNoise, recordsYears: request.byYear)
    let targets = try self.targets(request, study: study, experiment: experiment, names: wanted)
    let runs = PickFreezeExperiment(
      experiment: experiment, design: design,
      draws: try PickFreezeSide.b.draws(
        design: design.base, columns: sources.columns, copula: sources.copula,
        joint: sources.joint, jointKey: StreamKey(name: "ensemble_row", dimension: 160),
        dimensionOffset: design.dimensionOffset), targets: targets.map(\.target))
    let printer = ProgressPrinter(label: "sensitivity  ")
    return try DesignedSensitivity.run(
      runs, names: targets.map(\.name), decision: targets.firstIndex(where: \.isDecision),
      inputs: inputs, hasPairs: request.hasPairs, threads: machine.threads,
      progress: { printer.show($0) }, isCancelled: { Interrupt.flag.isRaised })
  }

  static func theme(_ name: String, luck: Set<String>) -> String {
    (luck.contains(name) ? GrowthFactors.Theme.shocks : GrowthFactors.theme(of: name)).rawValue
  }

  /// The mixes that have to be run.
  static func policies(
    _ request: Request, study: Study, names: [String]
  ) throws -> [String] {
    let policy = request.policy ?? study.baseline
    try NameSelection.check(policy, among: names, kind: "policy")
    if let difference = request.difference {
      for name in [difference.first, difference.second] {
        try NameSelection.check(name, among: names, kind: "policy")
      }
      if difference.first == difference.second {
        throw ValidationError("--difference names \(difference.first) twice.")
      }
      if !request.hasRank { return [difference.first, difference.second] }
    }
    return request.hasRank ? names : [policy]
  }

  private static func pickFreeze(
    _ request: Request, study: Study, inputs: InputGroups, policyCount: Int, model: GrowthModel,
    hasNoise: Bool
  ) throws -> PickFreezeDesign {
    let layout: PickFreezeDesign.Layout = request.hasPairs ? .symmetric : request.layout
    let rows = inputs.groups.count * (layout == .symmetric ? 2 : 1) + 2
    let points =
      request.runs.map { max(($0 + rows * policyCount - 1) / (rows * policyCount), 1) }
      ?? (layout == .symmetric ? basePoints / 2 : basePoints)
    return try PickFreezeDesign(
      base: Design(
        DesignSpecification(
          kind: .sobol, futures: points, seed: request.seed ?? study.design.seed,
          replicates: request.replicates)),
      groups: inputs.groups, columnCount: model.factors.count, luckCount: model.luck.count,
      fixedColumns: inputs.fixedColumns,
      fixedLuck: hasNoise ? [] : Set(model.luck.indices), layout: layout)
  }

  /// A target with its name in reports.
  struct Target {
    let name: String
    let target: RunTarget
    let isDecision: Bool
  }

  static func targets(
    _ request: Request, study: Study, experiment: Experiment, names: [String]
  ) throws -> [Target] {
    let model = experiment.model
    let outcomes = request.outcomes.isEmpty ? [study.rankedBy] : request.outcomes
    let years: [Int?] =
      request.byYear ? (0...Int(study.end - study.start)).map { $0 } : [nil]
    func index(_ policy: String) -> Int { names.firstIndex(of: policy)! }
    var targets: [Target] = []
    for outcome in outcomes {
      try NameSelection.check(outcome, among: model.outcomes.map(\.name), kind: "outcome")
      let position = model.outcomes.firstIndex { $0.name == outcome }!
      let direction =
        study.outcomes.first { $0.name == outcome }?.direction ?? model.outcomes[position].direction
      let label = model.outcomes[position].isCensored ? "\(outcome) reached" : outcome
      for year in years {
        let when = year.map { " in \(Int(study.start) + $0)" } ?? ""
        if let difference = request.difference {
          targets.append(
            Target(
              name: "\(label)\(when), \(difference.first) minus \(difference.second)",
              target: .difference(
                position, policy: index(difference.first), minus: index(difference.second),
                year: year),
              isDecision: outcome == study.rankedBy || outcomes.count == 1))
        } else if !request.hasRank {
          targets.append(
            Target(
              name: "\(label)\(when)", target: .outcome(position, policy: 0, year: year),
              isDecision: false))
        }
      }
      if request.hasRank {
        guard direction != .describe else {
          throw ValidationError("\(outcome) has no direction by which mixes could be ranked.")
        }
        let policy = request.difference?.first ?? request.policy ?? study.baseline
        let wantsLess = direction == .minimize
        targets.append(
          Target(
            name: "rank of \(policy) by \(outcome)",
            target: .rank(position, policy: index(policy), wantsLess: wantsLess),
            isDecision: false))
        targets.append(
          Target(
            name: "\(policy) is best by \(outcome)",
            target: .isBest(position, policy: index(policy), wantsLess: wantsLess),
            isDecision: false))
      }
    }
    return targets
  }

  /// Analyses a study and returns what is written of it, one report a target.
  static func reports(_ study: Study, request: Request, machine: MachineOptions) throws
    -> [SensitivityReport]
  {
    let result = try run(study, request: request, machine: machine)
    let outcome = request.outcomes.count == 1 ? request.outcomes[0] : study.rankedBy
    let direction =
      study.outcomes.first { $0.name == outcome }?.direction
      ?? machine.model.outcomes.first { $0.name == outcome }?.direction
    return result.reports(
      source: study.name, output: request.byYear ? "the years" : "the targets",
      mixes: request.difference, wantsLess: direction == .minimize)
  }
}
