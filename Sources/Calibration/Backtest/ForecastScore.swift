import Glibc

/// Who makes a forecast.
public enum Forecaster: Sendable, Hashable {
  /// The model under its rows.
  case model
  /// The mean of the model's and Solow's log income, in equal parts.
  ///
  /// The mean of forecasts whose errors differ is often better than either (Bates and Granger 1969,
  /// doi:10.1057/jors.1969.103).
  case average
  /// A rival.
  case rival(Rivals.Kind)

  /// Everybody that stands beside the model.
  public static let others = [Forecaster.average] + Rivals.Kind.allCases.map { .rival($0) }
}

/// A forecast of log income with the laws of its errors.
public struct PointForecast: Sendable, Hashable {
  /// Log income, one number a target year.
  public let logs: [Double]
  /// Its distribution in each of these years; nil when nothing is known of its errors.
  public let laws: [ScaleMixture]?

  /// States a forecast.
  public init(_ logs: [Double], laws: [ScaleMixture]? = nil) {
    self.logs = logs
    self.laws = laws
  }
}

/// How well one forecaster did in one economy.
public struct ForecastScore: Sendable, Hashable {
  /// Root mean square error of log income.
  public let rmse: Double
  /// Mean of forecast minus observed log income: above 0 where the forecast is too high.
  public let bias: Double
  /// Growth of log income a year that was forecast from the origin to the last scored year.
  public let growth: Double
  /// Mean continuous ranked probability score of log income; nil without a distribution.
  public let crps: Double?
  /// Share of years in the central 90 % intervals; nil without a distribution.
  public let coverage90: Double?

  /// Scores log income in the target years of an origin.
  init(
    _ forecast: [Double], observed: [Double], origin: ForecastOrigin, crps: Double?,
    coverage90: Double?
  ) {
    let count = Double(observed.count)
    let errors = zip(forecast, observed).map { $0 - $1 }
    rmse = (errors.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
    bias = errors.reduce(0, +) / count
    growth = origin.growth(to: forecast[forecast.count - 1])
    self.crps = crps
    self.coverage90 = coverage90
  }

  /// Scores a point forecast with the laws of its errors by year; nil when they are not known.
  init(
    _ forecast: [Double], laws: [ScaleMixture]?, observed: [Double], origin: ForecastOrigin
  ) {
    let count = Double(observed.count)
    self.init(
      forecast, observed: observed, origin: origin,
      crps: laws.map {
        zip($0, observed).reduce(0) { $0 + $1.0.rankedProbabilityScore($1.1) } / count
      },
      coverage90: laws.map { laws in
        Double(zip(laws, observed).count { $0.covers($1, level: 0.9) }) / count
      })
  }
}

extension ForecastOrigin {
  /// Growth of log income a year to a value in the last target year.
  func growth(to last: Double) -> Double {
    (last - log) / Double(targets[targets.count - 1] - year)
  }
}

/// How well one forecaster did in all economies it has a forecast for.
public struct PooledScore: Sendable, Hashable {
  /// Economies it has a forecast for.
  public let economies: Int
  /// Root mean square error over all their years.
  public let rmse: Double
  /// Mean over all years of forecast minus observed log income.
  public let bias: Double
  /// Mean continuous ranked probability score over all years; nil without distributions.
  public let crps: Double?
  /// Share of all years in the central 90 % intervals; nil without distributions.
  public let coverage90: Double?
  /// Spearman's correlation over economies of forecast and observed growth to the last scored year; nil with fewer
  /// than three economies and where all forecasts are the same.
  public let rankCorrelation: Double?

  /// Pools; nil without an economy.
  init?(_ scores: [(years: Int, observedGrowth: Double, score: ForecastScore)]) {
    if scores.isEmpty { return nil }
    let count = Double(scores.reduce(0) { $0 + $1.years })
    func mean(_ value: (ForecastScore) -> Double?) -> Double? {
      var sum = 0.0
      for entry in scores {
        guard let value = value(entry.score) else { return nil }
        sum += value * Double(entry.years)
      }
      return sum / count
    }
    economies = scores.count
    rmse = mean { $0.rmse * $0.rmse }!.squareRoot()
    bias = mean(\.bias)!
    crps = mean(\.crps)
    coverage90 = mean(\.coverage90)
    rankCorrelation = RankCorrelation.spearman(
      scores.map(\.score.growth), scores.map(\.observedGrowth))
  }
}
