import NumericCore

extension RobustnessFindings {
  /// Applies decision rules to a table.
  ///
  /// Intervals of shares and quantiles are exact binomial ones where every future is one state of the same weight.
  /// Others are percentile intervals of resamples of whole futures, the same for all mixes and metrics, with every
  /// state of a future in each. Extremes have none that covers: more futures move them one way. Cost: about 3 seconds
  /// for 15 mixes in 100,000 futures on one core.
  ///
  /// - Parameter name: what the table is called.
  /// - Throws: ``RobustnessError`` for settings out of range and a mix without a state that counts.
  public init(_ table: PayoffTable, settings: RobustnessSettings, name: String = "all") throws {
    try settings.validate()
    precondition(
      table.policies.indices.contains(settings.reference), "reference \(settings.reference)")
    let sample = try RobustnessSample(table, settings)
    let isResampled = table.futures.count >= RobustnessSettings.fewestResampled
    let criteria = settings.criteria ?? settings.metrics ?? RobustnessSettings.defaultCriteria
    let replicates = MetricReplicates(
      sample, resamples: isResampled ? settings.resamples : 0,
      metrics: settings.metrics.map { Set($0 + criteria) })
    var omitted: [(name: String, reason: String)] = []
    let findings = RobustnessMetric.all.compactMap { metric -> Finding? in
      guard settings.metrics?.contains(metric.name) ?? true else { return nil }
      if let reason = Self.reasonToOmit(metric, sample) {
        omitted.append((metric.name, reason))
        return nil
      }
      return replicates.finding(metric, sample)
    }
    self.name = name
    policies = table.policies
    futures = table.futures.count
    states = table.stateCount
    failed = table.failed
    self.findings = findings
    self.omitted = omitted
    agreement = findings.map { first in findings.map { KendallTau.tau(first, $0) } }
    switches = SwitchValues(sample).all
    dominance = StochasticDominance.all(sample)
    pareto = replicates.pareto(
      criteria.filter { name in
        RobustnessMetric.named(name).map { Self.reasonToOmit($0, sample) == nil } ?? false
      })
    mixedPlan = LeastRegretMixture.plan(sample)
    worst = sample.policies.indices.map { policy in
      let state = sample.policies[policy].worst[0]
      return Extreme(state: table.label(state), value: table.values[policy][state])
    }
    mostRegret = sample.policies.indices.map { policy in
      let state = sample.policies[policy].mostRegret[0]
      return Extreme(state: table.label(state), value: sample.regrets[policy][state])
    }
    threshold = sample.threshold
    isThresholdGiven = settings.threshold != nil
    isSimple = table.isSimple
    self.isResampled = isResampled
  }

  /// The means of the mixes alone, with their intervals.
  ///
  /// - Throws: as ``init(_:settings:name:)``.
  public static func means(_ table: PayoffTable, settings: RobustnessSettings) throws -> Finding {
    try settings.validate()
    let sample = try RobustnessSample(table, settings)
    let isResampled = table.futures.count >= RobustnessSettings.fewestResampled
    let mean = RobustnessMetric.named("mean")!
    return MetricReplicates(
      sample, resamples: isResampled ? settings.resamples : 0, metrics: [mean.name]
    ).finding(mean, sample)
  }

  /// Why a metric has no value for any mix; nil where it has one.
  private static func reasonToOmit(_ metric: RobustnessMetric, _ sample: RobustnessSample)
    -> String?
  {
    switch metric.measure {
    case .maxminExpected, .smoothAmbiguity:
      sample.table.groups.count > 1 ? nil : "needs several beliefs or scenarios"
    case .radius: sample.table.distances == nil ? "needs the factors of a run" : nil
    case .taguchi:
      sample.policies.allSatisfy(\.hasZero) ? "an outcome is 0 under every mix" : nil
    case .relativeRiskAversion:
      sample.policies.contains(where: \.isPositive) ? nil : "needs outcomes above 0"
    case .absoluteRiskAversion:
      sample.policies.contains { $0.isInReach(of: sample.absoluteRiskAversion) }
        ? nil : "the reference mix's mean is 0 or far below the spread"
    default: nil
    }
  }
}

/// Every metric of every mix, over all states and in each resample.
struct MetricReplicates {
  /// By metric, policy and row, the first row all states; not numbers for metrics that nobody asked for.
  private let values: [[[Double]]]
  private let rows: Int
  private let confidence: Double

  /// - Parameter wanted: names of the metrics; all when nil.
  init(_ sample: RobustnessSample, resamples: Int, metrics wanted: Set<String>?) {
    let sums = ResampledSums(sample, resamples: resamples)
    let metrics = RobustnessMetric.all
    let policies = sample.policies.indices
    var values = metrics.map { _ in
      policies.map { _ in [Double](repeating: .nan, count: resamples + 1) }
    }
    let places = metrics.indices.filter { wanted?.contains(metrics[$0].name) ?? true }
    for row in 0...resamples {
      sums.withStatistics(row: row, sample) { statistics in
        let best = statistics.map(\.mean).filter { !$0.isNaN }.max() ?? .nan
        for place in places {
          for policy in policies {
            values[place][policy][row] =
              statistics[policy].metric(metrics[place].measure, bestMean: best)
          }
        }
      }
    }
    self.values = values
    rows = resamples + 1
    confidence = sample.settings.confidence
  }

