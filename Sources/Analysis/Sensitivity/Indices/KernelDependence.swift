import Glibc
import NumericCore

/// The dependence of the outcome on one factor by its kernel (HSIC) index.
public struct KernelDependenceIndex: Sendable, Hashable {
  /// The factor.
  public let name: String
  /// R2-HSIC, from 0 for independence to 1: `HSIC(X, Y) / sqrt(HSIC(X, X) HSIC(Y, Y))`.
  public let index: IndexEstimate
  /// The probability of an index at least as large without any dependence.
  public let pValue: Double
}

/// The Hilbert-Schmidt independence criterion with Gaussian kernels.
///
/// `HSIC = E[k l] + E[k] E[l] - 2 E[E[k | X] E[l | Y]]` over pairs of rows with the kernels `k =
/// exp(-(x - x')^2 / (2 s^2))` of the factor and l of the outcome, s the standard deviation of
/// each. It is 0 only for independence, of any kind, and needs far fewer rows than indices of
/// variance. The estimate is that of all pairs, rows with themselves included, which adds a bias of
/// order 1 / n.
///
/// Error: the jackknife over 32 groups of rows with the kernels held. p value: without dependence
/// the criterion follows closely a gamma law with known mean and variance. Cost: n^2 a factor.
///
/// Sources: A. Gretton, K. Fukumizu, C. H. Teo, L. Song, B. Schoelkopf and A. J. Smola, A kernel
/// statistical test of independence, NIPS 20 (2007) 585-592; S. Da Veiga, Global sensitivity
/// analysis with dependence measures, Journal of Statistical Computation and Simulation 85 (2015)
/// 1283-1305, doi:10.1080/00949655.2014.945932.
public enum KernelDependence {
  /// Indices of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than 64 rows, or more than 20 000, whose 400 million
  ///   pairs take seconds a factor: a part of the rows says the same.
  public static func indices(_ data: GivenData) throws -> [KernelDependenceIndex] {
    try data.require(rows: 64, for: "HSIC")
    guard data.rowCount <= 20_000 else {
      throw SensitivityError(
        "HSIC takes at most 20000 rows; analyse a part of the \(data.rowCount)")
    }
    return data.names.indices.map { factor in
      guard !data.isConstant(factor) else {
        return KernelDependenceIndex(name: data.names[factor], index: .zero, pValue: 1)
      }
      return index(data.names[factor], data.factors[factor], data.outcome)
    }
  }

  static func index(_ name: String, _ x: [Double], _ y: [Double]) -> KernelDependenceIndex {
    let sums = KernelSums(x, y)
    let value = sums.correlation(without: nil)
    let groups = GivenDataJackknife.groups
    let without = (0..<groups).map { sums.correlation(without: $0) }
    let mean = without.reduce(0, +) / Double(groups)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return KernelDependenceIndex(
      name: name,
      index: IndexEstimate(
        value: value,
        standardError: (squares * Double(groups - 1) / Double(groups)).squareRoot(),
        degreesOfFreedom: Double(groups - 1)),
      pValue: sums.pValue)
  }
}

/// Sums of kernels over pairs of rows, by group of rows, from which any group can be left out.
private struct KernelSums {
  private let count: Int
  private let groups = GivenDataJackknife.groups
  /// By pair of groups: sums of k l, k k and l l.
  private var products: [[Double]]
  /// By row and group: sums of k and l.
  private var rowsK: [Double]
  private var rowsL: [Double]

  init(_ x: [Double], _ y: [Double]) {
    let n = x.count
    let groups = groups
    count = n
    func rate(_ values: [Double]) -> Double {
      -0.5 / (Ranks.centred(values).variance * Double(n) / Double(n - 1))
    }
    let (rateX, rateY) = (rate(x), rate(y))
    products = [[Double]](
      repeating: [Double](repeating: 0, count: groups * groups), count: 3)
    rowsK = [Double](repeating: 0, count: n * groups)
    rowsL = rowsK
    for i in 0..<n {
      for j in 0...i {
        let k = exp(rateX * (x[i] - x[j]) * (x[i] - x[j]))
        let l = exp(rateY * (y[i] - y[j]) * (y[i] - y[j]))
        let (g, h) = (i % groups, j % groups)
        rowsK[i * groups + h] += k
        rowsL[i * groups + h] += l
        if i != j {
          rowsK[j * groups + g] += k
          rowsL[j * groups + g] += l
        }
        let weight = i == j ? 1.0 : 2
        let cell = g * groups + h
        products[0][cell] += weight * k * l
        products[1][cell] += weight * k * k
        products[2][cell] += weight * l * l
      }
    }
  }

  /// HSIC of (X, Y), (X, X) and (Y, Y).
  private func criteria(without left: Int?) -> [Double] {
    let parts = (0..<groups).filter { $0 != left }
    var n = 0.0
    var sums = [0.0, 0, 0]
    var (totalK, totalL) = (0.0, 0.0)
    for i in 0..<count where i % groups != left {
      n += 1
      var (k, l) = (0.0, 0.0)
      for h in parts {
        k += rowsK[i * groups + h]
        l += rowsL[i * groups + h]
      }
      totalK += k
      totalL += l
      sums[0] += k * l
      sums[1] += k * k
      sums[2] += l * l
    }
    let totals = [(totalK, totalL), (totalK, totalK), (totalL, totalL)]
    return (0..<3).map { kind in
      var product = 0.0
      for g in parts {
        for h in parts { product += products[kind][g * groups + h] }
      }
      return product / (n * n) + totals[kind].0 * totals[kind].1 / (n * n * n * n)
        - 2 * sums[kind] / (n * n * n)
    }
  }

  func correlation(without left: Int?) -> Double {
    let values = criteria(without: left)
    return values[0] / (values[1] * values[2]).squareRoot()
  }

  /// The upper tail of the gamma law that the criterion follows without dependence.
  var pValue: Double {
    let n = Double(count)
    let values = criteria(without: nil)
    let pairs = n * (n - 1)
    let meanK = (rowsK.reduce(0, +) - n) / pairs
    let meanL = (rowsL.reduce(0, +) - n) / pairs
    let mean = (1 + meanK * meanL - meanK - meanL) / n
    let variance =
      2 * (n - 4) * (n - 5) / (n * (n - 1) * (n - 2) * (n - 3)) * values[1] * values[2]
    return IncompleteGamma.upper(shape: mean * mean / variance, values[0] * mean / variance)
  }
}
