import NumericCore

/// The search curves of the extended Fourier amplitude sensitivity test (eFAST).
///
/// A curve is a closed walk through the unit cube on which every factor swings with a frequency of its own:
/// `x_l(j) = 1/2 + asin(sin(2 pi w_l j / N + phi_l)) / pi`, j = 0 ... N - 1, which visits every value of a
/// factor equally often. There is a curve for each factor, on which it has the high frequency w and all
/// others have low ones: what the outcome does at w and its first M multiples is the factor's own effect,
/// what it does at frequencies up to w / 2 is owed to the others alone.
///
/// Choices, and why.
/// - M = 4 harmonics, as the method's authors: outcomes that turn twice within the range of a factor are still
///   seen, and a straight line keeps 99.8 % of its variance.
/// - Low frequencies 1 to w / (2 M), so that M harmonics of each stay at or below w / 2. They are dealt out
///   evenly and in another order on every curve, so that no two factors interfere on all of them.
/// - N = 4 M w + 1 points, twice the 2 M w + 1 below which the M-th multiple of w could not be seen at all:
///   with the smaller number the harmonics M + 1 and up of w and of the interactions around it fold back onto
///   the frequencies that are read, and a factor without any effect of its own in the function of Ishigami
///   gets an index of 0.03 however long the curve. N is odd, so that no frequency is its own mirror image.
/// - One more curve for a factor that does not exist, while all others swing slowly. What the estimator sees
///   of it is what leaks from the others, which the estimates of all are corrected by (``FourierIndices``).
/// - R resamples with independent random phases phi: points of one curve are not independent of each other,
///   whole curves are, and errors come from their spread. R = 8, the fewest that say something about the
///   error (7 degrees of freedom, intervals 20 % wider than with infinitely many); longer curves are a
///   better use of more runs because interference falls with w.
///
/// Source: A. Saltelli, S. Tarantola and K. P.-S. Chan, A quantitative model-independent method for global
/// sensitivity analysis of model output, Technometrics 41 (1999) 39-56, doi:10.1080/00401706.1999.10485594;
/// the factor that does not exist: S. Marino and others, A methodology for performing global uncertainty and
/// sensitivity analysis in systems biology, Journal of Theoretical Biology 254 (2008) 178-196,
/// doi:10.1016/j.jtbi.2008.04.011.
public struct FourierCurves: Sendable, Hashable {
  /// Harmonics that are read.
  public static let harmonics = 4
  /// Resamples unless asked otherwise.
  public static let resamples = 8
  /// The smallest high frequency: 2 M, which leaves one low frequency.
  public static let smallestFrequency = 2 * harmonics

  /// Factors.
  public let factorCount: Int
  /// Resamples of every curve.
  public let resampleCount: Int
  /// The high frequency.
  public let frequency: Int
  private let frequencies: [Int]
  private let phases: [Double]

  /// Curves of a resample: one a factor, and one of the factor that does not exist.
  public var curveCount: Int { factorCount + 1 }
  /// Points of a curve.
  public var pointCount: Int { Self.pointCount(frequency: frequency) }
  /// Runs in all.
  public var runCount: Int { resampleCount * curveCount * pointCount }

  /// Points of a curve with a high frequency.
  public static func pointCount(frequency: Int) -> Int { 4 * harmonics * frequency + 1 }

  /// The high frequency of a curve of so many points; nil for a number that no curve has.
  public static func frequency(points: Int) -> Int? {
    let steps = 4 * harmonics
    guard points > 1, (points - 1) % steps == 0, (points - 1) / steps >= smallestFrequency else {
      return nil
    }
    return (points - 1) / steps
  }

  /// The high frequency of the longest curves that so many runs allow; nil for too few.
  public static func frequency(
    runs: Int, factorCount: Int, resampleCount: Int = Self.resamples
  ) -> Int? {
    let points = runs / (resampleCount * (factorCount + 1))
    let frequency = (points - 1) / (4 * harmonics)
    return points > 0 && frequency >= smallestFrequency ? frequency : nil
  }

  /// The fewest runs of a design.
  public static func fewestRuns(factorCount: Int, resampleCount: Int = Self.resamples) -> Int {
    resampleCount * (factorCount + 1) * pointCount(frequency: smallestFrequency)
  }

  /// Draws the phases and deals out the low frequencies.
  ///
  /// - Throws: ``DesignError`` when a number is out of range, `UsageError` when the curves need more memory than there
  ///   is.
  public init(
    factorCount: Int, frequency: Int, resampleCount: Int = Self.resamples, seed: UInt64
  ) throws {
    guard factorCount >= 1 && factorCount <= 4096 else {
      throw DesignError("an eFAST design has 1 to 4096 factors: \(factorCount)")
    }
    guard resampleCount >= 2 && resampleCount <= 4096 else {
      throw DesignError("an eFAST design has 2 to 4096 resamples: \(resampleCount)")
    }
    guard frequency >= Self.smallestFrequency && frequency <= 1 << 20 else {
      throw DesignError(
        "the high frequency of an eFAST design is \(Self.smallestFrequency) or more: \(frequency)")
    }
    try WorkingMemory.require(
      16 * Double(resampleCount) * Double(factorCount) * Double(factorCount + 1),
      for: "A design of \(resampleCount) resamples of search curves")
    self.factorCount = factorCount
    self.resampleCount = resampleCount
    self.frequency = frequency
    let generator = Philox(
      key: StreamKey(name: "fourier_curves", dimension: 0)
        .derivedWords(seed: seed, purpose: .randomDesign).0)
    let low = frequency / (2 * Self.harmonics)
    var frequencies: [Int] = []
    var phases: [Double] = []
    for resample in 0..<resampleCount {
      for curve in 0...factorCount {
        var order = Array(0..<factorCount)
        for index in stride(from: factorCount - 1, to: 0, by: -1) {
          let word = generator.pair(
            (UInt32(resample), UInt32(curve), UInt32(index), 0)
          ).0
          order.swapAt(index, Int(word.multipliedFullWidth(by: UInt64(index + 1)).high))
        }
        for factor in 0..<factorCount {
          frequencies.append(factor == curve ? frequency : 1 + order[factor] % low)
          phases.append(
            UniformBits.uniform(
              generator.pair((UInt32(resample), UInt32(curve), UInt32(factor), 1)).0))
        }
      }
    }
    self.frequencies = frequencies
    self.phases = phases
  }

  /// The frequency of a factor on a curve.
  public func frequency(of factor: Int, curve: Int, resample: Int) -> Int {
    frequencies[(resample * curveCount + curve) * factorCount + factor]
  }

  /// The value of a factor at a point of a curve, strictly between 0 and 1.
  public func uniform(of factor: Int, curve: Int, resample: Int, point: Int) -> Double {
    let place = (resample * curveCount + curve) * factorCount + factor
    return Self.wave(
      Double(frequencies[place] * point % pointCount) / Double(pointCount) + phases[place])
  }

  /// `1/2 + asin(sin(2 pi t)) / pi`, without the rounding of either; kept inside (0, 1), because the
  /// quantile of a law may be infinite at an end.
  static func wave(_ time: Double) -> Double {
    let t = time - time.rounded(.down)
    let value = t < 0.25 ? 0.5 + 2 * t : t < 0.75 ? 1.5 - 2 * t : 2 * t - 1.5
    return min(max(value, 0x1p-53), 1 - 0x1p-53)
  }
}
