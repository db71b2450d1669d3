import NumericCore

/// Trajectories of a Morris design: walks through a grid that move one factor after the other.
///
/// The grid has p levels (an even number), `0, 1/(p-1), ..., 1`; a walk of k + 1 points starts at a
/// random point, moves the factors in a random order, each once by `Delta = p / (2 (p - 1))`,
/// upwards where that stays on the grid and downwards otherwise. All levels of all factors are then
/// equally likely at both ends of a step.
///
/// Optimised trajectories: from a larger number of random ones those are chosen that lie far apart.
/// Starting from the two most distant ones, the next is always the one with the largest sum of
/// squared distances to those chosen; the distance of two trajectories is the sum of the Euclidean
/// distances of all pairs of their points.
///
/// Sources: M. D. Morris, Factorial sampling plans for preliminary computational experiments,
/// Technometrics 33 (1991) 161-174, doi:10.1080/00401706.1991.10484804; F. Campolongo, J. Cariboni
/// and A. Saltelli, An effective screening design for sensitivity analysis of large models,
/// Environmental Modelling & Software 22 (2007) 1509-1518, doi:10.1016/j.envsoft.2006.10.004; M. V.
/// Ruano and others, An improved sampling strategy based on trajectory design for application of
/// the Morris method, ibid. 37 (2012) 103-109, doi:10.1016/j.envsoft.2012.03.008.
public struct MorrisTrajectories: Sendable, Hashable {
  /// Factors.
  public let factorCount: Int
  /// Levels of the grid.
  public let levels: Int
  /// Trajectories: their points in order, each with one number in [0, 1] for each factor.
  public let points: [[[Double]]]
  /// For each trajectory the factor that each step moves.
  public let order: [[Int]]

  /// Draws trajectories.
  ///
  /// - Parameters:
  ///   - factorCount: factors.
  ///   - count: trajectories.
  ///   - levels: levels of the grid; 4, Morris's own choice, puts both ends of every step on the
  ///     quartiles that matter most and any more need more trajectories to be visited.
  ///   - candidates: random trajectories to choose from; as many as `count`, or nil, choose
  ///     nothing. 10 to 50 times `count` are worth it.
  ///   - seed: the seed.
  /// - Throws: ``DesignError`` when a number is out of range.
  public init(
    factorCount: Int, count: Int, levels: Int = 4, candidates: Int? = nil, seed: UInt64
  ) throws {
    guard factorCount >= 1 && factorCount <= 4096 else {
      throw DesignError("a Morris design has 1 to 4096 factors: \(factorCount)")
    }
    guard levels >= 2 && levels % 2 == 0 && levels <= 1024 else {
      throw DesignError("levels of a Morris design must be an even number up to 1024: \(levels)")
    }
    let drawn = candidates ?? count
    guard count >= 2 && drawn >= count && drawn <= 10_000 else {
      throw DesignError(
        "a Morris design has at least 2 trajectories, chosen from at least as many and "
          + "at most 10000 candidates: \(count) of \(drawn)")
    }
    try WorkingMemory.require(
      8 * Double(drawn) * Double(factorCount) * Double(factorCount + 1),
      for: "A design of \(drawn) Morris walks")
    let generator = Philox(
      key: StreamKey(name: "morris_trajectories", dimension: 0)
        .derivedWords(seed: seed, purpose: .randomDesign).0)
    let all = (0..<drawn).map {
      Self.walk(generator, number: $0, factorCount: factorCount, levels: levels)
    }
    let chosen =
      drawn == count ? Array(0..<count) : Self.distant(all.map(\.points), count: count)
    self.factorCount = factorCount
    self.levels = levels
    points = chosen.map { all[$0].points }
    order = chosen.map { all[$0].order }
  }

  /// The length of a step.
  public var step: Double { Double(levels) / Double(2 * (levels - 1)) }

  private static func walk(
    _ generator: Philox, number: Int, factorCount: Int, levels: Int
  ) -> (points: [[Double]], order: [Int]) {
    // Choosing one of m by a 64-bit product has a bias below m / 2^64.
    func below(_ limit: Int, _ index: Int, _ part: UInt32) -> Int {
      let word = generator.pair(
        (UInt32(truncatingIfNeeded: number), 0, UInt32(truncatingIfNeeded: index), part)
      ).0
      return Int(word.multipliedFullWidth(by: UInt64(limit)).high)
    }
    var order = Array(0..<factorCount)
    for index in stride(from: factorCount - 1, to: 0, by: -1) {
      order.swapAt(index, below(index + 1, index, 0))
    }
    var place = (0..<factorCount).map { below(levels, $0, 1) }
    let width = Double(levels - 1)
    var points = [place.map { Double($0) / width }]
    for factor in order {
      place[factor] += place[factor] < levels / 2 ? levels / 2 : -levels / 2
      points.append(place.map { Double($0) / width })
    }
    return (points, order)
  }

  /// The chosen trajectories, in ascending order.
  private static func distant(_ all: [[[Double]]], count: Int) -> [Int] {
    func distance(_ first: [[Double]], _ second: [[Double]]) -> Double {
      var sum = 0.0
      for p in first {
        for q in second {
          sum += zip(p, q).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        }
      }
      return sum
    }
    var squares = [[Double]](
      repeating: [Double](repeating: 0, count: all.count), count: all.count)
    var best = (0, 1)
    for i in all.indices {
      for j in 0..<i {
        let value = distance(all[i], all[j])
        squares[i][j] = value * value
        squares[j][i] = squares[i][j]
        if squares[i][j] > squares[best.0][best.1] { best = (j, i) }
      }
    }
    var chosen = [best.0, best.1]
    var sums = all.indices.map { squares[best.0][$0] + squares[best.1][$0] }
    while chosen.count < count {
      let next = all.indices.filter { !chosen.contains($0) }.max { sums[$0] < sums[$1] }!
      chosen.append(next)
      for index in all.indices { sums[index] += squares[next][index] }
    }
    return chosen.sorted()
  }
}
