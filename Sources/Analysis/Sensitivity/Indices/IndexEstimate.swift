import Glibc
import NumericCore

/// An estimated sensitivity index with its error.
///
/// Estimates are not cut off at 0 or 1: an estimate of an index that is truly 0 must be allowed to
/// fall on either side, or its interval would mean nothing. Reports say "not distinguishable from
/// 0" where ``isDistinguishableFromZero`` is false, and print no negative number.
public struct IndexEstimate: Sendable, Hashable {
  /// The estimate; NaN when there is nothing to estimate from, as with a constant outcome.
  public let value: Double
  /// Standard error; exactly 0 for an index that cannot vary, +infinity when it cannot be
  /// estimated.
  public let standardError: Double
  /// Lower end of the interval, of 95 % unless ``with(confidence:)`` says otherwise.
  public let low: Double
  /// Upper end of the interval.
  public private(set) var high: Double
  /// Degrees of freedom of the standard error.
  public let degreesOfFreedom: Double
  /// How far the true index may lie from the estimate beside its standard error: 0 to ``above`` upwards and 0 to
  /// ``below`` downwards. Both are estimated from the data and widen the interval; 0 where the method has no bias.
  public let above: Double, below: Double
  /// On which scale the interval is symmetric.
  public let scale: Scale

  /// On which scale an interval is symmetric.
  public enum Scale: Sendable, Hashable {
    /// That of the index itself.
    case index
    /// The inverse hyperbolic tangent, for correlations: intervals end before -1 and 1.
    ///
    /// R. A. Fisher 1921, On the "probable error" of a coefficient of correlation, Metron 1, 3-32.
    case correlation
  }

  /// Whether the 95 % interval leaves 0 out.
  ///
  /// An index that is truly 0 passes for one that is not with a probability of 2.5 % on the
  /// positive side.
  public var isDistinguishableFromZero: Bool { low > 0 || high < 0 }

  /// An estimate with a t interval.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: of the standard error; the interval is infinite below 1.
  ///   - above: how much too low the estimate may be, not negative.
  ///   - below: how much too high it may be, not negative.
  ///   - scale: on which the interval is symmetric.
  ///   - confidence: of the interval.
  public init(
    value: Double, standardError: Double, degreesOfFreedom: Double, above: Double = 0,
    below: Double = 0, scale: Scale = .index, confidence: Double = 0.95
  ) {
    precondition(!(above < 0) && !(below < 0), "bias of \(above) upwards, \(below) downwards")
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.above = above
    self.below = below
    self.scale = scale
    if standardError == 0 {
      low = value - below
      high = value + above
    } else if standardError.isFinite && degreesOfFreedom >= 1 {
      let width =
        standardError
        * StudentT.quantile(
          0.5 + confidence / 2, degreesOfFreedom: degreesOfFreedom)
      if scale == .correlation && value.magnitude < 1 {
        let spread = width / (1 - value * value)
        low = tanh(atanh(value) - spread) - below
        high = tanh(atanh(value) + spread) + above
      } else {
        low = value - width - below
        high = value + width + above
      }
    } else {
      low = value.isNaN ? .nan : -.infinity
      high = value.isNaN ? .nan : .infinity
    }
  }

  /// The same estimate with an interval that ends below a limit, and, where all of it lies below 0, reaches as far above
  /// 0 as it is wide to each side: an index is not negative, and luck that made its estimate so proves nothing smaller.
  func limited(to limit: Double) -> IndexEstimate {
    var copy = self
    if high < 0 && low.isFinite { copy.high = (high - low) / 2 }
    // An unknown error stays unknown.
    if copy.high.isFinite { copy.high = min(copy.high, max(limit, low)) }
    return copy
  }

  /// The same estimate with an interval of another confidence.
  public func with(confidence: Double) -> IndexEstimate {
    IndexEstimate(
      value: value, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
      above: above, below: below, scale: scale, confidence: confidence)
  }

  /// The same estimate, known to be too low, or too high, by at most so much.
  func missing(above: Double, below: Double = 0) -> IndexEstimate {
    (above > 0 || below > 0) && value.isFinite
      ? IndexEstimate(
        value: value, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
        above: self.above + max(above, 0), below: self.below + max(below, 0), scale: scale) : self
  }

  /// The same estimate with an interval that is wider on both sides.
  func widened(by width: Double) -> IndexEstimate { missing(above: width, below: width) }

  /// The index of an input that changed no run, of an outcome of which other runs agree by chance: 0, and at most what
  /// changes that happen with a probability of `1 - 0.025^(1/n)` would make it, each as large as the largest difference
  /// that was seen.
  ///
  /// - Parameters:
  ///   - runs: comparisons n in which nothing changed.
  ///   - largest: the largest difference of two runs that share nothing.
  ///   - meanSquare: the mean square of such differences, twice the variance.
  static func unmoved(runs: Int, largest: Double, meanSquare: Double) -> IndexEstimate {
    let share =
      BinomialInterval.noEvent(count: Double(max(runs, 1)), covering: 0.975) * largest * largest
      / meanSquare
    return IndexEstimate(
      value: 0, standardError: 0, degreesOfFreedom: 1, above: share.isFinite ? min(share, 1) : 1)
  }

  /// The index of an input that the outcome cannot feel: exactly 0, without error.
  public static let zero = IndexEstimate(value: 0, standardError: 0, degreesOfFreedom: 1)

  /// An index that cannot be estimated.
  public static let undefined = IndexEstimate(
    value: .nan, standardError: .nan, degreesOfFreedom: 0)
}
