import ArgumentParser
import Foundation
import Scenarios
import Studies
import StudyContract

/// The rows a sensitivity analysis looks at: factors and one outcome, from a table or a finished run.
struct SensitivityRows {
  /// Names of the factors.
  let names: [String]
  /// By factor, one number a row.
  let factors: [[Double]]
  /// The outcome; not finite where a run failed.
  let outcome: [Double]
  /// The outcome in words.
  let output: String
  /// File or folder.
  let source: String
  /// What must be known about the origin of the rows.
  let notes: [String]
  /// The table with the factors, for mistakes in it.
  let table: DataTable

  /// Reads what the command line names.
  init(_ command: SensitivityCommand) throws {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: command.source, isDirectory: &isFolder)
    if isThere && isFolder.boolValue {
      try self.init(folder: command)
    } else {
      try self.init(file: command)
    }
  }

  private init(file command: SensitivityCommand) throws {
    for (option, value) in [
      ("--policy", command.policy), ("--difference", command.difference),
      ("--regret", command.decision.regret), ("--beats", command.decision.beats),
      ("--scenario", command.scenario), ("--beliefs", command.beliefs),
    ] where value != nil {
      throw ValidationError("\(option) needs the folder of a run; \(command.source) is a file.")
    }
    let table = try DataTable.read(command.source)
    let output = command.output ?? table.header.last!
    try Self.check(output, in: table, kind: "column")
    names = try Self.inputs(command.inputs, in: table, without: [output])
    (factors, outcome) = try Self.columns(names, output, of: table)
    self.output = output
    source = table.path
    notes = []
    self.table = table
  }

  /// All columns at once, so that mistakes in them are reported together.
  private static func columns(
    _ names: [String], _ output: String, of table: DataTable
  ) throws -> ([[Double]], [Double]) {
    var issues: [StudyIssue] = []
    func read(_ name: String, mayFail: Bool) throws -> [Double] {
      do {
        return try table.numbers(name, mayFail: mayFail)
      } catch let errors as StudyErrors {
        issues += errors.issues
        return []
      }
    }
    let factors = try names.map { try read($0, mayFail: false) }
    let outcome = try read(output, mayFail: true)
    if !issues.isEmpty {
      throw StudyErrors(
        Array(
          issues.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
            .prefix(10)))
    }
    return (factors, outcome)
  }

  private static func check(_ name: String, in table: DataTable, kind: String) throws {
    if table.header.contains(name) { return }
    do {
      try NameSelection.check(name, among: table.header, kind: kind)
    } catch let error as ValidationError {
      throw ValidationError("\(table.path): \(error.message)")
    }
  }

  private static func inputs(
    _ list: String?, in table: DataTable, without others: [String]
  ) throws -> [String] {
    guard let list else { return table.header.filter { !others.contains($0) } }
    let names = NameSelection.split(list)
    for name in names {
      try check(name, in: table, kind: "factor")
      if others.contains(name) {
        throw ValidationError("\(name) cannot be an input and the output at once.")
      }
      if names.filter({ $0 == name }).count > 1 {
        throw ValidationError("The factor \(name) is listed twice in --inputs.")
      }
    }
    if names.isEmpty { throw ValidationError("--inputs is empty.") }
    return names
  }

  private init(folder command: SensitivityCommand) throws {
    let suffix = try Self.suffix(command)
    let path = command.source.hasSuffix("/") ? String(command.source.dropLast()) : command.source
    let factorTable = try DataTable.read(path + "/factors\(suffix).csv")
    let outcomes = try DataTable.read(path + "/outcomes\(suffix).csv")
    let keys = ["scenario", "policy", "future"]
    let valid = outcomes.header.filter { !keys.contains($0) }
    guard let output = command.output else {
      throw ValidationError(
        "Name the outcome with --output; the run has \(valid.joined(separator: ", ")).")
    }
    try NameSelection.check(output, among: valid, kind: "outcome")
    names = try Self.inputs(command.inputs, in: factorTable, without: ["future"])
    let futures = try factorTable.numbers("future")
    factors = try names.map { try factorTable.numbers($0) }

    let scenarios = try outcomes.texts("scenario")
    let policies = try outcomes.texts("policy")
    let scenario = try Self.choice(
      command.scenario ?? scenarios.first ?? "", among: scenarios, kind: "scenario")
    let present = Self.distinct(policies)
    let target = try command.decision.target(command, output: output, present: present)
    let columns = try target.policies.map { policy -> [Double] in
      try NameSelection.check(policy, among: present, kind: "policy")
      let rows = scenarios.indices.filter {
        scenarios[$0] == scenario && policies[$0] == policy
      }
      let values = try outcomes.numbers(output, mayFail: true, rows: rows)
      let own = try outcomes.numbers("future", rows: rows)
      return try Self.join(own, values, to: futures, outcomes, rows: rows)
    }
    outcome = futures.indices.map { row in target.value(columns.map { $0[row] }) }
    self.output = "\(target.name(output)) in \(scenario)"
    source = command.source
    notes = [
      "Luck (shocks and sector draws) is not among the factors of a finished run; what it adds is part of "
        + "the variation that no index explains."
    ]
    table = factorTable
  }

  /// Outcomes in the order of the factors' rows.
  private static func join(
    _ own: [Double], _ values: [Double], to futures: [Double], _ outcomes: DataTable, rows: [Int]
  ) throws -> [Double] {
    if own == futures { return values }
    var byFuture: [Double: Double] = [:]
    for (position, future) in own.enumerated() {
      if byFuture.updateValue(values[position], forKey: future) != nil {
        throw StudyErrors([
          outcomes.issue(
            row: rows[position], column: "future", "the future \(Int(future)) is there twice")
        ])
      }
    }
    let joined = futures.compactMap { byFuture[$0] }
    guard joined.count == futures.count && own.count == futures.count else {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: outcomes.path, line: nil, column: nil, key: "future",
          sentence:
            "the futures are not those of the factors: \(own.count) outcomes, \(futures.count) rows of "
            + "factors, \(joined.count) in both")
      ])
    }
    return joined
  }

  private static func choice(_ name: String, among all: [String], kind: String) throws -> String {
    try NameSelection.check(name, among: distinct(all), kind: kind)
    return name
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }

  /// What the files of the chosen beliefs are called: the first beliefs' have no suffix.
  private static func suffix(_ command: SensitivityCommand) throws -> String {
    guard let beliefs = command.beliefs else { return "" }
    let own = "-\(beliefs)"
    if FileManager.default.fileExists(atPath: command.source + "/factors\(own).csv") { return own }
    let present = ((try? FileManager.default.contentsOfDirectory(atPath: command.source)) ?? [])
      .filter { $0.hasPrefix("factors-") }.map { String($0.dropFirst(8).dropLast(4)) }.sorted()
    throw ValidationError(
      "\(command.source) has no files of the beliefs \(beliefs)"
        + (present.isEmpty
          ? "; leave --beliefs out."
          : "; beside the first ones, which need no --beliefs, it has "
            + present.joined(separator: ", ") + "."))
  }
}
