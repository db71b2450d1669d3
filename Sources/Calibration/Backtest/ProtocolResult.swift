import Glibc

/// How well one economy was forecast.
public struct EconomyScore: Sendable, Hashable {
  /// One year.
  public struct Year: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// Observed income relative to the USA.
    public let observed: Double
    /// Median of the model's paths, without discrepancy in sample, from the last fitted value in time.
    public let forecast: Double
    /// Lower end of the central interval that should hold 90 % of the observations.
    public let low: Double
    /// Its upper end.
    public let high: Double
    /// Probability integral transform of the observation.
    public let transform: Double
  }

  /// The economy.
  public let name: String
  /// Which income series.
  public let series: String
  /// The scored years.
  public let years: [Year]
  /// Root mean square error of log income of the forecast.
  public let rmse: Double
  /// The same of the rivals; nil where a rival cannot forecast.
  public let rivals: [Rivals.Kind: Double]
  /// Share of years in the central 90 % intervals.
  public let coverage90: Double
  /// Share of years in the central 50 % intervals.
  public let coverage50: Double
  /// Mean continuous ranked probability score of log income.
  public let crps: Double
  /// Mean interval score of the 90 % interval of log income.
  public let intervalScore: Double
  /// Effective number of rows behind the forecast.
  public let effectiveSize: Double
  /// Shape of the largest importance weights; nil without weights.
  public let shape: Double?

  /// Scores a predictive distribution.
  ///
  /// - Parameters:
  ///   - forecast: log income, one number a year.
  ///   - draws: log income, one sample a year.
  public init(
    _ economy: BacktestEconomy, years scored: [Int], forecast: [Double], draws: [WeightedSample],
    rivals forecasts: [Rivals.Kind: [Double]], effectiveSize: Double, shape: Double?
  ) {
    let observed = scored.map { economy.log(in: $0)! }
    name = economy.name
    series = economy.series
    func error(_ values: [Double]) -> Double {
      let squares = zip(values, observed).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return (squares / Double(observed.count)).squareRoot()
    }
    rmse = error(forecast)
    rivals = forecasts.mapValues(error)
    years = scored.indices.map { index in
      Year(
        year: scored[index], observed: exp(observed[index]), forecast: exp(forecast[index]),
        low: exp(draws[index].quantile(0.05)), high: exp(draws[index].quantile(0.95)),
        transform: draws[index].transform(observed[index]))
    }
    func mean(_ value: (WeightedSample, Double) -> Double) -> Double {
      zip(draws, observed).reduce(0) { $0 + value($1.0, $1.1) } / Double(observed.count)
    }
    coverage90 = mean { $0.covers($1, level: 0.9) ? 1 : 0 }
    coverage50 = mean { $0.covers($1, level: 0.5) ? 1 : 0 }
    crps = mean { $0.rankedProbabilityScore($1) }
    intervalScore = mean { $0.intervalScore($1, level: 0.9) }
    self.effectiveSize = effectiveSize
    self.shape = shape
  }
}

/// All economies under one protocol, and together.
public struct ProtocolResult: Sendable, Hashable {
  /// What may be known when a forecast is made.
  public enum Kind: String, Sendable, CaseIterable {
    /// Parameters fitted to the very years that are scored.
    case inSample
    /// Years after the cut-off, with the levers, investment and labour that were to come.
    case heldOutInTimeConditional
    /// Years after the cut-off, with everything as it was in the year of the cut-off.
    case heldOutInTimeUnconditional
    /// An economy whose own path the parameters have not seen.
    case heldOutInSpace
  }

  /// Which protocol.
  public let kind: Kind
  /// Scores by economy.
  public let economies: [EconomyScore]
  /// Economies for which the rows could not be freed from the data they are scored on, because importance weights
  /// failed: their scores are those of parameters that have seen the data.
  public let notFreed: [String]
  /// Posterior mean size and persistence of the discrepancy.
  public let discrepancy: Discrepancy

  /// Whether no parameter has seen what it is scored on.
  public var isHeldOut: Bool { kind != .inSample && notFreed.isEmpty }

  /// Root mean square error over all years of all economies.
  public var rmse: Double { pooled(\.rmse) }

  /// The same of a rival; nil when it cannot forecast one of them.
  public func rival(_ kind: Rivals.Kind) -> Double? {
    guard economies.allSatisfy({ $0.rivals[kind] != nil }) else { return nil }
    return pooled { $0.rivals[kind]! }
  }

  /// The rival with the smallest error.
  public var bestRival: (kind: Rivals.Kind, rmse: Double)? {
    Rivals.Kind.allCases.compactMap { kind in rival(kind).map { (kind: kind, rmse: $0) } }
      .min { $0.rmse < $1.rmse }
  }

  private func pooled(_ value: (EconomyScore) -> Double) -> Double {
    let count = Double(economies.reduce(0) { $0 + $1.years.count })
    let squares = economies.reduce(0) { $0 + value($1) * value($1) * Double($1.years.count) }
    return (squares / count).squareRoot()
  }

  /// A mean over years with its standard error from whole economies.
  ///
  /// Years of one economy miss together, so that only economies are independent: the error is the jackknife that
  /// leaves out one economy at a time (Efron 1982, doi:10.1137/1.9781611970319).
  public func share(_ value: (EconomyScore) -> Double) -> (value: Double, standardError: Double?) {
    let counts = economies.map { Double($0.years.count) }
    let sums = zip(economies, counts).map { value($0) * $1 }
    let (total, number) = (sums.reduce(0, +), counts.reduce(0, +))
    guard economies.count > 1 else { return (total / number, nil) }
    let left = zip(sums, counts).map { (total - $0) / (number - $1) }
    let mean = left.reduce(0, +) / Double(left.count)
    let factor = Double(left.count - 1) / Double(left.count)
    let variance = factor * left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (total / number, variance.squareRoot())
  }

  /// Mean score over years.
  public func mean(_ value: (EconomyScore) -> Double) -> Double { share(value).value }

  /// Root mean square error of the difference of log income between two economies, over all pairs, in their last
  /// scored years: what the protocols say of differences. Nil with one economy.
  public var differenceError: Double? {
    let errors = economies.compactMap { $0.years.last.map { log($0.forecast / $0.observed) } }
    guard errors.count > 1 else { return nil }
    let mean = errors.reduce(0, +) / Double(errors.count)
    let squares = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (2 * squares / Double(errors.count - 1)).squareRoot()
  }

  /// Shares of the transforms of all years in ten equal parts of 0 to 1; about 0.1 each when bands are right.
  public var histogram: [Double] {
    var counts = [Double](repeating: 0, count: 10)
    for year in economies.flatMap(\.years) { counts[min(Int(year.transform * 10), 9)] += 1 }
    let total = counts.reduce(0, +)
    return counts.map { $0 / total }
  }
}
