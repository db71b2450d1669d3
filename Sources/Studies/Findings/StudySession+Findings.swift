import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

extension StudySession {
  /// Futures on which mixes between two are run, at most: shares of some tenths of the difference need no more.
  static let attributionFutures = 512
  /// Futures over which decision rules are computed, at most; their resamples cost the most of all.
  static let robustnessFutures = 4096

  /// Futures of which it is asked what decides and when the leader fails, at most: boxes and indices of so many rows are
  /// known within a hundredth.
  static let questionFutures = 16_384

  /// Compares the selected mixes, and asks of the first futures what else a page about them says.
  ///
  /// Where the session has a log, the comparison is as a rule found there; the futures of the questions are then run again.
  ///
  /// - Parameter beliefs: by default those the study is run under.
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws. A question without an answer, such as when
  ///   a mix fails that never does, throws nothing: its part says so.
  public func findings(under beliefs: [Beliefs]? = nil) throws -> StudyFindings {
    let beliefs = try beliefs ?? self.beliefs(nil)
    var columns = beliefs.map { _ in rankedColumns(of: self) }
    let runs = try zip(beliefs, columns).map { beliefs, kept in
      let stage = "\(beliefs.name)  "
      return context.log == nil
        ? try compare(under: beliefs, stage: stage, sink: kept)
        : try compare(under: beliefs, stage: stage)
    }
    var pair = columns[0]
    if context.log != nil {
      columns = try beliefs.map { try firstFutures(under: $0, Self.robustnessFutures) }
      var leading = self
      leading.scenarios = [leadingScenario]
      pair = try leading.firstFutures(under: beliefs[0], Self.questionFutures)
    }
    return try FindingsRun(
      session: self, beliefs: beliefs, comparison: try StudyComparison(session: self, runs: runs),
      columns: columns, pair: pair, outcomes: study.allOutcomes(of: model)
    ).findings()
  }

  /// Nothing yet of what questions are asked of.
  private func rankedColumns(of session: StudySession) -> RankedColumns {
    RankedColumns(
      outcome: study.allOutcomes(of: model).firstIndex { $0.name == study.rankedBy } ?? 0,
      factorCount: model.factors.count, leading: session.leadingPosition,
      limit: Self.questionFutures)
  }

  /// The ranked outcome of the first futures.
  private func firstFutures(under beliefs: Beliefs, _ futures: Int) throws -> RankedColumns {
    let short = design.futures > futures ? try with(futures: futures) : self
    let kept = rankedColumns(of: short)
    var context = context
    context.log = nil
    _ = try EnsembleRunner.run(
      short.experiment(beliefs), stage: "questions  ", context: context, sink: kept
    ) { NoSummary() }
    return kept
  }
}

/// The questions that follow a comparison.
private struct FindingsRun {
  let session: StudySession
  let beliefs: [Beliefs]
  let comparison: StudyComparison
  /// By beliefs.
  let columns: [RankedColumns]
  /// Of the leading scenario under the leading beliefs.
  let pair: RankedColumns
  let outcomes: [Outcome]

  private var study: Study { session.study }
  private var names: [String] { session.selected.map(\.name) }
  private var verdict: Verdict { comparison.runs[0].comparison.verdict }
  private var scenario: String { session.leadingScenario.name }

  func findings() throws -> StudyFindings {
    let comparisons = comparison.runs.map(\.comparison)
    // Of consumption a share has a meaning, where every baseline's expectation is above 0.
    let isRelative = DecisionSummary(
      comparisons, isRelative: study.rankedBy.contains("consumption")
    ).isRelative
    let directions = try answer(directions)
    return StudyFindings(
      comparison: comparison, isRelative: isRelative, policies: names, gains: gains(isRelative),
      fans: try beliefs.map { try session.yearlyFans(under: $0) }, leader: verdict.leader,
      rival: verdict.runnerUp, attribution: try answer(attribution),
      sensitivity: try answer(sensitivity), directions: (try? directions.get()) ?? [],
      discovery: try answer(discovery),
      robustness: try answer(robustness))
  }

