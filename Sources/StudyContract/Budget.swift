/// A rule that makes mixes comparable: each is moved towards the baseline until an expected outcome, in
/// practice its discounted fiscal cost, exceeds the baseline's by a given amount.
///
/// A mix that stays below the amount as it is stays as it is, unless the rule scales up: then it is moved on, past what it
/// states, until it spends the amount or a lever or trait stands at its bound.
///
/// The expectation is that under the prior, in the first scenario. A mix is a set of lever values that is chosen before
/// anybody knows which beliefs or which world are right, so it is scaled once; under other beliefs and in other
/// scenarios the same levers cost something else, and results under an ensemble say how much.
public struct Budget: Sendable, Hashable {
  /// Name of the outcome that is held: `fiscal_cost`.
  public var outcome: String
  /// Allowed excess over the baseline's expectation, in the outcome's unit.
  public var aboveBaseline: Double
  /// Accepted distance from the allowed excess, in the outcome's unit.
  public var tolerance: Double

  /// Whether mixes that cost less are scaled up.
  public var scalesUp: Bool

  /// Amounts a rule may allow, in the outcome's unit: costs are shares of output summed over decades.
  public static let amounts = 0.0...100
  /// Accepted distances. The search for a share ends at a tenth of one, which must be more than rounding.
  public static let tolerances = 1e-9...100

  /// States a rule.
  public init(outcome: String, aboveBaseline: Double, tolerance: Double, scalesUp: Bool = false) {
    self.scalesUp = scalesUp
    self.outcome = outcome
    self.aboveBaseline = aboveBaseline
    self.tolerance = tolerance
  }
}
