import Ensembles
import ModelContract

/// The outcome that ranks and the factors of the first futures, kept beside the comparison of one run.
///
/// Sensitivity, discovery and decision rules are then read off futures that were run anyway. Memory: 8 bytes for each scenario, policy and future, and for each factor and future.
final class RankedColumns: BlockSink, @unchecked Sendable {
  // Only `receive` changes the columns, and the engine never calls it twice at once.
  private let outcome: Int
  private let factorCount: Int
  private let limit: Int
  /// Position of the scenario whose factors are kept.
  let leading: Int
  /// By scenario, policy and future; not a number where the run failed.
  private(set) var outcomes: [[[Double]]] = []
  /// By factor and future, in the leading scenario.
  private(set) var factors: [[Double]]

  /// Keeps nothing yet.
  ///
  /// - Parameters:
  ///   - outcome: column of the outcome that ranks.
  ///   - factorCount: factors of the model.
  ///   - leading: position of the scenario whose factors are kept.
  ///   - limit: futures that are kept, in whole blocks.
  init(outcome: Int, factorCount: Int, leading: Int, limit: Int) {
    self.outcome = outcome
    self.factorCount = factorCount
    self.leading = leading
    self.limit = limit
    factors = Array(repeating: [], count: factorCount)
  }

  /// What is kept of a block.
  struct Part: Sendable {
    let outcomes: [[[Double]]]
    let factors: [[Double]]
  }

  /// Copies the block.
  func prepare(_ block: BlockResults) -> Part? {
    guard block.futures.lowerBound < limit else { return nil }
    let count = block.futures.count
    let outcomes = zip(block.outcomes, block.failed.runs).map { results, failed in
      (0..<results.policyCount).map { policy in
        var column = Array(
          UnsafeBufferPointer(
            start: results.column(policy: policy, outcome: outcome), count: count))
        for run in failed[policy] { column[run.lane] = .nan }
        return column
      }
    }
    let draws = block.draws[leading]
    return Part(
      outcomes: outcomes,
      factors: (0..<factorCount).map {
        Array(UnsafeBufferPointer(start: draws.factors + $0 * draws.lanes, count: count))
      })
  }

  /// Appends the block.
  func receive(_ part: Part?) {
    guard let part else { return }
    if outcomes.isEmpty {
      outcomes = part.outcomes
      factors = part.factors
      return
    }
    for scenario in outcomes.indices {
      for policy in outcomes[scenario].indices {
        outcomes[scenario][policy] += part.outcomes[scenario][policy]
      }
    }
    for factor in factors.indices { factors[factor] += part.factors[factor] }
  }
}
