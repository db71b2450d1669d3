import NumericCore

/// Parameters that define no distribution.
public struct DistributionError: KindedError, Hashable {
  /// The parameter at fault, as the enumeration spells it: `standardDeviation`.
  public let parameter: String
  /// What is wrong, with the value: `low must be below high: 3 >= 2`.
  public let description: String

  /// Makes an error.
  public init(parameter: String, description: String) {
    self.parameter = parameter
    self.description = description
  }
}

extension Distribution {
  /// How far a sum of probabilities may be from 1: rounding of a few hundred decimal probabilities
  /// written with nine digits stays below it, a mistyped digit does not.
  public static let probabilityTolerance = 1e-9

  /// The largest distance, in standard deviations, between a mean and the near end of its truncation
  /// interval: beyond it the probability of the interval is no longer a normal double.
  public static let truncationReach = 37.0

  /// Shapes of a gamma law and of a beta law: the time of a draw grows with the square root of a shape, to
  /// microseconds at a million, where the law is a constant to a thousandth; below a millionth half of all draws are
  /// smaller than any double.
  public static let shapes = 1e-6...1e6

  /// Refuses parameters that define no distribution, NaN and infinities among them (the ends of a
  /// truncation interval may be infinite), and laws that cannot be drawn from: shapes outside ``shapes``, and draws
  /// beyond the largest number.
  ///
  /// - Throws: ``DistributionError`` that names the parameter.
  public func validate() throws {
    try checkParameters()
    try checkReach()
  }

  /// Refuses a law whose draws, one in 2^53 at either end, are no numbers.
  private func checkReach() throws {
    let unit = 0x1p-53
    for probability in [unit, 1 - unit] where !quantile(probability).isFinite {
      throw DistributionError(
        parameter: reachParameter,
        description: "\(reachParameter) leads to draws beyond the largest number")
    }
  }

  /// The parameter that sends draws beyond all numbers.
  private var reachParameter: String {
    switch self {
    case .normal: "standardDeviation"
    case .lognormal: "sigma"
    case .gamma, .weibull: "scale"
    default: "high"
    }
  }

  private func checkParameters() throws {
    switch self {
    case .uniform(let low, let high):
      try Distribution.checkInterval(low, high)
    case .logUniform(let low, let high):
      try Distribution.checkPositive("low", low)
      try Distribution.checkInterval(low, high)
      guard (high / low).isFinite else {
        throw DistributionError(
          parameter: "high",
          description:
            "high is too many times low: \(Distribution.written(high)) / \(Distribution.written(low))"
        )
      }
    case .normal(let mean, let deviation):
      try Distribution.checkFinite("mean", mean)
      try Distribution.checkPositive("standardDeviation", deviation)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      try Distribution.checkFinite("mean", mean)
      try Distribution.checkPositive("standardDeviation", deviation)
      try Distribution.checkTruncation(mean, deviation, low, high)
    case .lognormal(let median, let sigma):
      try Distribution.checkPositive("median", median)
      try Distribution.checkPositive("sigma", sigma)
    case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
      try Distribution.checkInterval(low, high)
      try Distribution.checkFinite("mode", mode)
      guard mode >= low && mode <= high else {
        throw DistributionError(
          parameter: "mode",
          description:
            "mode must lie between low and high: \(Distribution.written(mode)) is not in [\(Distribution.written(low)), \(Distribution.written(high))]"
        )
      }
    case .beta(let low, let high, let alpha, let beta):
      try Distribution.checkInterval(low, high)
      try Distribution.checkShape("alpha", alpha)
      try Distribution.checkShape("beta", beta)
    case .gamma(let shape, let scale):
      try Distribution.checkShape("shape", shape)
      try Distribution.checkPositive("scale", scale)
    case .weibull(let shape, let scale):
      try Distribution.checkPositive("shape", shape)
      try Distribution.checkPositive("scale", scale)
    case .discrete(let values, let probabilities):
      try Distribution.checkAtoms("values", values, probabilities)
      try Distribution.checkDistinct("values", values)
    case .categorical(let codes, let probabilities):
      try Distribution.checkAtoms("codes", codes, probabilities)
      try Distribution.checkDistinct("codes", codes)
    case .constant(let value):
      try Distribution.checkFinite("value", value)
    case .empirical(let column):
      guard !column.sorted.isEmpty else {
        throw DistributionError(parameter: "values", description: "values must not be empty")
      }
      for value in column.sorted { try Distribution.checkFinite("values", value) }
    }
  }

