import Analysis
import Ensembles
import ModelContract
import NumericCore
import Sampling
import StudyContract

extension StudySession {
  /// Says which factors decide, from new runs of the study.
  ///
  /// Cost: that of the runs, ``SensitivityRequest/runs`` of them or the method's usual number.
  ///
  /// - Parameters:
  ///   - request: the method, its form and its size.
  ///   - queries: what is asked of the runs; one result each, and with the pick-freeze method one of all of them.
  /// - Throws: `UsageError` for a name that does not exist or a combination without a meaning, `SensitivityError`
  ///   when nothing varies, and what the design, the model and the engine throw.
  public func sensitivity(
    _ request: SensitivityRequest, of queries: [Query]
  ) throws -> [SensitivityResult] {
    precondition(!queries.isEmpty, "nothing is asked")
    var session = self
    let needed = Set(queries.flatMap(\.policies))
    session.selected = policies.filter { policy in
      queries.contains(where: \.needsAllPolicies) || needed.contains(policy.name)
    }
    try session.select(scenarios: request.scenario ?? study.scenarios[0].name)
    guard session.scenarios.count == 1 else {
      throw UsageError("A sensitivity analysis takes one scenario, not several.")
    }
    let beliefs = try beliefs(request.beliefs)
    guard beliefs.count == 1 else {
      throw UsageError("A sensitivity analysis takes one set of beliefs.")
    }
    return try SensitivityRuns(session, request, beliefs: beliefs[0], queries: queries).results()
  }
}

/// The runs of one sensitivity analysis of a study.
private struct SensitivityRuns {
  let session: StudySession
  let request: SensitivityRequest
  let beliefs: Beliefs
  let queries: [QueryEvaluator]
  let sources: (columns: [ColumnSource], copula: GaussianCopula?, joint: JointRows?)
  let inputs: InputGroups
  let design: DesignRequest

  private var study: Study { session.study }
  private var model: any BatchModel { session.model }
  private var recordsYears: Bool { queries.contains(where: \.needsYears) }

  init(
    _ session: StudySession, _ request: SensitivityRequest, beliefs: Beliefs, queries: [Query]
  ) throws {
    self.session = session
    self.request = request
    self.beliefs = beliefs
    let (study, model) = (session.study, session.model)
    let outcomes = study.allOutcomes(of: model)
    self.queries = try queries.map {
      try QueryEvaluator(
        $0, outcomes: outcomes, policies: session.selected.map(\.name), firstYear: study.start)
    }
    let sources = study.columnSources(
      of: model.factors, beliefs: beliefs, scenario: session.scenarios[0])
    self.sources = (sources.columns, sources.copula, sources.joint)
    inputs = InputGroups(
      model: model, columns: sources.columns, copula: sources.copula, joint: sources.joint,
      hasNoise: session.hasNoise, theme: try Self.theme(request, model: model))
    design = DesignRequest(
      factors: inputs.independentColumns.compactMap { column in
        guard case .marginal(let key, let law) = sources.columns[column] else { return nil }
        return MovedFactor(name: model.factors[column].name, column: column, key: key, law: law)
      }, groups: inputs.groups,
      size: .atLeast(runs: request.runs, policies: session.selected.count),
      replicates: request.replicates, seed: request.seed ?? study.design.seed,
      variants: request.variants)
  }

  /// The theme of a factor or stream of luck, where factors are grouped by theme.
  private static func theme(
    _ request: SensitivityRequest, model: any BatchModel
  ) throws -> ((String) -> String)? {
    guard request.byTheme else { return nil }
    let themes = model.schema.themes
    guard !themes.isEmpty else {
      throw UsageError("The model \(model.name) has no themes by which factors could be grouped.")
    }
    return { themes[$0] ?? $0 }
  }

  func results() throws -> [SensitivityResult] {
    let method = request.method
    guard !design.factors.isEmpty || method.movement == .groups else {
      throw UsageError(
        "Method \(method.name) moves factors one at a time, but all factors of these beliefs depend on each "
          + "other. Use --method sobol or shapley, which take them as one; --beliefs prior; or run the study "
          + "with --out DIR and analyse the folder with --method given-data or shapley.")
    }
    if method.needsSlopes, let jump = queries.first(where: \.jumps) {
      throw UsageError(
        "Method \(method.name) takes derivatives, and \(jump) jumps: use --method sobol, shapley or morris."
      )
    }
    return method.name == DesignedMethod.sobol.name
      ? try pickFreeze().results(study: study.name) : try rows(method)
  }

  // MARK: pick-freeze

  private func pickFreeze() throws -> DesignedSensitivity {
    let pickFreeze = try PickFreezeMethod.studyDesign(
      design, precision: request.precision, columnCount: model.factors.count,
      luckCount: model.luck.count, fixedColumns: inputs.fixedColumns,
      fixedLuck: session.hasNoise ? [] : Set(model.luck.indices))
    try requireMemory(pickFreeze)
    let runs = PickFreezeExperiment(
      experiment: try session.experiment(
        beliefs, design: pickFreeze.base, recordsYears: recordsYears),
      design: pickFreeze,
      draws: try secondDraws(pickFreeze.base, dimensionOffset: pickFreeze.dimensionOffset),
      targets: queries)
    return try DesignedSensitivity.run(
      runs, decision: decision, inputs: inputs, hasPairs: request.variants.contains(.pairs),
      precision: request.precision, context: session.context)
  }

