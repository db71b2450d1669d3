import Foundation
import GrowthModels
import StudyContract
import Testing

@testable import Scenarios

/// Files of calibrations.
@Suite struct CalibrationFileTests {
  static let sound = """
    name: small
    summary: two economies
    economies: [history/korea, history/chile]
    lever_intervals: Models/history/lever-intervals.csv
    income: {file: Models/history/targets.csv, column: income}
    research: {file: "Models/history/{economy}.csv", column: research, every: 5}
    particles: 200
    seed: 0
    """

  private func issues(_ text: String) throws -> [StudyIssue] {
    let fixture = try StudyFixture()
    do {
      _ = try CalibrationLoader.load(try fixture.write(text, to: "calibration.yaml"))
      return []
    } catch let errors as StudyErrors {
      return errors.issues
    }
  }

  @Test func aSoundFileLoads() throws {
    let fixture = try StudyFixture()
    let study = try CalibrationLoader.load(fixture.write(Self.sound, to: "calibration.yaml"))
    #expect(study.histories.map(\.study.economy.name) == ["korea", "chile"])
    #expect(study.histories[0].income[1970] == 0.0868667 && study.histories[0].income.count == 11)
    #expect(study.histories[0].research.keys.allSatisfy { $0 % 5 == 0 || $0 == 2019 })
    #expect(study.leverIntervals["coordination"] == 0.2 && study.leverIntervals.count == 12)
    #expect(study.seed == 0 && study.runs == 4 && study.rows == 4096)
    #expect(study.histories[0].study.sharedPriors(in: GrowthModel().schema).count == 88)
  }

