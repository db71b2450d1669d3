import Glibc

/// Weights that take one economy's likelihood out of a posterior, or later years' out of all.
///
/// A row of the posterior gets `exp(-l)`, l the log-likelihood that is taken out. The largest weights are replaced by
/// the expected order statistics of a generalised Pareto law fitted to them (Vehtari, Simpson, Gelman, Yao and Gabry
/// 2024, Pareto smoothed importance sampling, JMLR 25:72), which trades a little bias for a finite variance. Its
/// shape says whether to believe the result: above 0.7 the rows do not reach where the smaller posterior lies.
public struct ImportanceWeights: Sendable {
  /// Weights summing to 1, in the order of the rows.
  public let weights: [Double]
  /// Shape of the law of the largest weights; nil when there are too few rows to fit it.
  public let shape: Double?

  /// Effective number of rows, `1 / sum w^2`.
  public var effectiveSize: Double { 1 / weights.reduce(0) { $0 + $1 * $1 } }

  /// The shape above which weights are not to be trusted.
  public static let trustedShape = 0.7

  /// Equal weights.
  public init(equal count: Int) {
    weights = [Double](repeating: 1 / Double(count), count: count)
    shape = nil
  }

  /// Weights from the log-likelihoods that are taken out, one a row. A row whose likelihood is zero has none to take
  /// out and keeps the largest weight of the others.
  public init(takingOut logLikelihoods: [Double]) {
    let raw = logLikelihoods.map { -$0 }
    let largest = raw.filter { $0.isFinite }.max() ?? 0
    var logs = raw.map { $0.isFinite ? $0 - largest : 0 }
    shape = Self.smooth(&logs)
    let scaled = logs.map { exp($0) }
    let total = scaled.reduce(0, +)
    weights = scaled.map { $0 / total }
  }

  /// Smooths the tail of log weights in place and returns its shape.
  ///
  /// The tail is the largest `min(n / 5, 3 sqrt n)` weights, as the authors advise.
  static func smooth(_ logs: inout [Double]) -> Double? {
    let count = logs.count
    let tail = Int(min(0.2 * Double(count), 3 * Double(count).squareRoot()).rounded(.up))
    guard tail >= 5, tail < count else { return nil }
    let order = logs.indices.sorted { logs[$0] < logs[$1] }
    let members = Array(order[(count - tail)...])
    let cutoff = exp(logs[order[count - tail - 1]])
    let excesses = members.map { exp(logs[$0]) - cutoff }
    guard excesses[tail - 1] > excesses[0], excesses[0] >= 0 else { return nil }
    let (shape, scale) = ParetoTail.fit(excesses)
    if shape.isFinite {
      for (rank, member) in members.enumerated() {
        let probability = (Double(rank) + 0.5) / Double(tail)
        let quantile = cutoff + ParetoTail.quantile(probability, shape: shape, scale: scale)
        // No smoothed weight exceeds the largest raw one, which is 1.
        logs[member] = min(log(quantile), 0)
      }
    }
    return shape
  }
}

/// The generalised Pareto law of the largest of many numbers.
enum ParetoTail {
  /// Shape and scale by the quasi-Bayesian estimate of Zhang and Stephens (2009, doi:10.1198/tech.2009.08017), the
  /// shape drawn weakly towards 0.5 as if ten more numbers had been seen (Vehtari and others 2024, appendix).
  ///
  /// - Parameter excesses: ascending, not negative, not all equal.
  static func fit(_ excesses: [Double]) -> (shape: Double, scale: Double) {
    let count = excesses.count
    let points = 30 + Int(Double(count).squareRoot())
    let quarter = excesses[max(Int((Double(count) / 4 + 0.5).rounded(.down)) - 1, 0)]
    let largest = excesses[count - 1]
    var rates: [Double] = []
    for point in 1...points {
      let step = 1 - (Double(points) / (Double(point) - 0.5)).squareRoot()
      rates.append(step / (3 * quarter) + 1 / largest)
    }
    func shape(_ rate: Double) -> Double {
      excesses.reduce(0) { $0 + log1p(-rate * $1) } / Double(count)
    }
    let likelihoods = rates.map { rate in
      let k = shape(rate)
      return Double(count) * (log(-rate / k) - k - 1)
    }
    var (rate, total) = (0.0, 0.0)
    for (index, likelihood) in likelihoods.enumerated() {
      let weight = 1 / likelihoods.reduce(0) { $0 + exp($1 - likelihood) }
      guard weight.isFinite else { continue }
      rate += weight * rates[index]
      total += weight
    }
    rate /= total
    let raw = shape(rate)
    let scale = -raw / rate
    let shrunk = (raw * Double(count) + 0.5 * 10) / (Double(count) + 10)
    return (shrunk, scale)
  }

  /// The quantile of an excess.
  static func quantile(_ probability: Double, shape: Double, scale: Double) -> Double {
    if abs(shape) < 1e-12 { return -scale * log1p(-probability) }
    return scale * expm1(-shape * log1p(-probability)) / shape
  }
}
