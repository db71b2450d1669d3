import Glibc
import NumericCore

/// A function on which intervals are tried, with the exact values of what methods estimate.
public struct CoverageCase: Sendable {
  /// The name of the function.
  public let name: String
  /// First-order indices.
  public let first: [Double]
  /// Total indices; empty for dependent factors.
  public let total: [Double]
  /// Shapley effects; empty where they are not known.
  public let shapley: [Double]
  /// Borgonovo's delta, by quadrature (2^17 points for each of 128 values of the factor, 128 parts of the outcome).
  public let delta: [Double]
  /// Chatterjee's correlation in the limit of many rows, by the same quadrature.
  public let correlation: [Double]
  /// Whether factors and outcome are continuous, so that small steps and curves mean something.
  public let isContinuous: Bool
  /// Values of the factors for independent uniforms.
  let factors: @Sendable ([Double]) -> [Double]
  /// The outcome for values of the factors.
  let outcome: @Sendable ([Double]) -> Double

  /// The eight functions.
  public static let all: [CoverageCase] = [
    ishigami, g8, correlated, additive, discrete, step, lognormal, rare,
  ]

  private static func uniform(_ u: [Double]) -> [Double] { u }

  /// Ishigami's function with a fourth input that does nothing.
  static let ishigami: CoverageCase = {
    let known = AnalyticCase.ishigami(b: 0.1)
    return CoverageCase(
      name: "Ishigami, x4 inert", first: known.first + [0], total: known.total + [0],
      shapley: zip(known.first, known.total).map { ($0 + $1) / 2 } + [0],
      delta: [0.264, 0.4245, 0.210, 0], correlation: [0.176, 0.3636, 0.0242, 0],
      isContinuous: true, factors: uniform
    ) { x in x.withUnsafeBufferPointer { known.value($0.baseAddress!) } }
  }()

  /// Sobol's g function with the a of its authors.
  static let g8: CoverageCase = {
    let a = [0, 1, 4.5, 9, 99, 99, 99, 99]
    let known = AnalyticCase.g(a, name: "g8")
    return CoverageCase(
      name: "Sobol' G k=8", first: known.first, total: known.total,
      shapley: productEffects(a.map { 1 / (3 * (1 + $0) * (1 + $0)) }),
      delta: [0.5478, 0.190, 0.0525, 0.0278] + [Double](repeating: 0.003, count: 4),
      correlation: [0.5877, 0.0987, 0.0104, 0.0031] + [Double](repeating: 0, count: 4),
      isContinuous: true, factors: uniform
    ) { x in x.withUnsafeBufferPointer { known.value($0.baseAddress!) } }
  }()

  /// x1 + x2 of correlated normals with standard deviations 1 and 2 and correlation 0.5.
  static let correlated = CoverageCase(
    name: "correlated linear", first: [4.0 / 7, 25.0 / 28], total: [],
    shapley: [19.0 / 56, 37.0 / 56], delta: [], correlation: [],
    isContinuous: true,
    factors: { u in
      let z = u.map(Normal.quantile)
      return [z[0], 2 * (0.5 * z[0] + 0.75.squareRoot() * z[1])]
    }, outcome: { $0[0] + $0[1] })

  /// The sum of five uniforms.
  static let additive = CoverageCase(
    name: "equal additive k=5", first: [Double](repeating: 0.2, count: 5),
    total: [Double](repeating: 0.2, count: 5), shapley: [Double](repeating: 0.2, count: 5),
    delta: [Double](repeating: 0.1662, count: 5),
    correlation: [Double](repeating: 0.1135, count: 5),
    isContinuous: true, factors: uniform
  ) { $0.reduce(0, +) }

  /// A factor of five values, one of two, and two continuous ones, added: shares 24, 3, 2 and 2 of 31.
  static let discrete = CoverageCase(
    name: "discrete", first: [24.0 / 31, 3.0 / 31, 2.0 / 31, 2.0 / 31],
    total: [24.0 / 31, 3.0 / 31, 2.0 / 31, 2.0 / 31],
    shapley: [24.0 / 31, 3.0 / 31, 2.0 / 31, 2.0 / 31], delta: [0.4955, 0.1032, 0.1831, 0.1831],
    correlation: [], isContinuous: false,
    factors: { [floor(5 * $0[0]), floor(2 * $0[1]), $0[2], $0[3]] },
    outcome: { $0[0] + $0[1] + 2.0.squareRoot() * ($0[2] + $0[3]) })

  /// A step of x1 at 0.7 beside a smaller even part, x4 inert.
  static let step: CoverageCase = {
    let (jump, rest) = (0.21, 0.25 / 12)
    let shares = [jump, rest, rest, 0].map { $0 / (jump + 2 * rest) }
    return CoverageCase(
      name: "step", first: shares, total: shares, shapley: shares,
      delta: [0.4175, 0.326, 0.326, 0], correlation: [], isContinuous: false, factors: uniform
    ) { ($0[0] > 0.7 ? 1 : 0) + 0.5 * ($0[1] + $0[2]) }
  }()

  /// The product of three lognormals with sigma 0.8.
  static let lognormal: CoverageCase = {
    let own = exp(0.64) - 1
    let all = pow(1 + own, 3) - 1
    return CoverageCase(
      name: "lognormal 0.8", first: [Double](repeating: own / all, count: 3),
      total: [Double](repeating: own * (1 + own) * (1 + own) / all, count: 3),
      shapley: [Double](repeating: 1.0 / 3, count: 3), delta: [Double](repeating: 0.2237, count: 3),
      correlation: [Double](repeating: 0.1962, count: 3), isContinuous: true,
      factors: { $0.map { exp(0.8 * Normal.quantile($0)) } }, outcome: { $0.reduce(1, *) })
  }()

  /// An event of probability 0.02, x1 above 0.9 and x2 above 0.8, x3 inert.
  static let rare: CoverageCase = {
    let variance = 0.02 * 0.98
    let first = [0.04 * 0.09, 0.01 * 0.16, 0].map { $0 / variance }
    let total = [0.2 * 0.09, 0.1 * 0.16, 0].map { $0 / variance }
    return CoverageCase(
      name: "rare binary", first: first, total: total,
      shapley: zip(first, total).map { ($0 + $1) / 2 }, delta: [0.036, 0.032, 0],
      correlation: [0.1837, 0.0816, 0], isContinuous: false, factors: uniform
    ) { $0[0] > 0.9 && $0[1] > 0.8 ? 1 : 0 }
  }()

  /// Shapley effects of a product of independent factors with mean 1, from the variances of its parts.
  private static func productEffects(_ variances: [Double]) -> [Double] {
    let all = variances.reduce(1) { $0 * (1 + $1) } - 1
    return ShapleyEffects.effects(
      closed: (0..<1 << variances.count).map { set in
        (variances.indices.reduce(1.0) { set >> $1 & 1 == 1 ? $0 * (1 + variances[$1]) : $0 } - 1)
          / all
      })
  }
}
