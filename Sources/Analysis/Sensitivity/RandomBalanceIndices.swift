import Glibc

/// First-order indices of given data by Fourier analysis (RBD-FAST, also known as EASI).
///
/// Rows are put into an order in which the factor rises through every other row and falls back through the
/// rest: one period of a triangular wave. The outcome's power at the first M harmonics, as a share of its
/// variance, is what varies with the factor. Luck has the same power at all harmonics, about (1 - S) 2 M / n
/// in sum, which is taken out: `S - L / (1 - L) (1 - S)` with L = 2 M / n.
///
/// Smooth outcomes need few harmonics; what oscillates faster than M times over the range of the factor is
/// not seen. Error: the jackknife over 32 groups of rows. Cost: n log n + n M a factor, 33 times.
///
/// Sources: S. Tarantola, D. Gatelli and T. A. Mara, Random balance designs for the estimation of first order
/// global sensitivity indices, Reliability Engineering & System Safety 91 (2006) 717-727,
/// doi:10.1016/j.ress.2005.06.003; E. Plischke, An effective algorithm for computing global sensitivity
/// indices (EASI), ibid. 95 (2010) 354-360, doi:10.1016/j.ress.2009.11.005; J.-Y. Tissot and C. Prieur, Bias
/// correction for the estimation of sensitivity indices based on random balance designs, ibid. 107 (2012)
/// 205-213, doi:10.1016/j.ress.2012.06.010.
public enum RandomBalanceIndices {
  /// Harmonics unless asked otherwise: 6, the value of the method's authors, enough for three full
  /// oscillations over the range of a factor.
  public static let harmonics = 6

  /// First-order indices of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than 64 rows or 8 a harmonic.
  public static func firstOrder(
    _ data: GivenData, harmonics: Int = Self.harmonics
  ) throws -> [FactorIndex] {
    precondition(harmonics >= 1, "\(harmonics) harmonics")
    try data.require(rows: max(64, 8 * harmonics), for: "RBD-FAST of \(harmonics) harmonics")
    return GivenDataJackknife.estimate(data) { index($0, $1, harmonics: harmonics) }
  }

  /// The index of one factor.
  static func index(_ x: [Double], _ y: [Double], harmonics: Int) -> Double {
    let order = Ranks.order(x)
    let n = order.count
    let (z, variance) = Ranks.centred(y)
    let wave =
      stride(from: 0, to: n, by: 2).map { order[$0] }
      + stride(from: n - 1 - n % 2, to: 0, by: -2).map { order[$0] }
    var power = 0.0
    for harmonic in 1...harmonics {
      var (real, imaginary) = (0.0, 0.0)
      for (position, row) in wave.enumerated() {
        let angle = 2 * Double.pi * Double(harmonic * position % n) / Double(n)
        real += z[row] * cos(angle)
        imaginary += z[row] * sin(angle)
      }
      power += 2 * (real * real + imaginary * imaginary) / (Double(n) * Double(n))
    }
    let raw = power / variance
    let share = 2 * Double(harmonics) / Double(n)
    return raw - share / (1 - share) * (1 - raw)
  }
}
