/// Among how many futures a variance is spread.
///
/// Of n deviations d from the mean, `(sum of d^2)^2 / sum of d^4` carry the variance, n over the kurtosis: n / 3 of
/// normal numbers, 5 n / 9 of uniform ones, a handful of any number of futures where tails are heavy. The estimated
/// variance is then off by about one over the root of the carriers, and its interval of the mean covers less than it
/// says: with 256 products of lognormals of sigma 1.5 a 95 % interval covers 89 %, with sigma 2 79 %.
public struct Carriers: Sendable, Hashable {
  /// The number that carries the variance.
  public let count: Double
  /// Futures there are.
  public let futures: Int

  /// Below so many carriers the variance is known to worse than 22 %, and 31 degrees of freedom, which the intervals
  /// here allow for, know it to 25 %.
  public static let fewest = 20.0
  /// The kurtosis up to which tails are not heavy however few futures there are: 3 is that of the normal and 6 that of
  /// Laplace's distribution.
  public static let usualKurtosis = 8.0

  /// Counts carriers; nil where nothing varies.
  init?(_ moments: Moments, rounding: Double) {
    guard let carriers = moments.carriers(rounding: rounding) else { return nil }
    count = carriers
    futures = moments.count
  }

  /// The number among deviations from a mean; 0 where all are 0.
  static func count(_ deviations: some Collection<Double>) -> Double {
    let scale = deviations.reduce(0) { max($0, $1.magnitude) }
    guard scale > 0 else { return 0 }
    var (squares, fourths) = (0.0, 0.0)
    for deviation in deviations {
      let square = deviation / scale * (deviation / scale)
      squares += square
      fourths += square * square
    }
    return squares / fourths * squares
  }

  /// Whether so few futures carry the variance that the interval of the mean cannot be trusted.
  ///
  /// In 4,000 trials each of 64 to 4,096 futures normal and uniform numbers never had so few; 256 futures had in 99 %
  /// (lognormal, sigma 1.5), 99.9 % (sigma 2) and 8 % (exponential).
  public var areFew: Bool {
    count < Self.fewest && Double(futures) > Self.usualKurtosis * count
  }
}
