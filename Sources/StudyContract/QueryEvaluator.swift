import ModelContract
import NumericCore

/// Computes a ``Query`` from columns of outcomes, whether they come from a running block, from the folder of a
/// finished run or from a table.
///
/// A query is not a number where a run it needs failed: a rank among fewer mixes is another rank. An outcome that
/// may never be reached (a year of catching up) has no value to compare then; it reads 1 where it is reached
/// before the horizon and 0 where it is not, so that no future is left out.
public struct QueryEvaluator: Sendable, Hashable {
  /// The query.
  public let query: Query
  /// Position of the outcome among those of the model.
  public let outcome: Int
  /// Whether the outcome is a time that may not be reached.
  public let isCensored: Bool
  /// Whether less is better of what is read: of the outcome, or of its being reached, which is good where an
  /// early time is.
  public let wantsLess: Bool
  /// Positions of the mixes whose columns are read, the one that the query is about first.
  public let policies: [Int]
  /// Position among the recorded years; the horizon when nil.
  public let year: Int?

  /// Looks up the names of a query.
  ///
  /// - Parameters:
  ///   - outcomes: those of the model or the run, with the directions of the study.
  ///   - policies: the mixes that are run, in their order.
  ///   - firstYear: the first year that is recorded, where the query names one.
  /// - Throws: `UsageError` when a name does not exist, the outcome has no direction by which mixes could be
  ///   compared, two mixes are the same, or a mix is compared with none.
  public init(
    _ query: Query, outcomes: [Outcome], policies names: [String], firstYear: Double = 0
  ) throws {
    guard let position = outcomes.firstIndex(where: { $0.name == query.outcome }) else {
      throw UsageError("There is no outcome \"\(query.outcome)\".")
    }
    let direction = outcomes[position].direction
    if query.needsDirection && direction == .describe {
      throw UsageError("\(query.outcome) has no direction by which mixes could be ranked.")
    }
    let own = try query.policies.map { name in
      guard let index = names.firstIndex(of: name) else {
        throw UsageError("There is no policy \"\(name)\".")
      }
      return index
    }
    guard Set(own).count == own.count else {
      throw UsageError("\(query.policies[0]) cannot be compared with itself.")
    }
    self.query = query
    outcome = position
    isCensored = outcomes[position].isCensored
    wantsLess = (direction == .minimize) != isCensored
    policies = own + (query.needsAllPolicies ? names.indices.filter { $0 != own[0] } : [])
    year = query.year.map { Int($0 - firstYear) }
  }

  /// Whether years have to be recorded.
  public var needsYears: Bool { year != nil }

  /// The query in the lanes of a block of all mixes.
  ///
  /// - Parameter output: room for `count` numbers.
  /// - Precondition: years are recorded where the query names one.
  public func evaluate(
    _ block: OutcomeBlock, count: Int, into output: UnsafeMutablePointer<Double>
  ) {
    let columns = policies.map { policy -> UnsafePointer<Double> in
      guard let year else {
        return UnsafePointer(block.column(policy: policy, outcome: outcome))
      }
      guard let yearly = block.yearly else { preconditionFailure("years were not recorded") }
      let place = (policy * block.yearCount + year) * block.outcomeCount + outcome
      return UnsafePointer(yearly + place * block.lanes)
    }
    evaluate(columns, count: count, into: output)
  }

  /// The query over whole columns, one for each of ``policies`` in their order.
  public func values(_ columns: [[Double]]) -> [Double] {
    precondition(
      columns.count == policies.count && columns.allSatisfy { $0.count == columns[0].count },
      "\(columns.count) columns of \(policies.count) mixes")
    let count = columns[0].count
    return [Double](unsafeUninitializedCapacity: count) { buffer, size in
      func descend(_ position: Int, _ pointers: [UnsafePointer<Double>]) {
        if position == columns.count {
          return evaluate(pointers, count: count, into: buffer.baseAddress!)
        }
        columns[position].withUnsafeBufferPointer {
          descend(position + 1, pointers + [$0.baseAddress!])
        }
      }
      if count > 0 { descend(0, []) }
      size = count
    }
  }

  /// What is taken of the mixes that are ahead.
  private enum Statistic {
    case best, rank, regret
  }

  /// The one place where a query is computed.
  private func evaluate(
    _ columns: [UnsafePointer<Double>], count: Int, into output: UnsafeMutablePointer<Double>
  ) {
    func ahead(_ column: Int, _ lane: Int) -> Double {
      wantsLess
        ? read(columns[0][lane]) - read(columns[column][lane])
        : read(columns[column][lane]) - read(columns[0][lane])
    }
    let statistic: Statistic
    switch query.measure {
    case .outcome:
      for lane in 0..<count { output[lane] = read(columns[0][lane]) }
      return
    case .difference:
      for lane in 0..<count { output[lane] = read(columns[0][lane]) - read(columns[1][lane]) }
      return
    case .beats:
      for lane in 0..<count {
        let gap = ahead(1, lane)
        output[lane] = gap.isNaN ? .nan : gap < 0 ? 1 : gap == 0 ? 0.5 : 0
      }
      return
    case .isBest: statistic = .best
    case .rank: statistic = .rank
    case .regret: statistic = .regret
    }
    for lane in 0..<count {
      // The mix itself is among those equal to it.
      var (better, equal, largest) = (0, 0, 0.0)
      var isComplete = true
      for column in columns.indices {
        let gap = ahead(column, lane)
        if gap.isNaN { isComplete = false }
        if gap > 0 { better += 1 } else if gap == 0 { equal += 1 }
        largest = max(largest, gap)
      }
      output[lane] =
        switch statistic {
        case _ where !isComplete: .nan
        case .best: better == 0 ? 1 / Double(equal) : 0
        case .rank: Double(better) + 0.5 * Double(equal + 1)
        case .regret: largest
        }
    }
  }

  /// An outcome as it is compared; not a number where the run failed.
  private func read(_ value: Double) -> Double {
    if !isCensored { return value.isFinite ? value : .nan }
    return value == .infinity ? 0 : value.isFinite ? 1 : .nan
  }
}

extension QueryEvaluator: CustomStringConvertible {
  /// The query in a few words: `income in 2030, a minus b`.
  public var description: String { words(year: query.year.map { " in \(Int($0))" } ?? "") }

  /// The same without its year.
  public var nameOfAllYears: String { words(year: "") }

  private func words(year: String) -> String {
    let label = query.outcome + (isCensored ? " reached" : "") + year
    return switch query.measure {
    case .outcome: label
    case .difference(let first, let second): "\(label), \(first) minus \(second)"
    case .beats(let first, let second): "\(first) better than \(second) by \(label)"
    case .isBest(let policy): "\(policy) is best by \(label)"
    case .rank(let policy): "rank of \(policy) by \(label)"
    case .regret(let policy): "regret of \(policy) by \(label)"
    }
  }
}
