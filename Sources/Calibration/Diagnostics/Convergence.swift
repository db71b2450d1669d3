import Glibc
import NumericCore

/// Whether several independent runs agree, and how many independent draws they are worth together.
///
/// Chains are rows of draws of one quantity, all of the same length. For a tempered sampler a chain is the
/// particles of one run in the order of their ancestors, so that relatives stand side by side and what they have
/// in common shows as autocorrelation.
///
/// Source: A. Vehtari, A. Gelman, D. Simpson, B. Carpenter and P.-C. Buerkner, Rank-normalization, folding, and
/// localization: an improved R-hat for assessing convergence of MCMC, Bayesian Analysis 16 (2021) 667-718,
/// doi:10.1214/20-BA1221.
public struct Convergence: Sendable, Hashable {
  /// The larger of the rank-normalised split R-hat and that of the distances from the median; 1 when chains
  /// agree.
  public let splitRHat: Double
  /// Effective number of draws for the centre.
  public let bulkSize: Double
  /// Effective number of draws for the 5 % and 95 % quantiles, the smaller of the two.
  public let tailSize: Double

  /// The limits below which an ensemble counts as converged.
  public struct Rule: Sendable, Hashable {
    /// R-hat must stay below this: the recommendation of the source.
    public var splitRHat = 1.01
    /// Effective sizes must reach this: quantiles at 5 and 95 % are then known within 0.7 % of probability.
    public var effectiveSize = 1000.0
    /// Independent runs, at least: the recommendation of the source.
    public var runs = 4

    /// The rule of the project.
    public init() {}
  }

  /// Diagnoses chains.
  ///
  /// Cost: sorting, and the autocorrelations up to the lag at which they vanish.
  ///
  /// - Precondition: at least one chain, all of the same length, at least 8 draws each.
  public init(_ chains: [[Double]]) {
    precondition(
      !chains.isEmpty && chains.allSatisfy { $0.count == chains[0].count && $0.count >= 8 },
      "chains of \(chains.map(\.count)) draws")
    let halves = Self.split(chains)
    let ranked = Self.rankNormalised(halves)
    let sorted = halves.flatMap { $0 }.sorted()
    let median = Self.quantile(sorted, 0.5)
    let folded = halves.map { $0.map { ($0 - median).magnitude } }
    splitRHat = max(Self.rHat(ranked), Self.rHat(Self.rankNormalised(folded)))
    bulkSize = Self.effectiveSize(ranked)
    let all = chains.flatMap { $0 }.sorted()
    tailSize =
      [0.05, 0.95].map { probability in
        let quantile = Self.quantile(all, probability)
        return Self.effectiveSize(Self.split(chains).map { $0.map { $0 <= quantile ? 1 : 0 } })
      }.min()!
  }

  /// Whether the quantity keeps a rule.
  public func satisfies(_ rule: Rule) -> Bool {
    splitRHat < rule.splitRHat && bulkSize >= rule.effectiveSize && tailSize >= rule.effectiveSize
  }

  /// Both halves of every chain; an odd draw in the middle is left out.
  static func split(_ chains: [[Double]]) -> [[Double]] {
    chains.flatMap { chain in
      let half = chain.count / 2
      return [Array(chain.prefix(half)), Array(chain.suffix(half))]
    }
  }

  /// Draws replaced by the normal scores of their ranks over all chains, ties by their mean rank.
  static func rankNormalised(_ chains: [[Double]]) -> [[Double]] {
    let length = chains[0].count
    let values = chains.flatMap { $0 }
    let scores = MeanRanks.of(values).map {
      Normal.quantile(($0 - 0.375) / (Double(values.count) + 0.25))
    }
    return chains.indices.map { Array(scores[$0 * length..<($0 + 1) * length]) }
  }

  /// The classic R-hat of chains that have been split already.
  static func rHat(_ chains: [[Double]]) -> Double {
    let length = Double(chains[0].count)
    let means = chains.map { $0.reduce(0, +) / length }
    let within =
      zip(chains, means).map { chain, mean in
        chain.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (length - 1)
      }.reduce(0, +) / Double(chains.count)
    let between = variance(means) * length
    if within == 0 { return between == 0 ? 1 : .infinity }
    return ((between / within + length - 1) / length).squareRoot()
  }

  /// Effective number of draws by Geyer's initial monotone sequence over all chains.
  static func effectiveSize(_ chains: [[Double]]) -> Double {
    let count = chains.count
    let length = chains[0].count
    let n = Double(length)
    let means = chains.map { $0.reduce(0, +) / n }
    func covariance(_ lag: Int) -> Double {
      zip(chains, means).map { chain, mean in
        var sum = 0.0
        for index in 0..<length - lag { sum += (chain[index] - mean) * (chain[index + lag] - mean) }
        return sum / n
      }.reduce(0, +) / Double(count)
    }
    let total = Double(count) * n
    let within = covariance(0) * n / (n - 1)
    var pooled = within * (n - 1) / n
    if count > 1 { pooled += variance(means) }
    guard pooled > 0 else { return total }
    func correlation(_ lag: Int) -> Double { 1 - (within - covariance(lag)) / pooled }
    var correlations = [1.0, correlation(1)]
    var (even, odd) = (1.0, correlations[1])
    var lag = 1
    while lag < length - 3 && even + odd > 0 {
      even = correlation(lag + 1)
      odd = correlation(lag + 2)
      correlations += even + odd >= 0 ? [even, odd] : [0, 0]
      lag += 2
    }
    let last = lag - 2
    if even > 0, last + 1 < correlations.count { correlations[last + 1] = even }
    var index = 1
    while index <= last - 2 {
      let before = correlations[index - 1] + correlations[index]
      if correlations[index + 1] + correlations[index + 2] > before {
        correlations[index + 1] = before / 2
        correlations[index + 2] = before / 2
      }
      index += 2
    }
    let sum = last >= 0 ? correlations[...last].reduce(0, +) : 0
    let next = last + 1 >= 0 && last + 1 < correlations.count ? correlations[last + 1] : 0
    return total / max(-1 + 2 * sum + next, 1 / log10(total))
  }

  /// The quantile of sorted values, linear between neighbours.
  static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let position = probability * Double(sorted.count - 1)
    let low = Int(position)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count - 1, 1))
  }
}
