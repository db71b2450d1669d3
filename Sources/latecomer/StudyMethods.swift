import Analysis
import ArgumentParser
import Ensembles
import GrowthModels
import ModelContract
import Reporting
import Sampling
import Studies
import StudyContract

/// The methods of a study that need runs of their own beside the pick-freeze ones: Morris's screening,
/// derivative-based measures, Shapley effects and eFAST, all through the batch kernel.
///
/// Morris, DGSM and eFAST move factors that have a law of their own. Factors that depend on each other, and
/// luck, stay as they were drawn, so that effects are averages over them; a sentence says so. Shapley effects
/// take each block of dependent factors and each stream of luck as one player.
struct StudyMethods {
  /// The methods.
  static let all: [SensitivityMethod] = [.morris, .dgsm, .shapley, .fast]

  /// Walks of Shapley effects, as many as a pick-freeze design has base points; base points of derivatives
  /// and of radial effects, and walks of Morris's design: a quarter of that, because these methods screen.
  static let points = 4096, screeningPoints = 1024
  /// The high frequency of eFAST: curves of 513 points, low frequencies 1 to 4.
  static let frequency = 32
  /// Walks up to which the most distant of ten times as many are chosen: few walks leave holes that choice
  /// can avoid, many do not, and the choice takes a time that grows with the square of their number.
  static let optimisedWalks = 30

  /// What is run and analysed.
  struct Analysis {
    /// The method in words.
    let title: String
    /// The indices.
    let measures: [SensitivityReport.Measure]
    /// Runs of the model.
    let runs: Int
    /// By target: rows of the report, findings and warnings.
    let targets: [(rows: [SensitivityReport.Row], findings: [String])]
    /// What the runs gave.
    let outcomes: RowOutcomes
  }

  let method: SensitivityMethod
  let isRadial: Bool
  let request: StudySensitivity.Request
  /// Replicates as asked for; nil without.
  let replicates: Int?
  let context: RunContext

  private let study: Study
  private let prepared: StudySession
  private let beliefs: Beliefs
  private let scenario: Scenario
  private let inputs: InputGroups
  private let factors: [MovedFactor]
  private let wanted: [String]

  /// Looks up what is asked for.
  ///
  /// - Throws: `ValidationError` for a name that does not exist or a combination without a meaning.
  init(
    _ study: Study, method: SensitivityMethod, isRadial: Bool, request: StudySensitivity.Request,
    replicates: Int?, machine: MachineOptions
  ) throws {
    context = machine.context
    var prepared = try StudySession(
      study, model: machine.model(of: study), hasNoise: request.noise.map { $0 == .on },
      context: context)
    wanted = try StudySensitivity.policies(
      request, study: study, names: prepared.policies.map(\.name))
    prepared.selected = wanted.map { name in prepared.policies.first { $0.name == name }! }
    try prepared.select(scenarios: request.scenario ?? study.scenarios[0].name)
    let beliefs = try prepared.beliefs(request.beliefs)
    guard prepared.scenarios.count == 1 && beliefs.count == 1 else {
      throw ValidationError("A sensitivity analysis takes one scenario and one set of beliefs.")
    }
    let sources = study.columnSources(
      of: prepared.model.factors, beliefs: beliefs[0], scenario: prepared.scenarios[0])
    let streams = Set(prepared.model.luck.map { $0.name })
    let theme: ((String) -> String)? =
      request.byTheme ? { StudySensitivity.theme($0, luck: streams) } : nil
    inputs = InputGroups(
      model: prepared.model, columns: sources.columns, copula: sources.copula,
      joint: sources.joint, hasNoise: prepared.hasNoise, theme: theme)
    factors = inputs.independentColumns.compactMap { column in
      guard case .marginal(let key, let law) = sources.columns[column] else { return nil }
      return MovedFactor(
        name: prepared.model.factors[column].name, column: column, key: key, law: law)
    }
    guard !factors.isEmpty || method == .shapley else {
      throw ValidationError(
        "Method \(method.rawValue) moves factors one at a time, but all factors of these beliefs depend on "
          + "each other. Use --method sobol or shapley, which take them as one; --beliefs prior; or run the "
          + "study with --out DIR and analyse the folder with --method given-data or shapley.")
    }
    self.study = study
    self.method = method
    self.isRadial = isRadial
    self.request = request
    self.replicates = replicates
    self.prepared = prepared
    self.beliefs = beliefs[0]
    scenario = prepared.scenarios[0]
  }

