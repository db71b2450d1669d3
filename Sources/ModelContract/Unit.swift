/// The unit in which a factor, lever or outcome is measured.
///
/// Units are compared where parts meet (a study's threshold against an outcome, a prior against a
/// factor), and printed beside every number. The frontier economy is 1 wherever a quantity is relative.
public enum Unit: String, Sendable, Hashable, CaseIterable {
  /// A pure number.
  case dimensionless = "-"
  /// Relative to the frontier economy, which is 1; never negative.
  case relativeToFrontier = "frontier = 1"
  /// A share of gross domestic product, as a fraction.
  case shareOfOutput = "share of GDP"
  /// A rate per year.
  case perYear = "1/year"
  /// A rate per year and per 1 % of gross domestic product of propagated mission stock.
  case perYearPerPercentOfOutput = "1/year per 1 % of GDP"
  /// A number of years.
  case years = "years"
  /// A calendar year.
  case calendarYear = "calendar year"
  /// A natural logarithm of a ratio.
  case logRatio = "log ratio"
  /// Initial frontier output times years, discounted.
  case discountedOutput = "discounted frontier output"
  /// A fraction between 0 and 1.
  case fraction = "fraction"

  /// The values that a quantity of this unit can have; nil where the unit allows every number.
  public var bounds: ClosedRange<Double>? {
    switch self {
    case .fraction: 0...1
    case .relativeToFrontier: 0...Double.infinity
    default: nil
    }
  }
}
