import Calibration
import Foundation
import ModelContract
import Scenarios
import StudyContract

extension BacktestSession {
  /// Rows of the ensemble that a placebo uses: its errors are several times the spread of a median of 64 rows.
  private static let placeboRows = 64

  /// Levers dealt out anew; nil with fewer than four economies, which have too few ways.
  func placebo() throws -> Placebo? {
    let subjects = subjects.filter(\.isScored)
    guard subjects.count >= 4 else { return nil }
    let count = rows.rowCount
    let chosen = stride(from: 0, to: count, by: max(count / Self.placeboRows, 1)).map { $0 }
    /// Log income in the scored years of a subject in the median row; infinitely wrong where no row has an answer.
    func median(_ subject: BacktestSubject, _ policy: Policy) throws -> [Double] {
      try subject.path(under: policy, rows: chosen, model: model, context: context).map { year in
        let finite = year.filter(\.isFinite)
        return finite.isEmpty ? .infinity : WeightedSample(finite).median
      }
    }
    func squares(_ path: [Double], _ subject: BacktestSubject) -> Double {
      zip(path, subject.economy.logs).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    func growth(_ path: [Double], _ subject: BacktestSubject) -> Double {
      let economy = subject.economy
      return (path[path.count - 1] - economy.startLog)
        / Double(economy.years[economy.years.count - 1] - economy.start)
    }
    var own: [Double] = []
    var mean: [[Double]] = []
    let dealt = try subjects.enumerated().map { index, subject in
      context.announce?("placebo \(subject.economy.name)")
      let others = subjects.enumerated().filter { $0.offset != index }
        .map(\.element.study.baselinePolicy)
      mean.append(
        try median(subject, subject.study.baselinePolicy.withMeanLevers(of: others)))
      return try subjects.enumerated().map { donor, other in
        let path = try median(subject, other.study.baselinePolicy)
        if donor == index { own.append(growth(path, subject)) }
        return squares(path, subject)
      }
    }
    let counts = subjects.map(\.economy.years.count)
    var placebo = Placebo(squares: dealt, counts: counts, seed: request.seed)
    placebo.meanMix = Placebo.MeanMix(
      squares: zip(mean, subjects).map(squares), counts: counts,
      growth: zip(mean, subjects).map(growth), own: own,
      observed: subjects.map { growth($0.economy.logs, $0) })
    return placebo
  }

  /// How far the income of a second economy near the frontier wanders by itself.
  func frontier() throws -> BacktestReport.Frontier? {
    guard let table = try loader.table("germany") else { return nil }
    let years = stride(from: 1960, through: 2015, by: 5) + [2019]
    let logs = years.compactMap { year in
      table.threeYearMean(HistoryTable.income.name, year).map { log($0) }
    }
    guard logs.count > 2 else { return nil }
    let changes = zip(logs, logs.dropFirst()).map { $1 - $0 }
    let squares = changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)
    return BacktestReport.Frontier(
      name: "Germany", first: exp(logs[0]), last: exp(logs[logs.count - 1]),
      span: "\(years[0])-\(years[years.count - 1])", change: squares.squareRoot())
  }
}
