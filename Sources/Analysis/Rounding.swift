/// Numbers that differ by rounding alone.
public enum Rounding {
  /// The share of the magnitude of numbers within which they are the same but for rounding: 1e-12, what some thousands of
  /// operations leave.
  public static let share = 1e-12

  /// Whether a spread is one of rounding, for numbers of a magnitude.
  public static func isRounding(spread: Double, magnitude: Double) -> Bool {
    spread <= share * magnitude
  }

  /// The smallest and largest of numbers that differ by rounding alone; nil where they differ by more. Infinities are
  /// left out.
  public static func range(_ values: [Double]) -> (low: Double, high: Double)? {
    let finite = values.lazy.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(),
      isRounding(spread: high - low, magnitude: max(low.magnitude, high.magnitude))
    else { return nil }
    return (low, high)
  }
}
