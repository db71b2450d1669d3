import Analysis
import Ensembles
import Foundation
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// Rows of factors and which of them meet a condition, from a table or a finished run.
public struct DiscoveryTable: Sendable {
  /// File or folder.
  public let source: String
  /// The condition.
  public let condition: Condition
  /// What is read where the condition does not say: mix, scenario, beliefs, in words; empty for a table.
  public let reading: String
  let factors: [DiscoveryFactor]
  let isCase: [Bool?]

  /// The rows of a run that has just ended.
  ///
  /// - Parameter isCase: by future, whether it meets the condition; nil where a run failed.
  init(
    source: String, condition: Condition, reading: String, factors: [DiscoveryFactor],
    isCase: [Bool?]
  ) {
    self.source = source
    self.condition = condition
    self.reading = reading
    self.factors = factors
    self.isCase = isCase
  }

  /// Reads a table of factors and outcomes.
  ///
  /// - Parameters:
  ///   - factors: names of factors; all columns that the condition does not name when nil, unless ``AssumedFactors``
  ///     finds one that is hardly a factor.
  ///   - categorical: factors whose numbers are codes of categories; columns of words are categorical by themselves.
  ///   - outcome: the column by which a run has failed, for a condition that names none.
  ///   - outcomes: names of outcomes, which are no factors.
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist.
  public init(
    file path: String, condition: Condition, factors: [String]? = nil,
    categorical: [String] = [], outcome: String? = nil, outcomes: [String] = []
  ) throws {
    let table = try SensitivityTable.read(path)
    var columns = condition.outcomes
    if condition.statements.contains(.failed) {
      let own = outcome ?? columns.first ?? table.header.last!
      if !columns.contains(own) { columns.append(own) }
    }
    for case .beats(let first, let second) in condition.statements {
      // In a table a mix is a column, and more is better.
      columns += [first, second].filter { !columns.contains($0) }
    }
    for name in columns { try NameSelection.check(name, among: table.header, kind: "column") }
    let names = try RowFactors.names(
      factors, in: table, without: columns, outcomes: outcomes)
    self.source = path
    self.condition = condition
    reading = ""
    self.factors = try RowFactors.read(names, categorical: categorical, of: table)
    let texts = try Self.wordColumns(condition, table)
    let numbers = try Dictionary(
      uniqueKeysWithValues: columns.filter { texts[$0] == nil }.map {
        ($0, try table.numbers($0, mayFail: true))
      })
    isCase = (0..<table.rowCount).map { row in
      Self.verdict(condition) { statement in
        switch statement {
        case .number(let name, let comparison, let limit):
          guard let value = numbers[name]?[row] else { return nil }
          return value.isNaN ? nil : comparison.holds(value, limit)
        case .word(let name, let comparison, let word):
          let text = texts[name]![row]
          return (text == word) == (comparison == .equal)
        case .beats(let first, let second):
          let (own, other) = (numbers[first]![row], numbers[second]![row])
          return own.isNaN || other.isNaN ? nil : own > other
        case .failed: return columns.contains { numbers[$0]?[row].isNaN == true }
        }
      }
    }
  }

  /// Reads the folder of a finished run.
  ///
  /// - Throws: `StudyErrors` with the place of what cannot be read, `UsageError` for a name that does not exist or has to
  ///   be given.
  public init(
    folder: String, condition: Condition, selection: RunSelection = RunSelection(),
    factors: [String]? = nil, categorical: [String] = []
  ) throws {
    let reading = try RunReading(folder, outcomes: condition.outcomes, selection: selection)
    let run = reading.run
    let policy = selection.policy ?? (run.policies.count == 1 ? run.policies[0] : nil)
    if policy == nil, let name = condition.outcomes.first {
      throw UsageError(
        "Name with --policy the mix whose \(name) is meant; the run has "
          + "\(run.policies.joined(separator: ", ")).")
    }
    var isRanked = false
    var verdicts: [[Bool?]] = []
    for statement in condition.statements {
      switch statement {
      case .number(let name, let comparison, let limit):
        verdicts.append(
          reading.column(name, policy: policy!).map {
            $0.isNaN ? nil : comparison.holds($0, limit)
          })
      case .word(let name, _, let word):
        throw UsageError("\(name) is compared with '\(word)'; outcomes of a run are numbers.")
      case .beats(let first, let second):
        for name in [first, second] {
          try NameSelection.check(name, among: run.policies, kind: "policy")
        }
        isRanked = true
        let ranked = try reading.requireRanked()
        let query = try QueryEvaluator(
          Query(.beats(first, over: second), outcome: ranked), outcomes: run.outcomes,
          policies: run.policies)
        let columns = query.policies.map { reading.column(ranked, policy: run.policies[$0]) }
        verdicts.append(query.values(columns).map { $0.isNaN ? nil : $0 == 1 })
      case .failed:
        let columns = (policy.map { [$0] } ?? run.policies).map {
          reading.column(run.kept[run.kept.count - 1], policy: $0)
        }
        verdicts.append(columns[0].indices.map { row in columns.contains { $0[row].isNaN } })
      }
    }
    source = folder
    self.condition = condition
    self.factors = try reading.factors(factors, categorical: categorical)
    isCase = verdicts[0].indices.map { row in
      verdicts.contains { $0[row] == nil } ? nil : verdicts.allSatisfy { $0[row] == true }
    }
    let mixes = condition.outcomes.isEmpty ? nil : policy.map { "policy \($0)" }
    self.reading =
      ([mixes] + [isRanked ? reading.ranked.map { "by \($0)" } : nil, reading.words])
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// Seeks boxes.
  ///
  /// - Throws: `DiscoveryError` when no row, every row or too few rows meet the condition.
  public func discover(
    _ settings: DiscoverySettings = DiscoverySettings(), context: RunContext = RunContext()
  ) throws -> DiscoveryResult {
    do {
      let finding = try Discovery.find(
        factors, isCase: isCase, condition: condition.description, settings: settings,
        context: context)
      return DiscoveryResult(table: self, settings: settings, finding: finding)
    } catch let error as DiscoveryError {
      throw DiscoveryError("\(source): \(error)")
    }
  }

  private static func verdict(
    _ condition: Condition, _ holds: (Condition.Statement) -> Bool?
  ) -> Bool? {
    var all = true
    for statement in condition.statements {
      guard let own = holds(statement) else { return nil }
      all = all && own
    }
    return all
  }

  /// Columns that are compared with words.
  private static func wordColumns(
    _ condition: Condition, _ table: DataTable
  ) throws -> [String: [String]] {
    var texts: [String: [String]] = [:]
    for case .word(let name, _, _) in condition.statements { texts[name] = try table.texts(name) }
    return texts
  }
}

/// What was found of a table or a finished run.
public struct DiscoveryResult: Sendable {
  /// Where.
  public let table: DiscoveryTable
  /// How.
  public let settings: DiscoverySettings
  /// What.
  public let finding: DiscoveryFinding
}
