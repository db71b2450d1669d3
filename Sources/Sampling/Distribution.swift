/// The law of one number.
public enum Distribution: Sendable, Hashable {
  case uniform(low: Double, high: Double)
  case logUniform(low: Double, high: Double)
  case normal(mean: Double, standardDeviation: Double)
  case truncatedNormal(mean: Double, standardDeviation: Double, low: Double, high: Double)
  case lognormal(median: Double, sigma: Double)
  case triangular(low: Double, mode: Double, high: Double)
  case pert(low: Double, mode: Double, high: Double)
  case beta(low: Double, high: Double, alpha: Double, beta: Double)
  case gamma(shape: Double, scale: Double)
  case weibull(shape: Double, scale: Double)
  case discrete(values: [Double], probabilities: [Double])
  case categorical(codes: [Double], probabilities: [Double])
  case constant(Double)
  case empirical(EmpiricalColumn)

  public static func empirical(values: [Double]) -> Distribution {
    .empirical(EmpiricalColumn(values))
  }
  public static func lognormal(logMean: Double, logStandardDeviation: Double) -> Distribution {
    .lognormal(median: logMean, sigma: logStandardDeviation)
  }

  public func quantile(_ uniform: Double) -> Double { uniform }
  public func cumulative(_ x: Double) -> Double { x }
  public func density(_ x: Double) -> Double { x }
  public var support: ClosedRange<Double> { 0...1 }
  public var mean: Double { 0 }
  public var standardDeviation: Double { 0 }
  public func validate() throws {}
}
public struct EmpiricalColumn: Sendable, Hashable {
  public let sorted: [Double]
  public init(_ values: [Double]) { sorted = values.sorted() }
}
public struct DistributionError: Error, Sendable, Hashable, CustomStringConvertible {
  public let parameter: String
  public let description: String
  public init(parameter: String, description: String) {
    self.parameter = parameter
    self.description = description
  }
}