  private func position(of metric: RobustnessMetric) -> Int {
    RobustnessMetric.all.firstIndex { $0.name == metric.name } ?? 0
  }

  /// The best mixes in a row, those within rounding of the best among them.
  private func winners(_ metric: RobustnessMetric, row: Int) -> [Int] {
    let values = values[position(of: metric)].map { $0[row] }
    let signed = values.map { metric.largerIsBetter ? $0 : -$0 }
    guard let best = signed.filter({ !$0.isNaN }).max() else { return [] }
    let scale = signed.filter(\.isFinite).map(abs).max() ?? 0
    return signed.indices.filter { signed[$0] >= best - Rounding.share * scale }
  }

  /// A metric with intervals and winners.
  func finding(_ metric: RobustnessMetric, _ sample: RobustnessSample)
    -> RobustnessFindings.Finding
  {
    let own = values[position(of: metric)]
    var shares: [Double]?
    // Resamples say nothing of extremes: they never hold a future that is more extreme than all that were run.
    if rows > 1, ![.none, .atMost, .atLeast].contains(metric.interval) {
      var counts = [Double](repeating: 0, count: own.count)
      for row in 1..<rows {
        let best = winners(metric, row: row)
        for policy in best { counts[policy] += 1 / Double(best.count) }
      }
      shares = counts.map { $0 / Double(rows - 1) }
    }
    return RobustnessFindings.Finding(
      metric: metric,
      values: own.indices.map { policy in
        let value = own[policy][0]
        guard value.isFinite else { return .init(value: nil, low: nil, high: nil) }
        let ends = interval(metric, policy: policy, value: value, sample)
        return .init(value: value, low: ends.low, high: ends.high)
      }, winners: winners(metric, row: 0), winningShares: shares)
  }

  private func interval(
    _ metric: RobustnessMetric, policy: Int, value: Double, _ sample: RobustnessSample
  ) -> (low: Double?, high: Double?) {
    let own = sample.policies[policy]
    switch metric.interval {
    case .none: return (nil, nil)
    case .atMost: return (nil, value)
    case .atLeast: return (value, nil)
    case .binomial where sample.table.isSimple:
      let range = BinomialInterval.probability(
        share: min(max(value, 0), 1), count: Double(own.count), confidence: confidence)
      return (range.lowerBound, range.upperBound)
    case .orderStatistics where sample.table.isSimple:
      let (column, share, scale): (SortedColumn, Double, Double) =
        switch metric.measure {
        case .highRegret: (own.regret, PolicySample.highShare, 1)
        case .relativeRegret: (own.relative, PolicySample.highShare, 1)
        case .baselineDeviation: (own.deviation, PolicySample.highShare, 1)
        case .relativeBaselineDeviation:
          (own.deviation, PolicySample.highShare, 1 / abs(own.median))
        default: (own.sorted, sample.settings.level, 1)
        }
      let ranks = BinomialInterval.ranks(
        ofQuantile: share, count: column.values.count, confidence: confidence)
      let ends = [ranks.low, ranks.high].map { rank in
        rank.map { column.values[$0 - 1] * scale }.flatMap { $0.isFinite ? $0 : nil }
      }
      return (ends[0], ends[1])
    case .binomial, .orderStatistics, .bootstrap:
      guard rows > 1 else { return (nil, nil) }
      let drawn = values[position(of: metric)][policy].dropFirst().filter(\.isFinite)
      // A resample without a value says that the metric may have none: no interval then.
      guard drawn.count == rows - 1 else { return (nil, nil) }
      let tail = (1 - confidence) / 2
      let ends = Quantiles.exact(Array(drawn), at: [tail, 1 - tail])
      return (min(ends[0], value), max(ends[1], value))
    }
  }

  /// Sorts the mixes by several metrics.
  func pareto(_ criteria: [String]) -> RobustnessFindings.Pareto {
    let metrics = criteria.compactMap { RobustnessMetric.named($0) }
    func scores(_ row: Int) -> [[Double]] {
      values[0].indices.map { policy in
        metrics.map { metric in
          let value = values[position(of: metric)][policy][row]
          return metric.largerIsBetter ? value : -value
        }
      }
    }
    var probabilities: [Double]?
    if rows > 1 {
      var counts = [Double](repeating: 0, count: values[0].count)
      for row in 1..<rows {
        for (policy, front) in ParetoSort.fronts(scores(row)).enumerated() where front == 1 {
          counts[policy] += 1
        }
      }
      probabilities = counts.map { $0 / Double(rows - 1) }
    }
    return .init(
      criteria: metrics.map(\.name), fronts: ParetoSort.fronts(scores(0)),
      probabilities: probabilities)
  }
}