  /// Runs and analyses, one report a target.
  func reports() throws -> [SensitivityReport] {
    let targets = try StudySensitivity.targets(
      request, study: study,
      experiment: experiment(Design(.init(kind: .random, futures: 2, seed: 0))), names: wanted)
    if method == .dgsm {
      try refuseSteps(targets)
    }
    let kinds = targets.map(\.target)
    let result =
      switch method {
      case .morris: isRadial ? try radial(kinds) : try walks(kinds)
      case .dgsm: try derivatives(kinds)
      case .fast: try curves(kinds)
      default: try exchanges(kinds)
      }
    let isConstant = result.outcomes.values.map { rows in
      let all = rows.joined().lazy.filter(\.isFinite)
      let first = all.first { _ in true }
      return all.allSatisfy { $0 == first }
    }
    guard isConstant.contains(false) else {
      throw SensitivityError(
        "\(targets.map(\.name).joined(separator: ", ")) "
          + (result.outcomes.failures == result.runs / wanted.count
            ? "is a number in no run: all of them failed"
            : "is the same in every run, so that nothing can matter"))
    }
    return zip(targets, result.targets).enumerated().map { index, pair in
      SensitivityReport(
        method: method.rawValue, title: result.title, output: pair.0.name,
        source: "the study \(study.name)", runs: result.runs,
        failed: result.outcomes.values[index].reduce(0) { $0 + $1.count { !$0.isFinite } },
        measures: result.measures, rows: pair.1.rows,
        findings: isConstant[index]
          ? ["It is the same in every run, so that nothing can matter."] : pair.1.findings,
        warnings: dependence + failures(result.outcomes, runs: result.runs / wanted.count))
    }
  }

  /// Derivatives of an indicator are 0 but for jumps.
  private func refuseSteps(_ targets: [StudySensitivity.Target]) throws {
    for target in targets {
      let isStep =
        switch target.target {
        case .outcome(let outcome, _, _), .difference(let outcome, _, _, _):
          prepared.model.outcomes[outcome].isCensored
        case .regret: false
        default: true
        }
      if isStep {
        throw ValidationError(
          "Method dgsm takes derivatives, and \(target.name) jumps: use --method sobol, shapley or morris."
        )
      }
    }
  }

  private func experiment(_ design: Design) throws -> Experiment {
    let base = try prepared.experiment(beliefs, design: design)
    return Experiment(
      model: base.model, policies: base.policies, scenarios: base.scenarios, design: base.design,
      hasNoise: base.hasNoise, recordsYears: request.byYear)
  }

  private var seed: UInt64 { request.seed ?? study.design.seed }

  /// Base points that a number of runs pays for.
  private func points(rowCount: Int, otherwise: Int) -> Int {
    let runs = rowCount * wanted.count
    return request.runs.map { max(($0 + runs - 1) / runs, 2) } ?? otherwise
  }

  private func replicated(_ points: Int) throws -> Design {
    try Design(
      .init(
        kind: .sobol, futures: points, seed: seed, replicates: replicates ?? request.replicates))
  }

  private func run<Rows: RowDesign>(
    _ rows: Rows, design: Design, targets: [RunTarget]
  ) throws -> (outcomes: RowOutcomes, runs: Int) {
    var second: DrawSource?
    if rows.usesSecondSide {
      let sources = study.columnSources(
        of: prepared.model.factors, beliefs: beliefs, scenario: scenario)
      second = try PickFreezeSide.b.draws(
        design: design, columns: sources.columns, copula: sources.copula, joint: sources.joint)
    }
    let runs = RowExperiment(
      experiment: try experiment(design), rows: rows, second: second, targets: targets)
    return (try runs.run(stage: "sensitivity  ", context: context), runs.runCount)
  }

