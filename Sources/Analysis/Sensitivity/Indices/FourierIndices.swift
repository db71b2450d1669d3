import Glibc
import Sampling

/// First-order and total indices from the search curves of eFAST (``FourierCurves``).
///
/// With A(f) the part of the variance of the outcome along a curve at frequency f, V the whole of it, w the
/// high frequency of the curve's factor and M harmonics:
///
/// - first order: `S = sum over p = 1 ... M of A(p w) / V`
/// - total: `T = 1 - sum over f <= w / 2 of A(f) / V`
///
/// Both are what the method's authors and other tools compute. They are never negative, and what leaks to
/// these frequencies from other factors makes them too large: an index of a factor without influence is
/// positive on every curve, and its interval never holds 0. The curve of a factor that does not exist
/// measures the leak, l of the variance of the others in S and t in T, which gives the estimates
///
/// - `S' = (S - l) / (1 - l)` and `T' = (T - t) / (1 - t)`
///
/// whose expectation is 0 for a factor without influence. What remains is a bias downwards of the variance
/// beyond M harmonics: 0.1 % of what a straight line has, 2.5 % of a normal factor's, 7 % of a step's. M = 6
/// harmonics are read, more than the 4 that keep low frequencies apart and that other tools read (which miss
/// 0.2, 4 and 12 %): the curves are long enough to tell them apart, and the leak is known. What the fifth and sixth
/// harmonics have bounds what lies beyond, and widens the interval of the first-order index upwards. The leak differs
/// from curve to curve by as much as itself, and widens both intervals.
///
/// Errors: sums of all resamples are pooled, and the jackknife over resamples gives the standard error with R
/// - 1 degrees of freedom. A curve with a run that failed has no spectrum; it is left out.
///
/// Source: A. Saltelli, S. Tarantola and K. P.-S. Chan 1999, doi:10.1080/00401706.1999.10485594; correction
/// as in J.-Y. Tissot and C. Prieur 2012, doi:10.1016/j.ress.2012.06.010, with a measured leak.
public struct FourierIndices: Sendable, Hashable {
  /// The indices of one factor.
  public struct Factor: Sendable, Hashable {
    /// The factor.
    public let name: String
    /// First-order index S'.
    public let first: IndexEstimate
    /// Total index T'.
    public let total: IndexEstimate
    /// The uncorrected S and T, pooled over resamples.
    public let raw: (first: Double, total: Double)

    /// Whether all indices are the same.
    public static func == (a: Factor, b: Factor) -> Bool {
      a.name == b.name && a.first == b.first && a.total == b.total && a.raw == b.raw
    }

