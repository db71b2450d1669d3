import Glibc
import Sampling

/// How likely the observations are under every row of an ensemble, the discrepancy integrated out on a grid.
///
/// The discrepancy is the process of first order of ``Discrepancy``, zero at the start of each economy; its size and
/// persistence, common to all economies, have the laws of ``DiscrepancyPrior`` and are summed over ``sizes`` by
/// ``persistences``. Given a row, its discrepancy can be drawn from what is left of that law after any part of the
/// data, so that bands never use an error of the years they are for. Rows that were fitted together with a discrepancy
/// of their own bring it along; then nothing is summed, and the bands are those of the fit.
///
/// Memory: 16 bytes for each economy, row and point of the grid. Cost: one step of a filter for each of them and
/// each year.
public struct RowLikelihoods: Sendable {
  /// Sizes of the grid: twelve steps of a quarter from 0.03, below the error of any income series, to 0.35.
  public static let sizes = (0..<12).map { 0.03 * pow(1.25, Double($0)) }
  /// Persistences of the grid: the middles of seven equal parts of 0.6 to 0.95.
  public static let persistences = (0..<7).map { 0.625 + 0.05 * Double($0) }

  /// Points of the grid.
  static let gridCount = sizes.count * persistences.count

  /// The discrepancy at a point of the grid.
  static func discrepancy(_ point: Int) -> Discrepancy {
    Discrepancy(
      size: sizes[point / persistences.count], persistence: persistences[point % persistences.count]
    )
  }

  /// The discrepancy each row was fitted with; nil when rows say nothing of it.
  let own: [Discrepancy]?
  /// Points that are summed for a row: those of the grid, or the row's own discrepancy alone.
  let pointCount: Int
  /// Log prior weight of each point: the half-normal density of the size times the width of its step, which grows
  /// with the size; the persistence is uniform.
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
  ///   - law: priors of size and persistence.
  ///   - own: the discrepancy each row was fitted with, if it was; the priors are then not asked.
  public init(
    economies: [BacktestEconomy], paths: [[[Double]]], cutoff: Int,
    law: DiscrepancyPrior = .income, own: [Discrepancy]? = nil
  ) {
    let points = own == nil ? Self.gridCount : 1
    let rows = paths.first?.first?.count ?? 0
    precondition(own == nil || own!.count == rows || rows == 0, "\(own!.count) for \(rows) rows")
    rowCount = rows
    self.own = own
    pointCount = points
    prior =
      own != nil
      ? [0]
      : (0..<points).map { point in
        let size = Self.discrepancy(point).size
        return -0.5 * size * size / (law.sizeScale * law.sizeScale) + log(size)
      }
    var full: [[Double]] = []
    var early: [[Double]] = []
    let processes = (0..<points).map(Self.discrepancy)
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
          let process = own?[row] ?? processes[point]
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
        if uniform < sum { return Self.discrepancy(point) }
      }
      return Self.discrepancy(Self.gridCount - 1)
    }
  }

  /// Posterior means of size and persistence over rows of given weights.
  public func meanDiscrepancy(_ data: Data, weights rows: [Double]) -> Discrepancy {
    var (size, persistence) = (0.0, 0.0)
    for row in 0..<rowCount {
      let logs = weights(data, row: row)
      let total = Self.logSum(logs)
      guard total.isFinite else { continue }
      for (point, log) in logs.enumerated() {
        let weight = rows[row] * exp(log - total)
        let process = own?[row] ?? Self.discrepancy(point)
        size += weight * process.size
        persistence += weight * process.persistence
      }
    }
    return Discrepancy(size: size, persistence: persistence)
  }

  static func logSum(_ logs: [Double]) -> Double {
    guard let largest = logs.max(), largest.isFinite else { return -.infinity }
    return largest + log(logs.reduce(0) { $0 + exp($1 - largest) })
  }
}