  private func walks(_ targets: [RunTarget]) throws -> Analysis {
    let count = points(rowCount: factors.count + 1, otherwise: Self.screeningPoints)
    guard count <= 10_000 else {
      throw ValidationError(
        "A morris design has at most 10000 walks, which are \(10_000 * (factors.count + 1) * wanted.count) "
          + "runs here; --method morris --radial has no such limit.")
    }
    let isOptimised = count <= Self.optimisedWalks
    let trajectories = try MorrisTrajectories(
      factorCount: factors.count, count: count, candidates: isOptimised ? 10 * count : nil,
      seed: seed)
    let rows = TrajectoryRows(trajectories, factors: factors)
    let design = try Design(.init(kind: .random, futures: count, seed: seed))
    let result = try run(rows, design: design, targets: targets)
    return morris(
      title: "Morris's screening with \(count) "
        + (isOptimised ? "walks that lie far apart" : "random walks") + " on 4 levels",
      result, finding: "Walks: \(count), each moving every factor once."
    ) { outcomes in
      MorrisIndices.indices(
        trajectories, names: factors.map(\.name),
        outcomes: (0..<count).map { walk in outcomes.map { $0[walk] } })
    }
  }

  private func radial(_ targets: [RunTarget]) throws -> Analysis {
    let design = try replicated(
      points(rowCount: factors.count + 1, otherwise: Self.screeningPoints))
    let rows = RadialRows(base: design, factors: factors)
    let result = try run(rows, design: design, targets: targets)
    let steps = rows.steps()
    return morris(
      title: "Morris's screening from \(design.futures) centres of a radial design", result,
      finding: "Centres: \(design.futures), from each of which every factor moves once."
    ) { outcomes in
      MorrisIndices.radial(names: factors.map(\.name), steps: steps, outcomes: outcomes)
    }
  }

  private func morris(
    title: String, _ result: (outcomes: RowOutcomes, runs: Int), finding: String,
    indices: ([[Double]]) -> [MorrisIndex]
  ) -> Analysis {
    Analysis(
      title: title, measures: SensitivityMethod.morris.measures, runs: result.runs,
      targets: result.outcomes.values.map { outcomes in
        let own = indices(outcomes)
        return (
          SensitivityMorrisAnalysis.rows(own), [finding] + SensitivityMorrisAnalysis.findings(own)
        )
      }, outcomes: result.outcomes)
  }

  private func derivatives(_ targets: [RunTarget]) throws -> Analysis {
    let design = try replicated(
      points(rowCount: factors.count + 1, otherwise: Self.screeningPoints))
    let result = try run(
      DerivativeRows(base: design, factors: factors), design: design, targets: targets)
    return Analysis(
      title: "derivative-based measures (DGSM) at \(design.futures) points",
      measures: SensitivityMethod.dgsm.measures, runs: result.runs,
      targets: result.outcomes.values.map { outcomes in
        let own = DerivativeIndices.normalScores(
          base: design, names: factors.map(\.name), outcomes: outcomes)
        return (
          SensitivityStepAnalysis.rows(own),
          SensitivityStepAnalysis.findings(own, replicates: design.groupCount)
        )
      }, outcomes: result.outcomes)
  }

