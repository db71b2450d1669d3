import Analysis
import ModelContract
import NumericCore
import Scenarios

/// Rows of factors with one outcome or several, such as one of every year, from a table or a finished run.
public struct SensitivityTables: Sendable {
  /// The same rows with each of the outcomes.
  public let tables: [SensitivityTable]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - output: outcomes, separated by commas; `income` stands for `income_2030`, `income_2031`, ... where no column
  ///     has that name. The last column when nil, and where it is one of several years, all of them.
  ///   - inputs: names of factors; all columns but the outcomes when nil, unless ``AssumedFactors`` finds one that is
  ///     hardly a factor.
  ///   - outcomes: names of outcomes, which are no factors.
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist, for
  ///   factors that have to be named, and for a table of a finished run, whose folder knows more.
  public init(
    file path: String, output: String? = nil, inputs: [String]? = nil, outcomes: [String] = []
  ) throws {
    let table = try SensitivityTable.read(path)
    let last = table.header.last!
    let series = OutcomeYear(last).flatMap { own in
      Self.years(own.outcome, table.header).map { _ in own.outcome }
    }
    let outputs = try Self.outputs(output ?? series ?? last, among: table.header)
    tables = try SensitivityTable.tables(
      of: table, outputs: outputs, inputs: inputs, outcomes: outcomes,
      isOutputNamed: output != nil)
  }

  /// Reads the folder of a finished run, as ``SensitivityTable`` does, for every outcome of the question; `income`
  /// stands for `income_2030`, ... where no outcome has that name.
  public init(
    folder: String, question: SensitivityQuestion, inputs: [String]? = nil,
    scenario: String? = nil, beliefs: String? = nil, model: any BatchModel
  ) throws {
    let run = try RunTables(folder, beliefs: beliefs)
    let ranked = [RunManifest.rankedBy(inFolder: folder)].compactMap { $0 }
    let outputs = try (question.outcomes.isEmpty ? ranked : question.outcomes).flatMap {
      try Self.outputs($0, among: run.outcomeNames)
    }
    if outputs.isEmpty { throw SensitivityTable.noOutcome(of: run) }
    tables = try SensitivityTable.tables(
      of: run, folder: folder, outputs: outputs, question: question, inputs: inputs,
      scenario: scenario, model: model)
  }

  /// Analyses the rows for every outcome and, where several vary, for all of them together.
  ///
  /// - Throws: what the analysis throws, but not for a constant outcome among others.
  public func sensitivity(
    _ analyse: (SensitivityTable) throws -> SensitivityResult
  ) throws -> [SensitivityResult] {
    guard tables.contains(where: { !$0.isConstant }), tables.count > 1 else {
      return try tables.prefix(1).map(analyse)
    }
    let analysed = try tables.map { $0.isConstant ? nil : try analyse($0) }
    let pattern = analysed.first { $0 != nil }!!
    let results = zip(tables, analysed).map { table, result in
      result ?? table.constantResult(like: pattern)
    }
    return results + [SensitivityResult.aggregate(results)].compactMap { $0 }
  }

  /// The columns that a list of names means: a column of that very name, all years of an outcome, or the names
  /// between commas.
  private static func outputs(_ list: String, among columns: [String]) throws -> [String] {
    if columns.contains(list) { return [list] }
    let names = NameSelection.split(list).flatMap { name in
      columns.contains(name) ? [name] : years(name, columns) ?? [name]
    }
    for (position, name) in names.enumerated() where names[..<position].contains(name) {
      throw UsageError("The outcome \(name) is listed twice in --outcome.")
    }
    if names.isEmpty { throw UsageError("--outcome is empty.") }
    return names
  }

  /// The columns of an outcome by year, in the order of years; nil where there are fewer than two.
  private static func years(_ outcome: String, _ columns: [String]) -> [String]? {
    let years = columns.compactMap { name in
      OutcomeYear(name).flatMap { $0.outcome == outcome ? (name: name, year: $0.year) : nil }
    }.sorted { $0.year < $1.year }
    return years.count < 2 ? nil : years.map(\.name)
  }
}

extension SensitivityTable {
  /// Whether the outcome is the same in all rows that have one, but for rounding.
  fileprivate var isConstant: Bool { Rounding.range(outcome) != nil }

  /// What is said of a constant outcome among others.
  fileprivate func constantResult(like other: SensitivityResult) -> SensitivityResult {
    let undefined = IndexEstimate(value: .nan, standardError: .nan, degreesOfFreedom: 0)
    return SensitivityResult(
      method: other.method, title: other.title, target: target, source: other.source,
      runs: other.runs, failed: outcome.count { !$0.isFinite }, measures: other.measures,
      rows: names.map {
        SensitivityRow(factor: $0, estimates: other.measures.map { _ in undefined })
      }, findings: [.constant])
  }
}
