import ModelContract

/// A number a future, under one policy in one scenario, whose expectation is estimated.
///
/// Outcomes, indicators and sums of outcomes all become such columns, so that one piece of arithmetic gives
/// every mean, probability and paired difference its error.
enum StatisticColumn: Sendable, Hashable {
  /// A model's outcome, by its column.
  case value(Int)
  /// 1 when a censored outcome is reached before the horizon, else 0.
  case reached(Int)
  /// 1 when an outcome is at least a level.
  case atLeast(Int, Double)
  /// 1 when an outcome is at most a level.
  case atMost(Int, Double)
  /// Two outcomes added.
  case sum(Int, Int)

  /// Writes the column's numbers for the first `count` futures of a block.
  func fill(
    from outcomes: OutcomeBlock, policy: Int, count: Int,
    into values: UnsafeMutablePointer<Double>
  ) {
    switch self {
    case .value(let outcome):
      values.update(from: outcomes.column(policy: policy, outcome: outcome), count: count)
    case .reached(let outcome):
      let source = outcomes.column(policy: policy, outcome: outcome)
      for lane in 0..<count { values[lane] = source[lane] < .infinity ? 1 : 0 }
    case .atLeast(let outcome, let level):
      let source = outcomes.column(policy: policy, outcome: outcome)
      for lane in 0..<count { values[lane] = source[lane] >= level ? 1 : 0 }
    case .atMost(let outcome, let level):
      let source = outcomes.column(policy: policy, outcome: outcome)
      for lane in 0..<count { values[lane] = source[lane] <= level ? 1 : 0 }
    case .sum(let first, let second):
      let one = outcomes.column(policy: policy, outcome: first)
      let other = outcomes.column(policy: policy, outcome: second)
      for lane in 0..<count { values[lane] = one[lane] + other[lane] }
    }
  }
}

/// Which columns a comparison streams and where its numbers are kept.
///
/// The first columns are those of the compared outcomes, in their order. A cell is one column of one policy
/// in one scenario; cells are numbered scenario by policy by column.
struct ComparisonLayout: Sendable, Hashable {
  /// All columns.
  let columns: [StatisticColumn]
  /// For each compared outcome its column in the model.
  let modelColumns: [Int]
  /// For each compared outcome whether it is censored.
  let isCensored: [Bool]
  /// For each compared outcome the column of its threshold, if it has one.
  let thresholdColumns: [Int?]
  /// The column of discounted consumption plus terminal value, when policies are ranked by the former.
  let totalColumn: Int?
  /// Number of policies.
  let policyCount: Int
  /// Number of scenarios.
  let scenarioCount: Int

  /// Lays out the columns of a study.
  init(_ settings: ComparisonSettings) {
    func column(of name: String) -> Int {
      settings.modelOutcomes.firstIndex { $0.name == name }!
    }
    let modelColumns = settings.outcomes.map { column(of: $0.name) }
    let isCensored = modelColumns.map { settings.modelOutcomes[$0].isCensored }
    var columns: [StatisticColumn] = zip(modelColumns, isCensored).map {
      $1 ? .reached($0) : .value($0)
    }
    var thresholdColumns: [Int?] = []
    for (outcome, source) in zip(settings.outcomes, modelColumns) {
      guard let threshold = outcome.threshold else {
        thresholdColumns.append(nil)
        continue
      }
      thresholdColumns.append(columns.count)
      columns.append(
        outcome.direction == .minimize ? .atMost(source, threshold) : .atLeast(source, threshold))
    }
    var totalColumn: Int?
    if settings.outcomes[settings.rankedBy].name == "discounted_consumption",
      let terminal = settings.modelOutcomes.firstIndex(where: { $0.name == "terminal_value" })
    {
      totalColumn = columns.count
      columns.append(.sum(modelColumns[settings.rankedBy], terminal))
    }
    self.columns = columns
    self.totalColumn = totalColumn
    self.modelColumns = modelColumns
    self.isCensored = isCensored
    self.thresholdColumns = thresholdColumns
    policyCount = settings.policies.count
    scenarioCount = settings.scenarios.count
  }

  /// Compared outcomes.
  var outcomeCount: Int { modelColumns.count }
  /// Runs of one future.
  var runCount: Int { scenarioCount * policyCount }
  /// Cells in all.
  var cellCount: Int { runCount * columns.count }

  /// The number of a run: one policy in one scenario.
  func run(_ scenario: Int, _ policy: Int) -> Int { scenario * policyCount + policy }
  /// The number of a cell.
  func cell(_ scenario: Int, _ policy: Int, _ column: Int) -> Int {
    run(scenario, policy) * columns.count + column
  }
  /// The number of an outcome of a run, among outcomes only.
  func series(_ scenario: Int, _ policy: Int, _ outcome: Int) -> Int {
    run(scenario, policy) * outcomeCount + outcome
  }
}
