import ModelContract

extension ComparisonAccumulator {
  /// The comparison of all that was taken in.
  ///
  /// May be asked for at any time, also before the last block: the accumulator stays as it is. Cost: about
  /// as much as sorting what the quantile sketches hold, and a simulation of the confidences of some tens
  /// of milliseconds a scenario.
  public func finish() -> Comparison {
    precondition(futures > 0, "nothing was compared")
    let confidence = ConfidenceOfBest(policyCount: layout.policyCount)
    let parts = settings.scenarios.indices.map { scenario in
      ScenarioResult(self, scenario: scenario, confidence: confidence)
    }
    let decision = Decision(settings: settings, scenarios: parts)
    var regrets: [String: Double] = [:]
    for (policy, name) in settings.policies.enumerated() {
      regrets[name] = decision.maximumRegret(policy)
    }
    let ranked = settings.outcomes[settings.rankedBy]
    return Comparison(
      beliefs: settings.beliefs, baseline: settings.policies[settings.baseline],
      rankedBy: ranked.name, direction: ranked.direction,
      indifferenceMargin: decision.indifferenceMargin, futures: futures,
      failedRuns: failed.reduce(0, +), failures: failures,
      errorGroups: groups.completeCounts.parts.count, ensemble: settings.ensemble,
      scenarios: parts.map(\.comparison), maximumRegret: regrets,
      breakEvens: decision.breakEvens(), verdict: decision.verdict())
  }

  /// The expectation of a column over a policy's successful runs.
  func runError(_ scenario: Int, _ policy: Int, _ column: Int) -> SamplingError {
    let cell = layout.cell(scenario, policy, column)
    let run = layout.run(scenario, policy)
    return SamplingError(
      groupSums: groups.runs.column(cell), groupCounts: groups.runCounts.column(run),
      rowSums: settings.ensemble == nil ? nil : rowBlocks.runs.column(cell),
      rowCounts: rowBlocks.runCounts.column(run), ensemble: settings.ensemble, isZero: false)
  }

  /// The expectation of a column's difference to the baseline over complete futures.
  func differenceError(_ scenario: Int, _ policy: Int, _ column: Int) -> SamplingError {
    let cell = layout.cell(scenario, policy, column)
    let moments = differenceMoments[cell]
    // Squares of differences below 1e-160 vanish, a mean of them does not.
    let isZero = policy == settings.baseline || (moments.mean == 0 && moments.squares == 0)
    return SamplingError(
      groupSums: groups.differences.column(cell),
      groupCounts: groups.completeCounts.column(scenario),
      rowSums: settings.ensemble == nil ? nil : rowBlocks.differences.column(cell),
      rowCounts: rowBlocks.completeCounts.column(scenario), ensemble: settings.ensemble,
      isZero: isZero)
  }

  /// Which policy is best on a column.
  func selection(_ scenario: Int, column: Int, wantsLess: Bool) -> BestSelection {
    let errors = (0..<layout.policyCount).map { differenceError(scenario, $0, column) }
    return BestSelection(errors, wantsLess: wantsLess)
  }
}

/// One scenario, finished, with what the verdict needs of it.
struct ScenarioResult {
  /// What is told of it.
  let comparison: ScenarioComparison
  /// Which policy is best on the ranked outcome.
  let selection: BestSelection
  /// The baseline's expectation of the ranked outcome over complete futures; NaN without any.
  let baselineMean: Double
  /// The policies' expectations of discounted consumption plus terminal value, relative to the
  /// baseline's; nil unless policies are ranked by the former.
  let totals: [Double]?
  /// Whether the leader is among the best in every complete future.
  let isSameInEveryFuture: Bool

  /// Finishes a scenario.
  init(_ source: ComparisonAccumulator, scenario: Int, confidence: ConfidenceOfBest) {
    let settings = source.settings
    let layout = source.layout
    let complete = source.groups.completeCounts.total(scenario)
    let ranked = settings.outcomes[settings.rankedBy]
    let selection = source.selection(
      scenario, column: settings.rankedBy, wantsLess: ranked.direction == .minimize)
    let baselineMean = source.baselineSums[scenario] / complete
    let ranks = source.ranks[scenario]
    isSameInEveryFuture =
      complete > 0 && Double(ranks.amongBest[selection.leader]) == complete
    totals = layout.totalColumn.map { column in
      (0..<layout.policyCount).map { source.differenceError(scenario, $0, column).value }
    }
    comparison = ScenarioComparison(
      scenario: settings.scenarios[scenario].name,
      probability: settings.scenarios[scenario].probability,
      policies: Self.statistics(source, scenario: scenario),
      differences: Self.differences(source, scenario: scenario, complete: complete),
      ranking: Self.ranking(
        selection, ranks: ranks, baselineMean: baselineMean, complete: complete,
        confidence: confidence.probabilities(selection), names: settings.policies),
      incompleteFutures: source.futures - Int(complete),
      isInert: scenario > 0 && layout.policyCount > 1 && source.isInert[scenario],
      winners: Self.winners(source, scenario: scenario, complete: complete))
    self.selection = selection
    self.baselineMean = baselineMean
  }

