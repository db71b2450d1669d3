import Analysis
import Foundation
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// Rows of factors with an outcome, from a table or a finished run, ready to be analysed.
public struct SensitivityTable: Sendable {
  let names: [String]
  /// By factor, one number a row.
  let factors: [[Double]]
  /// What the outcome is.
  let target: SensitivityResult.Target
  /// The outcome; not finite where a run failed.
  let outcome: [Double]
  /// Times that may not be reached, as they are, where the outcome is one; nil elsewhere.
  let times: [Double]?
  /// File or folder.
  let source: String
  /// What must be known about the origin of the rows.
  let notes: [SensitivityWarning]
  /// The table with the factors, for mistakes in it; nil for rows that come from no file.
  let table: DataTable?

  private init(
    names: [String], factors: [[Double]], target: SensitivityResult.Target, outcome: [Double],
    times: [Double]?, source: String, notes: [SensitivityWarning], table: DataTable?
  ) {
    self.names = names
    self.factors = factors
    self.target = target
    self.outcome = outcome
    self.times = times
    self.source = source
    self.notes = notes
    self.table = table
  }

  /// The rows of a run that has just ended.
  ///
  /// - Parameters:
  ///   - query: what is asked of it.
  ///   - columns: by mix of the query, one number a future.
  ///   - policies: how many mixes were run.
  ///   - hasLuck: whether anything beside the factors was drawn.
  init(
    names: [String], factors: [[Double]], query: QueryEvaluator, columns: [[Double]],
    scenario: String, policies: Int, source: String, hasLuck: Bool
  ) {
    self.init(
      names: names, factors: factors,
      target: .finished(query, scenario: scenario, policies: policies),
      outcome: query.values(columns), times: nil, source: source,
      notes: hasLuck ? [.luckIsNoFactor] : [], table: nil)
  }

