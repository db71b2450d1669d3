import Foundation
import NumericCore
import Scenarios

/// The tables of a finished run under one set of beliefs.
struct RunTables {
  /// Factors by future.
  let factors: DataTable
  /// Outcomes by scenario, policy and future.
  private let outcomes: DataTable
  private let futures: [Double]
  private let scenarioOfRow: [String]
  private let policyOfRow: [String]
  /// Scenarios, in their order.
  let scenarios: [String]
  /// Policies, in their order.
  let policies: [String]

  /// Opens the tables of a folder.
  ///
  /// - Parameter beliefs: the first ones of the run when nil.
  /// - Throws: `StudyErrors` for a table that is missing or cannot be read, `UsageError` for beliefs it has not.
  init(_ folder: String, beliefs: String?) throws {
    let suffix = try Self.suffix(folder, beliefs)
    let path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let parts = ["manifest.json", "factors\(suffix).csv", "outcomes\(suffix).csv"]
    if parts.allSatisfy({ !FileManager.default.fileExists(atPath: "\(path)/\($0)") }) {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: folder, line: nil, column: nil, key: "",
          sentence: "not the folder of a finished run, which 'latecomer run --out' writes")
      ])
    }
    try RunManifest.requireUnchanged(Array(parts.dropFirst()), inFolder: path)
    factors = try DataTable.read(path + "/factors\(suffix).csv")
    outcomes = try DataTable.read(path + "/outcomes\(suffix).csv")
    futures = try factors.numbers("future")
    scenarioOfRow = try outcomes.texts("scenario")
    policyOfRow = try outcomes.texts("policy")
    scenarios = Self.distinct(scenarioOfRow)
    policies = Self.distinct(policyOfRow)
  }

  /// Names of the outcomes.
  var outcomeNames: [String] {
    outcomes.header.filter { !["scenario", "policy", "future", "replicate"].contains($0) }
  }

  /// An outcome in the order of the factors' rows.
  ///
  /// - Throws: `StudyErrors` when the futures are not those of the factors.
  func outcome(_ name: String, policy: String, scenario: String) throws -> [Double] {
    let rows = scenarioOfRow.indices.filter {
      scenarioOfRow[$0] == scenario && policyOfRow[$0] == policy
    }
    let values = try outcomes.numbers(name, mayFail: true, rows: rows)
    let own = try outcomes.numbers("future", rows: rows)
    if own == futures { return values }
    var byFuture: [Double: Double] = [:]
    for (position, future) in own.enumerated()
    where byFuture.updateValue(values[position], forKey: future) != nil {
      throw StudyErrors([
        outcomes.issue(
          row: rows[position], column: "future", "the future \(Int(future)) is there twice")
      ])
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

  private static func distinct(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }

  /// What the files of the chosen beliefs are called: the first beliefs' have no suffix.
  private static func suffix(_ folder: String, _ beliefs: String?) throws -> String {
    guard let beliefs else { return "" }
    let own = "-\(beliefs)"
    if FileManager.default.fileExists(atPath: folder + "/factors\(own).csv") { return own }
    let present = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasPrefix("factors-") }.map { String($0.dropFirst(8).dropLast(4)) }.sorted()
    throw UsageError(
      "\(folder) has no files of the beliefs \(beliefs)"
        + (present.isEmpty
          ? "; leave --beliefs out."
          : "; beside the first ones, which need no --beliefs, it has "
            + present.joined(separator: ", ") + "."))
  }
}