    /// Takes in name and indices.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(first)
      hasher.combine(total)
    }
  }

  /// By factor.
  public let factors: [Factor]
  /// The leak into S, which a factor that does not exist shows: its half interval is the noise floor.
  public let leak: IndexEstimate
  /// The leak into T.
  public let totalLeak: IndexEstimate
  /// Curves left out because a run failed.
  public let failedCurves: Int
  /// Whether the outcome was the same in all runs.
  public let isConstant: Bool

  /// What lies beyond six harmonics, in terms of the last two, where the outcome jumps: the parts fall as one over the
  /// square of the harmonic, and those beyond six are 2.3 times as large as the fifth and sixth.
  static let tail = 2.3

  /// Harmonics that are read.
  public static let harmonics = 6

  /// The parts of the variance of one curve.
  struct Spectrum: Sendable, Hashable {
    /// Around the multiples of the high frequency.
    let own: Double
    /// Up to half the high frequency.
    let others: Double
    /// Of that, around the last two multiples.
    let last: Double
    /// All of it.
    let variance: Double

    /// The parts of a curve.
    ///
    /// - Precondition: an odd number of points, above twice the highest frequency that is read.
    init(_ y: [Double], frequency: Int, harmonics: Int = FourierIndices.harmonics) {
      let n = y.count
      precondition(
        n % 2 == 1 && n > 2 * harmonics * frequency,
        "\(n) points for \(harmonics) harmonics of \(frequency)")
      let (z, variance) = Ranks.centred(y)
      let waves = (0..<n).map { j -> (Double, Double) in
        let angle = 2 * Double.pi * Double(j) / Double(n)
        return (cos(angle), sin(angle))
      }
      func part(_ frequency: Int) -> Double {
        var (c, s, place) = (0.0, 0.0, 0)
        for value in z {
          c += value * waves[place].0
          s += value * waves[place].1
          place += frequency
          if place >= n { place -= n }
        }
        return 2 * (c * c + s * s) / (Double(n) * Double(n))
      }
      let own = (1...harmonics).map { part($0 * frequency) }
      self.own = own.reduce(0, +)
      last = own.suffix(2).reduce(0, +)
      others = (1...frequency / 2).reduce(0) { $0 + part($1) }
      self.variance = variance
    }

    /// First-order and total index of this curve alone, uncorrected.
    var indices: (first: Double, total: Double) { (own / variance, 1 - others / variance) }
  }

  /// Indices from all runs.
  ///
  /// - Parameters:
  ///   - names: of the factors.
  ///   - frequency: the high frequency of the curves.
  ///   - outcomes: by resample and curve, that of the factor that does not exist last, the outcomes along
  ///     the curve; not finite where a run failed.
  public init(names: [String], frequency: Int, outcomes: [[[Double]]]) {
    precondition(
      outcomes.allSatisfy { $0.count == names.count + 1 }, "curves of \(names.count) factors")
    let spectra = outcomes.map { curves in
      curves.map { curve in
        curve.allSatisfy(\.isFinite) ? Spectrum(curve, frequency: frequency) : nil
      }
    }
    failedCurves = spectra.reduce(0) { $0 + $1.count { $0 == nil } }
    let finite = outcomes.joined().joined().lazy.filter(\.isFinite)
    let first = finite.first { _ in true }
    let isConstant = finite.allSatisfy { $0 == first }
    self.isConstant = isConstant
    func column(_ curve: Int, _ part: (Spectrum) -> Double) -> [Double] {
      spectra.map { $0[curve].map(part) ?? 0 }
    }
    func counts(_ curves: [Int]) -> [Int] {
      spectra.map { resample in curves.allSatisfy { resample[$0] != nil } ? 1 : 0 }
    }
    let dummy = names.count
    let leaks = [
      column(dummy, \.own), column(dummy) { $0.variance - $0.others }, column(dummy, \.variance),
    ]
    func estimate(
      _ sums: [[Double]], _ curves: [Int], _ statistic: ([Double]) -> Double
    ) -> IndexEstimate {
      isConstant
        ? .undefined
        : ReplicateJackknife.estimate(sums, counts: counts(curves), statistic: statistic)
    }
    leak = estimate([leaks[0], leaks[2]], [dummy]) { $0[0] / $0[1] }
    totalLeak = estimate([leaks[1], leaks[2]], [dummy]) { $0[0] / $0[1] }
    factors = names.enumerated().map { curve, name in
      let variance = column(curve, \.variance)
      func index(_ part: [Double], _ leak: [Double]) -> IndexEstimate {
        estimate([part, variance, leak, leaks[2]], [curve, dummy]) { sums in
          let lost = sums[2] / sums[3]
          return (sums[0] / sums[1] - lost) / (1 - lost)
        }
      }
      let own = column(curve, \.own)
      let rest = column(curve) { $0.variance - $0.others }
      let both = counts([curve, dummy])
      func share(_ part: [Double], of whole: [Double]) -> Double {
        func sum(_ parts: [Double]) -> Double {
          zip(parts, both).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        return sum(part) / sum(whole)
      }
      let missing =
        Self.tail
        * (share(column(curve, \.last), of: variance) - share(column(dummy, \.last), of: leaks[2]))
      // What leaks differs from curve to curve by as much as itself.
      let (first, total) = (share(leaks[0], of: leaks[2]), share(leaks[1], of: leaks[2]))
      let whole = variance.reduce(0, +)
      return Factor(
        name: name,
        first: index(own, leaks[0]).missing(above: missing, below: first),
        total: index(rest, leaks[1]).missing(above: total, below: total),
        raw: (own.reduce(0, +) / whole, rest.reduce(0, +) / whole))
    }
  }
}
