import Foundation
import ModelContract
import StudyContract

/// Reads calibrations and everything they name.
public enum CalibrationLoader {
  static let keys = [
    "name", "summary", "caveats", "economies", "folds", "conditions", "lever_intervals", "income",
    "research", "sectors",
    "window", "discrepancy", "differences", "particles", "runs", "rows", "seed",
  ]
  static let required = ["name", "summary", "economies"]
  static let observationKeys = ["file", "column", "every"]
  static let windowKeys = ["end"]
  static let discrepancyKeys = ["income", "research", "sectors"]
  static let lawKeys = ["size", "innovation", "persistence"]
  static let differenceKeys = ["study", "outcome", "policies"]

  /// Reads, checks and resolves a calibration.
  ///
  /// - Throws: ``StudyErrors`` with the mistakes of the calibration, its tables and its studies.
  public static func load(_ path: String) throws -> CalibrationStudy {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: path, line: nil, column: nil, key: "",
          sentence: isFolder.boolValue
            ? "expected a calibration file, found a folder" : "there is no such file")
      ])
    }
    let reading = Reading()
    let assembly = CalibrationAssembly(
      references: References(library: ModelLibrary(near: path), reading: reading, file: path))
    let result = reading.document(path).flatMap { whole in
      whole.mapping(allowed: keys, required: required, what: "key of a calibration")
        .flatMap { assembly.study($0, path: path) }
    }
    try reading.throwIssues()
    guard let result else {
      preconditionFailure("a calibration without mistakes was not assembled")
    }
    return result
  }
}

/// Puts a calibration together from its file and the files it names.
struct CalibrationAssembly {
  let references: References

  /// Where one observed quantity stands.
  private struct Observed {
    let place: Located
    let file: String
    let column: String
    let every: Int
  }

  func study(_ mapping: MappingReader, path: String) -> CalibrationStudy? {
    let reading = references.reading
    let name = mapping["name"]?.name()
    let summary = mapping["summary"]?.text()
    let caveats = mapping["caveats"].flatMap { $0.texts() } ?? []
    let intervals = mapping["lever_intervals"].flatMap { leverIntervals($0) } ?? [:]
    let conditions = mapping["conditions"].flatMap {
      $0.choice(CalibrationStudy.Conditions.allCases.map(\.rawValue), what: "word for conditions")
    }
    let income = observed(mapping["income"], columns: ["income", "income_output"])
    let research = observed(mapping["research"], columns: ["research"])
    let histories = (mapping["economies"].flatMap { $0.items() } ?? []).compactMap {
      history($0, income: income, research: research)
    }
    let isWhole = reading.issues.isEmpty
    let folds =
      isWhole
      ? mapping["folds"].flatMap {
        self.folds(
          $0,
          economies: histories.map { ($0.place.node.scalar?.string ?? "", $0.study.economy.name) })
      } : nil
    if let list = mapping["economies"], histories.isEmpty { list.report("expected an economy") }
    let window = mapping["window"]?.mapping(
      allowed: CalibrationLoader.windowKeys, what: "key of a window")
    let lastYear = window?["end"].flatMap { $0.wholeNumber(in: HistoryTable.calendarYears) }
    let laws = mapping["discrepancy"]?.mapping(
      allowed: CalibrationLoader.discrepancyKeys, what: "key of the discrepancy")
    let incomeLaw = law(
      laws?["income"], canWander: true, otherwise: CalibrationStudy.Defaults.incomeDiscrepancy)
    let researchLaw = law(
      laws?["research"], canWander: false,
      otherwise: CalibrationStudy.Defaults.researchDiscrepancy)
    let size = sectorSize(laws?["sectors"])
    let sectors = mapping["sectors"].map { self.sectors($0, size: size) }
    let ranked = sectors?.found.map { found in
      histories.map { entry in
        entry.place.reporting { try advantages(of: entry.study.economy.name, found) } ?? [:]
      }
    }
    if let found = sectors?.found, let ranked, found.evidence.isFitted, !ranked.isEmpty,
      ranked.allSatisfy(\.isEmpty)
    {
      mapping["sectors"]?.report(
        "expected years with figures of an economy of the calibration; the table \(found.table.path) has none"
      )
    }
    let differences = mapping["differences"].flatMap { self.differences($0) }
    func number(_ key: String, _ range: ClosedRange<Int>, _ fallback: Int) -> Int {
      mapping[key].map { $0.wholeNumber(in: range) ?? fallback } ?? fallback
    }
    let particles = number(
      "particles", CalibrationStudy.particleCounts, CalibrationStudy.Defaults.particles)
    let runs = number("runs", CalibrationStudy.runCounts, CalibrationStudy.Defaults.runs)
    let rows = number("rows", CalibrationStudy.rowCounts, CalibrationStudy.Defaults.rows)
    let seed = number("seed", 0...Int.max, 1)
    checkSharedLaws(histories)
    guard reading.issues.isEmpty, let name, let summary else { return nil }
    var hash = FNV1a()
    hash.add(reading.hashText.utf8)
    for study in histories.map(\.study) + (differences.map { [$0.study] } ?? []) {
      hash.add((study.source?.hash ?? "").utf8)
    }
    return CalibrationStudy(
      name: name, summary: summary, caveats: caveats + (sectors?.caveats ?? []),
      source: StudySource(path: path, files: reading.files, hash: hash.text),
      histories: histories.indices.map { index in
        var history = histories[index].history
        if let ranked { history.advantages = ranked[index] }
        return history
      }, folds: folds,
      conditions: conditions.flatMap(CalibrationStudy.Conditions.init) ?? .sampled,
      leverIntervals: intervals, lastYear: lastYear,
      incomeDiscrepancy: incomeLaw, researchDiscrepancy: researchLaw,
      sectors: sectors?.found?.evidence, particles: particles, runs: runs, rows: rows,
      seed: UInt64(seed), differences: differences)
  }

