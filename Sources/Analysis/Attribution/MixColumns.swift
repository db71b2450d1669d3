import Ensembles
import ModelContract

/// Chosen outcomes of every future and mix in the first scenario, perhaps one of them year by year, with what errors are
/// estimated from.
///
/// A run that failed is not a number in all of them. Memory: 8 bytes for each mix, future and outcome, and year.
public struct MixColumns: BlockAccumulator {
  /// Columns of the model that are kept.
  public let outcomes: [Int]
  /// The column of the model whose years are kept as well; nil for none.
  public let yearly: Int?
  /// The one year that is kept of them, by its position among those that are recorded; all when nil.
  public let onlyYear: Int?
  /// Mixes of the experiment.
  public private(set) var policyCount = 0
  /// Years that are kept.
  public private(set) var yearCount = 0
  /// By mix and outcome: one number a future.
  private var columns: [[Double]] = []
  /// By mix and year: one number a future.
  private var years: [[Double]] = []
  /// By future its error group.
  public private(set) var groups: [Int] = []
  /// By future its row of the joint ensemble; empty without one.
  public private(set) var rows: [Int] = []

  /// Keeps outcomes, by column of the model.
  public init(outcomes: [Int], yearly: Int? = nil, only year: Int? = nil) {
    self.outcomes = outcomes
    self.yearly = yearly
    onlyYear = year
  }

  /// The numbers of a mix, of an outcome by its position in ``outcomes``.
  public func values(policy: Int, outcome: Int) -> [Double] {
    columns[policy * outcomes.count + outcome]
  }

  /// The numbers of a mix in a year, by its position among those that are kept.
  public func values(policy: Int, year: Int) -> [Double] { years[policy * yearCount + year] }

  /// Copies the block.
  public mutating func absorb(_ block: BlockResults) {
    let results = block.outcomes[0]
    let count = block.futures.count
    policyCount = results.policyCount
    for policy in 0..<policyCount {
      let failed = block.failed.runs[0][policy].map(\.lane)
      func copy(_ start: UnsafePointer<Double>) -> [Double] {
        var column = Array(UnsafeBufferPointer(start: start, count: count))
        for lane in failed { column[lane] = .nan }
        return column
      }
      for outcome in outcomes {
        columns.append(copy(results.column(policy: policy, outcome: outcome)))
      }
      guard let yearly else { continue }
      guard let all = results.yearly else { preconditionFailure("years were not recorded") }
      let kept = onlyYear.map { $0..<$0 + 1 } ?? 0..<results.yearCount
      yearCount = kept.count
      for year in kept {
        let column = (policy * results.yearCount + year) * results.outcomeCount + yearly
        years.append(copy(all + column * results.lanes))
      }
    }
    groups = Array(block.groups.prefix(count))
    rows = Array((block.ensembleRows ?? []).prefix(count))
  }

  /// Version 1.
  public static var format: String { "mix columns 1" }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    let years = [yearly, onlyYear].map { $0.map { "\($0)" } ?? "-" }
    try archive.match("\(outcomes) \(years)", "outcomes or years")
    try archive.code(&policyCount)
    try archive.code(&yearCount)
    try archive.code(&columns)
    try archive.code(&self.years)
    try archive.code(&groups)
    try archive.code(&rows)
    try archive.require(
      columns.count == policyCount * outcomes.count
        && self.years.count == (yearly == nil ? 0 : policyCount * yearCount)
        && (columns + self.years).allSatisfy { $0.count == groups.count },
      "columns of another length than \(groups.count)")
  }

  /// Appends later blocks.
  public mutating func merge(_ later: MixColumns) {
    guard !groups.isEmpty else {
      self = later
      return
    }
    for column in columns.indices { columns[column] += later.columns[column] }
    for column in years.indices { years[column] += later.years[column] }
    groups += later.groups
    rows += later.rows
  }
}
