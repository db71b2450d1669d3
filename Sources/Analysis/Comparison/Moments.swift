import Ensembles

/// Count, mean and sums of powers of deviations of a stream of numbers.
///
/// Merging is exact in arithmetic and stable in rounding: T. F. Chan, G. H. Golub and R. J. LeVeque 1983,
/// Algorithms for computing the sample variance, doi:10.1080/00031305.1983.10483115; P. Pebay 2008, Formulas for
/// robust, one-pass parallel computation of covariances and arbitrary-order statistical moments,
/// doi:10.2172/1028931.
struct Moments: Sendable, Hashable, ArchivableElement {
  private(set) var count = 0
  private(set) var mean = 0.0
  private(set) var squares = 0.0
  private(set) var cubes = 0.0
  private(set) var fourths = 0.0
  /// The sum of magnitudes.
  private(set) var magnitude = 0.0

  /// No numbers yet.
  init() {}

  /// The moments of some numbers, in two passes.
  init(_ values: UnsafePointer<Double>, count: Int) {
    guard count > 0 else { return }
    var sum = 0.0
    for index in 0..<count {
      sum += values[index]
      magnitude += values[index].magnitude
    }
    let mean = sum / Double(count)
    for index in 0..<count {
      let deviation = values[index] - mean
      let square = deviation * deviation
      squares += square
      cubes += square * deviation
      fourths += square * square
    }
    self.count = count
    self.mean = mean
  }

  /// Count, mean and sums.
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&count)
    try archive.code(&mean)
    try archive.code(&squares)
    try archive.code(&cubes)
    try archive.code(&fourths)
    try archive.code(&magnitude)
  }

  /// Takes in the moments of later numbers.
  mutating func merge(_ later: Moments) {
    guard later.count > 0 else { return }
    guard count > 0 else {
      self = later
      return
    }
    let (own, other) = (Double(count), Double(later.count))
    let total = own + other
    let gap = later.mean - mean
    let (part, share) = (gap * (other / total), gap * (own / total))
    // Each sum from the lower ones before the merge.
    fourths +=
      later.fourths + part * share * gap * gap * (own * own - own * other + other * other) / total
      + 6 * (part * part * squares + share * share * later.squares)
      + 4 * (share * later.cubes - part * cubes)
    cubes +=
      later.cubes + part * share * gap * (own - other)
      + 3 * (share * later.squares - part * squares)
    squares += later.squares + gap * gap * (own * other / total)
    magnitude += later.magnitude
    mean += part
    count += later.count
  }

  /// Standard deviation with divisor n - 1; nil below two numbers.
  var standardDeviation: Double? {
    count < 2 ? nil : (squares / Double(count - 1)).squareRoot()
  }

  /// The same, exactly 0 where it is no more than what rounding makes of the numbers.
  func standardDeviation(rounding: Double) -> Double? {
    standardDeviation.map { $0 <= rounding ? 0 : $0 }
  }

  /// The mean of magnitudes, the scale of what rounding can do to a mean; 0 without numbers.
  var meanMagnitude: Double { count == 0 ? 0 : magnitude / Double(count) }

  /// Among how many numbers the variance is spread: `(sum of d^2)^2 / sum of d^4`, the count over the kurtosis; n / 3
  /// of n normal numbers. Nil where nothing varies but by rounding.
  func carriers(rounding: Double = 0) -> Double? {
    let carriers = squares / fourths * squares
    return (standardDeviation ?? 0) > rounding && carriers.isFinite ? carriers : nil
  }
}