  private func history(
    _ value: Located, income: [Observed], research: [Observed]
  ) -> (place: Located, history: CalibrationStudy.History, study: Study)? {
    guard let study = load(value) else { return nil }
    if let targets = study.targets {
      // What the economy itself says was observed counts, as in a backtest.
      return (value, CalibrationStudy.History(study: study, targets: targets), study)
    }
    guard !income.isEmpty else {
      value.report(
        "\(study.economy.name) brings no observed income of its own, so that the calibration needs 'income'"
      )
      return nil
    }
    func figures(_ places: [Observed]) -> [Int: Double] {
      // The first table that knows the economy counts.
      for observed in places {
        let found = read(observed, economy: study.economy.name).filter {
          $0.key % observed.every == 0 || $0.key == Int(study.end)
        }
        if !found.isEmpty { return found }
      }
      return [:]
    }
    let mistakes = references.reading.issues.count
    let incomes = figures(income)
    if !income.isEmpty, references.reading.issues.count == mistakes,
      !incomes.keys.contains(where: { Double($0) > study.start })
    {
      value.report("the income of \(study.economy.name) is observed in no year after its start")
    }
    return (
      value,
      CalibrationStudy.History(
        study: study, income: incomes, research: figures(research)),
      study
    )
  }

  /// The study a reference names; its own mistakes are passed on.
  private func load(_ value: Located) -> Study? {
    value.reporting {
      if let name = value.node.scalar?.string, name.hasPrefix(PanelReference.prefix) {
        return try HistoryLoader.study(
          ofCountry: name, library: references.library, panel: references.panel())
      }
      guard let path = references.path(value, .studies) else { return nil }
      return try StudyLoader.load(path)
    }
  }

  /// The half-widths of lever intervals in a table.
  private func leverIntervals(_ place: Located) -> [String: Double]? {
    guard let file = place.text(), let path = references.tableFile(file, from: place) else {
      return nil
    }
    _ = references.reading.bytes(of: path)
    return place.reporting {
      try HistoryTable.readIntervals(path, levers: place.schema.levers)
    }
  }

  private func observed(_ value: Located?, columns: [String]) -> [Observed] {
    guard let value else { return [] }
    return ((value.node.sequence == nil ? [value] : value.items()) ?? []).compactMap { item in
      guard
        let mapping = item.mapping(
          allowed: CalibrationLoader.observationKeys, required: ["file", "column"],
          what: "key of an observation"),
        let place = mapping["file"], let file = place.text(),
        let column = mapping["column"]?.choice(columns, what: "column")
      else { return nil }
      let every = mapping["every"].flatMap { $0.wholeNumber(in: 1...50) } ?? 1
      return Observed(place: place, file: file, column: column, every: every)
    }
  }