  private func curves(_ targets: [RunTarget]) throws -> Analysis {
    let resamples = replicates ?? FourierCurves.resamples
    var frequency = Self.frequency
    if let runs = request.runs {
      let own = (runs + wanted.count - 1) / wanted.count
      let curves = resamples * (factors.count + 1)
      frequency = FourierCurves.smallestFrequency
      while curves * FourierCurves.pointCount(frequency: frequency) < own { frequency += 1 }
    }
    let curves = try FourierCurves(
      factorCount: factors.count, frequency: frequency, resampleCount: resamples, seed: seed)
    let rows = CurveRows(curves, factors: factors)
    let design = try Design(.init(kind: .random, futures: resamples, seed: seed))
    let result = try run(rows, design: design, targets: targets)
    return Analysis(
      title: SensitivityCurveAnalysis.title(frequency: frequency, resamples: resamples),
      measures: SensitivityMethod.sobol.measures, runs: result.runs,
      targets: result.outcomes.values.map { outcomes in
        let own = FourierIndices(
          names: factors.map(\.name), frequency: frequency, outcomes: rows.byResample(outcomes))
        return (SensitivityCurveAnalysis.rows(own), SensitivityCurveAnalysis.findings(own))
      }, outcomes: result.outcomes)
  }

  private func exchanges(_ targets: [RunTarget]) throws -> Analysis {
    let groups = inputs.groups
    let design = try replicated(points(rowCount: groups.count + 1, otherwise: Self.points))
    let orders = try ExchangeOrders(
      inputCount: groups.count, pointCount: design.futures, seed: seed)
    let result = try run(ExchangeRows(orders, groups: groups), design: design, targets: targets)
    let replicates = (0..<design.futures).map(design.group(of:))
    return Analysis(
      title:
        "Shapley effects from \(design.futures) walks in \(design.groupCount) scrambled Sobol' "
        + "replicates",
      measures: SensitivityMethod.shapley.measures, runs: result.runs,
      targets: result.outcomes.values.map { outcomes in
        let own = ShapleyWalks(
          names: groups.map(\.name), replicates: replicates,
          orders: { orders.input(step: $0, point: $1) }, outcomes: outcomes)
        return (
          own.effects.enumerated().map { position, effect in
            SensitivityReport.Row(
              factor: effect.name, estimates: [effect.index], isInert: own.inert[position])
          },
          [
            "The effects add up to 1: an interaction is shared equally by those who take part."
          ]
            + (own.failedWalks == 0
              ? [] : ["\(own.failedWalks) walks with a failed run are left out as a whole."])
        )
      }, outcomes: result.outcomes)
  }

  /// What must be known of inputs that do not move alone.
  private var dependence: [String] {
    let blocks = inputs.groups.filter { group in
      group.columns.contains { !inputs.independentColumns.contains($0) }
    }
    let dependent = blocks.flatMap(\.columns)
    if method == .shapley {
      guard !blocks.isEmpty else { return [] }
      return [
        "\(dependent.count) factors depend on each other and are one player"
          + (blocks.count == 1 ? " (" : " for each block of them (")
          + "\(blocks.map(\.name).joined(separator: ", "))), whose effect is theirs together; to tell a few "
          + "of them apart run the study with --out DIR and use --method shapley --inputs on the folder."
      ]
    }
    var still: [String] = []
    if !dependent.isEmpty {
      still.append(
        "the \(dependent.count) factors that depend on each other ("
          + blocks.map(\.name).joined(separator: ", ") + ")")
    }
    if prepared.hasNoise { still.append("luck") }
    if still.isEmpty { return [] }
    let rest = still.joined(separator: " and ")
    let explanation =
      method == .fast
      ? " stay as drawn along all curves of a resample: indices are shares of the variance that the other "
        + "factors make"
      : " stay as drawn while a factor moves: effects are averages over them"
    return [
      rest.prefix(1).uppercased() + rest.dropFirst() + explanation
        + ", and they have no index here; methods sobol and shapley give them one."
    ]
  }

  private func failures(_ outcomes: RowOutcomes, runs: Int) -> [String] {
    let share = Double(outcomes.failures) / Double(runs)
    guard share > DesignedSensitivity.failureLimit else { return [] }
    let region = FailureRegion.sentence(
      outcomes, names: prepared.model.factors.map(\.name))
    return [
      "\(outcomes.failures) of \(runs) runs failed and are left out with what is compared to them; the "
        + "indices describe the futures in which the model runs" + (region.map { "; \($0)" } ?? "")
        + "."
    ]
  }
}