  /// Refuses a design whose draws, outcomes and sums need more memory than there is.
  ///
  /// They are held twice while they grow. Sums are held once more for each block that waits for its turn.
  private func requireMemory(_ design: PickFreezeDesign) throws {
    let points = Double(design.base.futures)
    let groups = Double(design.groups.count)
    let columns = Double(model.factors.count + queries.count)
    let pairs = request.variants.contains(.pairs) ? groups * (groups - 1) / 2 : 0
    let sums = Double(queries.count * design.base.groupCount) * (7 * groups + pairs + 8)
    try WorkingMemory.require(
      8 * (2 * points * columns + sums * Double(2 + 2 * session.context.threads)),
      for: "A design of \(design.base.futures) base points")
  }

  /// Position of the difference whose flips are wanted: of the ranked outcome, or of the only one.
  private var decision: Int? {
    let isSingle = Set(queries.map(\.query.outcome)).count == 1
    return queries.lastIndex { query in
      guard case .difference = query.query.measure else { return false }
      return isSingle || query.query.outcome == study.rankedBy
    }
  }

  private func secondDraws(_ design: Design, dimensionOffset: Int) throws -> DrawSource {
    try PickFreezeSide.b.draws(
      design: design, columns: sources.columns, copula: sources.copula, joint: sources.joint,
      dimensionOffset: dimensionOffset)
  }

  // MARK: rows

  private func rows(_ method: DesignedMethod) throws -> [SensitivityResult] {
    let plan = try method.plan(design)
    try WorkingMemory.require(
      16 * Double(plan.layout.pointCount)
        * Double(queries.count * plan.layout.rowCount + model.factors.count),
      for: "A design of \(plan.layout.pointCount) \(method.name) points")
    let outcomes = try run(plan.rows, draws: plan.draws)
    let runs = plan.layout.pointCount * plan.layout.rowCount
    let isConstant = outcomes.values.map { rows in
      let all = rows.joined().lazy.filter(\.isFinite)
      let first = all.first { _ in true }
      return all.allSatisfy { $0 == first }
    }
    guard isConstant.contains(false) else {
      throw SensitivityError(
        queries.map(\.description).joined(separator: ", ")
          + (outcomes.failures == runs
            ? " is a number in no run: all of them failed"
            : " is the same in every run, so that nothing can matter"))
    }
    let warnings = unmoved(method) + failures(outcomes, runs: runs)
    return queries.indices.map { position in
      let values = outcomes.values[position]
      let result = plan.analysis.result(values)
      return SensitivityResult(
        method: method.name, title: plan.analysis.title, target: .query(queries[position]),
        source: .study(study.name), runs: runs * session.selected.count,
        failed: values.reduce(0) { $0 + $1.count { !$0.isFinite } }, measures: method.measures,
        rows: result.rows, findings: isConstant[position] ? [.constant] : result.findings,
        warnings: warnings)
    }
  }

  private func run(_ rows: some RowDesign, draws: Design) throws -> RowOutcomes {
    return try RowExperiment(
      experiment: try session.experiment(beliefs, design: draws, recordsYears: recordsYears),
      rows: rows,
      second: rows.usesSecondSide
        ? try secondDraws(draws, dimensionOffset: PickFreezeSide.dimensionOffset) : nil,
      targets: queries
    ).run(stage: "sensitivity  ", context: session.context)
  }

  /// What must be known of inputs that do not move alone.
  private func unmoved(_ method: DesignedMethod) -> [SensitivityWarning] {
    let blocks = inputs.groups.filter { group in
      group.columns.contains { !inputs.independentColumns.contains($0) }
    }
    let (count, names) = (blocks.flatMap(\.columns).count, blocks.map(\.name))
    if method.movement == .groups {
      return blocks.isEmpty ? [] : [.players(factors: count, blocks: names)]
    }
    if blocks.isEmpty && !session.hasNoise { return [] }
    return [
      .unmoved(
        factors: count, blocks: names, hasLuck: session.hasNoise,
        alongCurves: method.movement == .curves)
    ]
  }

  private func failures(_ outcomes: RowOutcomes, runs: Int) -> [SensitivityWarning] {
    guard Double(outcomes.failures) / Double(runs) > DesignedSensitivity.failureLimit else {
      return []
    }
    return [
      .failedRuns(
        outcomes.failures, of: runs,
        region: FailureRegion(
          names: model.factors.map(\.name), failed: outcomes.failedInputs,
          others: outcomes.inputs))
    ]
  }
}

extension QueryEvaluator {
  /// Whether the values are steps, whose derivative is 0 but for jumps.
  fileprivate var jumps: Bool {
    switch query.measure {
    case .outcome, .difference, .regret: isCensored
    case .beats, .isBest, .rank: true
    }
  }
}
