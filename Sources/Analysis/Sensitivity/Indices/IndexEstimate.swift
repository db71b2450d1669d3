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
  public let high: Double
  /// Degrees of freedom of the standard error.
  public let degreesOfFreedom: Double

  /// Whether the 95 % interval leaves 0 out.
  ///
  /// An index that is truly 0 passes for one that is not with a probability of 2.5 % on the
  /// positive side.
  public var isDistinguishableFromZero: Bool { low > 0 || high < 0 }

  /// An estimate with a t interval.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: of the standard error; the interval is infinite below 1.
  ///   - confidence: of the interval.
  public init(
    value: Double, standardError: Double, degreesOfFreedom: Double, confidence: Double = 0.95
  ) {
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    if standardError == 0 {
      low = value
      high = value
    } else if standardError.isFinite && degreesOfFreedom >= 1 {
      let width =
        standardError
        * StudentT.quantile(
          0.5 + confidence / 2, degreesOfFreedom: degreesOfFreedom)
      low = value - width
      high = value + width
    } else {
      low = value.isNaN ? .nan : -.infinity
      high = value.isNaN ? .nan : .infinity
    }
  }

  /// The same estimate with an interval of another confidence.
  public func with(confidence: Double) -> IndexEstimate {
    IndexEstimate(
      value: value, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
      confidence: confidence)
  }

  /// The index of an input that the outcome cannot feel: exactly 0, without error.
  public static let zero = IndexEstimate(value: 0, standardError: 0, degreesOfFreedom: 1)

  /// An index that cannot be estimated.
  public static let undefined = IndexEstimate(
    value: .nan, standardError: .nan, degreesOfFreedom: 0)
}
