import Ensembles

/// Count, mean and sum of squared deviations of a stream of numbers.
///
/// Merging is exact in arithmetic and stable in rounding: T. F. Chan, G. H. Golub and R. J. LeVeque 1983,
/// Algorithms for computing the sample variance, doi:10.1080/00031305.1983.10483115.
struct Moments: Sendable, Hashable, ArchivableElement {
  private(set) var count = 0
  private(set) var mean = 0.0
  private(set) var squares = 0.0

  /// No numbers yet.
  init() {}

  /// The moments of some numbers, in two passes.
  init(_ values: UnsafePointer<Double>, count: Int) {
    guard count > 0 else { return }
    var sum = 0.0
    for index in 0..<count { sum += values[index] }
    let mean = sum / Double(count)
    var squares = 0.0
    for index in 0..<count {
      let deviation = values[index] - mean
      squares += deviation * deviation
    }
    self.count = count
    self.mean = mean
    self.squares = squares
  }

  /// Count, mean and squares.
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&count)
    try archive.code(&mean)
    try archive.code(&squares)
  }

  /// Takes in the moments of later numbers.
  mutating func merge(_ later: Moments) {
    guard later.count > 0 else { return }
    guard count > 0 else {
      self = later
      return
    }
    let total = Double(count + later.count)
    let gap = later.mean - mean
    mean += gap * (Double(later.count) / total)
    squares += later.squares + gap * gap * (Double(count) * Double(later.count) / total)
    count += later.count
  }

  /// Standard deviation with divisor n - 1; nil below two numbers.
  var standardDeviation: Double? {
    count < 2 ? nil : (squares / Double(count - 1)).squareRoot()
  }
}
