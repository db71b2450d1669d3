import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

/// What a study says of its policies: one comparison for each set of beliefs, the leading one first.
public struct StudyComparison: Sendable {
  /// What the runs under one set of beliefs left.
  public struct Run: Sendable {
    /// The beliefs.
    public let beliefs: Beliefs
    /// The policies against each other.
    public let comparison: Comparison
    /// Gains over the baseline, future by future, by scenario and policy: ``Analysis/ComparisonAccumulator/gains``.
    public let gains: [[QuantileSketch]]
    /// What each policy costs above the baseline under these beliefs; see ``StudySession/budgetCosts(under:)``.
    public let budgetCosts: [String: Double]
    /// The mixes year by year, with what they cost; nil where the model has no such outcomes.
    public let years: YearlyPaths?
    /// What the income at the start leaves open; nil where it leaves nothing open.
    public let residuals: InitialResiduals?
    /// Mixes with a second plan, and what came of it.
    public let adaptive: [AdaptiveMix]
    /// Runs that failed, the first ones with the reason that a replay found: all that were kept, or only the
    /// first where nobody asked for more.
    public let failures: [(failure: Failure, reason: FailureReason?)]
  }

  /// The session that was run.
  public let session: StudySession
  /// By set of beliefs.
  public let runs: [Run]
  /// When it was stopped, where it was to stop as soon as the ranking is known.
  public let stopping: Stopping?
  /// What the decision rule says by which the study ranks; nil where expectations rank.
  public let rule: RobustnessComparison?

  /// Collects runs, and applies the study's decision rule where it has one.
  ///
  /// - Throws: as ``StudySession/robustness(under:_:)``, for a study with a rule.
  public init(session: StudySession, runs: [Run], stopping: Stopping? = nil) throws {
    precondition(!runs.isEmpty, "a comparison under no beliefs")
    rule = try session.ruled(under: runs.map(\.beliefs))
    self.session = session
    self.runs = runs
    self.stopping = stopping
  }
}

extension StudySession {
  /// Compares the selected policies in the selected scenarios.
  ///
  /// - Parameter beliefs: by default those the study is run under.
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  public func compare(under beliefs: [Beliefs]? = nil) throws -> StudyComparison {
    try StudyComparison(
      session: self, runs: (beliefs ?? self.beliefs(nil)).map { try compare(under: $0) })
  }

  /// Compares under one set of beliefs, and hands every block to a sink.
  ///
  /// - Parameters:
  ///   - stage: what progress is labelled with.
  ///   - explainsAll: whether every failure that was kept is replayed for its reason, and not the first alone.
  ///   - recordsYears: whether blocks have the outcomes of every whole year.
  ///   - confidence: of the verdict.
  public func compare<Sink: BlockSink<BlockResults>>(
    under beliefs: Beliefs, stage: String = "", sink: Sink = NoSink<BlockResults>(),
    explainsAll: Bool = false, recordsYears: Bool = false,
    confidence: Double = ComparisonSettings.usualConfidence
  ) throws -> StudyComparison.Run {
    let surroundings = try surroundings(under: beliefs)
    return try run(
      rank(
        under: beliefs, stage: stage, sink: sink, recordsYears: recordsYears,
        confidence: confidence), surroundings,
      explainsAll: explainsAll)
  }

  /// What the futures of a run say, before anything beside them is asked.
  struct Ranking {
    let beliefs: Beliefs
    let experiment: Experiment
    let comparison: Comparison
    let gains: [[QuantileSketch]]
    let failures: [Failure]
  }

  /// What is told beside a ranking and needs runs of its own.
  struct Surroundings {
    let costs: [String: Double]
    let residuals: InitialResiduals?
    let years: YearlyPaths?
    let adaptive: [AdaptiveMix]
  }

  /// Runs the futures.
  ///
  /// - Parameters:
  ///   - recordsYears: whether blocks have the outcomes of every whole year.
  ///   - confidence: of the verdict.
  func rank<Sink: BlockSink<BlockResults>>(
    under beliefs: Beliefs, stage: String = "", sink: Sink = NoSink<BlockResults>(),
    recordsYears: Bool = false, confidence: Double = ComparisonSettings.usualConfidence
  ) throws -> Ranking {
    let experiment = try experiment(beliefs, recordsYears: recordsYears)
    let settings = try comparisonSettings(experiment, beliefs: beliefs, confidence: confidence)
    let result = try EnsembleRunner.run(
      experiment, stage: stage, context: context, sink: sink,
      accumulator: { ComparisonAccumulator(settings: settings) })
    return Ranking(
      beliefs: beliefs, experiment: experiment, comparison: result.summary.finish(),
      gains: result.summary.gains, failures: result.failures.failures)
  }

  /// Costs of the budget, what initial incomes leave open, yearly paths and second plans under some beliefs.
  func surroundings(under beliefs: Beliefs) throws -> Surroundings {
    Surroundings(
      costs: try budgetCosts(under: beliefs), residuals: try initialResiduals(under: beliefs),
      years: try yearlyPaths(under: beliefs), adaptive: try adaptiveMixes(under: beliefs))
  }

  /// A ranking with all that is told beside it.
  func run(
    _ ranking: Ranking, _ surroundings: Surroundings, explainsAll: Bool = false
  ) throws -> StudyComparison.Run {
    StudyComparison.Run(
      beliefs: ranking.beliefs, comparison: ranking.comparison, gains: ranking.gains,
      budgetCosts: surroundings.costs,
      years: surroundings.years, residuals: surroundings.residuals,
      adaptive: surroundings.adaptive,
      failures: try FutureReplay.explain(
        ranking.failures.prefix(explainsAll ? .max : 1), of: ranking.experiment))
  }

  /// What the comparison is told of the experiment.
  func comparisonSettings(
    _ experiment: Experiment, beliefs: Beliefs,
    confidence: Double = ComparisonSettings.usualConfidence
  ) throws -> ComparisonSettings {
    try ComparisonSettings(
      modelOutcomes: model.outcomes,
      outcomes: study.outcomes, policies: selected.map(\.name), baseline: study.baseline,
      scenarios: scenarios,
      rankedBy: study.rankedBy, indifferenceShare: study.indifferenceMargin,
      groupCount: experiment.design.errorGroupCount,
      hasIndependentFutures: experiment.design.takesFuturesForIndependent,
      ensemble: beliefs.ensembleSize,
      beliefs: beliefs.name, confidence: confidence)
  }
}

extension Beliefs {
  /// Rows and effective size of the ensemble; nil for a prior.
  var ensembleSize: EnsembleSize? {
    guard case .ensemble(let ensemble) = self else { return nil }
    return EnsembleSize(
      rowCount: ensemble.rows.rowCount, effectiveSize: ensemble.rows.effectiveSize)
  }
}
