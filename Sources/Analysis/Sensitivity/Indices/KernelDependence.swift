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
/// Error: the jackknife over 32 groups of rows, with the change of the kernels' widths to first order, on the scale of a
/// correlation. It is that of the expected value at this number of rows. p value: without dependence
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
    let parts = data.parts(GivenDataJackknife.groups)
    return data.names.indices.map { factor in
      guard !data.isConstant(factor) else {
        return KernelDependenceIndex(name: data.names[factor], index: .zero, pValue: 1)
      }
      return index(data, factor, parts: parts)
    }
  }

  private static func index(
    _ data: GivenData, _ factor: Int, parts: [Int]
  ) -> KernelDependenceIndex {
    let sums = KernelSums(data.factors[factor], data.outcome, parts: parts)
    let value = sums.correlation(without: nil)
    let slopes = sums.widthSlopes
    func logVariance(_ values: [Double], without left: Int?) -> Double {
      log(Ranks.centred(values.indices.filter { parts[$0] != left }.map { values[$0] }).variance)
    }
    let columns = [data.factors[factor], data.outcome]
    let whole = columns.map { logVariance($0, without: nil) }
    let without = (0..<GivenDataJackknife.groups).map { left -> [Double] in
      let moved = columns.indices.map { logVariance(columns[$0], without: left) - whole[$0] }
      return [sums.correlation(without: left) + slopes[0] * moved[0] + slopes[1] * moved[1]]
    }
    return KernelDependenceIndex(
      name: data.names[factor],
      index: GivenDataJackknife.estimates(
        [value], without: without, scale: { _ in .correlation })[0],
      pValue: sums.pValue)
  }
}

/// Sums of kernels over pairs of rows, by group of rows, from which any group can be left out.
private struct KernelSums {
  private let count: Int
  private let part: [Int]
  private let groups = GivenDataJackknife.groups
  /// By pair of groups: sums of k l, k k and l l.
  private var products: [[Double]]
  /// By row and group: sums of k and l.
  private var rowsK: [Double]
  private var rowsL: [Double]
  /// Slopes of the kernels by the logarithms of their widths: sums of their products with l, k, and with k, l, and by
  /// row.
  private var slopeProducts = [0.0, 0, 0, 0]
  private var slopesK: [Double]
  private var slopesL: [Double]

  init(_ x: [Double], _ y: [Double], parts: [Int]) {
    let n = x.count
    let groups = groups
    count = n
    part = parts
    func rate(_ values: [Double]) -> Double {
      -0.5 / (Ranks.centred(values).variance * Double(n) / Double(n - 1))
    }
    let (rateX, rateY) = (rate(x), rate(y))
    products = [[Double]](
      repeating: [Double](repeating: 0, count: groups * groups), count: 3)
    rowsK = [Double](repeating: 0, count: n * groups)
    rowsL = rowsK
    slopesK = [Double](repeating: 0, count: n)
    slopesL = slopesK
    for i in 0..<n {
      for j in 0...i {
        let (exponentX, exponentY) = (
          rateX * (x[i] - x[j]) * (x[i] - x[j]), rateY * (y[i] - y[j]) * (y[i] - y[j])
        )
        let (k, l) = (exp(exponentX), exp(exponentY))
        // exp(-u / v) grows with log v by u / v times itself.
        let (slopeK, slopeL) = (-exponentX * k, -exponentY * l)
        let (g, h) = (parts[i], parts[j])
        rowsK[i * groups + h] += k
        rowsL[i * groups + h] += l
        if i != j {
          rowsK[j * groups + g] += k
          rowsL[j * groups + g] += l
          slopesK[i] += slopeK
          slopesK[j] += slopeK
          slopesL[i] += slopeL
          slopesL[j] += slopeL
        }
        let weight = i == j ? 1.0 : 2
        slopeProducts[0] += weight * slopeK * l
        slopeProducts[1] += weight * slopeK * k
        slopeProducts[2] += weight * slopeL * k
        slopeProducts[3] += weight * slopeL * l
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
    for i in 0..<count where part[i] != left {
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

  /// How the index changes with the logarithms of the variances of factor and outcome, which set the widths.
  var widthSlopes: [Double] {
    let values = criteria(without: nil)
    let n = Double(count)
    let sums = [rowsK, rowsL].map { rows in
      (0..<count).map { row in rows[row * groups..<(row + 1) * groups].reduce(0, +) }
    }
    func criterion(_ product: Double, _ a: [Double], _ b: [Double]) -> Double {
      product / (n * n) + a.reduce(0, +) * b.reduce(0, +) / (n * n * n * n)
        - 2 * zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / (n * n * n)
    }
    let index = values[0] / (values[1] * values[2]).squareRoot()
    return [
      (criterion(slopeProducts[0], slopesK, sums[1]) / values[0]
        - criterion(slopeProducts[1], slopesK, sums[0]) / values[1]) * index,
      (criterion(slopeProducts[2], slopesL, sums[0]) / values[0]
        - criterion(slopeProducts[3], slopesL, sums[1]) / values[2]) * index,
    ]
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
