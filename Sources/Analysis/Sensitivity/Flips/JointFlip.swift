/// The line on which two factors together flip a decision between two policies.
///
/// With d the paired difference of two policies and x and y two factors, E[d | x, y] says what the difference
/// would be expected to be if both were known; where it changes sign, the choice flips. ``FlipAnalysis`` finds
/// the line `a x + b y = c` that represents these points inside the range of both, or says why there is none.
public struct JointFlip: Sendable, Hashable {
  /// What was found.
  public enum Finding: String, Sendable, Hashable {
    /// The expected difference changes sign on the line.
    case line
    /// It has one sign everywhere in the range: no joint flip inside the prior range.
    case none
    /// It changes sign, but not on a line.
    case bent
    /// The surface that was fitted does not represent the conditional mean, so that nothing is said.
    case unfit
  }

  /// The line and its errors.
  public struct Line: Sendable, Hashable {
    /// Coefficient of the first factor, in units of the outcome by those of the factor.
    public let a: Double
    /// Coefficient of the second factor.
    public let b: Double
    /// The right-hand side; `a x + b y - c` is near the expected difference beside the line.
    public let c: Double
    /// Ends of the 95 % interval of c, for this slope at the middle of the line.
    public let low: Double
    /// The upper end; infinite when the data do not say that the line lies inside the range.
    public let high: Double
    /// Points of the line with the 95 % interval of the value of `other` at that value of the other factor.
    public let crossings: [Crossing]
    /// Share of futures on the side of the line where the choice is another than on average.
    public let share: Double
    /// The largest distance of a point of the fitted contour from the line, in ranges of the factors.
    public let departure: Double
  }

  /// Where the line is, at one value of the factor named first.
  public struct Crossing: Sendable, Hashable {
    /// Value of the first factor.
    public let x: Double
    /// Value of the second factor on the line.
    public let y: Double
    /// Ends of the 95 % interval of that value; infinite when an end lies outside the range.
    public let low: Double
    /// The upper end.
    public let high: Double
  }

  /// The first factor.
  public let x: String
  /// The second factor.
  public let y: String
  /// What was found.
  public let finding: Finding
  /// The line; nil for other findings.
  public let line: Line?
  /// Share of the variance of the difference that the fitted surface represents.
  public let determination: Double
  /// The closed index of the two, or the sum of their first-order indices where interactions are not known;
  /// NaN for factors that are not groups of their own.
  public let closedIndex: Double
  /// Share of the variance between classes of both factors that the surface misses, 0 for a perfect fit.
  public let lackOfFit: Double
  /// The range of the first factor that was searched: its central 99 %.
  public let rangeX: ClosedRange<Double>
  /// The range of the second factor.
  public let rangeY: ClosedRange<Double>
}
