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
    var regretIntervals: [String: ClosedRange<Double>] = [:]
    for (policy, name) in settings.policies.enumerated() {
      regrets[name] = decision.maximumRegret(policy)
      regretIntervals[name] = decision.maximumRegretInterval(policy)
    }
    let ranked = settings.outcomes[settings.rankedBy]
    return Comparison(
      beliefs: settings.beliefs, baseline: settings.policies[settings.baseline],
      rankedBy: ranked.name, direction: ranked.direction,
      indifferenceMargin: decision.indifferenceMargin, futures: futures,
      failedRuns: failed.reduce(0, +), failures: failures,
      errorGroups: groups.completeCounts.parts.count,
      hasIndependentFutures: settings.hasIndependentFutures, ensemble: settings.ensemble,
      scenarios: parts.map(\.comparison), maximumRegret: regrets,
      maximumRegretIntervals: regretIntervals, breakEvens: decision.breakEvens(),
      verdict: decision.verdict())
  }

  /// The expectation of a column over a policy's successful runs.
  func runError(_ scenario: Int, _ policy: Int, _ column: Int) -> SamplingError {
    let cell = layout.cell(scenario, policy, column)
    let run = layout.run(scenario, policy)
    return SamplingError(
      groupSums: groups.runs.column(cell), groupCounts: groups.runCounts.column(run),
      rowSums: settings.ensemble == nil ? nil : rowBlocks.runs.column(cell),
      rowCounts: rowBlocks.runCounts.column(run), ensemble: settings.ensemble, isZero: false,
      rounding: rounding(scenario, policy, column))
  }

  /// What rounding does to a mean or a spread of a policy's numbers in a column, or of their differences to the
  /// baseline's.
  func rounding(_ scenario: Int, _ policy: Int, _ column: Int) -> Double {
    let own = runMoments[layout.cell(scenario, policy, column)].meanMagnitude
    let base = runMoments[layout.cell(scenario, settings.baseline, column)].meanMagnitude
    return RunOutcomes.rounding * max(own, base)
  }

  /// The expectation of a column over a policy's successful runs with its interval, which is that of a probability
  /// where the column is an indicator.
  func estimate(_ scenario: Int, _ policy: Int, _ column: Int) -> Estimate? {
    let error = runError(scenario, policy, column)
    if !isIndicator(column) { return error.estimate }
    return probability(
      error, futures: groups.runCounts.total(layout.run(scenario, policy)))
  }

  /// The expectation of a mark over complete futures.
  func markError(_ scenario: Int, _ policy: Int, _ mark: FutureMark) -> SamplingError {
    let mark = layout.mark(scenario, policy, mark)
    return SamplingError(
      groupSums: groups.marks.column(mark), groupCounts: groups.completeCounts.column(scenario),
      rowSums: settings.ensemble == nil ? nil : rowBlocks.marks.column(mark),
      rowCounts: rowBlocks.completeCounts.column(scenario), ensemble: settings.ensemble,
      isZero: false)
  }

  /// The probability of a mark over complete futures.
  func markProbability(_ scenario: Int, _ policy: Int, _ mark: FutureMark) -> Estimate? {
    probability(
      markError(scenario, policy, mark), futures: groups.completeCounts.total(scenario))
  }

  private func probability(_ error: SamplingError, futures: Double) -> Estimate? {
    error.probability(
      futures: futures, effective: effective(futures),
      isIndependent: settings.hasIndependentFutures)
  }

  /// Independent futures that so many are worth when the rows of an ensemble are shared among them.
  func effective(_ futures: Double) -> Double {
    settings.ensemble?.effective(futures) ?? futures
  }

  /// Whether the numbers of a column are 0 or 1, so that their mean is a probability.
  func isIndicator(_ column: Int) -> Bool {
    if layout.columns[column].isIndicator { return true }
    guard column < layout.outcomeCount else { return false }
    let kinds = kinds[column]
    // A share that is 0 or 1 throughout is an indicator; of other numbers a constant is none.
    let isShare = settings.modelOutcomes[layout.modelColumns[column]].unit == .fraction
    return !kinds.hasOthers && (isShare || kinds.hasZero && kinds.hasOne)
  }

  /// The expectation of a column's difference to the baseline over complete futures.
  func differenceError(_ scenario: Int, _ policy: Int, _ column: Int) -> SamplingError {
    let cell = layout.cell(scenario, policy, column)
    let moments = differenceMoments[cell]
    // Squares of differences below 1e-160 vanish, a mean of them does not.
    let isConstant = moments.mean == 0 && moments.squares == 0
    let isSame = policy == settings.baseline || isTwin[layout.run(scenario, policy)]
    // That two indicators were the same in every future seen does not make them so, unless all outcomes were.
    let isZero = isSame || (isConstant && !isIndicator(column))
    let complete = groups.completeCounts.total(scenario)
    return SamplingError(
      groupSums: groups.differences.column(cell),
      groupCounts: groups.completeCounts.column(scenario),
      rowSums: settings.ensemble == nil ? nil : rowBlocks.differences.column(cell),
      rowCounts: rowBlocks.completeCounts.column(scenario), ensemble: settings.ensemble,
      isZero: isZero, rounding: rounding(scenario, policy, column),
      indicatorCount: isIndicator(column) ? effective(complete) : nil)
  }

  /// The mean difference to the baseline on the ranked outcome in the tenth of futures that are worst for a policy.
  func worstTenth(_ scenario: Int, _ policy: Int) -> Double? {
    let sign = settings.outcomes[settings.rankedBy].direction == .minimize ? -1.0 : 1.0
    return tails[layout.run(scenario, policy)].lowerMean(0.1).map { sign * $0 }
  }

  /// Which policy is best on a column.
  func selection(_ scenario: Int, column: Int, wantsLess: Bool) -> BestSelection {
    let errors = (0..<layout.policyCount).map { differenceError(scenario, $0, column) }
    return BestSelection(errors, wantsLess: wantsLess, confidence: settings.confidence)
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
  /// Which policy is best on discounted consumption plus terminal value; nil unless policies are ranked by the
  /// former.
  let totals: BestSelection?
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
    isSameInEveryFuture =
      complete > 0
      && Double(source.amongBest[layout.run(scenario, selection.leader)]) == complete
    totals = layout.totalColumn.map { column in
      source.selection(scenario, column: column, wantsLess: selection.sign < 0)
    }
    comparison = ScenarioComparison(
      scenario: settings.scenarios[scenario].name,
      probability: settings.scenarios[scenario].probability,
      policies: Self.statistics(source, scenario: scenario),
      differences: Self.differences(source, scenario: scenario),
      ranking: Self.ranking(
        selection, source, scenario: scenario, baselineMean: baselineMean,
        confidence: confidence.probabilities(selection)),
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
      let ranks = QuantileRanks(effective: source.effective(Double(source.futures - failed)))
      let outcomes = settings.outcomes.enumerated().map { index, outcome in
        let expectation = source.estimate(scenario, policy, index)
        let sketch = source.sketches[layout.series(scenario, policy, index)]
        let quantiles = ranks.quantiles(sketch)
        let isCensored = layout.isCensored[index]
        let moments = source.runMoments[layout.cell(scenario, policy, index)]
        let rounding = source.rounding(scenario, policy, index)
        return OutcomeStatistics(
          outcome: outcome.name, mean: isCensored ? nil : expectation,
          probabilityReached: isCensored ? expectation : nil,
          probabilityThresholdMet: layout.thresholdColumns[index].flatMap {
            source.estimate(scenario, policy, $0)
          },
          standardDeviation: isCensored ? nil : moments.standardDeviation(rounding: rounding),
          quantiles: quantiles.values, quantileIntervals: quantiles.intervals,
          carriers: source.isIndicator(index) ? nil : Carriers(moments, rounding: rounding),
          quantileRankError: sketch.rankErrorBound, succeeded: source.futures - failed,
          failed: failed)
      }
      return PolicyStatistics(policy: name, outcomes: outcomes)
    }
  }

  private static func differences(
    _ source: ComparisonAccumulator, scenario: Int
  ) -> [PairedDifference] {
    let settings = source.settings
    let layout = source.layout
    var differences: [PairedDifference] = []
    for (policy, name) in settings.policies.enumerated() where policy != settings.baseline {
      for (index, outcome) in settings.outcomes.enumerated() {
        let expectation = source.differenceError(scenario, policy, index).estimate
        let isCensored = layout.isCensored[index]
        let moments = source.differenceMoments[layout.cell(scenario, policy, index)]
        let better = source.markProbability(scenario, policy, .better(outcome: index))
        let rounding = source.rounding(scenario, policy, index)
        differences.append(
          PairedDifference(
            policy: name, baseline: settings.policies[settings.baseline], outcome: outcome.name,
            difference: isCensored ? nil : expectation,
            differenceReached: isCensored ? expectation : nil,
            probabilityBetter: better?.value ?? .nan, betterEstimate: better,
            carriers: source.isIndicator(index) ? nil : Carriers(moments, rounding: rounding),
            standardDeviation: isCensored ? nil : moments.standardDeviation(rounding: rounding),
            worstTenth: index == settings.rankedBy
              ? source.worstTenth(scenario, policy) : nil))
      }
    }
    return differences
  }

  private static func ranking(
    _ selection: BestSelection, _ source: ComparisonAccumulator, scenario: Int,
    baselineMean: Double, confidence: [Double]
  ) -> [RankingRow] {
    let pValues = selection.adjustedPValues()
    return selection.order.map { policy in
      let distance = selection.distances[policy]
      let best = source.markProbability(scenario, policy, .best)
      let rank = source.markError(scenario, policy, .rank).estimate
      let regret = source.markError(scenario, policy, .regret).estimate
      return RankingRow(
        policy: source.settings.policies[policy],
        mean: baselineMean + selection.errors[policy].value, shareBest: best?.value ?? .nan,
        confidenceBest: confidence[policy], expectedRank: rank?.value ?? .nan,
        expectedRegret: regret?.value ?? .nan,
        distanceToBest: selection.sign > 0
          ? distance : -distance.upperBound ... -distance.lowerBound,
        isContender: selection.isContender[policy],
        differenceToLeader: policy == selection.leader
          ? nil : selection.differenceToLeader(policy).estimate,
        pValue: pValues[policy], shareBestEstimate: best,
        rankEstimate: rank?.limited(to: 1...Double(selection.order.count)),
        regretEstimate: regret?.limited(to: 0 ... .infinity))
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
