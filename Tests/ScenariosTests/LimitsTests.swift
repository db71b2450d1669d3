import GrowthModels
import ModelContract
import Sampling
import StudyContract
import Testing

@testable import Scenarios

/// What a file may say at the most, whoever computes with it takes.
@Suite struct LimitsTests {
  /// Lines at the end of a range, and what they must become.
  @Test(arguments: [
    ("design: {kind: latin, cube_size: 4096}", \DesignSpecification.cubeSize, 4096),
    ("design: {kind: latin, cube_size: 2}", \.cubeSize, 2),
    ("design: {kind: random, replicates: 65536}", \.replicates, 65_536),
    ("design: {kind: sobol, replicates: 2}", \.replicates, 2),
    ("futures: 536870912", \.futures, 536_870_912),
    ("futures: 1099511627776\ndesign: random", \.futures, 1 << 40),
  ])
  func theLargestDesignOfAFileCanBeDrawn(
    _ lines: String, _ number: KeyPath<DesignSpecification, Int> & Sendable, _ value: Int
  ) throws {
    let study = try StudyFixture().load(adding: lines)
    #expect(study.design[keyPath: number] == value)
    #expect(throws: Never.self) { try Design(study.design) }
  }

  /// A file may give what a study in code may be, and nothing beside it.
  @Test(arguments: [
    ("step: 0.015625", nil), ("step: 0.0078125", "from 0.015625 to 1 (years)"),
    ("discount_rate: 0.3", nil), ("discount_rate: 0.31", "from 0 to 0.3"),
    ("indifference_margin: 1", nil), ("indifference_margin: 1.1", "from 0 to 1"),
    ("budget: {outcome: fiscal_cost, above_baseline: 100, tolerance: 1e-9}", nil),
    ("budget: {outcome: fiscal_cost, above_baseline: 101, tolerance: 1}", "from 0 to 100"),
    ("budget: {outcome: fiscal_cost, above_baseline: 1, tolerance: 1e-10}", "from 1e-09 to 100"),
  ])
  func theFileHasTheRangesOfTheStudy(_ line: String, _ sentence: String?) throws {
    let fixture = try StudyFixture()
    let issues = try fixture.issues(StudyFixture.sound + "\n" + line)
    guard let sentence else {
      #expect(issues.isEmpty, "\(issues)")
      let study = try fixture.load(adding: line)
      #expect(throws: Never.self) { try study.validate(for: ModelCatalogue.standard) }
      return
    }
    #expect(issues.count == 1 && issues[0].line == 12 && !issues[0].key.isEmpty)
    #expect(issues.first?.sentence.contains(sentence) == true, "\(issues)")
  }
}
