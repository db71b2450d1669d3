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

  /// The same economies under one mix for all; nil where that was not run.
  public var meanMix: MeanMix?

  /// Economies under the mean of the levers of all others, their own investment, labour and initial state kept.
  ///
  /// One mix for all cannot tell economies apart: what it still gets right is not due to levers.
  public struct MeanMix: Sendable, Hashable {
    /// Pooled error of log income.
    public let error: Double
    /// Spearman's correlation of modelled and observed growth to the last year under the mean mix; nil with fewer than
    /// three economies.
    public let rankCorrelation: Double?
    /// The same under the economies' own levers.
    public let ownRankCorrelation: Double?

    /// Pools economies.
    ///
    /// - Parameters:
    ///   - squares: sum of squared errors by economy.
    ///   - counts: scored years by economy.
    ///   - growth: growth of log income a year to the last scored year under the mean mix, by economy.
    ///   - own: the same under the own levers.
    ///   - observed: the same as it was observed.
    public init(
      squares: [Double], counts: [Int], growth: [Double], own: [Double], observed: [Double]
    ) {
      error = (squares.reduce(0, +) / Double(counts.reduce(0, +))).squareRoot()
      rankCorrelation = RankCorrelation.spearman(growth, observed)
      ownRankCorrelation = RankCorrelation.spearman(own, observed)
    }
  }

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
    for permutation in 0..<permutations {
      errors.append(error(stream.permutation(permutation, count: number)))
    }
    self.own = own
    self.permutations = permutations
    permuted = errors.isEmpty ? own : WeightedSample(errors).median
    share = Double(1 + errors.count { $0 <= own }) / Double(1 + errors.count)
  }
}
