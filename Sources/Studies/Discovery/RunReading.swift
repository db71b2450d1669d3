import Analysis
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// What is chosen of a finished run, and which versions may have written it.
public struct RunSelection: Sendable {
  /// The policy mix whose outcomes are read.
  public var policy: String?
  /// The outcome that ranks; the study's when nil.
  public var outcome: String?
  /// The scenario; the first one when nil.
  public var scenario: String?
  /// The beliefs; the first ones of the run when nil.
  public var beliefs: String?
  /// The version of the program; a run of another one is refused. Nil takes any.
  public var version: String?
  /// The version of a model by its name; a run of another one is refused. Nil takes any.
  public var modelVersion: (@Sendable (String) -> String?)?

  /// Chooses nothing.
  public init() {}
}

/// A finished run in one scenario under one belief, with the names that are asked for checked.
struct RunReading {
  let run: FinishedRun
  /// The outcome that ranks; nil where the study names none and none is chosen.
  let ranked: String?
  /// Position of the scenario.
  let scenario: Int
  /// Position of the beliefs.
  let belief: Int

  /// Reads a folder with its factors.
  ///
  /// - Parameter outcomes: outcomes that are needed beside the one that ranks.
  /// - Throws: `StudyErrors` for what cannot be read, `UsageError` for a name that does not exist.
  init(_ folder: String, outcomes: [String] = [], selection: RunSelection) throws {
    let ranked = selection.outcome ?? RunManifest.rankedBy(inFolder: folder)
    var wanted = outcomes
    // Any outcome says whether a run failed.
    let own = ranked ?? RunManifest.outcomes(inFolder: folder)?.first?.name
    if let own, !wanted.contains(own) { wanted.append(own) }
    let run = try FinishedRun(
      folder, version: selection.version, modelVersion: selection.modelVersion,
      outcomes: wanted, readsFactors: true)
    self.run = run
    self.ranked = ranked
    if let name = selection.scenario {
      try NameSelection.check(name, among: run.scenarios, kind: "scenario")
    }
    if let name = selection.beliefs {
      try NameSelection.check(name, among: run.beliefs.map(\.name), kind: "set of beliefs")
    }
    if let name = selection.policy {
      try NameSelection.check(name, among: run.policies, kind: "policy")
    }
    scenario = selection.scenario.flatMap { run.scenarios.firstIndex(of: $0) } ?? 0
    belief =
      selection.beliefs.flatMap { name in run.beliefs.firstIndex { $0.name == name } } ?? 0
  }

  /// Scenario and beliefs in words.
  var words: String {
    "scenario \(run.scenarios[scenario])"
      + (run.beliefs.count > 1 ? ", beliefs \(run.beliefs[belief].name)" : "")
  }

  /// The outcome that ranks.
  ///
  /// - Throws: `UsageError` where there is none.
  func requireRanked() throws -> String {
    guard let ranked else {
      throw NameSelection.outcomeMissing(run.outcomes.map(\.name))
    }
    return ranked
  }

  /// An outcome by future; not a number where the run failed.
  func column(_ outcome: String, policy: String) -> [Double] {
    Array(
      run.values(
        of: outcome, belief: belief, scenario: scenario,
        policy: run.policies.firstIndex(of: policy)!))
  }

  /// The factors that are asked for; all without a list.
  ///
  /// - Throws: `UsageError` for a name that does not exist or is given twice.
  func factors(_ list: [String]?, categorical: [String] = []) throws -> [DiscoveryFactor] {
    if let list { try RowFactors.check(list, among: run.factorNames, without: []) }
    let names = list ?? run.factorNames
    for name in categorical { try NameSelection.check(name, among: names, kind: "factor") }
    return names.map { name in
      let values = run.beliefs[belief].factors[run.factorNames.firstIndex(of: name)!]
      guard categorical.contains(name) else {
        return DiscoveryFactor(name: name, values: .numbers(values))
      }
      let codes = Set(values).sorted()
      let places = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
      return DiscoveryFactor(
        name: name,
        values: .categories(values.map { places[$0]! }, names: codes.map(\.plain)))
    }
  }
}

/// Columns of factors of a table, of numbers or of words.
enum RowFactors {
  /// The names that are asked for; all columns but some without a list.
  ///
  /// - Throws: `UsageError` for a name that does not exist, and for columns that are hardly factors where none is named.
  static func names(
    _ names: [String]?, in table: DataTable, without others: [String], outcomes: [String] = []
  ) throws -> [String] {
    if let names {
      try check(names, among: table.header, without: others)
      return names
    }
    if !others.isEmpty {
      var assumed = AssumedFactors(table, outputs: others)
      assumed.option = "--factors"
      try assumed.checkNames(outcomes: outcomes, isOutputNamed: true)
    }
    let rest = table.header.filter { !others.contains($0) }
    var assumed = AssumedFactors(table, outputs: others)
    assumed.option = "--factors"
    let numbers = try rest.filter { try !table.holdsWords($0) }
    try assumed.checkValues(numbers.map { ($0, try table.numbers($0, mayFail: true)) })
    if rest.isEmpty { throw UsageError("\(table.path) has no column of a factor.") }
    return rest
  }

  /// - Throws: `UsageError` for a name that does not exist, is an outcome, or is given twice.
  static func check(
    _ names: [String], among valid: [String], without others: [String]
  ) throws {
    if names.isEmpty { throw UsageError("--factors is empty.") }
    for (position, name) in names.enumerated() {
      try NameSelection.check(name, among: valid, kind: "factor")
      if others.contains(name) {
        throw UsageError("\(name) cannot be a factor and an outcome at once.")
      }
      if names[..<position].contains(name) {
        throw UsageError("The factor \(name) is listed twice in --factors.")
      }
    }
  }

  /// Reads columns.
  ///
  /// - Throws: `StudyErrors` with the place of a value that is missing or cannot be read, `UsageError` for a categorical
  ///   factor that is none.
  static func read(
    _ names: [String], categorical: [String], of table: DataTable
  ) throws -> [DiscoveryFactor] {
    for name in categorical { try NameSelection.check(name, among: names, kind: "factor") }
    return try names.map { name in
      if try categorical.contains(name) || table.holdsWords(name) {
        let (positions, words) = try table.categories(name)
        return DiscoveryFactor(name: name, values: .categories(positions, names: words))
      }
      return DiscoveryFactor(name: name, values: .numbers(try table.numbers(name)))
    }
  }
}