  private static func statistics(
    _ source: ComparisonAccumulator, scenario: Int
  ) -> [PolicyStatistics] {
    let settings = source.settings
    let layout = source.layout
    return settings.policies.enumerated().map { policy, name in
      let failed = source.failed[layout.run(scenario, policy)]
      let outcomes = settings.outcomes.enumerated().map { index, outcome in
        let expectation = source.runError(scenario, policy, index).estimate
        let sketch = source.sketches[layout.series(scenario, policy, index)]
        let isCensored = layout.isCensored[index]
        return OutcomeStatistics(
          outcome: outcome.name, mean: isCensored ? nil : expectation,
          probabilityReached: isCensored ? expectation : nil,
          probabilityThresholdMet: layout.thresholdColumns[index].flatMap {
            source.runError(scenario, policy, $0).estimate
          },
          standardDeviation: isCensored
            ? nil : source.runMoments[layout.cell(scenario, policy, index)].standardDeviation,
          quantiles: sketch.quantiles(OutcomeStatistics.quantileShares),
          quantileRankError: sketch.rankErrorBound, succeeded: source.futures - failed,
          failed: failed)
      }
      return PolicyStatistics(policy: name, outcomes: outcomes)
    }
  }

  private static func differences(
    _ source: ComparisonAccumulator, scenario: Int, complete: Double
  ) -> [PairedDifference] {
    let settings = source.settings
    let layout = source.layout
    var differences: [PairedDifference] = []
    for (policy, name) in settings.policies.enumerated() where policy != settings.baseline {
      for (index, outcome) in settings.outcomes.enumerated() {
        let expectation = source.differenceError(scenario, policy, index).estimate
        let isCensored = layout.isCensored[index]
        let moments = source.differenceMoments[layout.cell(scenario, policy, index)]
        differences.append(
          PairedDifference(
            policy: name, baseline: settings.policies[settings.baseline], outcome: outcome.name,
            difference: isCensored ? nil : expectation,
            differenceReached: isCensored ? expectation : nil,
            probabilityBetter: source.better[layout.series(scenario, policy, index)] / complete,
            standardDeviation: isCensored ? nil : moments.standardDeviation))
      }
    }
    return differences
  }

  private static func ranking(
    _ selection: BestSelection, ranks: RankTally, baselineMean: Double, complete: Double,
    confidence: [Double], names: [String]
  ) -> [RankingRow] {
    let pValues = selection.adjustedPValues()
    return selection.order.map { policy in
      let distance = selection.distances[policy]
      return RankingRow(
        policy: names[policy], mean: baselineMean + selection.errors[policy].value,
        shareBest: ranks.shares[policy] / complete, confidenceBest: confidence[policy],
        expectedRank: ranks.ranks[policy] / complete,
        expectedRegret: ranks.regrets[policy] / complete,
        distanceToBest: selection.sign > 0
          ? distance : -distance.upperBound ... -distance.lowerBound,
        isContender: selection.isContender[policy],
        differenceToLeader: policy == selection.leader
          ? nil : selection.differenceToLeader(policy).estimate,
        pValue: pValues[policy])
    }
  }

  private static func winners(
    _ source: ComparisonAccumulator, scenario: Int, complete: Double
  ) -> [OutcomeWinner] {
    let settings = source.settings
    guard complete > 0 else { return [] }
    var winners: [OutcomeWinner] = []
    for (index, outcome) in settings.outcomes.enumerated() where outcome.direction != .describe {
      // A time that should be early should be reached often.
      let wantsLess = (outcome.direction == .minimize) != source.layout.isCensored[index]
      let selection = source.selection(scenario, column: index, wantsLess: wantsLess)
      winners.append(
        OutcomeWinner(
          outcome: outcome.name, policy: settings.policies[selection.leader],
          isCertain: selection.isCertain,
          runnerUp: selection.runnerUp.map { settings.policies[$0] }))
    }
    return winners
  }
}