  /// Reads the columns of a table that is none of a finished run.
  ///
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a table of a finished run.
  static func read(_ path: String) throws -> DataTable {
    try refuseTableOfARun(path)
    let table = try DataTable.read(path)
    guard table.header.count > 1 else {
      // What has no columns is no table and may be a secret; nothing of it is printed.
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: "",
          sentence:
            "expected a table with columns of factors and of an outcome, found one column; separate columns by "
            + "commas, semicolons or tabs")
      ])
    }
    guard table.holdsNumbers else {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: 2, column: nil, key: "",
          sentence: "expected a table of numbers, found none in its first rows")
      ])
    }
    return table
  }

  /// Takes outcomes of a table, which have their factors in common.
  ///
  /// - Parameters:
  ///   - outputs: the outcomes.
  ///   - inputs: names of factors; all columns but the outcomes when nil, unless ``AssumedFactors`` finds one that is
  ///     hardly a factor.
  ///   - outcomes: names of outcomes, which are no factors.
  ///   - isOutputNamed: whether the user named the outcomes.
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist and for
  ///   factors that have to be named.
  static func tables(
    of table: DataTable, outputs: [String], inputs: [String]?, outcomes: [String],
    isOutputNamed: Bool
  ) throws -> [SensitivityTable] {
    for name in outputs { try check(name, in: table, kind: "column") }
    let names = try Self.inputs(inputs, in: table, without: outputs)
    let assumed = inputs == nil ? AssumedFactors(table, outputs: outputs) : nil
    try assumed?.checkNames(outcomes: outcomes, isOutputNamed: isOutputNamed)
    let (factors, columns) = try Self.columns(names, outputs, of: table)
    try assumed?.checkValues(zip(names, factors))
    return zip(outputs, columns).map { output, outcome in
      SensitivityTable(
        names: names, factors: factors, target: .column(output), outcome: outcome, times: nil,
        source: table.path, notes: [], table: table)
    }
  }

  /// Reads the folder of a finished run.
  ///
  /// - Parameters:
  ///   - question: the outcome and what is asked of it; without an outcome the one by which the study of the run
  ///     ranks.
  ///   - inputs: names of factors; all when nil.
  ///   - scenario: the first one when nil.
  ///   - beliefs: the first ones of the run when nil.
  ///   - model: whose outcomes are taken for those of a folder that does not describe its own.
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist.
  public init(
    folder: String, question: SensitivityQuestion, inputs: [String]? = nil,
    scenario: String? = nil, beliefs: String? = nil, model: any BatchModel
  ) throws {
    let run = try RunTables(folder, beliefs: beliefs)
    guard let output = question.outcomes.first ?? RunManifest.rankedBy(inFolder: folder) else {
      throw Self.noOutcome(of: run)
    }
    self = try Self.tables(
      of: run, folder: folder, outputs: [output], question: question, inputs: inputs,
      scenario: scenario, model: model)[0]
  }

  /// What is wrong where no outcome of a run is named.
  static func noOutcome(of run: RunTables) -> UsageError {
    NameSelection.outcomeMissing(run.outcomeNames)
  }

  /// Takes outcomes of a run, which have their factors in common.
  static func tables(
    of run: RunTables, folder: String, outputs: [String], question: SensitivityQuestion,
    inputs: [String]?, scenario: String?, model: any BatchModel
  ) throws -> [SensitivityTable] {
    for output in outputs {
      try NameSelection.check(output, among: run.outcomeNames, kind: "outcome")
    }
    let names = try Self.inputs(
      inputs, in: run.factors,
      without: ["future", "replicate"].filter(run.factors.header.contains))
    let factors = try names.map { try run.factors.numbers($0) }
    let scenario = scenario ?? run.scenarios.first ?? ""
    try NameSelection.check(scenario, among: run.scenarios, kind: "scenario")
    let described = RunManifest.outcomes(inFolder: folder)
    let known = run.outcomeNames.map { name in
      (described ?? model.outcomes).first { $0.name == name }
        ?? Outcome(name: name, meaning: "", unit: .dimensionless, direction: .describe)
    }
    return try outputs.map { output in
      let query = try QueryEvaluator(
        try question.query(ofRunWith: run.policies, outcome: output), outcomes: known,
        policies: run.policies)
      let columns = try query.policies.map {
        try run.outcome(output, policy: run.policies[$0], scenario: scenario)
      }
      var times: [Double]?
      if case .outcome = query.query.measure, query.isCensored { times = columns[0] }
      return SensitivityTable(
        names: names, factors: factors,
        target: .finished(query, scenario: scenario, policies: run.policies.count),
        outcome: query.values(columns), times: times, source: folder,
        notes: [.luckIsNoFactor]
          + (described == nil && query.query.needsDirection ? [.assumedDirections] : []),
        table: run.factors)
    }
  }

  /// - Throws: `UsageError` for the table of a finished run.
  private static func refuseTableOfARun(_ path: String) throws {
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent().relativePath
    guard
      file.lastPathComponent.hasPrefix("outcomes") || file.lastPathComponent.hasPrefix("factors"),
      RunManifest.outcomes(inFolder: folder) != nil
    else { return }
    throw UsageError(
      "\(path) belongs to the finished run \(folder); analyse the folder, which knows factors and outcomes."
    )
  }

  /// All columns at once, so that mistakes in them are reported together.
  private static func columns(
    _ names: [String], _ outputs: [String], of table: DataTable
  ) throws -> (factors: [[Double]], outcomes: [[Double]]) {
    var issues: [StudyIssue] = []
    var faulty: Set<String> = []
    func read(_ name: String, mayFail: Bool) throws -> [Double] {
      do {
        return try table.numbers(name, mayFail: mayFail)
      } catch let errors as StudyErrors {
        issues += errors.issues
        if !mayFail { faulty.insert(name) }
        return []
      }
    }
    let factors = try names.map { try read($0, mayFail: false) }
    let outcomes = try outputs.map { try read($0, mayFail: true) }
    let sound = names.filter { !faulty.contains($0) }
    if !faulty.isEmpty, !sound.isEmpty, sound.count <= AssumedFactors.namedColumns {
      issues = issues.map { issue in
        guard faulty.contains(issue.key) else { return issue }
        return StudyIssue(
          kind: issue.kind, file: issue.file, line: issue.line, column: issue.column,
          key: issue.key,
          sentence: issue.sentence
            + "; give numbers (a code for each category), or leave the column "
            + "out: --inputs \(sound.joined(separator: ","))")
      }
    }
    if !issues.isEmpty {
      throw StudyErrors(
        issues.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) })
    }
    return (factors, outcomes)
  }

  private static func check(_ name: String, in table: DataTable, kind: String) throws {
    do {
      try NameSelection.check(name, among: table.header, kind: kind)
    } catch let error as UsageError {
      throw UsageError("\(table.path): \(error)")
    }
  }

  private static func inputs(
    _ names: [String]?, in table: DataTable, without others: [String]
  ) throws -> [String] {
    guard let names else { return table.header.filter { !others.contains($0) } }
    for name in names {
      try check(name, in: table, kind: "factor")
      if others.contains(name) {
        throw UsageError("\(name) cannot be an input and the output at once.")
      }
      if names.count(where: { $0 == name }) > 1 {
        throw UsageError("The factor \(name) is listed twice in --inputs.")
      }
    }
    if names.isEmpty { throw UsageError("--inputs is empty.") }
    return names
  }
}

