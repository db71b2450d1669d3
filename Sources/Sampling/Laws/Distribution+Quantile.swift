import Glibc
import NumericCore

extension Distribution {
  /// The quantile: the smallest x whose distribution function reaches the uniform.
  ///
  /// Categories are taken in the order in which they are given, whatever their codes.
  ///
  /// At 0 and 1 the ends of ``support``. Cost: 1 to 30 ns for laws with a closed form (uniform, normal,
  /// lognormal, triangular, Weibull, and beta where both exponents are 2 or one of them is 1); about a
  /// microsecond for other beta, PERT and gamma laws, which are inverted to rounding error.
  ///
  /// - Precondition: the uniform is in [0, 1].
  public func quantile(_ uniform: Double) -> Double {
    precondition(uniform >= 0 && uniform <= 1, "a uniform of \(uniform)")
    var value = uniform
    withUnsafeMutablePointer(to: &value) { quantiles(inPlace: $0, count: 1) }
    return value
  }

  /// Replaces uniforms by quantiles, in place, with the bits of ``quantile(_:)``.
  ///
  /// What depends on the parameters alone is computed once a call.
  public func quantiles(inPlace values: UnsafeMutablePointer<Double>, count: Int) {
    switch self {
    case .uniform(let low, let high):
      for index in 0..<count {
        values[index] = Distribution.between(low, high, values[index])
      }
    case .logUniform(let low, let high):
      let ratio = log(high / low)
      for index in 0..<count {
        // From the nearer end, which is then met exactly.
        let u = values[index]
        let value = u <= 0.5 ? low * exp(u * ratio) : high * exp((u - 1) * ratio)
        values[index] = min(max(value, low), high)
      }
    case .normal(let mean, let deviation):
      Normal.quantiles(inPlace: values, count: count)
      for index in 0..<count { values[index] = mean + deviation * values[index] }
    case .truncatedNormal(let mean, let deviation, let low, let high):
      TruncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
        .quantiles(inPlace: values, count: count)
    case .lognormal(let median, let sigma):
      Normal.quantiles(inPlace: values, count: count)
      for index in 0..<count { values[index] = median * exp(sigma * values[index]) }
    case .triangular(let low, let mode, let high):
      let width = high - low
      let split = (mode - low) / width
      let rising = (width * (mode - low)).squareRoot()
      let falling = (width * (high - mode)).squareRoot()
      for index in 0..<count {
        let u = values[index]
        values[index] =
          u <= split ? low + u.squareRoot() * rising : high - (1 - u).squareRoot() * falling
      }
    case .pert(let low, _, let high):
      let (alpha, beta) = pertExponents
      ScaledBeta(alpha: alpha, beta: beta).quantiles(inPlace: values, count: count)
      for index in 0..<count { values[index] = Distribution.between(low, high, values[index]) }
    case .beta(let low, let high, let alpha, let beta):
      ScaledBeta(alpha: alpha, beta: beta).quantiles(inPlace: values, count: count)
      for index in 0..<count { values[index] = Distribution.between(low, high, values[index]) }
    case .gamma(let shape, let scale):
      for index in 0..<count {
        values[index] = scale * IncompleteGamma.quantile(shape: shape, values[index])
      }
    case .weibull(let shape, let scale):
      for index in 0..<count {
        values[index] = scale * pow(-log1p(-values[index]), 1 / shape)
      }
    case .discrete(let atoms, let probabilities):
      let order = atoms.indices.sorted { atoms[$0] < atoms[$1] }
      Distribution.chooseAtoms(
        order.map { atoms[$0] }, order.map { probabilities[$0] }, inPlace: values, count: count)
    case .categorical(let codes, let probabilities):
      Distribution.chooseAtoms(codes, probabilities, inPlace: values, count: count)
    case .constant(let value):
      for index in 0..<count { values[index] = value }
    case .empirical(let column):
      let size = Double(column.sorted.count)
      for index in 0..<count {
        let rank = Int((size * values[index]).rounded(.up))
        values[index] = column.sorted[min(max(rank - 1, 0), column.sorted.count - 1)]
      }
    }
  }

  /// `low + u (high - low)`, never outside by rounding.
  @inline(__always)
  static func between(_ low: Double, _ high: Double, _ u: Double) -> Double {
    min(max(low + u * (high - low), low), high)
  }

  static func exponential(_ x: Double) -> Double { exp(x) }

  /// The exponents of the beta law behind a PERT law.
  var pertExponents: (alpha: Double, beta: Double) {
    guard case .pert(let low, let mode, let high) = self else {
      preconditionFailure("\(name) is not a PERT law")
    }
    return (1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low))
  }

  /// For each uniform the first atom at which the running sum of probabilities reaches it.
  private static func chooseAtoms(
    _ atoms: [Double], _ probabilities: [Double], inPlace values: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    // Atoms without probability are never drawn, not even at the ends.
    guard let first = probabilities.firstIndex(where: { $0 > 0 }),
      let last = probabilities.lastIndex(where: { $0 > 0 })
    else { preconditionFailure("probabilities that are all 0") }
    for index in 0..<count {
      var sum = probabilities[first]
      var chosen = first
      while values[index] > sum && chosen < last {
        chosen += 1
        sum += probabilities[chosen]
      }
      values[index] = atoms[chosen]
    }
  }
}