  /// A number as a user would write it: `3`, not `3.0`.
  static func written(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func checkDistinct(_ parameter: String, _ values: [Double]) throws {
    let sorted = values.sorted()
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where earlier == later {
      throw DistributionError(
        parameter: parameter,
        description: "\(parameter) must differ: \(Distribution.written(later)) occurs twice")
    }
  }

  private static func checkFinite(_ parameter: String, _ value: Double) throws {
    guard value.isFinite else {
      throw DistributionError(
        parameter: parameter,
        description: "\(parameter) must be a finite number: \(Distribution.written(value))")
    }
  }

  private static func checkPositive(_ parameter: String, _ value: Double) throws {
    try checkFinite(parameter, value)
    guard value > 0 else {
      throw DistributionError(
        parameter: parameter,
        description: "\(parameter) must be above 0: \(Distribution.written(value))")
    }
  }

  private static func checkShape(_ parameter: String, _ value: Double) throws {
    try checkPositive(parameter, value)
    guard shapes.contains(value) else {
      throw DistributionError(
        parameter: parameter,
        description:
          "\(parameter) must lie between \(shapes.lowerBound) and \(Distribution.written(shapes.upperBound)): "
          + Distribution.written(value))
    }
  }

  private static func checkInterval(_ low: Double, _ high: Double) throws {
    try checkFinite("low", low)
    try checkFinite("high", high)
    guard low < high else {
      throw DistributionError(
        parameter: "low",
        description:
          "low must be below high: \(Distribution.written(low)) >= \(Distribution.written(high))")
    }
    try checkFinite("high", high - low)
  }

  private static func checkTruncation(
    _ mean: Double, _ deviation: Double, _ low: Double, _ high: Double
  ) throws {
    for (parameter, value) in [("low", low), ("high", high)] where value.isNaN {
      throw DistributionError(
        parameter: parameter,
        description: "\(parameter) must be a number: \(Distribution.written(value))")
    }
    guard low < high else {
      throw DistributionError(
        parameter: "low",
        description:
          "low must be below high: \(Distribution.written(low)) >= \(Distribution.written(high))")
    }
    let distance = max((low - mean) / deviation, (mean - high) / deviation)
    guard distance <= truncationReach else {
      let parameter = low > mean ? "low" : "high"
      throw DistributionError(
        parameter: parameter,
        description:
          "\(parameter) must be within \(Distribution.written(truncationReach)) standard deviations of the mean: "
          + "\(Distribution.written(distance)) away")
    }
  }

  private static func checkAtoms(
    _ parameter: String, _ atoms: [Double], _ probabilities: [Double]
  ) throws {
    guard !atoms.isEmpty else {
      throw DistributionError(
        parameter: parameter, description: "\(parameter) must not be empty")
    }
    guard atoms.count == probabilities.count else {
      throw DistributionError(
        parameter: "probabilities",
        description: "there must be one probability for each of \(parameter): "
          + "\(probabilities.count) for \(atoms.count)")
    }
    for atom in atoms { try checkFinite(parameter, atom) }
    for probability in probabilities where !(probability >= 0 && probability <= 1) {
      throw DistributionError(
        parameter: "probabilities",
        description: "probabilities must lie between 0 and 1: \(Distribution.written(probability))")
    }
    let sum = probabilities.reduce(0, +)
    guard (sum - 1).magnitude <= probabilityTolerance else {
      throw DistributionError(
        parameter: "probabilities",
        description: "probabilities must sum to 1: \(Distribution.written(sum))")
    }
  }
}
