import GrowthModels
import StudyContract
import Testing

@testable import Scenarios

/// Cards of published effects: what is read, and what is refused with its place.
@Suite struct EffectCardTests {
  private static let sound = """
    name: small
    summary: one change
    sources:
      someone_1999: {authors: Someone, year: 1999, doi: 10.1/2, finding: it works}
    changes:
      - name: more_research
        change: research +1 % of GDP
        setting: {coordination: 0.5}
        conditions: {initial_routines: 0.4}
        levers: {public_research: {by: 0.01}, education: {to: 0.9}}
        outcomes: [income, rd_intensity]
        published:
          income:
            years: {10: [-0.01, 0.05]}
            reading: judged
            why: wide
            sources: [someone_1999]
    """

  @Test func aCardIsReadAsItStands() throws {
    let fixture = try StudyFixture()
    let card = try EffectCardFile.load(
      try fixture.write(Self.sound, to: "card.yaml"), for: GrowthModel())
    let change = try #require(card.changes.first)
    #expect(change.levers == ["public_research": .by(0.01), "education": .to(0.9)])
    #expect(change.setting == ["coordination": 0.5])
    #expect(change.conditions == ["initial_routines": 0.4])
    #expect(change.outcomes == ["income", "rd_intensity"])
    #expect(change.published(of: "rd_intensity") == nil)
    let range = try #require(change.published(of: "income"))
    #expect(range.years == [10: -0.01...0.05] && range.isJudged)
    #expect(card.sources.map(\.doi) == ["10.1/2"])
  }

  @Test(arguments: [
    ("public_research: {by: 0.01}", "public_reserch: {by: 0.01}", "did you mean 'public_research'"),
    ("{to: 0.9}", "{to: 9}", "expected a number from 0 to 1.3"),
    ("{by: 0.01}", "{by: 0.01, to: 0.02}", "expected either {by: a number} or {to: a number}"),
    ("[-0.01, 0.05]", "[0.05, -0.01]", "expected a range [low, high]"),
    ("{10: ", "{0: ", "expected whole years after the change"),
    ("reading: judged", "reading: guessed", "unknown reading"),
    ("[someone_1999]", "[nobody]", "unknown source"),
    ("[income, rd_intensity]", "[rd_intensity]", "not among the outcomes of the change"),
    ("[income, rd_intensity]", "[income, catch_up_year]", "unknown outcome"),
  ])
  func aMistakeHasItsPlace(old: String, new: String, part: String) throws {
    let text = Self.sound.replacing(old, with: new)
    #expect(text != Self.sound)
    let fixture = try StudyFixture()
    let path = try fixture.write(text, to: "card.yaml")
    let errors = try #require(throws: StudyErrors.self) {
      try EffectCardFile.load(path, for: GrowthModel())
    }
    let issue = try #require(errors.issues.first { $0.sentence.contains(part) }, "\(errors)")
    #expect(issue.line.map { $0 > 1 } ?? false)
  }

  /// The shipped card has every lever that a government moves by itself, and no source or range that nobody uses.
  @Test func theShippedCardIsComplete() throws {
    let card = try EffectCardFile.load(
      "\(shippedModels)/effects/published-effects.yaml", for: GrowthModel())
    let moved = Set(card.changes.flatMap(\.levers.keys))
    #expect(moved == Set(GrowthLevers.all.map(\.name)).subtracting(["mission_leadership_share"]))
    let used = Set(card.changes.flatMap(\.published).flatMap(\.sources))
    #expect(used == Set(card.sources.map(\.name)))
    for range in card.changes.flatMap(\.published) {
      #expect(Set(range.years.keys) == [5, 10, 20, 40])
    }
  }
}
