/// A target that a policy mix is to meet: `income >= 0.5 by 2055`.
public struct Requirement: Sendable, Hashable, CustomStringConvertible {
  /// Name of the outcome.
  public let outcome: String
  /// How it is compared.
  public let comparison: Condition.Comparison
  /// With what, in the outcome's unit.
  public let limit: Double
  /// The calendar year in which the target is looked at; the last one when nil.
  public let year: Double?
  /// The target as the user wrote it.
  public let description: String

  /// States a target.
  public init(
    outcome: String, comparison: Condition.Comparison, limit: Double, year: Double? = nil,
    description: String
  ) {
    self.outcome = outcome
    self.comparison = comparison
    self.limit = limit
    self.year = year
    self.description = description
  }

  /// Whether a value meets it.
  public func isMet(by value: Double) -> Bool { comparison.holds(value, limit) }
}
