import ModelContract

/// The table of outcomes of a finished run under one set of beliefs.
struct FinishedOutcomes {
  /// Names of the policies, in the order of their first row.
  private(set) var policies: [String]
  /// By scenario, policy, kept outcome and future.
  private(set) var values: [Double] = []
  /// By scenario and policy, runs that failed.
  private(set) var failed: [[Int]] = []

  /// Reads a table.
  ///
  /// - Parameter policies: what the tables read before have; empty for the first one.
  init(
    _ table: FinishedTable, outcomes: [Outcome], kept: [String], scenarios: [String], futures: Int,
    policies known: [String]
  ) throws {
    try Self.require(futures, in: table)
    policies = known
    let isKept = outcomes.map { kept.firstIndex(of: $0.name) }
    let scenarioBytes = scenarios.map { Array($0.utf8) }
    var policyBytes = known.map { Array($0.utf8) }
    // Policies come one after the other within a block: places of new ones are made as they show up.
    var columns: [[Double]] = []
    var seen: [[Bool]] = []
    var (scenario, policy) = (0, 0)
    var failures: [Int] = []
    func place(_ scenario: Int, _ policy: Int) -> Int { policy * scenarios.count + scenario }
    func add() throws {
      try Self.require(futures * scenarios.count, in: table, besides: columns.count * futures)
      for _ in scenarios {
        columns.append([Double](repeating: .nan, count: futures * kept.count))
        seen.append([Bool](repeating: false, count: futures))
        failures.append(0)
      }
    }
    for _ in known { try add() }
    var rows = 0
    var keys = 0
    try table.readRows { header in
      keys = RunTable.keyCount(header, ["scenario", "policy", "future"])
      guard header.count > keys, header.starts(with: ["scenario", "policy", "future"]),
        Array(header[keys...]) == outcomes.map(\.name)
      else {
        throw FinishedTable.error(
          table.path, line: 1, "the columns are not the outcomes that the manifest names")
      }
    } row: { row in
      if !row.holds(scenarioBytes[scenario], 0) {
        guard let found = scenarioBytes.firstIndex(where: { row.holds($0, 0) }) else {
          throw row.error(
            0, "scenario", "the manifest has no scenario '\(row.text(0).excerpt)'")
        }
        scenario = found
      }
      if policyBytes.isEmpty || !row.holds(policyBytes[policy], 1) {
        if let found = policyBytes.firstIndex(where: { row.holds($0, 1) }) {
          policy = found
        } else {
          guard known.isEmpty else {
            throw row.error(
              1, "policy", "no other table has the policy '\(row.text(1).excerpt)'")
          }
          policy = policyBytes.count
          policies.append(row.text(1))
          policyBytes.append(Array(row.text(1).utf8))
          try add()
        }
      }
      let future = try row.future(2, below: futures)
      let own = place(scenario, policy)
      if seen[own][future] { throw row.error(2, "future", "the future \(future) is there twice") }
      seen[own][future] = true
      rows += 1
      var hasFailed = false
      for (position, outcome) in outcomes.enumerated() {
        let value = try row.number(position + keys, name: outcome.name)
        if !outcome.isPossible(value) { hasFailed = true }
        if let index = isKept[position] { columns[own][index * futures + future] = value }
      }
      if hasFailed {
        failures[own] += 1
        for index in kept.indices { columns[own][index * futures + future] = .nan }
      }
    }
    let expected = policies.count * scenarios.count * futures
    guard rows == expected, !policies.isEmpty else {
      throw FinishedTable.error(
        table.path,
        "the table has \(rows) runs, where \(policies.count) policies in \(scenarios.count) "
          + "scenarios of \(futures) futures are \(expected)")
    }
    values.reserveCapacity(expected * kept.count)
    for scenario in scenarios.indices {
      for policy in policies.indices { values += columns[place(scenario, policy)] }
      failed.append(policies.indices.map { failures[place(scenario, $0)] })
    }
  }
}

extension FinishedOutcomes {
  /// Refuses a number of futures for which a table has too few bytes, before memory is asked for as many.
  ///
  /// - Parameter others: rows for which there is memory already.
  static func require(_ futures: Int, in table: FinishedTable, besides others: Int = 0) throws {
    if futures <= table.data.count, futures + others <= table.data.count { return }
    throw FinishedTable.error(
      table.path,
      "the table has \(table.data.count) bytes, too few for the runs that the manifest names")
  }
}

/// The table of factors of a finished run under one set of beliefs.
struct FinishedFactors {
  /// Names of the factors.
  private(set) var names: [String] = []
  /// By factor and future.
  private(set) var columns: [[Double]] = []

  /// Reads a table.
  init(_ table: FinishedTable, futures: Int) throws {
    try FinishedOutcomes.require(futures, in: table)
    var seen = [Bool](repeating: false, count: futures)
    var rows = 0
    var keys = 0
    try table.readRows { header in
      guard header.first == "future" else {
        throw FinishedTable.error(table.path, line: 1, "the first column is not the future")
      }
      keys = RunTable.keyCount(header, ["future"])
      names = Array(header.dropFirst(keys))
      columns = names.map { _ in [Double](repeating: .nan, count: futures) }
    } row: { row in
      let future = try row.future(0, below: futures)
      if seen[future] { throw row.error(0, "future", "the future \(future) is there twice") }
      seen[future] = true
      rows += 1
      for position in names.indices {
        columns[position][future] = try row.number(position + keys, name: names[position])
      }
    }
    guard rows == futures else {
      throw FinishedTable.error(
        table.path, "the table has \(rows) futures, where the run has \(futures)")
    }
  }
}
