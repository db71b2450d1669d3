import Sampling

/// Whether levers of one economy tell more of its path than levers of another.
///
/// Every economy is run under the levers of every other one, its own investment, labour and initial state kept. Levers
/// are then dealt out anew many times. If the true assignment predicts no better than most of the others, the levers
/// explain nothing. Levers that were coded knowing the outcomes must pass; passing is necessary, not sufficient.
public struct Placebo: Sendable, Hashable {
  /// Pooled error of log income under the true assignment.
  public let own: Double
  /// Median of the pooled error over assignments in which levers were dealt out at random.
  public let permuted: Double
  /// Share of assignments, the true one among them, that predict at least as well as the true one.
  public let share: Double
  /// Assignments that were tried.
  public let permutations: Int

  /// Assignments by default: enough to tell 1 % from 2 %.
  public static let defaultPermutations = 9999

  /// Deals out levers.
  ///
  /// - Parameters:
  ///   - squares: by economy and donor of levers, sum of squared errors of log income.
  ///   - counts: scored years by economy.
  public init(
    squares: [[Double]], counts: [Int], permutations: Int = Placebo.defaultPermutations,
    seed: UInt64
  ) {
    let number = counts.count
    precondition(squares.count == number && squares.allSatisfy { $0.count == number })
    let years = Double(counts.reduce(0, +))
    func error(_ donors: [Int]) -> Double {
      (donors.indices.reduce(0) { $0 + squares[$1][donors[$1]] } / years).squareRoot()
    }
    let stream = CounterStream(name: "backtest.placebo", seed: seed)
    let own = error(Array(0..<number))
    var errors: [Double] = []
    var uniforms = [Double](repeating: 0, count: max(number, 1))
    for permutation in 0..<permutations {
      stream.uniforms(permutation, count: number, into: &uniforms)
      // Fisher and Yates.
      var donors = Array(0..<number)
      for place in stride(from: number - 1, to: 0, by: -1) {
        donors.swapAt(place, min(Int(uniforms[place] * Double(place + 1)), place))
      }
      errors.append(error(donors))
    }
    self.own = own
    self.permutations = permutations
    permuted = errors.isEmpty ? own : WeightedSample(errors).median
    share = Double(1 + errors.count { $0 <= own }) / Double(1 + errors.count)
  }
}
