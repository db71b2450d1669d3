/// Rows of a table that have no finite outcome, and where among the factors they lie.
public struct FailedRows: Sendable, Hashable {
  /// The factor that separates them best from the others.
  public struct Place: Sendable, Hashable {
    /// The factor.
    public let factor: String
    /// Whether they lie above the value, else at or below it.
    public let isAbove: Bool
    /// The value.
    public let at: Double
    /// The rows that failed on that side and on the other, in per cent.
    public let percentThere: Double, percentElsewhere: Double
    /// Other factors that separate them.
    public let others: [String]
  }

  /// Rows that failed.
  public let failed: Int
  /// All rows.
  public let rows: Int
  /// Whether there were enough rows on either side to look for a place.
  public let wasSearched: Bool
  /// Where they lie; nil when no factor separates them visibly.
  public let place: Place?

  /// The share of failed runs above which a warning says where they fail: 1 %, below which even failures in the
  /// worst corner move a first-order index by little.
  public static let share = 0.01

  /// Looks for the place; nil when too few rows failed to matter.
  public init?(names: [String], factors: [[Double]], isFailed: [Bool]) {
    failed = isFailed.count { $0 }
    rows = isFailed.count
    guard Double(failed) > Self.share * Double(rows) else { return nil }
    guard
      let data = try? GivenData(
        names: names, factors: factors, outcome: isFailed.map { $0 ? 1 : 0 }),
      let indices = try? RegionalAnalysis.indices(data, isInside: { $0 == 1 })
    else {
      wasSearched = false
      place = nil
      return
    }
    wasSearched = true
    let guilty = indices.filter { $0.adjustedPValue < 0.05 }.sorted { $0.distance > $1.distance }
    guard let worst = guilty.first, let column = names.firstIndex(of: worst.name) else {
      place = nil
      return
    }
    let isInside = factors[column].map { worst.isLargerInside ? $0 > worst.at : $0 <= worst.at }
    func percent(_ side: Bool) -> Double {
      let all = isInside.indices.filter { isInside[$0] == side }
      return all.isEmpty ? 0 : 100 * Double(all.count { isFailed[$0] }) / Double(all.count)
    }
    place = Place(
      factor: worst.name, isAbove: worst.isLargerInside, at: worst.at, percentThere: percent(true),
      percentElsewhere: percent(false), others: guilty.dropFirst().map(\.name))
  }
}

/// The factor whose values differ most between runs that failed and others, by the distance of Kolmogorov and
/// Smirnov.
public struct FailureRegion: Sendable, Hashable {
  /// The factor.
  public let factor: String
  /// Where it lies in runs that failed.
  public let range: ClosedRange<Double>

  /// Looks for the factor; nil when nothing failed or no factor differs.
  ///
  /// - Parameters:
  ///   - failed: by factor its values in runs that failed.
  ///   - others: by factor its values in runs to compare them with.
  public init?(names: [String], failed: [[Double]], others: [[Double]]) {
    var largest = (distance: 0.0, factor: 0)
    for factor in names.indices {
      let (bad, good) = (failed[factor].sorted(), others[factor].sorted())
      guard !bad.isEmpty, !good.isEmpty else { return nil }
      var (i, j, distance) = (0, 0, 0.0)
      while i < bad.count && j < good.count {
        let value = min(bad[i], good[j])
        while i < bad.count && bad[i] <= value { i += 1 }
        while j < good.count && good[j] <= value { j += 1 }
        distance = max(
          distance, abs(Double(i) / Double(bad.count) - Double(j) / Double(good.count)))
      }
      if distance > largest.distance { largest = (distance, factor) }
    }
    guard largest.distance > 0, let low = failed[largest.factor].min(),
      let high = failed[largest.factor].max()
    else { return nil }
    factor = names[largest.factor]
    range = low...high
  }
}
