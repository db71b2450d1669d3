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

  /// Whether the numbers are 0 or 1 whatever the model.
  var isIndicator: Bool {
    switch self {
    case .value, .sum: false
    case .reached, .atLeast, .atMost: true
    }
  }

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

/// What is counted of a policy in every future in which all policies succeeded.
enum FutureMark: Sendable, Hashable {
  /// 1 when it is the best on the ranked outcome; ties share.
  case best
  /// Its rank on the ranked outcome, 1 the best; ties have the average of their ranks.
  case rank
  /// Its distance to the best on the ranked outcome.
  case regret
  /// 1 when it is better than the baseline on a compared outcome, one half for a tie.
  case better(outcome: Int)

  /// Position among the marks of a run.
  var position: Int {
    switch self {
    case .best: 0
    case .rank: 1
    case .regret: 2
    case .better(let outcome): 3 + outcome
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

  /// Marks in all.
  var markCount: Int { runCount * (3 + outcomeCount) }
  /// The number of a mark of a run.
  func mark(_ scenario: Int, _ policy: Int, _ mark: FutureMark) -> Int {
    run(scenario, policy) * (3 + outcomeCount) + mark.position
  }
}
