import Sampling

/// Which mixes between two are run so that their difference can be split over the parts in which they differ.
///
/// A coalition takes some parts from the first mix and the others from the second. With v(T) the outcome of coalition T
/// the Shapley value of part i is the mean of `v(T + i) - v(T)` over the orders in which n parts can be exchanged one
/// after the other:
///
///     share of i = sum over T without i of |T|! (n - |T| - 1)! / n! * (v(T + i) - v(T))
///
/// Up to ``exactLimit`` parts all 2^n coalitions are run and the share is exact on the futures that are run. Beyond, it
/// is the mean over orders drawn at random, each beside its reverse, and errs by what ``orderErrors(_:)`` says. Either
/// way shares sum to the difference of the two mixes, in every future.
///
/// L. S. Shapley 1953, A value for n-person games, doi:10.1515/9781400881970-018; sampled orders: J. Castro, D. Gomez and
/// J. Tejada 2009, Polynomial calculation of the Shapley value based on sampling, doi:10.1016/j.cor.2008.04.004.
public struct CoalitionPlan: Sendable, Hashable {
  /// Most parts of which every coalition is run: 1,024 mixes.
  public static let exactLimit = 10
  /// Most parts, one a bit.
  public static let partLimit = 62
  /// About as many mixes are run where orders are drawn as at the limit of exact shares.
  private static let sampledMixes = 1024
  /// Fewest pairs of orders: from eight differences an error can be told.
  private static let fewestPairs = 8

  /// Parts in which the mixes differ.
  public let partCount: Int
  /// The coalitions, a bit for each part taken from the first mix: no part first, all parts last.
  public let coalitions: [UInt64]
  /// Orders that were drawn, an even number; 0 where every coalition is run.
  public var orderCount: Int { orders.count }
  /// The orders; each is followed by its reverse.
  let orders: [[Int]]
  /// By coalition the weight of its outcome in the share of every part; they sum to 0 over coalitions.
  let weights: [[Double]]

  /// Plans the runs.
  ///
  /// - Parameters:
  ///   - partCount: 1 to ``partLimit`` parts.
  ///   - seed: seed of the orders, where they are drawn.
  ///   - isSampled: whether orders are drawn; beyond ``exactLimit`` parts unless given.
  public init(partCount: Int, seed: UInt64 = 0, isSampled: Bool? = nil) {
    precondition((1...Self.partLimit).contains(partCount), "\(partCount) parts")
    self.partCount = partCount
    if isSampled ?? (partCount > Self.exactLimit) {
      let steps = max(2 * (partCount - 1), 1)
      let pairs = max(Self.sampledMixes / steps, Self.fewestPairs)
      let stream = CounterStream(name: "orders of attribution", seed: seed)
      orders = (0..<pairs).flatMap { pair in
        let order = stream.permutation(pair, count: partCount)
        return [order, order.reversed()]
      }
      (coalitions, weights) = Self.sampled(orders, partCount: partCount)
    } else {
      precondition(partCount <= 20, "2^\(partCount) coalitions")
      orders = []
      coalitions = (0..<(UInt64(1) << UInt64(partCount))).map { $0 }
      weights = coalitions.map { Self.exactWeights(of: $0, partCount: partCount) }
    }
  }

  /// `(t - 1)! (n - t)! / n! = 1 / (n C(n - 1, t - 1))` for parts inside, and less than 0 for the others.
  private static func exactWeights(of coalition: UInt64, partCount: Int) -> [Double] {
    let size = coalition.nonzeroBitCount
    return (0..<partCount).map { part in
      let isInside = coalition & bit(part) != 0
      let ways = binomial(partCount - 1, isInside ? size - 1 : size) * Double(partCount)
      return isInside ? 1 / ways : -1 / ways
    }
  }

  private static func binomial(_ count: Int, _ chosen: Int) -> Double {
    (0..<chosen).reduce(1.0) { ($0 * Double(count - $1)) / Double($1 + 1) }
  }

  private static func sampled(
    _ orders: [[Int]], partCount: Int
  ) -> (coalitions: [UInt64], weights: [[Double]]) {
    let all = bit(partCount) - 1
    var coalitions: [UInt64] = [0]
    var weights = [[Double](repeating: 0, count: partCount)]
    var place: [UInt64: Int] = [0: 0]
    func position(_ coalition: UInt64) -> Int {
      if let known = place[coalition] { return known }
      place[coalition] = coalitions.count
      coalitions.append(coalition)
      weights.append([Double](repeating: 0, count: partCount))
      return coalitions.count - 1
    }
    for part in 0..<partCount {
      _ = position(bit(part))
      if partCount > 2 { _ = position(all & ~bit(part)) }
    }
    var last = [Double](repeating: 0, count: partCount)
    let share = 1 / Double(orders.count)
    for order in orders {
      var taken: UInt64 = 0
      for part in order {
        weights[position(taken)][part] -= share
        taken |= bit(part)
        if taken == all, partCount > 1 {
          last[part] += share
        } else {
          weights[position(taken)][part] += share
        }
      }
    }
    if partCount > 1 {
      coalitions.append(all)
      weights.append(last)
    }
    return (coalitions, weights)
  }

  static func bit(_ part: Int) -> UInt64 { UInt64(1) << UInt64(part) }

  /// The coalition of all parts.
  var all: UInt64 { Self.bit(partCount) - 1 }

  /// By part the standard error that the orders leave in its share, from the spread over pairs of an order and its
  /// reverse; 0 where every coalition is run.
  ///
  /// - Parameter means: by coalition its mean outcome.
  func orderErrors(_ means: [Double]) -> [Double] {
    if orders.isEmpty { return [Double](repeating: 0, count: partCount) }
    let value = Dictionary(uniqueKeysWithValues: zip(coalitions, means))
    var sums = [Double](repeating: 0, count: partCount)
    var squares = sums
    for pair in stride(from: 0, to: orders.count, by: 2) {
      var gains = [Double](repeating: 0, count: partCount)
      for order in orders[pair...(pair + 1)] {
        var taken: UInt64 = 0
        for part in order {
          gains[part] += (value[taken | Self.bit(part)]! - value[taken]!) / 2
          taken |= Self.bit(part)
        }
      }
      for part in gains.indices {
        sums[part] += gains[part]
        squares[part] += gains[part] * gains[part]
      }
    }
    let count = Double(orders.count / 2)
    return zip(sums, squares).map { sum, square in
      (max(square - sum * sum / count, 0) / (count - 1) / count).squareRoot()
    }
  }
}
