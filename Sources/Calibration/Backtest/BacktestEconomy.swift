import Glibc
import ModelContract

/// One economy of a backtest: what was observed of it, on the scale of natural logarithms.
public struct BacktestEconomy: Sendable, Hashable {
  /// Name in files.
  public var name: String
  /// Which income series was observed, for reports: `expenditure` or `output`.
  public var series: String
  /// Year of the initial conditions.
  public var start: Int
  /// Log of income relative to the USA at the start.
  public var startLog: Double
  /// Years after the start in which income is scored, ascending.
  public var years: [Int]
  /// Log of income relative to the USA in those years.
  public var logs: [Double]
  /// Investment share of GDP.
  public var investment: Path
  /// Labour input relative to the USA.
  public var labour: Path
  /// Index of human capital relative to the USA; nil where there is none, and the economy has no growth
  /// accounting.
  public var skill: Path?
  /// Log income in the years before the start, for the trend an economy brings along; may be empty.
  public var earlier: [(year: Int, log: Double)] {
    zip(earlierYears, earlierLogs).map { ($0, $1) }
  }
  /// Years before the start with income.
  public var earlierYears: [Int]
  /// Log income in these years.
  public var earlierLogs: [Double]
  /// Standard deviation of the yearly growth of what the labour series leaves out, such as hours.
  public var labourDrift: Double

  /// Describes an economy.
  public init(
    name: String, series: String, start: Int, startLog: Double, years: [Int], logs: [Double],
    investment: Path, labour: Path, skill: Path?, earlier: [(year: Int, log: Double)] = [],
    labourDrift: Double = 0
  ) {
    precondition(years.count == logs.count && !years.isEmpty, "\(name) has \(years.count) years")
    precondition(years[0] > start, "\(name) is scored in \(years[0]) but starts in \(start)")
    self.name = name
    self.series = series
    self.start = start
    self.startLog = startLog
    self.years = years
    self.logs = logs
    self.investment = investment
    self.labour = labour
    self.skill = skill
    self.earlierYears = earlier.map(\.year)
    self.earlierLogs = earlier.map(\.log)
    self.labourDrift = labourDrift
  }

  /// The observations up to a year, the start not among them.
  func observed(to last: Int) -> [(year: Int, log: Double)] {
    zip(years, logs).filter { $0.0 <= last }.map { (year: $0.0, log: $0.1) }
  }

  /// Log income in a scored year or at the start.
  func log(in year: Int) -> Double? {
    if year == start { return startLog }
    return years.firstIndex(of: year).map { logs[$0] }
  }
}

/// Where a forecast begins and which years it is for.
public struct ForecastOrigin: Sendable, Hashable {
  /// The year from which it goes.
  public let year: Int
  /// Log income in that year.
  public let log: Double
  /// The years to forecast.
  public let targets: [Int]

  /// States an origin.
  public init(year: Int, log: Double, targets: [Int]) {
    self.year = year
    self.log = log
    self.targets = targets
  }
}
