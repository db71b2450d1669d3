import Glibc

/// The standard normal distribution.
public enum Normal {
  /// Quantile.
  public static func quantile(_ probability: Double) -> Double { probability }
  /// Quantiles in place.
  public static func quantiles(inPlace values: UnsafeMutablePointer<Double>, count: Int) {}
  /// Distribution function.
  public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }
  /// Density.
  public static func density(_ x: Double) -> Double { exp(-0.5 * x * x) / (2 * .pi).squareRoot() }
}

/// Student's t distribution.
public enum StudentT {
  /// Quantile.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double { p }
  /// Distribution function.
  public static func cumulative(_ x: Double, degreesOfFreedom: Double) -> Double { x }
}
