import Glibc

/// First-order indices of given data by Fourier analysis (RBD-FAST, also known as EASI).
///
/// Rows are put into an order in which the factor rises through every other row and falls back
/// through the rest: one period of a triangular wave. The outcome's power at the first M harmonics,
/// as a share of its variance, is what varies with the factor. Luck has the same power at all
/// harmonics, about (1 - S) 2 M / n in sum, which is taken out: `S - L / (1 - L) (1 - S)` with L =
/// 2 M / n.
///
/// Smooth outcomes need few harmonics; what oscillates faster than M times over the range of the
/// factor is not seen. The power at the M harmonics after them, 2 M / n of luck taken out, says how much that may be:
/// what lies beyond, for a jump, is as much again, and the interval is wider by it upwards. A factor with few values
/// has no wave; its index is that of ranks (``RankIndices``), exact for equal values. Error: with z the outcome less its mean and g the fit of M harmonics, the
/// index changes with a row by `(2 g z - g^2 - S z^2) / (n Var)`; the sum of squares of these is
/// the variance, for independent rows. For an index near 0 it is too large by up to a half. Cost: n
/// log n + n M a factor.
///
/// Sources: S. Tarantola, D. Gatelli and T. A. Mara, Random balance designs for the estimation of
/// first order global sensitivity indices, Reliability Engineering & System Safety 91 (2006)
/// 717-727, doi:10.1016/j.ress.2005.06.003; E. Plischke, An effective algorithm for computing
/// global sensitivity indices (EASI), ibid. 95 (2010) 354-360, doi:10.1016/j.ress.2009.11.005;
/// J.-Y. Tissot and C. Prieur, Bias correction for the estimation of sensitivity indices based on
/// random balance designs, ibid. 107 (2012) 205-213, doi:10.1016/j.ress.2012.06.010.
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
    return data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor)
          ? .zero
          : data.hasFewValues(factor)
            ? RankIndices.firstOrder(data, factor)
            : index(
              phases(data.factors[factor], places: data.places), data.outcome, harmonics: harmonics)
      )
    }
  }

  /// The place of each row in the wave, as a share of its period.
  static func phases(_ x: [Double], places: [Int]) -> [Double] {
    let order = Ranks.order(x, tieBreak: places)
    let n = order.count
    let wave =
      stride(from: 0, to: n, by: 2).map { order[$0] }
      + stride(from: n - 1 - n % 2, to: 0, by: -2).map { order[$0] }
    var phases = [Double](repeating: 0, count: n)
    for (position, row) in wave.enumerated() { phases[row] = Double(position) / Double(n) }
    return phases
  }

  /// The index of one factor from the places of its rows.
  static func index(_ phases: [Double], _ y: [Double], harmonics read: Int) -> IndexEstimate {
    let n = Double(y.count)
    let harmonics = 2 * read
    let (z, variance) = Ranks.centred(y)
    // Cosines and sines of all harmonics, row after row, as powers of the first.
    var waves = [Double](repeating: 0, count: 2 * harmonics * z.count)
    var sums = [Double](repeating: 0, count: 2 * harmonics)
    for row in z.indices {
      let (c, s) = (cos(2 * Double.pi * phases[row]), sin(2 * Double.pi * phases[row]))
      var (x, y) = (c, s)
      for harmonic in 0..<harmonics {
        waves[2 * (row * harmonics + harmonic)] = x
        waves[2 * (row * harmonics + harmonic) + 1] = y
        sums[2 * harmonic] += z[row] * x
        sums[2 * harmonic + 1] += z[row] * y
        (x, y) = (x * c - y * s, x * s + y * c)
      }
    }
    func power(_ waves: Range<Int>) -> Double {
      sums[waves].reduce(0) { $0 + 2 * $1 * $1 } / (n * n * variance)
    }
    let raw = power(0..<2 * read)
    let share = 2 * Double(read) / n
    var squares = 0.0
    for row in z.indices {
      var fit = 0.0
      for wave in 0..<2 * read {
        fit += 2 / n * sums[wave] * waves[row * sums.count + wave]
      }
      let influence = 2 * fit * z[row] - fit * fit - raw * z[row] * z[row]
      squares += influence * influence
    }
    let higher = max(power(2 * read..<2 * harmonics) - share * (1 - raw), 0)
    return IndexEstimate(
      value: raw - share / (1 - share) * (1 - raw),
      standardError: squares.squareRoot() / (n * variance * (1 - share)),
      degreesOfFreedom: n - 1, above: 2 * higher)
  }
}
