import Calibration
import Foundation
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// The tables of history that a backtest reads, each once.
struct BacktestTables {
  let loader: HistoryLoader
  /// Income on the expenditure side, by economy.
  let expenditure: [String: [(year: Int, income: Double)]]
  /// The frontier's table; nil without one.
  let frontier: HistoryTable?
  /// Figures of countries; nil without them.
  let countries: CountryLookup?

  init(_ loader: HistoryLoader) throws {
    self.loader = loader
    expenditure = try loader.expenditureTargets()
    frontier = try loader.table("usa")
    countries = try loader.countries()
  }

  /// What was observed of the economy of a study.
  func economy(_ study: Study, series: BacktestSeries) throws -> BacktestEconomy {
    let name = study.economy.name
    let file = study.source.map { "\($0.path): " } ?? ""
    let table = try loader.table(name, countries)
    let start = Int(study.start)
    let last = Int(study.end)
    var startIncome = study.economy.initialConditions["initial_income"] ?? 0
    var points: [(year: Int, income: Double)]
    var label: String
    // A country of the panel has its targets from there, and the other series beside them.
    let isCountry = HistoryLoader.isPanel(study)
    if let targets = study.targets, !isCountry || series == .expenditure {
      points = targets.income.map { (Int($0.year), $0.value) }
      label = isCountry ? series.rawValue : "file"
    } else if series == .expenditure, let found = expenditure[name] {
      points = found
      label = "expenditure"
    } else if let table {
      let column = series.column
      let years = stride(from: 1950, through: 2015, by: 5).filter { $0 > start } + [2019]
      points = years.compactMap { year in
        table.threeYearMean(column, year).map { (year, $0) }
      }
      label = series == .maddison ? "maddison" : "output"
      startIncome = table.threeYearMean(column, start) ?? startIncome
    } else {
      throw BacktestError(
        "\(file)there is no income to compare \(name) with; give its series \(series.column) in "
          + "Models/history/\(name).csv, or targets in the file of the economy.")
    }
    points = points.filter { $0.year > start && $0.year <= last }
    guard !points.isEmpty else {
      throw BacktestError(
        "\(table?.path ?? file)\(table == nil ? "" : ": ")\(label == "file" ? "targets.income" : series.column): \(name) has no income observed from its start in \(start) to \(last)."
      )
    }
    guard startIncome > 0 else {
      throw BacktestError(
        "\(file)initial_income: \(name) has no income at its start in \(start); give it among the initial conditions."
      )
    }
    guard let labour = study.economy.series["employment"],
      let investment = study.baselinePolicy.levers["investment"]
    else {
      throw BacktestError(
        "\(file)series.employment: a backtest needs the series employment of \(name), and the lever investment of "
          + "its mix; give them in the files of the economy and of the mix.")
    }
    let earlier = (table?.values[series.column] ?? [:]).sorted { $0.key < $1.key }
      .filter { $0.key < start }
    return BacktestEconomy(
      name: name, series: label, start: start, startLog: log(startIncome),
      years: points.map(\.year), logs: points.map { log($0.income) }, investment: investment,
      labour: labour, skill: skill(table), earlier: earlier.map { ($0.key, log($0.value)) },
      labourDrift: study.labourDrift)
  }

  /// Human capital relative to the frontier.
  private func skill(_ table: HistoryTable?) -> Path? {
    guard let own = table?.values["human_capital"], let best = frontier?.values["human_capital"]
    else { return nil }
    let points = own.keys.sorted().compactMap { year in
      best[year].map { Path.Breakpoint(year: Double(year), value: own[year]! / $0) }
    }
    return points.isEmpty ? nil : Path(points)
  }
}

/// A backtest that cannot be run.
public struct BacktestError: KindedError {
  /// What is wrong, in one sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}
