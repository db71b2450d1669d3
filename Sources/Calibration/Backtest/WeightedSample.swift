import Glibc

/// Draws of one number with weights, as a predictive distribution.
///
/// The distribution function is the share of weight at or below a value. Cost: `n log n` to sort once.
public struct WeightedSample: Sendable {
  /// Draws, ascending.
  public let values: [Double]
  /// Weights of the draws, summing to 1.
  public let weights: [Double]
  /// Weight at or below each draw.
  private let cumulative: [Double]

  /// A sample.
  ///
  /// - Parameters:
  ///   - values: finite numbers, at least one.
  ///   - weights: not negative, with a positive sum; equal when nil.
  public init(_ values: [Double], weights: [Double]? = nil) {
    precondition(!values.isEmpty && values.count == weights?.count ?? values.count)
    let order = values.indices.sorted { values[$0] < values[$1] }
    let raw = weights ?? [Double](repeating: 1, count: values.count)
    let total = raw.reduce(0, +)
    precondition(total > 0 && total.isFinite, "weights that sum to \(total)")
    self.values = order.map { values[$0] }
    self.weights = order.map { raw[$0] / total }
    var sum = 0.0
    cumulative = self.weights.map {
      sum += $0
      return sum
    }
  }

  /// The quantile: linear between draws that stand at the middle of their weight, the extreme draws outside.
  ///
  /// With equal weights this is Hazen's definition (type 5 of Hyndman and Fan 1996,
  /// doi:10.1080/00031305.1996.10473566), unbiased for the middle of symmetric laws and, unlike the inverse of the
  /// distribution function, even in both tails.
  public func quantile(_ probability: Double) -> Double {
    func middle(_ index: Int) -> Double { cumulative[index] - 0.5 * weights[index] }
    var (low, high) = (0, values.count - 1)
    if probability <= middle(low) { return values[low] }
    if probability >= middle(high) { return values[high] }
    while high - low > 1 {
      let centre = (low + high) / 2
      if middle(centre) <= probability { low = centre } else { high = centre }
    }
    let span = middle(high) - middle(low)
    if span <= 0 { return values[low] }
    return values[low] + (values[high] - values[low]) * (probability - middle(low)) / span
  }

  /// The median.
  public var median: Double { quantile(0.5) }

  /// The probability integral transform of an observation: weight below it plus half of the weight on it. Uniform
  /// over many observations when the distribution is right (Dawid 1984, doi:10.2307/2981683).
  public func transform(_ observation: Double) -> Double {
    var sum = 0.0
    for (value, weight) in zip(values, weights) {
      if value < observation { sum += weight } else if value == observation { sum += 0.5 * weight }
    }
    return sum
  }

  /// The continuous ranked probability score of an observation, in its unit; smaller is better.
  ///
  /// `sum w |x - y| - c sum w w' |x - x'| / 2` with `c = 1 / (1 - sum w^2)`: the energy form (Gneiting and Raftery
  /// 2007, doi:10.1198/016214506000001437), whose second term is made fair (Ferro 2014, doi:10.1002/qj.2270): a draw
  /// is no neighbour of itself, so that few or uneven draws are neither favoured nor punished against many. With
  /// one draw it is the absolute error. Cost: linear in the draws.
  public func rankedProbabilityScore(_ observation: Double) -> Double {
    var (distance, spread, squares) = (0.0, 0.0, 0.0)
    var (below, belowSum) = (0.0, 0.0)
    for (value, weight) in zip(values, weights) {
      distance += weight * abs(value - observation)
      // Draws are sorted: every earlier one lies below.
      spread += weight * (value * below - belowSum)
      below += weight
      belowSum += weight * value
      squares += weight * weight
    }
    let fairness = 1 - squares
    return fairness > 1e-12 ? distance - spread / fairness : distance
  }

  /// The interval score of the central interval that should hold `level` of the observations: its width plus
  /// `2 / (1 - level)` times the distance by which it was missed (Gneiting and Raftery 2007).
  public func intervalScore(_ observation: Double, level: Double) -> Double {
    let tail = (1 - level) / 2
    let (low, high) = (quantile(tail), quantile(1 - tail))
    let missed = max(low - observation, 0) + max(observation - high, 0)
    return high - low + missed / tail
  }

  /// Whether the central interval holds the observation.
  public func covers(_ observation: Double, level: Double) -> Bool {
    let tail = (1 - level) / 2
    return (quantile(tail)...max(quantile(1 - tail), quantile(tail))).contains(observation)
  }

  /// Effective number of draws, `1 / sum w^2` (Kish 1965).
  public var effectiveSize: Double { 1 / weights.reduce(0) { $0 + $1 * $1 } }
}