extension SensitivityTable {
  /// Analyses rows of any origin.
  ///
  /// - Parameter option: the number that the method needs; nil where it needs none.
  /// - Throws: `SensitivityError` when the method cannot work with the rows.
  public func sensitivity(
    _ method: GivenDataMethod, option: (option: MethodOption, value: Double)? = nil
  ) throws -> SensitivityResult {
    // On which side of a number a time lies is known of one that is not reached, too.
    let values = option == nil ? outcome : times ?? outcome
    let keepsInfinity = option != nil && times != nil
    let data: GivenData
    do {
      data = try GivenData(
        names: names, factors: factors, outcome: values, keepsInfinity: keepsInfinity)
    } catch let error as SensitivityError {
      throw SensitivityError("\(source): \(target): \(error)")
    }
    let result: MethodResult
    do {
      result = try method.result(data, option: option)
    } catch let error as SensitivityError {
      throw SensitivityError("\(source): \(error)")
    }
    return self.result(
      method, title: method.title, result,
      isFailed: values.map { !$0.isFinite && !(keepsInfinity && $0 == .infinity) },
      notes: notes + (changesOneAtATime ? [.rowsOfADesign] : []))
  }

  /// Which way each factor moves the outcome, or with another sign the outcome for which less is better.
  ///
  /// - Throws: `SensitivityError` when there are too few rows, or nothing moves the outcome.
  func directions(isNegated: Bool) throws -> [FactorDirection] {
    FactorDirection.all(
      try GivenData(
        names: names, factors: factors, outcome: isNegated ? outcome.map { -$0 } : outcome))
  }

  /// Analyses rows of a design, after a check that they are one.
  ///
  /// - Parameter replicates: as asked for; found from the number of rows when nil.
  /// - Throws: `StudyErrors` naming the first row that does not fit the design, `SensitivityError` when too little
  ///   is left for an answer.
  public func sensitivity(
    _ method: DesignedMethod, replicates: Int? = nil
  ) throws -> SensitivityResult {
    let analysis: RowAnalysis
    do {
      analysis = try method.recognise(
        DesignTable(
          names: names, factors: factors, rowCount: outcome.count, replicates: replicates,
          line: { [table] in table?.line(ofRow: $0) ?? $0 + 1 }))
    } catch let mismatch as DesignMismatch {
      guard let place = mismatch.place, let table else {
        throw SensitivityError(source + mismatch.reason)
      }
      throw StudyErrors([
        table.issue(row: place.row, column: names[place.factor], mismatch.reason)
      ])
    }
    let finite = outcome.filter(\.isFinite)
    guard finite.count >= 2, finite.contains(where: { $0 != finite[0] }) else {
      throw SensitivityError(
        "\(source): \(target): "
          + (finite.count < 2
            ? "fewer than 2 rows have an outcome"
            : "the outcome is \(finite[0]) in every row, so that nothing can matter"))
    }
    if let (low, high) = Rounding.range(finite) {
      throw SensitivityError(
        "\(source): \(target): the outcome varies by rounding alone, between \(low) and \(high), so that nothing "
          + "can matter")
    }
    let result = analysis.result(analysis.layout.byRow(outcome))
    if let shortage = result.shortage { throw SensitivityError("\(source): \(shortage)") }
    return self.result(
      method, title: analysis.title, result, isFailed: outcome.map { !$0.isFinite }, notes: [])
  }

  private func result(
    _ method: any SensitivityMethod, title: String, _ result: MethodResult, isFailed: [Bool],
    notes: [SensitivityWarning]
  ) -> SensitivityResult {
    let failed = isFailed.count { $0 }
    let region = FailedRows(names: names, factors: factors, isFailed: isFailed)
    return SensitivityResult(
      method: method.name, title: title, target: target, source: .path(source),
      runs: outcome.count, failed: failed, measures: method.measures, rows: result.rows,
      findings: result.findings,
      warnings: (failed == 0 ? [] : [result.lost].compactMap { $0 })
        + [region.map { .failures($0) }].compactMap { $0 } + result.warnings + notes)
  }

  /// Whether rows are visibly those of a design: methods for rows of any origin take them for independent, and
  /// neighbours that share all factors but one say too much.
  private var changesOneAtATime: Bool {
    guard names.count > 2, outcome.count > 1 else { return false }
    let varying = factors.filter { column in column.contains { $0 != column[0] } }
    let steps = (1..<outcome.count).count { row in
      varying.count { $0[row] != $0[row - 1] } == 1
    }
    // Independent rows differ in every factor with more than a few values.
    return varying.count > 2 && steps > outcome.count / 4
  }
}
