import Glibc
import Sampling

/// How likely the observations are under every row of an ensemble, the discrepancy integrated out on a grid.
///
/// The discrepancy is the process of first order of ``Discrepancy``, zero at the start of each economy; its numbers,
/// common to all economies, are summed over the points of a ``DiscrepancyGrid``. Given a row, its discrepancy can be
/// drawn from what is left of that law after any part of the data, so that bands never use an error of the years they
/// are for. Rows that were fitted together with a discrepancy of their own bring it along; then nothing is summed, and
/// the bands are those of the fit.
///
/// Memory: 16 bytes for each economy, row and point of the grid. Cost: one step of a filter for each of them and
/// each year.
public struct RowLikelihoods: Sendable {
  /// The points that are summed.
  let grid: DiscrepancyGrid
  /// The discrepancy each row was fitted with; nil when rows say nothing of it.
  let own: [Discrepancy]?
  /// Points that are summed for a row: those of the grid, or the row's own discrepancy alone.
  let pointCount: Int
  /// Log prior weight of each point.
  let prior: [Double]
  /// Rows of the ensemble.
  public let rowCount: Int
  /// By economy, at `row * pointCount + point`: all years.
  let full: [[Double]]
  /// The same with the years up to the cut-off alone.
  let early: [[Double]]

  /// Which observations count.
  public enum Data: Sendable, Hashable {
    /// Everything.
    case all
    /// Years up to the cut-off, of all economies.
    case early
    /// All years of all economies but one.
    case without(Int)
  }

  /// Evaluates.
  ///
  /// - Parameters:
  ///   - economies: those the ensemble was fitted to.
  ///   - paths: by economy and scored year log income of every row.
  ///   - cutoff: last year of ``Data/early``.
  ///   - grid: the points that are summed.
  ///   - own: the discrepancy each row was fitted with, if it was; the grid is then not asked.
  public init(
    economies: [BacktestEconomy], paths: [[[Double]]], cutoff: Int,
    grid: DiscrepancyGrid = .rows, own: [Discrepancy]? = nil
  ) {
    let points = own == nil ? grid.processes.count : 1
    let rows = paths.first?.first?.count ?? 0
    precondition(own == nil || own!.count == rows || rows == 0, "\(own!.count) for \(rows) rows")
    rowCount = rows
    self.own = own
    pointCount = points
    self.grid = grid
    prior = own != nil ? [0] : grid.logPriors
    var full: [[Double]] = []
    var early: [[Double]] = []
    for (economy, path) in zip(economies, paths) {
      let years = economy.years.map(Double.init)
      let count = economy.years.count { $0 <= cutoff }
      var whole = [Double](repeating: -.infinity, count: rows * points)
      var part = [Double](repeating: count == 0 ? 0 : -.infinity, count: rows * points)
      let earlyYears = Array(years[..<count])
      let start = Double(economy.start)
      for row in 0..<rows {
        let residuals = zip(economy.logs, path).map { $0 - $1[row] }
        guard residuals.allSatisfy(\.isFinite) else { continue }
        let earlyResiduals = Array(residuals[..<count])
        for point in 0..<points {
          let process = own?[row] ?? grid.processes[point]
          whole[row * points + point] =
            process.filter(years: years, residuals: residuals, start: start).logLikelihood
          part[row * points + point] =
            process.filter(
              years: earlyYears, residuals: earlyResiduals, start: start
            ).logLikelihood
        }
      }
      full.append(whole)
      early.append(part)
    }
    self.full = full
    self.early = early
  }

  /// Log posterior weights of the grid for one row, not normalised.
  private func weights(_ data: Data, row: Int) -> [Double] {
    let range = row * pointCount..<(row + 1) * pointCount
    var result = prior
    for economy in full.indices {
      if case .without(let left) = data, left == economy { continue }
      let table = data == .early ? early[economy] : full[economy]
      for (point, index) in range.enumerated() { result[point] += table[index] }
    }
    return result
  }

  /// Posterior weights of the grid for one row, summing to 1; nil when the data are impossible under it.
  func posterior(_ data: Data, row: Int) -> [Double]? {
    let logs = weights(data, row: row)
    let total = Self.logSum(logs)
    return total.isFinite ? logs.map { exp($0 - total) } : nil
  }

  /// Log-likelihood of the data under each row, up to a constant.
  public func logLikelihoods(_ data: Data) -> [Double] {
    (0..<rowCount).map { Self.logSum(weights(data, row: $0)) }
  }

  /// One discrepancy for each row, drawn from its law given the row and the data.
  ///
  /// A row under which the data are impossible takes the discrepancy of the prior. Rows with a discrepancy of their
  /// own keep it, whatever the data.
  public func discrepancies(_ data: Data, stream: CounterStream) -> [Discrepancy] {
    if let own { return own }
    return (0..<rowCount).map { row in
      var logs = weights(data, row: row)
      var total = Self.logSum(logs)
      if !total.isFinite {
        logs = prior
        total = Self.logSum(logs)
      }
      let uniform = stream.uniform(row)
      var sum = 0.0
      for (point, log) in logs.enumerated() {
        sum += exp(log - total)
        if uniform < sum { return grid.processes[point] }
      }
      return grid.processes[grid.processes.count - 1]
    }
  }

  /// Posterior means of the discrepancy's numbers over rows of given weights; plain means where the data are
  /// impossible under every row.
  public func meanDiscrepancy(_ data: Data, weights rows: [Double]) -> Discrepancy {
    var sums = [Double](repeating: 0, count: own?.count ?? grid.processes.count)
    for row in 0..<rowCount {
      let logs = weights(data, row: row)
      let total = Self.logSum(logs)
      guard total.isFinite else { continue }
      for (point, log) in logs.enumerated() {
        sums[own == nil ? point : row] += rows[row] * exp(log - total)
      }
    }
    let isKnown = sums.contains { $0 > 0 }
    return Discrepancy.mean(
      own ?? grid.processes, weights: isKnown ? sums : sums.map { _ in 1 })
  }

  static func logSum(_ logs: [Double]) -> Double {
    guard let largest = logs.max(), largest.isFinite else { return -.infinity }
    return largest + log(logs.reduce(0) { $0 + exp($1 - largest) })
  }
}
