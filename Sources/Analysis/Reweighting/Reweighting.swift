import NumericCore

/// What mixes are worth under other beliefs than those of the run, from the same runs.
public struct Reweighting: Sendable, Hashable {
  /// A number with its 95 % interval.
  public struct Value: Sendable, Hashable {
    /// The estimate.
    public let value: Double
    /// Lower end of the interval.
    public let low: Double
    /// Upper end of the interval.
    public let high: Double
  }

  /// One mix.
  public struct Row: Sendable, Hashable {
    /// Its name.
    public let policy: String
    /// Mean outcome as it was run.
    public let meanBefore: Double
    /// Mean outcome under the new belief.
    public let mean: Value
    /// Mean of the paired difference to the baseline under the new belief.
    public let gain: Value
    /// Chance that it is the best mix of a future, as it was run.
    public let chanceBestBefore: Double
    /// The same under the new belief.
    public let chanceBest: Value
    /// The worst mean outcome within the ball around the new belief; nil without a ball.
    public let worst: Value?
    /// The worst mean of the paired difference to the baseline; nil without a ball.
    public let worstGain: Value?
    /// The effective number of futures under the worst belief of the mean; nil without a ball.
    public let worstCount: Double?
  }

  /// Fewest effective futures of an answer: below, intervals no longer hold.
  public static let fewestFutures = 100.0

  /// Futures that were used.
  public let futures: Int
  /// Futures left out because a run of one of the mixes failed.
  public let failed: Int
  /// As many equally weighted futures would tell as much.
  public let effectiveCount: Double
  /// The Kullback-Leibler divergence of the new belief from that of the run.
  public let divergence: Double
  /// The radius of the ball; nil without one.
  public let radius: Double?
  /// The mixes, the best mean under the new belief first.
  public let rows: [Row]
  /// The mix that was best as it was run.
  public let bestBefore: String

  /// Computes.
  ///
  /// - Parameters:
  ///   - policies: names of the mixes.
  ///   - outcomes: by mix, by future; not a number where a run failed.
  ///   - wantsLess: whether less is better.
  ///   - baseline: position of the baseline.
  ///   - logRatios: by future, the logarithm of the ratio of the new density to that of the run.
  ///   - tilts: factors whose mean is set.
  ///   - radius: of the ball.
  /// - Throws: ``ReweightingError`` when too few effective futures are left, or no future has what the tilts ask for.
  public init(
    policies: [String], outcomes: [[Double]], wantsLess: Bool = false, baseline: Int = 0,
    logRatios: [Double], tilts: [(name: String, values: [Double], mean: Double)] = [],
    radius: Double? = nil
  ) throws {
    let count = logRatios.count
    let used = (0..<count).filter { row in outcomes.allSatisfy { $0[row].isFinite } }
    guard !used.isEmpty else {
      throw ReweightingError("No future has an outcome of every mix.")
    }
    let sign = wantsLess ? -1.0 : 1
    let columns = outcomes.map { column in used.map { sign * column[$0] } }
    let weights = try FutureWeights(logRatios: used.map { logRatios[$0] })
      .tilted(
        tilts.map { tilt in (tilt.name, used.map { tilt.values[$0] }, tilt.mean) })
    let effective = weights.effectiveCount
    guard effective >= Self.fewestFutures else {
      throw ReweightingError(
        "Under the new belief \(used.count) futures tell as much as \(Int(effective)) would; "
          + "\(Int(Self.fewestFutures)) are needed. Choose a belief nearer to that of the run, or run the study "
          + "under the new one.")
    }
    let equal = try FutureWeights(logRatios: [Double](repeating: 0, count: used.count))
    let wins = BestMixes.byFuture(columns)
    let before = columns.map(equal.mean)
    var rows: [Row] = []
    for policy in policies.indices {
      let gain = zip(columns[policy], columns[baseline]).map { $0 - $1 }
      let chance = min(max(weights.mean(wins[policy]), 0), 1)
      let interval = BinomialInterval.probability(share: chance, count: effective)
      var (worst, worstGain): (DivergenceBall?, DivergenceBall?)
      if let radius {
        worst = DivergenceBall(columns[policy], weights: weights, radius: radius)
        worstGain = DivergenceBall(gain, weights: weights, radius: radius)
        let least = min(worst!.effectiveCount, worstGain!.effectiveCount)
        guard least >= Self.fewestFutures else {
          throw ReweightingError(
            "Under the worst belief for \(policies[policy]) within a divergence of \(radius), \(used.count) futures "
              + "tell as much as \(Int(least)) would; \(Int(Self.fewestFutures)) are needed. Choose a smaller ball, or "
              + "run more futures.")
        }
      }
      func value(_ mean: Double, _ error: Double) -> Value {
        let half = Normal.quantile(0.975) * error
        let ends = [sign * (mean - half), sign * (mean + half)].sorted()
        return Value(value: sign * mean, low: ends[0], high: ends[1])
      }
      rows.append(
        Row(
          policy: policies[policy], meanBefore: sign * before[policy],
          mean: value(weights.mean(columns[policy]), weights.standardError(columns[policy])),
          gain: value(weights.mean(gain), weights.standardError(gain)),
          chanceBestBefore: equal.mean(wins[policy]),
          chanceBest: Value(
            value: chance, low: interval.lowerBound, high: interval.upperBound),
          worst: worst.map { value($0.mean, $0.standardError) },
          worstGain: worstGain.map { value($0.mean, $0.standardError) },
          worstCount: worst?.effectiveCount))
    }
    futures = used.count
    failed = count - used.count
    effectiveCount = effective
    divergence = weights.divergence
    self.radius = radius
    let order = rows.indices.sorted {
      (sign * rows[$0].mean.value, $1) > (sign * rows[$1].mean.value, $0)
    }
    self.rows = order.map { rows[$0] }
    bestBefore = policies[before.indices.max { (before[$0], $1) < (before[$1], $0) }!]
  }
}
