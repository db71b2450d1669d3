/// What a model says an economy's levers did: income at the end under the levers it had, against the levers of its
/// first year for ever, row by row of an ensemble.
///
/// Investment and labour are those of history in both, because they are data. That the difference is positive says how
/// levers were coded and what the equations make of it; nobody has observed the other path.
public struct FrozenLevers: Sendable, Hashable {
  /// The economy.
  public let economy: String
  /// Whether the rows were fitted to it.
  public let wasFitted: Bool
  /// The first year, at which levers freeze.
  public let start: Int
  /// The last year, which is compared.
  public let year: Int
  /// Median log income under frozen levers.
  public let frozen: Double
  /// Log income under the levers of history minus that under frozen ones, in the median row.
  public let median: Double
  /// Its 5 % quantile over rows.
  public let low: Double
  /// Its 95 % quantile over rows.
  public let high: Double
  /// Share of rows under which the levers of history did better.
  public let shareAbove: Double

  /// Compares; nil when no row has an answer for both.
  ///
  /// - Parameters:
  ///   - actual: log income under the levers of history, by row.
  ///   - frozen: the same under the levers of the first year.
  public init?(
    economy: String, wasFitted: Bool, start: Int, year: Int, actual: [Double], frozen: [Double]
  ) {
    precondition(actual.count == frozen.count, "\(actual.count) rows against \(frozen.count)")
    let pairs = zip(actual, frozen).filter { $0.isFinite && $1.isFinite }
    if pairs.isEmpty { return nil }
    let differences = pairs.map { $0 - $1 }
    let sample = WeightedSample(differences)
    self.economy = economy
    self.wasFitted = wasFitted
    self.start = start
    self.year = year
    self.frozen = WeightedSample(pairs.map(\.1)).median
    median = sample.median
    low = sample.quantile(0.05)
    high = sample.quantile(0.95)
    shareAbove = Double(differences.count { $0 > 0 }) / Double(differences.count)
  }
}
