import ModelContract

/// A number computed from the runs of one future: an outcome, or a statement about the decision.
///
/// A target is not a number where a run it needs failed. An outcome that may never be reached (a year of
/// catching up) has no value to analyse then; its target is whether it is reached before the horizon, 1 or
/// 0.
public enum RunTarget: Sendable, Hashable {
  /// An outcome of a policy; at the horizon without a year, else at a position among the model's years.
  case outcome(Int, policy: Int, year: Int? = nil)
  /// An outcome of a policy minus that of another.
  case difference(Int, policy: Int, minus: Int, year: Int? = nil)
  /// Whether a policy does better than another on an outcome: 1, 0, or a half when they are equal.
  case beats(Int, policy: Int, over: Int, wantsLess: Bool, year: Int? = nil)
  /// Whether a policy is the best of all on an outcome: 1, 0, or its share in a tie.
  case isBest(Int, policy: Int, wantsLess: Bool, year: Int? = nil)
  /// The rank of a policy among all on an outcome, 1 the best; ties have the average of their ranks.
  case rank(Int, policy: Int, wantsLess: Bool, year: Int? = nil)
  /// How far a policy falls behind the best of all on an outcome, at least 0.
  case regret(Int, policy: Int, wantsLess: Bool, year: Int? = nil)

  /// Whether years have to be recorded.
  public var needsYears: Bool {
    switch self {
    case .outcome(_, _, let year), .difference(_, _, _, let year), .beats(_, _, _, _, let year),
      .isBest(_, _, _, let year), .rank(_, _, _, let year), .regret(_, _, _, let year):
      year != nil
    }
  }

  /// The target in the lanes of a block.
  ///
  /// - Parameters:
  ///   - block: outcomes of all policies.
  ///   - isCensored: by outcome of the model.
  ///   - output: room for `count` numbers.
  public func evaluate(
    _ block: OutcomeBlock, isCensored: [Bool], count: Int, into output: UnsafeMutablePointer<Double>
  ) {
    switch self {
    case .outcome(let outcome, let policy, let year):
      let column = Column(block, outcome, policy, year, isCensored)
      for lane in 0..<count { output[lane] = column[lane] }
    case .difference(let outcome, let policy, let other, let year):
      let first = Column(block, outcome, policy, year, isCensored)
      let second = Column(block, outcome, other, year, isCensored)
      for lane in 0..<count { output[lane] = first[lane] - second[lane] }
    case .beats(let outcome, let policy, let other, let wantsLess, let year):
      let first = Column(block, outcome, policy, year, isCensored)
      let second = Column(block, outcome, other, year, isCensored)
      for lane in 0..<count {
        let ahead = wantsLess ? second[lane] - first[lane] : first[lane] - second[lane]
        output[lane] = ahead.isNaN ? .nan : ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0
      }
    case .isBest(let outcome, let policy, let wantsLess, let year):
      Self.compare(block, outcome, policy, year, wantsLess, isCensored, count) { lane, rivals in
        output[lane] = rivals.better == 0 ? 1 / Double(rivals.equal) : 0
      }
      Self.spoil(block, outcome, year, isCensored, count, output)
    case .rank(let outcome, let policy, let wantsLess, let year):
      Self.compare(block, outcome, policy, year, wantsLess, isCensored, count) { lane, rivals in
        output[lane] = Double(rivals.better) + 0.5 * Double(rivals.equal + 1)
      }
      Self.spoil(block, outcome, year, isCensored, count, output)
    case .regret(let outcome, let policy, let wantsLess, let year):
      Self.compare(block, outcome, policy, year, wantsLess, isCensored, count) { lane, rivals in
        output[lane] = rivals.gap
      }
      Self.spoil(block, outcome, year, isCensored, count, output)
    }
  }

  /// One column of a block; a censored outcome reads 1 where it is reached and 0 where it is not.
  private struct Column {
    let base: UnsafeMutablePointer<Double>
    let isCensored: Bool

    init(_ block: OutcomeBlock, _ outcome: Int, _ policy: Int, _ year: Int?, _ isCensored: [Bool]) {
      self.isCensored = isCensored[outcome]
      if let year {
        guard let yearly = block.yearly else { preconditionFailure("years were not recorded") }
        base =
          yearly
          + ((policy * block.yearCount + year) * block.outcomeCount + outcome) * block.lanes
      } else {
        base = block.column(policy: policy, outcome: outcome)
      }
    }

    subscript(lane: Int) -> Double {
      let value = base[lane]
      if !isCensored { return value.isFinite ? value : .nan }
      return value == .infinity ? 0 : value.isFinite ? 1 : .nan
    }
  }

  /// Policies better than one, equal to it (itself among them), and how far the best is ahead.
  private typealias Rivals = (better: Int, equal: Int, gap: Double)

  private static func compare(
    _ block: OutcomeBlock, _ outcome: Int, _ policy: Int, _ year: Int?, _ wantsLess: Bool,
    _ isCensored: [Bool], _ count: Int, _ body: (Int, Rivals) -> Void
  ) {
    let columns = (0..<block.policyCount).map { Column(block, outcome, $0, year, isCensored) }
    for lane in 0..<count {
      let own = columns[policy][lane]
      var rivals: Rivals = (0, 0, 0)
      for column in columns {
        let ahead = wantsLess ? own - column[lane] : column[lane] - own
        if ahead > 0 { rivals.better += 1 } else if ahead == 0 { rivals.equal += 1 }
        rivals.gap = max(rivals.gap, ahead)
      }
      body(lane, rivals)
    }
  }

  /// Not a number where any policy failed: a rank among fewer is another rank.
  private static func spoil(
    _ block: OutcomeBlock, _ outcome: Int, _ year: Int?, _ isCensored: [Bool], _ count: Int,
    _ output: UnsafeMutablePointer<Double>
  ) {
    for policy in 0..<block.policyCount {
      let column = Column(block, outcome, policy, year, isCensored)
      for lane in 0..<count where column[lane].isNaN { output[lane] = .nan }
    }
  }
}
