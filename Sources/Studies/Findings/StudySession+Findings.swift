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

  /// Compares the selected mixes, and asks of the same futures what else a page about them says.
  ///
  /// - Parameter beliefs: by default those the study is run under.
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws. A question without an answer, such as when
  ///   a mix fails that never does, throws nothing: its part says so.
  public func findings(under beliefs: [Beliefs]? = nil) throws -> StudyFindings {
    let beliefs = try beliefs ?? self.beliefs(nil)
    let outcomes = study.allOutcomes(of: model)
    let ranked = outcomes.firstIndex { $0.name == study.rankedBy } ?? 0
    var runs: [StudyComparison.Run] = []
    var columns: [RankedColumns] = []
    for beliefs in beliefs {
      let kept = RankedColumns(
        outcome: ranked, factorCount: model.factors.count, leading: leadingPosition)
      runs.append(try compare(under: beliefs, stage: "\(beliefs.name)  ", sink: kept))
      columns.append(kept)
    }
    let comparison = try StudyComparison(session: self, runs: runs)
    return try FindingsRun(
      session: self, beliefs: beliefs, comparison: comparison, columns: columns,
      outcomes: outcomes
    ).findings()
  }
}

/// The questions that follow a comparison.
private struct FindingsRun {
  let session: StudySession
  let beliefs: [Beliefs]
  let comparison: StudyComparison
  let columns: [RankedColumns]
  let outcomes: [Outcome]

  private var study: Study { session.study }
  private var names: [String] { session.selected.map(\.name) }
  private var verdict: Verdict { comparison.runs[0].comparison.verdict }
  private var leading: Int { session.leadingPosition }

  func findings() throws -> StudyFindings {
    let comparisons = comparison.runs.map(\.comparison)
    // Of consumption a share has a meaning, where every baseline's expectation is above 0.
    let isRelative = DecisionSummary(
      comparisons, isRelative: study.rankedBy.contains("consumption")
    ).isRelative
    return StudyFindings(
      comparison: comparison, isRelative: isRelative, policies: names, gains: gains(isRelative),
      fans: try beliefs.map { try session.yearlyFans(under: $0) }, leader: verdict.leader,
      rival: verdict.runnerUp, attribution: try answer(attribution),
      sensitivity: try answer(sensitivity), discovery: try answer(discovery),
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
    let baseline = names.firstIndex(of: study.baseline) ?? 0
    return zip(comparison.runs, columns).map { run, columns in
      PlaceGains.places(run.comparison, isRelative: isRelative).map { place in
        StudyFindings.Gains(
          place: place,
          spreads: names.indices.map { policy in
            GainSpread(
              policy: policy, baseline: baseline, outcomes: columns.outcomes, place: place,
              scenarios: session.scenarios.map(\.name))
          })
      }
    }
  }

  /// The two mixes that questions are about.
  private func pair() throws -> (leader: String, rival: String) {
    guard let rival = verdict.runnerUp else {
      throw UsageError("The study has a single policy mix, so that there is nothing to compare.")
    }
    return (verdict.leader, rival)
  }

  private func attribution() throws -> StudyAttribution {
    let (leader, rival) = try pair()
    let short =
      session.design.futures > StudySession.attributionFutures
      ? try session.with(futures: StudySession.attributionFutures) : session
    let mixes = leader == study.baseline ? "\(rival),\(leader)" : "\(leader),\(study.baseline)"
    return try short.attribution(mixes, beliefs: beliefs[0].name)
  }

  private func sensitivity() throws -> SensitivityResult {
    let (leader, rival) = try pair()
    let query = try QueryEvaluator(
      Query(.difference(leader, minus: rival), outcome: study.rankedBy), outcomes: outcomes,
      policies: names)
    let own = columns[0].outcomes[leading]
    let table = SensitivityTable(
      names: session.model.factors.map(\.name), factors: columns[0].factors, query: query,
      columns: query.policies.map { own[$0] }, scenario: session.scenarios[leading].name,
      policies: names.count, source: study.name)
    return try table.sensitivity(SensitivityMethods.givenData[0])
  }

  private func discovery() throws -> DiscoveryResult {
    let (leader, rival) = try pair()
    let query = try QueryEvaluator(
      Query(.beats(rival, over: leader), outcome: study.rankedBy), outcomes: outcomes,
      policies: names)
    let own = columns[0].outcomes[leading]
    let values = query.values(query.policies.map { own[$0] })
    let reading =
      "by \(study.rankedBy), scenario \(session.scenarios[leading].name)"
      + (beliefs.count > 1 ? ", beliefs \(beliefs[0].name)" : "")
    let table = DiscoveryTable(
      source: study.name,
      condition: Condition([.beats(rival, over: leader)], description: "\(rival) beats \(leader)"),
      reading: reading,
      factors: zip(session.model.factors, columns[0].factors).map {
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
