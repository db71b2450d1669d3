import Analysis
import ArgumentParser
import Ensembles
import GrowthModels
import ModelContract
import Reporting
import Sampling
import Studies
import StudyContract

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
    /// The mix whose regret is analysed.
    var regret: String?
    /// Two mixes: whether the first does better than the second is analysed.
    var beats: (first: String, second: String)?
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
    /// The half-width of all intervals at which the runs end; then `runs` is the most and not the fewest.
    var precision: Double?
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
  /// Times as many base points, at most, until a precision is reached without --runs: 16, a quarter of the
  /// error or less.
  static let precisionFactor = 16

  /// Analyses a study.
  ///
  /// - Throws: `ValidationError` for a name that does not exist, and what the design, the model and the
  ///   analysis throw.
  static func run(_ study: Study, request: Request, machine: MachineOptions) throws
    -> DesignedSensitivity
  {
    let context = machine.context
    var prepared = try StudySession(
      study, model: machine.model(of: study), hasNoise: request.noise.map { $0 == .on },
      context: context)
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
    let sources = study.columnSources(
      of: prepared.model.factors, beliefs: beliefs[0], scenario: prepared.scenarios[0])
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
        joint: sources.joint,
        dimensionOffset: design.dimensionOffset), targets: targets.map(\.target))
    return try DesignedSensitivity.run(
      runs, names: targets.map(\.name), decision: targets.lastIndex(where: \.isDecision),
      inputs: inputs, hasPairs: request.hasPairs, precision: request.precision,
      context: context)
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
    for (option, mixes) in [("difference", request.difference), ("beats", request.beats)] {
      guard let mixes else { continue }
      for name in [mixes.first, mixes.second] {
        try NameSelection.check(name, among: names, kind: "policy")
      }
      if mixes.first == mixes.second {
        throw ValidationError("--\(option) names \(mixes.first) twice.")
      }
    }
    if let regret = request.regret {
      try NameSelection.check(regret, among: names, kind: "policy")
    }
    if request.hasRank || request.regret != nil { return names }
    let pairs = [request.difference, request.beats].compactMap { $0 }
      .flatMap { [$0.first, $0.second] }
    return pairs.isEmpty ? [policy] : names.filter(pairs.contains)
  }

  private static func pickFreeze(
    _ request: Request, study: Study, inputs: InputGroups, policyCount: Int, model: any BatchModel,
    hasNoise: Bool
  ) throws -> PickFreezeDesign {
    let layout: PickFreezeDesign.Layout = request.hasPairs ? .symmetric : request.layout
    let rows = inputs.groups.count * (layout == .symmetric ? 2 : 1) + 2
    let usual = layout == .symmetric ? basePoints / 2 : basePoints
    let runsOfPoint = rows * policyCount
    let points: Int
    if request.precision != nil {
      // A ceiling: the largest design that does not exceed it.
      let most = request.runs.map { $0 / runsOfPoint } ?? usual * precisionFactor
      guard most >= request.replicates else {
        throw ValidationError(
          "--runs \(request.runs ?? 0) is below the \(request.replicates * runsOfPoint) runs of the smallest "
            + "design, one base point in each of \(request.replicates) replicates.")
      }
      points = request.replicates * PickFreezeTable.powerOfTwo(atMost: most / request.replicates)
    } else {
      points = request.runs.map { max(($0 + runsOfPoint - 1) / runsOfPoint, 1) } ?? usual
    }
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
    let outcomes = try self.outcomes(request, study: study, model: model)
    let years: [Int?] =
      request.byYear ? (0...Int(study.end - study.start)).map { $0 } : [nil]
    func index(_ policy: String) -> Int { names.firstIndex(of: policy)! }
    var targets: [Target] = []
    for outcome in outcomes {
      let position = model.outcomes.firstIndex { $0.name == outcome }!
      let direction =
        study.outcomes.first { $0.name == outcome }?.direction ?? model.outcomes[position].direction
      let wantsLess = direction == .minimize
      let isCompared = request.hasRank || request.regret != nil || request.beats != nil
      if isCompared && direction == .describe {
        throw ValidationError("\(outcome) has no direction by which mixes could be ranked.")
      }
      let label = model.outcomes[position].isCensored ? "\(outcome) reached" : outcome
      func add(_ name: String, isDecision: Bool = false, _ target: RunTarget) {
        targets.append(Target(name: name, target: target, isDecision: isDecision))
      }
      for year in years {
        let when = year.map { " in \(Int(study.start) + $0)" } ?? ""
        if let (first, second) = request.difference {
          add(
            "\(label)\(when), \(first) minus \(second)",
            isDecision: outcome == study.rankedBy || outcomes.count == 1,
            .difference(position, policy: index(first), minus: index(second), year: year))
        } else if !isCompared {
          add("\(label)\(when)", .outcome(position, policy: 0, year: year))
        }
        if let (first, second) = request.beats {
          add(
            "\(first) better than \(second) by \(label)\(when)",
            .beats(
              position, policy: index(first), over: index(second), wantsLess: wantsLess, year: year
            ))
        }
        if let regret = request.regret {
          add(
            "regret of \(regret) by \(label)\(when)",
            .regret(position, policy: index(regret), wantsLess: wantsLess, year: year))
        }
        if request.hasRank {
          let policy = request.difference?.first ?? request.policy ?? study.baseline
          add(
            "rank of \(policy) by \(label)\(when)",
            .rank(position, policy: index(policy), wantsLess: wantsLess, year: year))
          add(
            "\(policy) is best by \(label)\(when)",
            .isBest(position, policy: index(policy), wantsLess: wantsLess, year: year))
        }
      }
    }
    return targets
  }

  /// The outcomes that are asked for; `all` stands for those of the study.
  private static func outcomes(
    _ request: Request, study: Study, model: any BatchModel
  ) throws -> [String] {
    let names = model.outcomes.map(\.name)
    if request.outcomes == ["all"] {
      return study.outcomes.isEmpty ? names : study.outcomes.map(\.name)
    }
    let outcomes = request.outcomes.isEmpty ? [study.rankedBy] : request.outcomes
    for (position, outcome) in outcomes.enumerated() {
      try NameSelection.check(outcome, among: names, kind: "outcome")
      if outcomes[..<position].contains(outcome) {
        throw ValidationError("The outcome \(outcome) is listed twice.")
      }
    }
    return outcomes
  }

  /// Analyses a study and returns what is written of it, one report a target.
  static func reports(_ study: Study, request: Request, machine: MachineOptions) throws
    -> [SensitivityReport]
  {
    let result = try run(study, request: request, machine: machine)
    let outcome = request.outcomes.count == 1 ? request.outcomes[0] : study.rankedBy
    let direction =
      study.outcomes.first { $0.name == outcome }?.direction
      ?? machine.model(of: study).outcomes.first { $0.name == outcome }?.direction
    return result.reports(
      source: study.name, output: request.byYear ? "the years" : "the targets",
      mixes: request.difference, wantsLess: direction == .minimize)
  }
}
