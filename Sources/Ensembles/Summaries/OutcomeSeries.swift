import ModelContract

/// Chosen outcomes of chosen years, one number a future: what paired differences over time are made of.
///
/// Memory: 8 bytes for each scenario, policy, outcome, year and future. A number of a failed run is not finite.
public struct OutcomeSeries: BlockAccumulator {
  /// Columns of the model that are kept.
  public let outcomes: [Int]
  /// Positions of the recorded years that are kept.
  public let years: [Int]
  /// Policies of the experiment.
  private var policyCount = 0
  /// By scenario, policy, outcome and year, the last two counted within what is kept: one number a future.
  private var columns: [[Double]] = []

  /// Keeps outcomes, by column of the model, at years, by position among those that are recorded.
  public init(outcomes: [Int], years: [Int]) {
    self.outcomes = outcomes
    self.years = years
  }

  /// The numbers of a scenario and a policy, of an outcome and a year by their positions in ``outcomes`` and ``years``.
  public func values(scenario: Int = 0, policy: Int, outcome: Int, year: Int) -> [Double] {
    columns[((scenario * policyCount + policy) * outcomes.count + outcome) * years.count + year]
  }

  /// Copies the block, whose years must be recorded.
  public mutating func absorb(_ block: BlockResults) {
    for results in block.outcomes {
      guard let yearly = results.yearly else { preconditionFailure("years were not recorded") }
      policyCount = results.policyCount
      for policy in 0..<policyCount {
        for outcome in outcomes {
          for year in years {
            let column = (policy * results.yearCount + year) * results.outcomeCount + outcome
            columns.append(
              Array(
                UnsafeBufferPointer(
                  start: yearly + column * results.lanes, count: block.futures.count)))
          }
        }
      }
    }
  }

  /// Version 1.
  public static var format: String { "outcome series 1" }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match("\(outcomes) \(years)", "outcomes or years")
    try archive.code(&policyCount)
    try archive.code(&columns)
    try archive.require(
      columns.allSatisfy { $0.count == columns[0].count }, "columns of different lengths")
  }

  /// Appends later blocks.
  public mutating func merge(_ later: OutcomeSeries) {
    guard !columns.isEmpty else {
      self = later
      return
    }
    for column in columns.indices { columns[column] += later.columns[column] }
  }
}
