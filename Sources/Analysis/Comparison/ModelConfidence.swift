import StudyContract

/// How far the model may be trusted, from its record against history, apart from how probable it calls an outcome.
///
/// Only protocols count whose rows had not seen what they were scored on. The grade is the lower of two: how many of
/// them the model wins against its best simple rival, and how near its 90 % bands come to holding 90 % of the years.
public enum ModelConfidence: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Nothing was held out.
  case veryLow = "very low"
  /// The model loses most protocols, or its bands hold less than ``leastCoverage``.
  case low
  /// It wins most of them, with bands that hold at least ``leastCoverage``.
  case medium
  /// It wins all of them, with bands that hold at least ``goodCoverage``.
  case high

  /// Below it, twice as many years lie outside the 90 % bands as should, and half as many again.
  public static let leastCoverage = 0.75
  /// Half as many years outside the bands as should more than should: within the error of forty economies.
  public static let goodCoverage = 0.85

  /// The grade of a record; nil stands for none.
  public init(_ test: EnsembleTest?) {
    let rows = (test?.rows ?? []).filter(\.isHeldOut)
    let compared = rows.compactMap { row in row.bestRival.map { row.error < $0 } }
    guard let coverage = rows.map(\.coverage).min(), !compared.isEmpty else {
      self = .veryLow
      return
    }
    let wins = compared.count { $0 }
    let byRivals: Self =
      wins == compared.count ? .high : 2 * wins > compared.count ? .medium : .low
    let byCoverage: Self =
      coverage >= Self.goodCoverage ? .high : coverage >= Self.leastCoverage ? .medium : .low
    self = min(byRivals, byCoverage)
  }

  /// Whether the first is lower.
  public static func < (first: Self, second: Self) -> Bool {
    allCases.firstIndex(of: first)! < allCases.firstIndex(of: second)!
  }
}
