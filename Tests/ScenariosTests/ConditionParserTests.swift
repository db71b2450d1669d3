import NumericCore
import Scenarios
import StudyContract
import Testing

@Suite struct ConditionParserTests {
  @Test func statementsOfEveryKind() throws {
    func statements(_ text: String) throws -> [Condition.Statement] {
      try ConditionParser.parse(text).statements
    }
    #expect(try statements("income < 0.3") == [.number("income", .below, 0.3)])
    #expect(try statements(" income<=-1e-3 ") == [.number("income", .atMost, -0.001)])
    #expect(
      try statements("y >= 3 and region = north and 'a b' != \"3\"")
        == [
          .number("y", .atLeast, 3), .word("region", .equal, "north"),
          .word("a b", .unequal, "3"),
        ])
    #expect(try statements("rd_push beats baseline") == [.beats("rd_push", over: "baseline")])
    #expect(try statements("failed") == [.failed])
    #expect(try statements("failed > 0") == [.number("failed", .above, 0)])
    #expect(try ConditionParser.parse("y == 1").outcomes == ["y"])
  }

  @Test(arguments: [
    "", "income", "income <", "income < low", "< 3", "income =< 3", "a beats", "a beats a",
    "income < 3 or y > 2", "income < 3 and", "income < nan", "'income < 3",
  ])
  func mistakesSayWhatWasExpected(text: String) {
    #expect(throws: UsageError.self) { try ConditionParser.parse(text) }
  }

  @Test func comparisonsOfNumbersThatAreNone() {
    for comparison in Condition.Comparison.allCases {
      #expect(!comparison.holds(.nan, 1) && !comparison.holds(1, .nan))
    }
    #expect(Condition.Comparison.below.holds(1, .infinity))
    #expect(Condition.Comparison.unequal.holds(1, 2) && !Condition.Comparison.unequal.holds(1, 1))
  }
}
