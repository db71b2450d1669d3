import Glibc
import ModelContract

/// What the rivals of one economy are made from, whatever the protocol.
struct RivalInputs: Sendable {
  /// Outside paths as they came.
  let known: Rivals.Conditions
  /// Outside paths by the rule of continuation: investment and labour stay as in the year of the cut-off, human capital
  /// grows on as in the ten years before.
  let kept: Rivals.Conditions
  /// Log income by year on Solow's path under the outside paths that came; nil where there is none.
  let solow: [Int: Double]?
  /// The same under those that are kept.
  let solowKept: [Int: Double]?
  /// Log income in the scored years on the median path of the rows.
  let median: [Double]

  init(_ subject: Backtest.Subject) {
    let economy = subject.economy
    let year = Double(Backtest.cutoff)
    known = Rivals.Conditions(
      investment: economy.investment, labour: economy.labour, skill: economy.skill)
    kept = Rivals.Conditions(
      investment: economy.investment.kept(after: year), labour: economy.labour.kept(after: year),
      skill: economy.skill.map { skill in
        let growth = log(skill.value(at: year) / skill.value(at: year - 10)) / 10
        return Path(
          skill.breakpoints.filter { $0.year < year }
            + (0...40).map { step in
              Path.Breakpoint(
                year: year + Double(step),
                value: skill.value(at: year) * exp(growth * Double(step)))
            })
      })
    solow = subject.solow?(known)
    solowKept = subject.solow?(kept)
    median = subject.paths.fitted.map { row in
      let finite = row.filter(\.isFinite)
      return finite.isEmpty ? .nan : WeightedSample(finite).median
    }
  }
}

/// Rivals fitted to what a protocol lets them see, with the laws of their errors.
///
/// A rival's error is taken to be an anchored ``Discrepancy``: zero at the origin, with innovation and persistence on
/// ``DiscrepancyGrid/rivals`` after its errors in the economies it learned from, forecast from their starts. The errors
/// of ``Forecaster/average`` there are those of the median path of the rows as they stand. A rival whose errors go on in
/// one direction, as those of "nothing changes" do, has bands that are too narrow: the process has no drift.
struct FittedRivals {
  private let backtest: Backtest
  private let rivals: Rivals
  /// By forecaster, points of the grid with their weights, which sum to 1.
  private var laws: [Forecaster: [(process: Discrepancy, weight: Double)]]

  /// Weight of a point of the grid that is left out: all of them together move no quantile that is shown.
  private static let negligible = 1e-6

  /// Fits.
  ///
  /// - Parameter left: the subjects that are held out in space.
  /// - Throws: `NumericError` when the evidence does not determine the rivals.
  init(_ backtest: Backtest, _ kind: ProtocolResult.Kind, without left: [Int]) throws {
    self.backtest = backtest
    let isInTime = kind.isInTime
    let last = isInTime ? Backtest.cutoff : Int.max
    let evidence = backtest.subjects.indices.filter {
      !left.contains($0) && backtest.subjects[$0].wasFitted
    }
    let rivals = try Rivals(
      Rivals.Evidence(evidence.map { (backtest.subjects[$0].economy, last) }))
    self.rivals = rivals
    var economies: [Forecaster: [BacktestEconomy]] = [:]
    var paths: [Forecaster: [[[Double]]]] = [:]
    for index in evidence {
      let subject = backtest.subjects[index]
      let origin = backtest.start(subject)
      let points = Self.points(
        rivals, backtest, index, from: origin, conditions: backtest.inputs[index].known,
        solow: backtest.inputs[index].solow,
        trend: kind == .heldOutInSpace
          ? backtest.trend(index, kind: kind)
          : Rivals.slope(
            subject.economy.observed(to: last),
            through: (subject.economy.start, subject.economy.startLog)),
        model: backtest.inputs[index].median)
      for (forecaster, path) in points where path.allSatisfy(\.isFinite) {
        economies[forecaster, default: []].append(subject.economy)
        paths[forecaster, default: []].append(path.map { [$0] })
      }
    }
    laws = [:]
    for (forecaster, known) in economies {
      let weights = RowLikelihoods(
        economies: known, paths: paths[forecaster]!, cutoff: Backtest.cutoff, grid: .rivals
      ).posterior(isInTime ? .early : .all, row: 0)
      guard let weights else { continue }
      let kept = weights.indices.filter { weights[$0] > Self.negligible }
      let total = kept.reduce(0) { $0 + weights[$1] }
      laws[forecaster] = kept.map { (DiscrepancyGrid.rivals.processes[$0], weights[$0] / total) }
    }
  }

  /// What everybody but the model says of an economy in the target years of an origin.
  ///
  /// - Parameter model: what the model says.
  func forecasts(
    _ index: Int, from origin: ForecastOrigin, _ kind: ProtocolResult.Kind, model: [Double]
  ) -> [Forecaster: PointForecast] {
    let inputs = backtest.inputs[index]
    let isKept = kind == .heldOutInTimeUnconditional
    let points = Self.points(
      rivals, backtest, index, from: origin, conditions: isKept ? inputs.kept : inputs.known,
      solow: isKept ? inputs.solowKept : inputs.solow, trend: backtest.trend(index, kind: kind),
      model: model)
    var result: [Forecaster: PointForecast] = [:]
    for (forecaster, logs) in points {
      result[forecaster] = PointForecast(
        logs,
        laws: laws[forecaster].map { parts in
          zip(logs, origin.targets).map { log, year in
            ScaleMixture(
              centre: log,
              deviations: parts.map { part in
                part.process.forecast(
                  from: .init(mean: 0, variance: 0, year: Double(origin.year)), to: Double(year)
                ).variance.squareRoot()
              }, weights: parts.map(\.weight))
          }
        })
    }
    return result
  }

  private static func points(
    _ rivals: Rivals, _ backtest: Backtest, _ index: Int, from origin: ForecastOrigin,
    conditions: Rivals.Conditions, solow: [Int: Double]?, trend: Double?, model: [Double]
  ) -> [Forecaster: [Double]] {
    var result: [Forecaster: [Double]] = [:]
    for rival in Rivals.Kind.allCases {
      result[.rival(rival)] = rivals.forecast(
        rival, from: origin, trend: trend, conditions: conditions, solow: solow)
    }
    result[.average] = result[.rival(.solow)].map { zip($0, model).map { 0.5 * ($0 + $1) } }
    return result
  }
}

extension Backtest {
  /// An economy's own growth a year, from data the protocol allows.
  func trend(_ index: Int, kind: ProtocolResult.Kind) -> Double? {
    let economy = subjects[index].economy
    switch kind {
    case .inSample:
      return Rivals.slope(
        economy.observed(to: .max), through: (economy.start, economy.startLog))
    case .heldOutInTimeConditional, .heldOutInTimeUnconditional:
      let past = economy.observed(to: Self.cutoff).filter {
        $0.year >= Self.cutoff - Self.trendYears
      }
      return Rivals.slope(past.count > 1 ? past : [(economy.start, economy.startLog)] + past)
    case .heldOutInSpace:
      // A trend of fewer years is weather.
      let past = economy.earlier.filter { $0.year >= economy.start - Self.trendYears }
      return past.count >= 5 ? Rivals.slope(past) : nil
    }
  }
}

extension ProtocolResult.Kind {
  /// Whether forecasts begin at the cut-off.
  var isInTime: Bool { self == .heldOutInTimeConditional || self == .heldOutInTimeUnconditional }
}
