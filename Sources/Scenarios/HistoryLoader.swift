import Countries
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import StudyContract
import Yams

/// Reads what a backtest needs: histories by name or file, tables beside them, and an ensemble alone.
public struct HistoryLoader: Sendable {
  /// Where names are looked for.
  public let library: ModelLibrary

  /// Looks for names near a file, or from the working directory on.
  public init(near file: String? = nil) { library = ModelLibrary(near: file) }

  /// Names of the economies with a study in `studies/history`.
  public var names: [String] {
    var result: [String] = []
    for name in library.names(.studies) where name.hasPrefix("history/") {
      let short = String(name.dropFirst("history/".count))
      if !result.contains(short) { result.append(short) }
    }
    return result
  }

  /// The history of an economy: a name, for its study in `studies/history`, a country of the panel (`KEN`, `KEN@1960`,
  /// `panel/KEN@1960`), or the file of an economy that holds its own targets.
  ///
  /// - Throws: ``StudyErrors``.
  public func study(_ reference: String) throws -> Study {
    if reference.hasPrefix(PanelReference.prefix) {
      return try Self.study(ofCountry: reference, library: library)
    }
    if reference.hasSuffix(".yaml") || reference.contains("/") {
      return try Self.study(ofEconomy: reference)
    }
    if let path = library.find("history/\(reference)", .studies, from: "").path {
      return try StudyLoader.load(path)
    }
    if try isCountry(reference) {
      return try Self.study(ofCountry: reference, library: library)
    }
    var sentence = "there is no history of an economy '\(reference.excerpt)'"
    if FileManager.default.fileExists(atPath: reference + ".yaml") {
      sentence += "; did you mean the file '\(reference).yaml'?"
    } else if let near = NearestName.find(reference, among: names) {
      sentence += "; did you mean '\(near)'?"
    } else {
      sentence +=
        "; there are \(names.joined(separator: ", ")), the countries of 'latecomer list countries', or give the file "
        + "of an economy"
    }
    throw StudyErrors([
      StudyIssue(
        kind: .missingFile, file: reference, line: nil, column: nil, key: "", sentence: sentence)
    ])
  }

  /// The countries of the panel; nil where there is none.
  ///
  /// Cost: a tenth of a second.
  ///
  /// - Throws: ``StudyErrors`` with the mistakes of its tables.
  public func countries() throws -> CountryLookup? {
    CountryTables.folder(in: library) == nil ? nil : CountryLookup(try CountryTables.read(library))
  }

  /// The table of an economy in `history`, or the figures of the country whose code it is; nil when there is neither.
  public func table(_ economy: String, _ countries: CountryLookup? = nil) throws -> HistoryTable? {
    if let path = file("history/\(economy).csv") { return try HistoryTable.read(path) }
    return countries?.panel.countries[economy.uppercased()].flatMap { HistoryTable($0) }
  }

  /// Whether a word means a country of the panel, with or without a year.
  public func isCountry(_ word: String) throws -> Bool {
    try countries()?.find(try PanelReference(word).country) != nil
  }

  /// The table of income on the expenditure side; nil where there is none.
  public var expenditureTable: String? { file("history/targets.csv") }

  /// Income on the expenditure side, by economy.
  public func expenditureTargets() throws -> [String: [(year: Int, income: Double)]] {
    guard let path = expenditureTable else { return [:] }
    return try HistoryTable.readTargets(path).mapValues { points in
      points.map { (Int($0.year), $0.value) }
    }
  }

  /// Half-widths of the intervals of coded levers, by lever; empty when there is no such table.
  public func leverIntervals() throws -> [String: Double] {
    guard let path = file("history/lever-intervals.csv") else { return [:] }
    return try HistoryTable.readIntervals(path, levers: ModelCatalogue.standard.levers)
  }

