/// A rule that makes mixes comparable: each is moved towards the baseline until an expected outcome, in
/// practice its discounted fiscal cost, exceeds the baseline's by a given amount.
///
/// A mix that stays below the amount as it is stays as it is.
public struct Budget: Sendable, Hashable {
  /// Name of the outcome that is held: `fiscal_cost`.
  public var outcome: String
  /// Allowed excess over the baseline's expectation, in the outcome's unit.
  public var aboveBaseline: Double
  /// Accepted distance from the allowed excess, in the outcome's unit.
  public var tolerance: Double

  /// Amounts a rule may allow, in the outcome's unit: costs are shares of output summed over decades.
  public static let amounts = 0.0...100
  /// Accepted distances. The search for a share ends at a tenth of one, which must be more than rounding.
  public static let tolerances = 1e-9...100

  /// States a rule.
  public init(outcome: String, aboveBaseline: Double, tolerance: Double) {
    self.outcome = outcome
    self.aboveBaseline = aboveBaseline
    self.tolerance = tolerance
  }
}
