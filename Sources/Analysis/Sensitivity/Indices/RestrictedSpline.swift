import Foundation

/// The basis of a restricted cubic spline with five knots: cubic between them, linear beyond.
///
/// With knots t_1..t_k and (u)+ the positive part, basis 0 is 1, basis 1 is x and basis j + 1 is
/// `(x-t_j)+^3 - (x-t_(k-1))+^3 (t_k-t_j)/(t_k-t_(k-1)) + (x-t_k)+^3 (t_(k-1)-t_j)/(t_k-t_(k-1))`,
/// all in units of the distance of the outer knots.
///
/// F. E. Harrell 2015, Regression modeling strategies, section 2.4.5, doi:10.1007/978-3-319-19425-7.
struct RestrictedSpline {
  /// Functions of the basis.
  static let size = 5
  /// Quantiles at which the knots lie.
  private static let shares = [0.05, 0.275, 0.5, 0.725, 0.95]

  private let knots: [Double]
  private let origin: Double
  private let scale: Double

  /// Knots at quantiles of sorted values; nil when two of them coincide.
  init?(sorted: [Double]) {
    let raw = Self.shares.map { sorted[min(Int($0 * Double(sorted.count)), sorted.count - 1)] }
    guard zip(raw, raw.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    origin = raw[0]
    scale = raw[4] - raw[0]
    let (origin, scale) = (origin, scale)
    knots = raw.map { ($0 - origin) / scale }
  }

  /// The basis at a value.
  func basis(_ value: Double) -> [Double] {
    let x = (value - origin) / scale
    func cube(_ u: Double) -> Double { u > 0 ? u * u * u : 0 }
    let last = knots[4]
    let width = last - knots[3]
    var result: [Double] = [1, x]
    for knot in knots.prefix(3) {
      let inner = cube(x - knots[3]) * (last - knot) / width
      let outer = cube(x - last) * (knots[3] - knot) / width
      result.append(cube(x - knot) - inner + outer)
    }
    return result
  }
}

/// Normal equations of a small least-squares problem, as sums that add up over parts of the data.
struct NormalEquations {
  /// Unknowns.
  let size: Int
  /// The lower triangle of X'X, by row.
  var matrix: [Double]
  /// X'y.
  var vector: [Double]

  init(size: Int) {
    self.size = size
    matrix = [Double](repeating: 0, count: size * size)
    vector = [Double](repeating: 0, count: size)
  }

  /// Adds one observation.
  mutating func add(_ basis: [Double], _ y: Double) {
    for i in 0..<size {
      vector[i] += basis[i] * y
      for j in 0...i { matrix[i * size + j] += basis[i] * basis[j] }
    }
  }

  /// Adds weighted sums of another part of the data.
  mutating func add(_ other: NormalEquations, _ weight: Double) {
    for index in matrix.indices { matrix[index] += weight * other.matrix[index] }
    for index in vector.indices { vector[index] += weight * other.vector[index] }
  }

  /// The solution by Cholesky's decomposition; nil when the matrix is singular to working accuracy.
  func solution() -> [Double]? {
    var factor = matrix
    for i in 0..<size {
      for j in 0...i {
        var sum = matrix[i * size + j]
        for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
        if i == j {
          guard sum > 1e-13 * matrix[i * size + i] else { return nil }
          factor[i * size + i] = sum.squareRoot()
        } else {
          factor[i * size + j] = sum / factor[j * size + j]
        }
      }
    }
    var result = vector
    for i in 0..<size {
      for k in 0..<i { result[i] -= factor[i * size + k] * result[k] }
      result[i] /= factor[i * size + i]
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(size, i + 1) { result[i] -= factor[k * size + i] * result[k] }
      result[i] /= factor[i * size + i]
    }
    return result
  }
}
