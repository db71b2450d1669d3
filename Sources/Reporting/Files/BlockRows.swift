import Ensembles
import ModelContract
import Sampling

/// Rows of `outcomes.csv`: scenario, policy, future and its replicate, then one column an outcome.
///
/// Replicates are independent randomisations of the design: scrambles of a Sobol' sequence, groups of Latin hypercubes,
/// batches of random futures. The spread of their means is the error of the whole (`Design.group(of:)`); a design with
/// nothing but one has 0 everywhere.
///
/// Rows come block by block, within a block by scenario, policy and future, so that the file of a longer
/// run begins with that of the shorter one. Futures are counted from 0. A failed run keeps its row, with
/// the values the model left, non-finite ones among them.
public enum OutcomeRows {
  /// The header of the file.
  public static func header(outcomes: [String]) -> [String] {
    ["scenario", "policy", "future", "replicate"] + outcomes
  }

  /// The rows of one block.
  ///
  /// Cost: about 0.1 microseconds a number.
  ///
  /// - Parameter design: says which replicate a future belongs to.
  public static func rows(
    _ block: BlockResults, scenarios: [String], policies: [String], design: Design
  ) -> CSVRows {
    precondition(
      scenarios.count == block.outcomes.count,
      "\(scenarios.count) names for \(block.outcomes.count) scenarios")
    let replicates = block.futures.map(design.group(of:))
    var rows = CSVRows()
    for (scenario, outcomes) in zip(scenarios, block.outcomes) {
      precondition(
        policies.count == outcomes.policyCount,
        "\(policies.count) names for \(outcomes.policyCount) policies")
      for (policyIndex, policy) in policies.enumerated() {
        for lane in 0..<block.futures.count {
          rows.append(scenario)
          rows.append(policy)
          rows.append(block.futures.lowerBound + lane)
          rows.append(replicates[lane])
          for outcome in 0..<outcomes.outcomeCount {
            rows.append(outcomes.column(policy: policyIndex, outcome: outcome)[lane])
          }
          rows.endRow()
        }
      }
    }
    return rows
  }
}

/// Rows of `factors.csv`: future and its replicate, then one column a factor, as drawn in the first scenario.
public enum FactorRows {
  /// The header of the file.
  public static func header(factors: [String]) -> [String] {
    ["future", "replicate"] + factors
  }

  /// The rows of one block.
  ///
  /// - Parameters:
  ///   - block: the block whose draws are written.
  ///   - columns: positions of the written factors among the model's.
  ///   - design: says which replicate a future belongs to.
  public static func rows(_ block: BlockResults, columns: [Int], design: Design) -> CSVRows {
    var rows = CSVRows()
    guard let draws = block.draws.first else { return rows }
    for lane in 0..<block.futures.count {
      rows.append(block.futures.lowerBound + lane)
      rows.append(design.group(of: block.futures.lowerBound + lane))
      for column in columns { rows.append(draws.factors[column * draws.lanes + lane]) }
      rows.endRow()
    }
    return rows
  }
}
