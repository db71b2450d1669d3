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
  /// Observed growth of log income a year from the origin to the last scored year.
  public let observedGrowth: Double
  /// Scores of the model, of the average and of the rivals; nobody who cannot forecast is among them.
  public let scores: [Forecaster: ForecastScore]
  /// Root mean square error of log income of the model's forecast.
  public let rmse: Double
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

  /// Errors of the rivals; nobody who cannot forecast is among them.
  public var rivals: [Rivals.Kind: Double] {
    var result: [Rivals.Kind: Double] = [:]
    for kind in Rivals.Kind.allCases { result[kind] = scores[.rival(kind)]?.rmse }
    return result
  }

  /// Scores a predictive distribution.
  ///
  /// - Parameters:
  ///   - origin: where the forecast begins, and its years.
  ///   - forecast: log income, one number a year.
  ///   - draws: log income, one sample a year.
  ///   - others: what the others forecast.
  public init(
    _ economy: BacktestEconomy, origin: ForecastOrigin, forecast: [Double],
    draws: [WeightedSample], others: [Forecaster: PointForecast], effectiveSize: Double,
    shape: Double?
  ) {
    let scored = origin.targets
    let observed = scored.map { economy.log(in: $0)! }
    name = economy.name
    series = economy.series
    observedGrowth = origin.growth(to: observed[observed.count - 1])
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
    var scores = others.mapValues {
      ForecastScore($0.logs, laws: $0.laws, observed: observed, origin: origin)
    }
    let own = ForecastScore(
      forecast, observed: observed, origin: origin, crps: crps, coverage90: coverage90)
    scores[.model] = own
    rmse = own.rmse
    self.scores = scores
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
  /// Folds of economies that were held out together; 0 where each was held out alone.
  public let folds: Int
  /// The model's error beside that of everybody else, over the economies that both have a forecast for.
  public let ratios: [Forecaster: ErrorRatio]

  /// Puts economies together.
  ///
  /// Cost: 4096 draws of economies for every forecaster.
  ///
  /// - Parameters:
  ///   - folds: how many folds of economies were held out together; none in time.
  ///   - seed: seed of the draws of economies.
  public init(
    kind: Kind, economies: [EconomyScore], notFreed: [String], discrepancy: Discrepancy,
    folds: Int = 0, seed: UInt64
  ) {
    self.kind = kind
    self.economies = economies
    self.notFreed = notFreed
    self.discrepancy = discrepancy
    self.folds = kind == .heldOutInSpace ? folds : 0
    var ratios: [Forecaster: ErrorRatio] = [:]
    for other in Forecaster.others {
      let known = economies.filter { $0.scores[other] != nil }
      func squares(_ forecaster: Forecaster) -> [Double] {
        known.map { pow($0.scores[forecaster]!.rmse, 2) * Double($0.years.count) }
      }
      ratios[other] = ErrorRatio(
        own: squares(.model), other: squares(other), years: known.map(\.years.count), seed: seed)
    }
    self.ratios = ratios
  }

  /// Scores of a forecaster over the economies it has a forecast for; nil when it has none.
  public func score(of forecaster: Forecaster) -> PooledScore? {
    PooledScore(
      economies.compactMap { economy in
        economy.scores[forecaster].map { (economy.years.count, economy.observedGrowth, $0) }
      })
  }

  /// Whether no parameter has seen what it is scored on.
  public var isHeldOut: Bool { kind != .inSample && notFreed.isEmpty }

  /// Root mean square error over all years of all economies.
  public var rmse: Double { score(of: .model)!.rmse }

  /// The same of a rival; nil when it cannot forecast one of them.
  public func rival(_ kind: Rivals.Kind) -> Double? {
    score(of: .rival(kind)).flatMap { $0.economies == economies.count ? $0.rmse : nil }
  }

  /// The rival with the smallest error.
  public var bestRival: (kind: Rivals.Kind, rmse: Double)? {
    Rivals.Kind.allCases.compactMap { kind in rival(kind).map { (kind: kind, rmse: $0) } }
      .min { $0.rmse < $1.rmse }
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
