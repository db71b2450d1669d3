import Sampling

/// Which factors matter most, and how sure that is.
///
/// Which are the k largest total indices is a selection among estimates with errors, so that intervals of
/// single indices do not answer it. Replicates of the design are drawn with replacement, the indices are
/// computed from their pooled sums, and the shares of such samples in which a factor is among the k largest,
/// and in which the k named ones are exactly the k largest, estimate the probabilities that another run of
/// this size would name them.
///
/// B. Efron 1979, Bootstrap methods: another look at the jackknife, doi:10.1214/aos/1176344552; for ranks of
/// populations P. Hall and H. Miller 2009, doi:10.1214/08-AOS640.
public struct TopFactors: Sendable, Hashable {
  /// Bootstrap samples: the error of a probability is at most 1.1 %.
  public static let samples = 2000

  /// Positions of the groups with the largest total indices, largest first.
  public let groups: [Int]
  /// Probability that exactly these are the largest, in any order.
  public let probability: Double
  /// By group the probability that it is among the largest.
  public let membership: [Double]

  /// Ranks the groups of a design by their total index.
  ///
  /// Nil when the target is constant, or fewer than two replicates have succeeded.
  ///
  /// - Parameters:
  ///   - sums: of the target.
  ///   - count: how many factors are named; at most the number of groups.
  ///   - seed: of the bootstrap.
  public init?(_ sums: PickFreezeSums, count: Int = 3, seed: UInt64 = 1979) {
    let used = sums.counts.indices.filter { sums.counts[$0] > 0 }
    guard used.count > 1, sums.betweenSquares.contains(where: { $0 != 0 }) else { return nil }
    let estimators = PickFreezeEstimators(sums)
    let statistics = sums.design.groups.indices.map { estimators.totalStatistic($0) }
    let count = min(count, statistics.count)
    func largest(_ weights: [Double]) -> [Int] {
      let totals = statistics.enumerated().map { group, statistic -> Double in
        if sums.largestChange[group] == 0 { return 0 }
        let value = statistic.value(
          statistic.sums.map { column in
            var sum = 0.0
            for (position, replicate) in used.enumerated() {
              sum += weights[position] * column[replicate]
            }
            return sum
          })
        return value.isFinite ? value : 0
      }
      return Array(
        totals.indices.sorted { (-totals[$0], $0) < (-totals[$1], $1) }.prefix(count))
    }
    let named = largest([Double](repeating: 1, count: used.count))
    var bootstrap = ReplicateBootstrap(replicates: used.count, seed: seed)
    var membership = [Double](repeating: 0, count: statistics.count)
    var hits = 0
    let set = Set(named)
    for _ in 0..<Self.samples {
      let sample = largest(bootstrap.next())
      for group in sample { membership[group] += 1 / Double(Self.samples) }
      if Set(sample) == set { hits += 1 }
    }
    groups = named
    probability = Double(hits) / Double(Self.samples)
    self.membership = membership
  }
}

/// Replicates drawn with replacement: how often each occurs in a sample of as many.
struct ReplicateBootstrap {
  private let replicates: Int
  private let design: Design
  private var drawn = 0

  /// - Precondition: one replicate or more.
  init(replicates: Int, seed: UInt64) {
    precondition(replicates > 0, "\(replicates) replicates")
    self.replicates = replicates
    guard
      let design = try? Design(.init(kind: .random, futures: Design.futureLimit / 2, seed: seed))
    else { preconditionFailure("the design of the bootstrap is a constant and valid") }
    self.design = design
  }

  /// The weights of the next sample; they add up to the number of replicates.
  mutating func next() -> [Double] {
    let uniforms = [Double](unsafeUninitializedCapacity: replicates) { buffer, size in
      design.uniforms(
        StreamKey(name: "replicate_bootstrap", dimension: 0),
        futures: drawn..<drawn + replicates, into: buffer.baseAddress!)
      size = replicates
    }
    drawn += replicates
    var weights = [Double](repeating: 0, count: replicates)
    for uniform in uniforms {
      weights[min(Int(uniform * Double(replicates)), replicates - 1)] += 1
    }
    return weights
  }
}
