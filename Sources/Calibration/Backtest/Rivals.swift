import Glibc
import ModelContract
import NumericCore

/// The simple forecasts that a model has to beat, each fitted by least squares to the same data.
///
/// All forecast log income relative to the USA from an origin.
public struct Rivals: Sendable {
  /// One rival.
  public enum Kind: String, Sendable, CaseIterable {
    /// Nothing changes: the value at the origin.
    case lastValue
    /// The economy's own past growth goes on.
    case trend
    /// One line for all: growth a year `a + b log y` at the origin's income, two numbers.
    case convergence
    /// Growth of an economy is drawn once from a normal law that all share; the forecast is its mean.
    case growthDistribution
    /// Growth accounting: growth explained by investment, growth of labour and growth of human capital.
    case regression
    /// Solow's growth model with productivity relative to the frontier held constant (1956, doi:10.2307/1884513):
    /// nothing is fitted, capital builds up from investment, and schooling and labour are given.
    case solow
  }

  /// What the rivals may look at.
  public struct Evidence: Sendable {
    /// An economy with the last year that counts.
    public let economies: [(economy: BacktestEconomy, last: Int)]

    /// States the evidence.
    public init(_ economies: [(economy: BacktestEconomy, last: Int)]) {
      self.economies = economies
    }
  }

  /// Outside paths that the accounting uses.
  public struct Conditions: Sendable {
    /// Investment share of GDP.
    public let investment: Path
    /// Labour input relative to the USA.
    public let labour: Path
    /// Human capital relative to the USA; nil where unknown.
    public let skill: Path?

    /// States the paths.
    public init(investment: Path, labour: Path, skill: Path?) {
      self.investment = investment
      self.labour = labour
      self.skill = skill
    }
  }

  /// Intercept and slope of ``Kind/convergence``, per year and per year and unit of log income.
  public let convergence: (intercept: Double, slope: Double)
  /// Mean and standard deviation of growth a year over economies.
  public let growth: (mean: Double, deviation: Double)
  /// Coefficients of ``Kind/regression``: constant, log investment, labour, human capital; nil when too few
  /// economies have human capital.
  public let accounting: [Double]?

  /// Fits the rivals that learn from all economies.
  ///
  /// - Throws: ``NumericError`` when the evidence does not determine them, as with a single economy.
  public init(_ evidence: Evidence) throws {
    var (x, z, y): ([Double], [Double], [Double]) = ([], [], [])
    var slopes: [Double] = []
    var rows: [[Double]] = []
    var response: [Double] = []
    for (economy, last) in evidence.economies {
      let seen = economy.observed(to: last)
      if seen.isEmpty { continue }
      let conditions = Conditions(
        investment: economy.investment, labour: economy.labour, skill: economy.skill)
      for point in seen {
        let span = Double(point.year - economy.start)
        x.append(span)
        z.append(span * economy.startLog)
        y.append(point.log - economy.startLog)
        if let row = Self.account(conditions, from: economy.start, to: point.year) {
          rows.append(row)
          response.append(point.log - economy.startLog)
        }
      }
      slopes.append(Self.slope(seen, through: (economy.start, economy.startLog)))
    }
    var columns = Matrix(rows: x.count, columns: 2)
    for row in x.indices {
      columns[row, 0] = x[row]
      columns[row, 1] = z[row]
    }
    let line = try LeastSquares(columns, response: y)
    convergence = (line.coefficients[0], line.coefficients[1])
    let mean = slopes.reduce(0, +) / Double(slopes.count)
    let squares = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    growth = (mean, (squares / Double(max(slopes.count - 1, 1))).squareRoot())
    if rows.count > 8 {
      var terms = Matrix(rows: rows.count, columns: 4)
      for (row, values) in rows.enumerated() {
        for (column, value) in values.enumerated() { terms[row, column] = value }
      }
      accounting = try LeastSquares(terms, response: response).coefficients
    } else {
      accounting = nil
    }
  }

  /// The least-squares slope of a line through a point that is kept.
  public static func slope(
    _ points: [(year: Int, log: Double)], through origin: (year: Int, log: Double)
  ) -> Double {
    var (products, squares) = (0.0, 0.0)
    for point in points {
      let span = Double(point.year - origin.year)
      products += span * (point.log - origin.log)
      squares += span * span
    }
    return squares > 0 ? products / squares : 0
  }

  /// The ordinary least-squares slope; nil with fewer than two years.
  public static func slope(_ points: [(year: Int, log: Double)]) -> Double? {
    guard points.count > 1 else { return nil }
    let count = Double(points.count)
    let year = points.reduce(0) { $0 + Double($1.year) } / count
    let log = points.reduce(0) { $0 + $1.log } / count
    var (products, squares) = (0.0, 0.0)
    for point in points {
      products += (Double(point.year) - year) * (point.log - log)
      squares += (Double(point.year) - year) * (Double(point.year) - year)
    }
    return squares > 0 ? products / squares : nil
  }

  /// The terms of growth accounting between two years: the span, the mean log investment times the span, and the
  /// changes of log labour and of log human capital.
  static func account(_ conditions: Conditions, from first: Int, to last: Int) -> [Double]? {
    guard let skill = conditions.skill else { return nil }
    let span = Double(last - first)
    var investment = 0.0
    for year in first...last {
      investment += Glibc.log(conditions.investment.value(at: Double(year)))
    }
    investment /= span + 1
    func change(_ path: Path) -> Double {
      Glibc.log(path.value(at: Double(last)) / path.value(at: Double(first)))
    }
    return [span, investment * span, change(conditions.labour), change(skill)]
  }

  /// A rival's forecast of log income in the target years; nil where it cannot be made.
  ///
  /// - Parameters:
  ///   - origin: where the forecast begins.
  ///   - trend: the economy's own growth a year, which each protocol finds in its own data.
  ///   - conditions: the outside paths the accounting may use.
  ///   - solow: log income by year on Solow's path under these conditions, up to a constant.
  public func forecast(
    _ kind: Kind, from origin: ForecastOrigin, trend: Double?, conditions: Conditions,
    solow: [Int: Double]? = nil
  ) -> [Double]? {
    func line(_ growth: Double) -> [Double] {
      origin.targets.map { origin.log + growth * Double($0 - origin.year) }
    }
    switch kind {
    case .lastValue: return line(0)
    case .trend: return trend.map(line)
    case .convergence: return line(convergence.intercept + convergence.slope * origin.log)
    case .growthDistribution: return line(growth.mean)
    case .regression:
      guard let accounting else { return nil }
      var result: [Double] = []
      for year in origin.targets {
        guard let terms = Self.account(conditions, from: origin.year, to: year) else { return nil }
        result.append(origin.log + zip(terms, accounting).reduce(0) { $0 + $1.0 * $1.1 })
      }
      return result
    case .solow:
      guard let solow, let start = solow[origin.year] else { return nil }
      var result: [Double] = []
      for year in origin.targets {
        guard let log = solow[year] else { return nil }
        result.append(origin.log + log - start)
      }
      return result
    }
  }
}
