/// An estimated expectation with its error.
///
/// The standard error has two parts, `standardError^2 = designError^2 + ensembleError^2`. Where a part
/// cannot be estimated (a single error group, a single row of the ensemble) it is +infinity and so is
/// the interval: an unknown error is not a small one. An estimate that cannot vary, such as the
/// difference of two policies that agree in every future, has errors and width of exactly 0. A
/// probability never has: an event that no future shows may still have up to 3.7 over their number.
public struct Estimate: Sendable, Hashable {
  /// The estimate.
  public let value: Double
  /// Standard error, design and ensemble together.
  public let standardError: Double
  /// The part of the standard error that more futures would remove.
  public let designError: Double
  /// The part that comes from the finite ensemble and that more futures would not remove; 0 without one.
  public let ensembleError: Double
  /// Lower end of the 95 % interval.
  public let low: Double
  /// Upper end of the 95 % interval.
  public let high: Double

  /// Collects an estimate.
  public init(
    value: Double, standardError: Double, designError: Double, ensembleError: Double, low: Double,
    high: Double
  ) {
    self.value = value
    self.standardError = standardError
    self.designError = designError
    self.ensembleError = ensembleError
    self.low = low
    self.high = high
  }

  /// The estimate with an interval inside what the number can be.
  func limited(to range: ClosedRange<Double>) -> Estimate {
    let interval = (low...high).clamped(to: range)
    return Estimate(
      value: value, standardError: standardError, designError: designError,
      ensembleError: ensembleError, low: interval.lowerBound, high: interval.upperBound)
  }
}