  /// An answer, or why there is none; what stops a run is thrown on.
  private func answer<Finding>(
    _ question: () throws -> Finding
  ) throws -> Result<Finding, StudyFindings.Silence> {
    do {
      return .success(try question())
    } catch let error as any KindedError where error.kind == .usage || error.kind == .badData {
      return .failure(StudyFindings.Silence(description: error.description))
    }
  }

  private func gains(_ isRelative: Bool) -> [[StudyFindings.Gains]] {
    comparison.runs.map { run in
      PlaceGains.places(run.comparison, isRelative: isRelative).map { place in
        StudyFindings.Gains(
          place: place, gains: run.gains, scenarios: session.scenarios.map(\.name))
      }
    }
  }

  /// The two mixes that questions are about.
  private func rivals() throws -> (leader: String, rival: String) {
    guard let rival = verdict.runnerUp else {
      throw UsageError("The study has a single policy mix, so that there is nothing to compare.")
    }
    return (verdict.leader, rival)
  }

  private func attribution() throws -> StudyAttribution {
    let (leader, rival) = try rivals()
    let short =
      session.design.futures > StudySession.attributionFutures
      ? try session.with(futures: StudySession.attributionFutures) : session
    let mixes = leader == study.baseline ? "\(rival),\(leader)" : "\(leader),\(study.baseline)"
    return try short.attribution(mixes, beliefs: beliefs[0].name)
  }

  private func sensitivity() throws -> SensitivityResult {
    try differences().sensitivity(SensitivityMethods.givenData[0])
  }

  private func directions() throws -> [FactorDirection] {
    let isNegated = outcomes.first { $0.name == study.rankedBy }?.direction == .minimize
    return try differences().directions(isNegated: isNegated)
  }

  /// The leader's outcome less the rival's, future by future, beside the factors.
  private func differences() throws -> SensitivityTable {
    let (leader, rival) = try rivals()
    let query = try QueryEvaluator(
      Query(.difference(leader, minus: rival), outcome: study.rankedBy), outcomes: outcomes,
      policies: names)
    let own = pair.outcomes[pair.leading]
    return SensitivityTable(
      names: session.model.factors.map(\.name), factors: pair.factors, query: query,
      columns: query.policies.map { own[$0] }, scenario: scenario,
      policies: names.count, source: study.name,
      hasLuck: session.hasNoise && !session.model.luck.isEmpty)
  }

  private func discovery() throws -> DiscoveryResult {
    let (leader, rival) = try rivals()
    let query = try QueryEvaluator(
      Query(.beats(rival, over: leader), outcome: study.rankedBy), outcomes: outcomes,
      policies: names)
    let own = pair.outcomes[pair.leading]
    let values = query.values(query.policies.map { own[$0] })
    let reading =
      "by \(study.rankedBy), scenario \(scenario)"
      + (beliefs.count > 1 ? ", beliefs \(beliefs[0].name)" : "")
    let table = DiscoveryTable(
      source: study.name,
      condition: Condition([.beats(rival, over: leader)], description: "\(rival) beats \(leader)"),
      reading: reading,
      factors: zip(session.model.factors, pair.factors).map {
        DiscoveryFactor(name: $0.name, values: .numbers($1))
      },
      isCase: values.map { $0.isNaN ? nil : $0 == 1 })
    return try table.discover(context: session.context)
  }

  private func robustness() throws -> RobustnessComparison {
    let futures = min(session.design.futures, StudySession.robustnessFutures)
    let probabilities = session.scenarios.compactMap(\.probability)
    let values = RunValues(
      source: study.name, outcomes: outcomes, policies: names,
      baseline: names.contains(study.baseline) ? study.baseline : nil,
      scenarios: session.scenarios.map(\.name),
      probabilities: probabilities.count == session.scenarios.count ? probabilities : nil,
      beliefs: beliefs.map(\.name), futures: futures,
      factors: columns.map { $0.factors.map { Array($0.prefix(futures)) } }
    ) { _, belief, scenario, policy in
      columns[belief].outcomes[scenario][policy].prefix(futures)
    }
    return try RobustnessComparison(values, outcome: study.rankedBy, request: .init())
  }
}