  /// An ensemble by name or file.
  ///
  /// - Throws: ``StudyErrors``.
  public func ensemble(_ reference: String) throws -> (beliefs: EnsembleBeliefs, path: String) {
    let reading = Reading()
    let found =
      FileManager.default.fileExists(atPath: reference)
      ? reference : library.find(reference, .ensembles, from: "").path
    guard let path = found else {
      var sentence = "there is no ensemble '\(reference.excerpt)'"
      if let near = NearestName.find(reference, among: library.names(.ensembles)) {
        sentence += "; did you mean '\(near)'?"
      }
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: reference, line: nil, column: nil, key: "", sentence: sentence)
      ])
    }
    let references = References(library: library, reading: reading, file: path)
    let beliefs = reading.document(path).flatMap { EnsembleDraft.read($0, references: references) }
    try reading.throwIssues()
    guard let beliefs else { preconditionFailure("an ensemble without mistakes was not read") }
    return (beliefs, path)
  }

  /// A calibration by file, or by its name in `calibrations`.
  ///
  /// - Throws: ``StudyErrors``.
  public func calibration(_ reference: String) throws -> CalibrationStudy {
    try CalibrationLoader.load(
      FileManager.default.fileExists(atPath: reference)
        ? reference : file("calibrations/\(reference).yaml") ?? reference)
  }

  /// Whether there is a calibration of a name in `calibrations`.
  public func hasCalibration(_ name: String) -> Bool { file("calibrations/\(name).yaml") != nil }

  private func file(_ name: String) -> String? {
    library.roots.map { "\($0)/\(name)" }.first { FileManager.default.fileExists(atPath: $0) }
      .map { ModelLibrary.shown($0) }
  }

  /// Whether a study is the history of a country of the panel.
  public static func isPanel(_ study: Study) -> Bool {
    study.source?.path.hasPrefix(PanelReference.prefix) ?? false
  }

  /// The history of a country of the panel, from the same text as its files, through the same loader.
  static func study(
    ofCountry reference: String, library: ModelLibrary, panel: CountryPanel? = nil
  ) throws -> Study {
    let lookup = CountryLookup(try panel ?? CountryTables.read(library))
    let coded = try PanelReference(reference).coded(lookup)
    let path = PanelReference.path(coded)
    let reading = Reading()
    reading.add(CountryFiles(coded).economyWithMix, as: path)
    return try study(path, References(library: library, reading: reading))
  }

  /// The study of an economy that names its mix and its targets itself.
  private static func study(ofEconomy path: String) throws -> Study {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: path, line: nil, column: nil, key: "",
          sentence: "there is no such file")
      ])
    }
    return try study(
      path, References(library: ModelLibrary(near: path), reading: Reading(), file: path))
  }

  private static func study(_ path: String, _ references: References) throws -> Study {
    let reading = references.reading
    let draft = reading.document(path).flatMap { EconomyDraft.read($0) }
    let whole = reading.document(path)
    if let draft, draft.targets == nil, reading.issues.isEmpty {
      whole?.report(
        "a backtest needs what was observed: give targets: {mix: ..., income: {source: ..., values: "
          + "{year: income}}}")
    }
    if let draft, draft.start == nil, reading.issues.isEmpty {
      whole?.report("a backtest needs the year at which the initial conditions hold: give start")
    }
    if let draft, draft.economy.series["employment"] == nil, reading.issues.isEmpty {
      let series = whole?.mapping(allowed: nil)?["series"]
      (series ?? whole)?.report(
        "a backtest needs the series employment: give series: {employment: {source: ..., values: {year: value}}}"
      )
    }
    let mix = (draft?.targets).flatMap { references.policy($0.mix) }
    try reading.throwIssues()
    guard let draft, let targets = draft.targets, let mix else {
      preconditionFailure("an economy without mistakes was not read")
    }
    let last = targets.targets.income.last.map { Int($0.year) } ?? 0
    let text = """
      name: history-\(draft.economy.name)
      question: What does the model say of \(draft.economy.name)?
      economy: ""
      end: \(last)
      factors: priors/third-version
      baseline: \(mix.name)
      policies: []
      scenarios: [reference]
      outcomes: [income]
      ranked_by: income
      """
    guard var node = try Yams.compose(yaml: text) else { preconditionFailure("no study") }
    if let whole { node["economy"] = whole.node }
    node["policies"] = Node.sequence(Node.Sequence([targets.mix.node]))
    let study = Located(node: node, file: path, key: "", reading: reading).mapping(
      allowed: StudyDraft.keys(reading.schema), required: StudyDraft.required,
      what: "key of a study"
    ).flatMap { StudyAssembly(mapping: $0, references: references).study(path: path) }
    try reading.throwIssues()
    guard let study else { preconditionFailure("the study of an economy was not assembled") }
    return study
  }
}

extension HistoryTable {
  /// Half-widths by lever, from a table `lever,half_width`.
  ///
  /// - Throws: ``StudyErrors`` with every row that names no lever, one twice, or a width that is not positive or wider
  ///   than the lever's range.
  static func readIntervals(_ path: String, levers: [Lever]) throws -> [String: Double] {
    let table = try DataTable.read(path, hasComments: true)
    var issues: [StudyIssue] = []
    var result: [String: Double] = [:]
    for (row, (name, cell)) in zip(
      try table.texts("lever"), try table.texts("half_width")
    ).enumerated() {
      guard let lever = levers.first(where: { $0.name == name }) else {
        let names = levers.map(\.name)
        issues.append(
          table.issue(
            row: row, column: "lever", Located.unknown(name, what: "lever", among: names)))
        continue
      }
      let reach = lever.admissible.upperBound - lever.admissible.lowerBound
      if result[name] != nil {
        issues.append(table.issue(row: row, column: "lever", "\(name) stands twice"))
      } else if let width = table.marks.number(cell), width > 0, width <= reach {
        result[name] = width
      } else {
        issues.append(
          table.issue(
            row: row, column: "half_width",
            "expected a positive number up to \(reach.plain), found '\(cell.excerpt)'"))
      }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return result
  }
}