  @Test func aDiscrepancyMayWander() throws {
    let fixture = try StudyFixture()
    let text = Self.sound + "\ndiscrepancy: {income: {innovation: 0.04, persistence: [0.95, 1]}}"
    let study = try CalibrationLoader.load(fixture.write(text, to: "calibration.yaml"))
    #expect(
      study.incomeDiscrepancy
        == CalibrationStudy.DiscrepancyLaw(.innovation, scale: 0.04, persistence: 0.95...1))
    #expect(study.conditions == .sampled)
    #expect(study.researchDiscrepancy == CalibrationStudy.Defaults.researchDiscrepancy)
  }

  /// Folds that are dealt hold every economy once, in numbers that differ by one at most, and follow from the seed.
  @Test func foldsAreListedOrDealt() throws {
    let fixture = try StudyFixture()
    let five = Self.sound.replacingOccurrences(
      of: "history/chile]", with: "history/chile, history/mexico, history/japan, history/china]")
    func load(_ text: String) throws -> CalibrationStudy {
      try CalibrationLoader.load(fixture.write(five + "\n" + text, to: "calibration.yaml"))
    }
    #expect(try load("").dealtFolds.isEmpty)
    let named = try load(
      "folds: {asia: [history/korea, history/japan, history/china], america: [history/mexico, history/chile]}"
    )
    #expect(
      named.dealtFolds == [
        CalibrationStudy.Fold(name: "asia", economies: ["korea", "japan", "china"]),
        CalibrationStudy.Fold(name: "america", economies: ["mexico", "chile"]),
      ])
    var dealt = try load("folds: {count: 2}")
    let first = dealt.dealtFolds
    #expect(first.map(\.economies.count) == [3, 2] && first.map(\.name) == ["fold_1", "fold_2"])
    #expect(
      first.flatMap(\.economies).sorted() == ["chile", "china", "japan", "korea", "mexico"])
    #expect(dealt.dealtFolds == first)
    #expect(
      Set(
        (0..<20).map { seed in
          dealt.seed = UInt64(seed)
          return Set(dealt.dealtFolds[1].economies)
        }
      ).count > 5)
    #expect(dealt.without(first[1].economies).histories.map(\.study.economy.name).count == 3)
  }

  @Test func aPartOfTheDataIsFittedBySameRules() throws {
    let fixture = try StudyFixture()
    let study = try CalibrationLoader.load(fixture.write(Self.sound, to: "calibration.yaml"))
    #expect(study.lastYear == nil && study.through(1995).lastYear == 1995)
    #expect(study.through(1995).through(2005).lastYear == 1995)
    let left = study.without(["korea"])
    #expect(left.histories.map(\.study.economy.name) == ["chile"])
    #expect(left.leverIntervals == study.leverIntervals && left.lastYear == nil)
    #expect(study.without(["japan"]).histories.count == 2)
  }

  @Test(arguments: [
    ("particles: 200", "partcles: 200", 7, "particles"),
    ("history/chile", "history/chyle", 3, "history/chile"),
    ("lever-intervals.csv", "lever-interval.csv", 4, "there is no table"),
    ("seed: 0", "seed: 0\ndiscrepancy: {income: {size: 0}}", 9, "0.001"),
    (
      "seed: 0", "seed: 0\ndiscrepancy: {income: {size: 0.1, persistence: [0.9, 1]}}", 9,
      "innovation"
    ),
    (
      "seed: 0", "seed: 0\ndiscrepancy: {income: {size: 0.1, innovation: 0.1}}", 9,
      "found both"
    ),
    (
      "seed: 0", "seed: 0\ndiscrepancy: {research: {innovation: 0.1, persistence: [0.9, 1]}}", 9,
      "0.01 and 0.999"
    ),
    (
      "seed: 0", "seed: 0\ndiscrepancy: {income: {innovation: 0.1, persistence: [1, 0.9]}}", 9,
      "the lower one first"
    ),
    ("seed: 0", "seed: 0\nfolds: {count: 3}", 9, "from 2 to 2"),
    ("seed: 0", "seed: 0\nfolds: {asia: [history/korea]}", 9, "history/chile stands in none"),
    ("seed: 0", "seed: 0\nfolds: {asia: [history/korea]}", 9, "leaves 1 of 2"),
    (
      "seed: 0", "seed: 0\nfolds: {asia: [history/japan]}", 9, "unknown economy of this calibration"
    ),
    (
      "seed: 0", "seed: 0\nfolds: {asia: [history/korea, history/korea]}", 9,
      "stands in the fold asia already"
    ),
    ("seed: 0", "seed: 0\nconditions: centrl", 9, "did you mean 'central'?"),
    ("column: income}", "column: incme}", 5, "income"),
    ("Models/history/targets.csv", "Models/history/target.csv", 5, "there is no table"),
    ("history/chile]", "history/chile, history/chile]", 3, ""),
  ])
  func aMistakeIsReportedWithItsPlace(old: String, new: String, line: Int, words: String) throws {
    let found = try issues(Self.sound.replacingOccurrences(of: old, with: new))
    if words.isEmpty { return }
    let there = found.filter { $0.line == line }
    #expect(there.contains { $0.description.contains(words) }, "\(new): \(found)")
  }

  @Test(arguments: [
    ("coordnation,0.2", "coordination"), ("coordination,0", "positive"),
    ("coordination,-0.2", "positive"), ("coordination,nan", "positive"),
    ("coordination,wide", "positive"), ("coordination,7", "up to 1"),
    ("coordination,0.2\ncoordination,0.1", "twice"),
  ])
  func aWrongLeverIntervalIsRefused(row: String, words: String) throws {
    let fixture = try StudyFixture()
    let path = try fixture.write(
      "# widths\nlever,half_width\nmissions,0.001\n\(row)\n", to: "widths.csv")
    let errors = try #require(throws: StudyErrors.self) {
      try HistoryTable.readIntervals(path, levers: GrowthLevers.all)
    }
    let place = row.contains("\n") ? 5 : 4
    #expect(errors.issues.count == 1 && errors.issues[0].line == place, "\(errors)")
    #expect(errors.issues[0].description.contains(words), "\(errors)")
  }

  @Test func theSchemaHasTheKeysOfTheReader() throws {
    let schema = try SchemaValidator(file: "\(shippedModels)/schema/calibration.schema.json").schema
    let definitions = try #require(schema["definitions"] as? [String: Any])
    func keys(_ name: String) throws -> Set<String> {
      let definition = try #require(definitions[name] as? [String: Any])
      return Set(try #require(definition["properties"] as? [String: Any]).keys)
    }
    #expect(try keys("calibration") == Set(CalibrationLoader.keys))
    #expect(try keys("observation") == Set(CalibrationLoader.observationKeys))
    #expect(try keys("law") == Set(CalibrationLoader.lawKeys))
    #expect(try keys("sectors") == Set(CalibrationAssembly.sectorKeys))
  }

  @Test func theShippedCalibrationFitsItsSchemaAndLoads() throws {
    let path = "\(shippedModels)/calibrations/history.yaml"
    let value = try #require(Reading().document(path))
    let validator = try SchemaValidator(file: "\(shippedModels)/schema/calibration.schema.json")
    #expect(validator.failures(value) == [])
    #expect(try CalibrationLoader.load(path).histories.count >= 7)
  }

  @Test func anEnsembleOfAnotherModelIsRefused() throws {
    let fixture = try StudyFixture()
    try fixture.write("absorption_speed\n0.1\n0.11\n", to: "old.csv")
    try fixture.write(
      """
      name: old
      summary: from another version
      model_version: ancient
      rows: 2
      file: old.csv
      effective_size: unknown
      converged: true
      """, to: "old.yaml")
    let found = try fixture.issues(
      StudyFixture.sound.replacingOccurrences(
        of: "baseline: baseline", with: "ensemble: ./old.yaml\nbaseline: baseline"))
    #expect(found.count == 1 && found[0].line == 3 && found[0].sentence.contains("ancient"))
  }

  @Test func aTableThatWasChangedIsRefused() throws {
    let fixture = try StudyFixture()
    let table = "absorption_speed\n0.1\n0.11\n"
    try fixture.write(table, to: "new.csv")
    var hash = FNV1a()
    hash.add(table.utf8)
    try fixture.write(
      """
      name: new
      summary: as it was written
      model_version: \(GrowthModel().version)
      rows: 2
      file: new.csv
      effective_size: 2
      converged: true
      table_hash: "\(hash.text)"
      """, to: "new.yaml")
    let study = StudyFixture.sound.replacingOccurrences(
      of: "baseline: baseline", with: "ensemble: ./new.yaml\nbaseline: baseline")
    #expect(try fixture.issues(study).isEmpty)
    try fixture.write("absorption_speed\n0.1\n0.12\n", to: "new.csv")
    let found = try fixture.issues(study)
    #expect(found.count == 1 && found[0].line == 5 && found[0].sentence.contains("hash"))
  }

  @Test func columnsOfTheDiscrepancyAndOfHistoriesAreSetAside() throws {
    let fixture = try StudyFixture()
    try fixture.write(
      """
      absorption_speed,dualism.generic,coordination_implementation.history.generic,discrepancy.income_size
      0.1,0.4,0.9,0.1
      0.11,0.5,1.1,0.12
      """, to: "new.csv")
    try fixture.write(
      """
      name: new
      summary: with nuisances
      model_version: \(GrowthModel().version)
      rows: 2
      file: new.csv
      effective_size: 2
      converged: true
      seed: 3
      """, to: "new.yaml")
    let study = try fixture.load(
      StudyFixture.sound.replacingOccurrences(
        of: "baseline: baseline", with: "ensemble: ./new.yaml\nbaseline: baseline"))
    let beliefs = try #require(study.beliefs(named: "ensemble"))
    let sources = study.columnSources(of: GrowthFactors.all, beliefs: beliefs).columns
    func source(_ name: String) -> String { "\(sources[GrowthFactors.column(name)!])" }
    #expect(source("absorption_speed").contains("joint"))
    #expect(source("dualism").contains("joint"))
    #expect(!source("coordination_implementation").contains("joint"))
    #expect(study.caveats(for: beliefs).allSatisfy { !$0.contains("central values") })
  }
}
