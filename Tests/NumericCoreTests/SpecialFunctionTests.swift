import NumericCore
import Testing

@Suite("Special functions against 40-digit values")
struct SpecialFunctionTests {
  /// Rational approximations, square root and logarithm round about ten times.
  static let normalTolerance = 1.5e-15
  /// Expansions of tens of terms, and a prefactor whose exponent may be of order 100.
  static let expansionTolerance = 5e-14
  /// Roots inherit the error of the function divided by its logarithmic slope.
  static let rootTolerance = 5e-14

  func relativeError(_ value: Double, _ truth: Double) -> Double {
    (value - truth).magnitude / truth.magnitude
  }

  @Test func normalQuantile() {
    for (probability, truth) in SpecialFunctionReference.normalQuantiles {
      #expect(
        relativeError(Normal.quantile(probability), truth) < Self.normalTolerance,
        "at \(probability): \(Normal.quantile(probability))")
    }
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.quantile(-0.1).isNaN)
    #expect(Normal.quantile(.nan).isNaN)
  }

  @Test func normalQuantileIsAntisymmetric() {
    for k in 1..<2048 {
      let u = Double(k) / 4096
      #expect(Normal.quantile(u) == -Normal.quantile(1 - u))
    }
  }

  @Test func normalQuantilesInPlaceHaveTheSameBits() {
    for count in [1, 2, 15, 16, 17, 255, 256, 257, 1000] {
      let uniforms = (0..<count).map { (Double($0) + 0.5) / Double(count) }
      var values = uniforms
      values.withUnsafeMutableBufferPointer {
        Normal.quantiles(inPlace: $0.baseAddress!, count: count)
      }
      #expect(values == uniforms.map(Normal.quantile))
    }
  }

  @Test func normalCumulative() {
    for (x, truth) in SpecialFunctionReference.normalCumulatives {
      #expect(
        relativeError(Normal.cumulative(x), truth) < Self.normalTolerance,
        "at \(x): \(Normal.cumulative(x))")
    }
    #expect(Normal.cumulative(-.infinity) == 0)
    #expect(Normal.cumulative(.infinity) == 1)
    #expect(Normal.cumulative(.nan).isNaN)
  }

  @Test func incompleteGamma() {
    for (shape, x, lower, upper) in SpecialFunctionReference.incompleteGammas {
      #expect(
        relativeError(IncompleteGamma.lower(shape: shape, x), lower) < Self.expansionTolerance,
        "P(\(shape), \(x))")
      #expect(
        relativeError(IncompleteGamma.upper(shape: shape, x), upper) < Self.expansionTolerance,
        "Q(\(shape), \(x))")
      if lower > 1e-10 && upper > 1e-10 {
        let root = IncompleteGamma.quantile(shape: shape, lower)
        // Where the function is flat, a rounding of the probability moves the root further.
        #expect(
          relativeError(IncompleteGamma.lower(shape: shape, root), lower)
            < Self.expansionTolerance, "quantile of gamma \(shape) at \(lower)")
      }
    }
    #expect(IncompleteGamma.quantile(shape: 2, 0) == 0)
    #expect(IncompleteGamma.quantile(shape: 2, 1) == .infinity)
    // P(1, x) = 1 - exp(-x), so that the quantile is known.
    #expect(relativeError(IncompleteGamma.quantile(shape: 1, 1e-12), 1e-12) < 1e-11)
  }

  @Test func incompleteBeta() {
    for (alpha, beta, x, truth) in SpecialFunctionReference.incompleteBetas {
      #expect(
        relativeError(IncompleteBeta.value(alpha: alpha, beta: beta, x), truth)
          < Self.expansionTolerance, "I(\(alpha), \(beta), \(x))")
      let root = IncompleteBeta.quantile(alpha: alpha, beta: beta, truth)
      #expect(
        relativeError(IncompleteBeta.value(alpha: alpha, beta: beta, root), truth)
          < Self.expansionTolerance, "quantile of beta \(alpha), \(beta) at \(truth)")
    }
    #expect(IncompleteBeta.quantile(alpha: 2, beta: 3, 0) == 0)
    #expect(IncompleteBeta.quantile(alpha: 2, beta: 3, 1) == 1)
  }

  @Test func incompleteBetaQuantileInvertsEverywhere() {
    for alpha in [0.05, 0.5, 1, 2.2, 12, 400] {
      for beta in [0.05, 0.5, 1, 3.8, 25, 1500] {
        for p in [1e-12, 1e-4, 0.03, 0.3, 0.5, 0.7, 0.97, 0.9999] {
          let x = IncompleteBeta.quantile(alpha: alpha, beta: beta, p)
          // Where the law crowds at 1, neighbouring doubles enclose the probability instead.
          let below = IncompleteBeta.value(alpha: alpha, beta: beta, x.nextDown)
          let above = IncompleteBeta.value(alpha: alpha, beta: beta, x.nextUp)
          let slack = 1e-12 * p
          #expect(
            below <= p + slack && p - slack <= above, "beta \(alpha), \(beta) at \(p): \(x)")
        }
      }
    }
  }

  @Test func studentT() {
    for (x, nu, truth) in SpecialFunctionReference.studentCumulatives {
      #expect(
        relativeError(StudentT.cumulative(x, degreesOfFreedom: nu), truth)
          < Self.expansionTolerance, "t \(nu) at \(x)")
    }
    for (p, nu, truth) in SpecialFunctionReference.studentQuantiles {
      #expect(
        relativeError(StudentT.quantile(p, degreesOfFreedom: nu), truth) < Self.rootTolerance,
        "t \(nu) at \(p): \(StudentT.quantile(p, degreesOfFreedom: nu))")
      #expect(
        StudentT.quantile(1 - p, degreesOfFreedom: nu) == -StudentT.quantile(
          1 - (1 - p), degreesOfFreedom: nu))
    }
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 7) == 0)
    #expect(
      StudentT.quantile(0.975, degreesOfFreedom: .infinity) == Normal.quantile(0.975))
  }
}