  /// The figures of an economy: of a table of its own, or of one that holds several. Yearly income is taken as the
  /// mean of three years, as in the table of several.
  private func read(_ observed: Observed, economy: String) -> [Int: Double] {
    let isOwn = observed.file.contains("{economy}")
    let file = observed.file.replacingOccurrences(of: "{economy}", with: economy)
    guard let path = references.tableFile(file, from: observed.place) else { return [:] }
    _ = references.reading.bytes(of: path)
    return observed.place.reporting {
      if !isOwn {
        return Dictionary(
          uniqueKeysWithValues: (try HistoryTable.readTargets(path)[economy] ?? []).map {
            (Int($0.year), $0.value)
          })
      }
      let table = try HistoryTable.read(path)
      if observed.column != HistoryTable.income.name { return table.values[observed.column] ?? [:] }
      return Dictionary(
        uniqueKeysWithValues: table.years.compactMap { year in
          table.threeYearMean(observed.column, year).map { (year, $0) }
        })
    } ?? [:]
  }

  /// The law of a discrepancy.
  ///
  /// - Parameter canWander: whether it may be a random walk, which has no long run to begin in.
  private func law(
    _ value: Located?, canWander: Bool, otherwise law: CalibrationStudy.DiscrepancyLaw
  ) -> CalibrationStudy.DiscrepancyLaw {
    guard
      let mapping = value?.mapping(
        allowed: CalibrationLoader.lawKeys, what: "key of a discrepancy")
    else { return law }
    if let both = mapping["innovation"], mapping["size"] != nil {
      both.report("expected a size or an innovation, found both")
    }
    let measure = mapping["innovation"] == nil ? law.measure : .innovation
    let scale = mapping[measure.rawValue].flatMap { $0.number(in: 0.001...5) } ?? law.scale
    guard let range = mapping["persistence"] else {
      return CalibrationStudy.DiscrepancyLaw(measure, scale: scale, persistence: law.persistence)
    }
    let most = canWander && measure == .innovation ? 1 : 0.999
    let ends = (range.items() ?? []).compactMap { $0.number(in: 0.01...1) }
    guard ends.count == 2, ends[0] < ends[1], ends[1] <= most else {
      range.report(
        "expected a list of two numbers between 0.01 and \(most.plain), the lower one first"
          + (canWander && measure == .size && ends.last ?? 0 > most
            ? "; up to 1 it takes an innovation in place of a size, because a random walk has no size"
            : ""))
      return law
    }
    return CalibrationStudy.DiscrepancyLaw(measure, scale: scale, persistence: ends[0]...ends[1])
  }

  /// The scale of the error size of normal scores.
  private func sectorSize(_ value: Located?) -> Double {
    value?.mapping(allowed: ["size"], required: ["size"], what: "key of this discrepancy")?["size"]
      .flatMap { $0.number(in: 0.001...5) } ?? CalibrationStudy.SectorEvidence.Defaults.sizeScale
  }

  private func differences(_ value: Located) -> CalibrationStudy.Differences? {
    guard
      let mapping = value.mapping(
        allowed: CalibrationLoader.differenceKeys,
        required: CalibrationLoader.differenceKeys, what: "key of the differences"),
      let place = mapping["study"], let study = load(place),
      let outcome = mapping["outcome"]?.choice(
        value.schema.outcomes.map(\.name), what: "outcome")
    else { return nil }
    let names = study.policies.map(\.name)
    let policies = (mapping["policies"].flatMap { $0.items() } ?? []).compactMap { item in
      item.choice(names, what: "policy").flatMap { name in
        study.policies.first { $0.name == name }
      }
    }
    return CalibrationStudy.Differences(study: study, outcome: outcome, policies: policies)
  }

  /// Factors that all economies share must have one law.
  private func checkSharedLaws(
    _ histories: [(place: Located, history: CalibrationStudy.History, study: Study)]
  ) {
    guard let first = histories.first else { return }
    let schema = references.reading.schema
    let laws = first.study.sharedPriors(in: schema)
    for other in histories.dropFirst() where other.study.sharedPriors(in: schema) != laws {
      other.place.report(
        "the study \(other.study.name) has other laws of the model's parameters than "
          + "\(first.study.name); a calibration needs the same")
    }
    for (index, other) in histories.enumerated() {
      let name = other.study.economy.name
      if histories.prefix(index).contains(where: { $0.study.economy.name == name }) {
        other.place.report("the economy \(name) is named twice")
      }
    }
  }
}
