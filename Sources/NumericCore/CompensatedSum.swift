/// A sum that carries its rounding error along (Neumaier's variant of Kahan summation).
///
/// The error of ``value`` is about one rounding of the result plus `n * epsilon^2` times the sum of
/// absolute terms, instead of `n * epsilon` times it. Sums of the same terms in the same order have the
/// same bits everywhere; merging two sums is again a fixed sequence of operations, so a sum of blocks
/// merged in block order does not depend on who computed which block.
///
/// Cost: about four additions a term. A non-finite term makes the value non-finite.
///
/// Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54
/// (1974) 39-51, doi:10.1002/zamm.19740540106.
public struct CompensatedSum: Sendable, Hashable {
  @usableFromInline var sum: Double
  @usableFromInline var correction: Double

  /// The empty sum, 0.
  public init() {
    sum = 0
    correction = 0
  }

  /// The sum so far.
  public var value: Double {
    // A non-finite sum has a correction of infinity minus infinity, which would hide an infinity.
    sum.isFinite ? sum + correction : sum
  }

  /// The sum and the error it carries along, for keeping.
  package var parts: (sum: Double, correction: Double) {
    get { (sum, correction) }
    set { (sum, correction) = newValue }
  }

  /// Adds one term.
  @inlinable
  public mutating func add(_ term: Double) {
    let total = sum + term
    if sum.magnitude >= term.magnitude {
      correction += (sum - total) + term
    } else {
      correction += (term - total) + sum
    }
    sum = total
  }

  /// Adds another sum, error terms included.
  public mutating func merge(_ other: CompensatedSum) {
    add(other.sum)
    correction += other.correction
  }
}

extension CompensatedSum {
  /// The compensated sum of a sequence, in its order.
  public init(_ terms: some Sequence<Double>) {
    self.init()
    for term in terms { add(term) }
  }
}
