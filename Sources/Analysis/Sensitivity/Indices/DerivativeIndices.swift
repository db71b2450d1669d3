import Sampling

/// The derivative-based measure of one factor.
public struct DerivativeIndex: Sendable, Hashable {
  /// The factor.
  public let name: String
  /// nu, the mean squared derivative of the outcome by the factor.
  public let measure: IndexEstimate
  /// The bound on the total index that nu gives: `T <= C nu / Var`.
  public let totalBound: IndexEstimate
  /// Base points used.
  public let points: Int
  /// Base points that carry the mean squared derivative: ``Carriers`` of the derivatives about 0.
  public let carriers: Double
  /// Base points left out because one of their two runs failed.
  public let failed: Int
}

/// Derivative-based global sensitivity measures (DGSM) from difference quotients.
///
/// `nu_i = E[(df / dx_i)^2]`, the derivative replaced by `(f(x + h e_i) - f(x)) / h`: k + 1 runs a
/// base point. With the Poincare constant C of the factor's law, `T_i <= C_i nu_i / Var(Y)`: a
/// factor with a small bound cannot matter, whatever its interactions. C is `(high - low)^2 / pi^2`
/// for a uniform factor and the variance for a normal one. A large bound says little: nu weighs
/// wiggles that the variance does not feel.
///
/// Errors: numerator and denominator pooled over the replicates of the design and the jackknife
/// over replicates, as for ``VarianceIndices``. The error of the difference quotient, of order h,
/// is not in it.
///
/// Sources: I. M. Sobol' and S. Kucherenko, Derivative based global sensitivity measures and their
/// link with global sensitivity indices, Mathematics and Computers in Simulation 79 (2009)
/// 3009-3017, doi:10.1016/j.matcom.2009.01.023; M. Lamboni and others, Derivative-based global
/// sensitivity measures: general links with Sobol' indices and numerical tests, ibid. 87 (2013)
/// 45-54, doi:10.1016/j.matcom.2013.02.002.
public enum DerivativeIndices {
  /// The Poincare constant of a uniform law on an interval of a length.
  public static func uniformConstant(length: Double) -> Double {
    length * length / (Double.pi * Double.pi)
  }

  /// Measures of all factors.
  ///
  /// - Parameters:
  ///   - base: the design of the base points.
  ///   - names: of the factors.
  ///   - steps: by factor and base point, the step h with its sign; not 0.
  ///   - constants: by factor, the Poincare constant of its law.
  ///   - outcomes: at the base points; not finite where the run failed.
  ///   - moved: by factor, the outcomes after its step.
  public static func indices(
    base: Design, names: [String], steps: [[Double]], constants: [Double], outcomes: [Double],
    moved: [[Double]]
  ) -> [DerivativeIndex] {
    precondition(
      names.count == steps.count && names.count == constants.count && names.count == moved.count
        && outcomes.count == base.futures, "\(names.count) factors, \(outcomes.count) base points")
    let pivot = outcomes.first(where: \.isFinite) ?? 0
    return names.indices.map { factor in
      let zero = [Double](repeating: 0, count: base.groupCount)
      var (squares, sums, values) = (zero, zero, zero)
      var counts = zero.map { _ in 0 }
      var isInert = true
      var slopes: [Double] = []
      for point in outcomes.indices
      where outcomes[point].isFinite && moved[factor][point].isFinite {
        precondition(steps[factor][point] != 0, "\(names[factor]) does not move at \(point)")
        let replicate = base.group(of: point)
        let slope = (moved[factor][point] - outcomes[point]) / steps[factor][point]
        let value = outcomes[point] - pivot
        counts[replicate] += 1
        slopes.append(slope)
        squares[replicate] += slope * slope
        sums[replicate] += value
        values[replicate] += value * value
        if slope != 0 { isInert = false }
      }
      let sizes = counts.map(Double.init)
      let used = counts.reduce(0, +)
      let isZero = isInert && used > 0
      return DerivativeIndex(
        name: names[factor],
        measure: isZero ? .zero : ReplicateJackknife.ratio(squares, over: sizes, counts: counts),
        totalBound: isZero
          ? .zero
          : ReplicateJackknife.estimate([squares, values, sums, sizes], counts: counts) { total in
            let mean = total[2] / total[3]
            return constants[factor] * total[0] / total[3] / (total[1] / total[3] - mean * mean)
          },
        points: used, carriers: Carriers.count(slopes), failed: outcomes.count - used)
    }
  }

  /// Measures by normal scores, from runs a step of ``DerivativeRows`` apart.
  ///
  /// The slope is that by `z = Phi^-1(F(x))`, whose law is standard normal whatever that of the factor, with
  /// Poincare constant 1: `T_i <= E[(df / dz_i)^2] / Var(Y)` holds for laws without a constant of their own,
  /// such as the lognormal one, and is never infinite because of a long tail. For a normal factor the slope
  /// is that by the factor times its standard deviation.
  ///
  /// Source: H. Chernoff, A note on an inequality involving the normal distribution, Annals of Probability 9
  /// (1981) 533-535, doi:10.1214/aop/1176994428.
  ///
  /// - Parameters:
  ///   - base: the design of the base points.
  ///   - names: of the factors.
  ///   - outcomes: at the base points, then by factor after its step.
  public static func normalScores(
    base: Design, names: [String], outcomes: [[Double]]
  ) -> [DerivativeIndex] {
    precondition(outcomes.count == names.count + 1, "\(outcomes.count) rows")
    let steps = [Double](repeating: DerivativeRows.step, count: base.futures)
    return indices(
      base: base, names: names, steps: names.map { _ in steps }, constants: names.map { _ in 1 },
      outcomes: outcomes[0], moved: Array(outcomes[1...]))
  }
}
