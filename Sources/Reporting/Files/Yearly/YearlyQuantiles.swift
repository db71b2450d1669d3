import NumericCore
import Scenarios

/// `yearly.csv` of a finished run, read back.
struct YearlyQuantiles {
  /// Names of the outcomes.
  let outcomes: [String]
  /// Calendar years.
  let years: [Int]
  /// By outcome, then by scenario, mix and year: the mean.
  let means: [[Double]]
  /// By outcome, then by scenario, mix, year and share of ``YearlySpread/shares``.
  let quantiles: [[Double]]
  /// By outcome, then by scenario and mix: futures without those that failed.
  let futures: [[Int]]

  /// Reads a table.
  ///
  /// - Throws: `StudyErrors` for a column that is missing, ``ExportError`` for rows in another order than a run's.
  init(_ table: DataTable, scenarios: [String], policies: [String]) throws {
    let names = try table.texts("outcome")
    let all = try table.numbers("year").map { Int($0) }
    var outcomes: [String] = []
    for name in names where !outcomes.contains(name) { outcomes.append(name) }
    let years = Array(Set(all)).sorted()
    let (scenarioOfRow, policyOfRow) = (try table.texts("scenario"), try table.texts("policy"))
    var row = 0
    for scenario in scenarios {
      for policy in policies {
        for outcome in outcomes {
          for year in years {
            guard row < names.count, names[row] == outcome, all[row] == year,
              scenarioOfRow[row] == scenario, policyOfRow[row] == policy
            else { throw ExportError(description: "\(table.path): rows are missing") }
            row += 1
          }
        }
      }
    }
    func values(_ column: String) throws -> [Double] { try table.numbers(column, mayFail: true) }
    let mean = try values("mean")
    let shares = try YearlySpread.header.dropFirst(YearlySpread.keys.count + 1).map(values)
    let counts = zip(try table.numbers("futures"), try table.numbers("failed")).map {
      Int($0 - $1)
    }
    let mixes = 0..<scenarios.count * policies.count
    /// First row of a mix and outcome.
    func start(_ mix: Int, _ outcome: Int) -> Int {
      (mix * outcomes.count + outcome) * years.count
    }
    means = outcomes.indices.map { outcome in
      mixes.flatMap { mix in years.indices.map { mean[start(mix, outcome) + $0] } }
    }
    quantiles = outcomes.indices.map { outcome in
      mixes.flatMap { mix in
        years.indices.flatMap { year in shares.map { $0[start(mix, outcome) + year] } }
      }
    }
    futures = outcomes.indices.map { outcome in mixes.map { counts[start($0, outcome)] } }
    self.outcomes = outcomes
    self.years = years
  }
}
