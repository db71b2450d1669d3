import ModelContract
import NumericCore
import StudyContract
import Testing

/// Queries over columns of outcomes, against values by hand.
@Suite("Queries")
struct QueryTests {
  private static let names = ["a", "b", "c"]
  private static let outcomes = [
    Outcome(name: "income", meaning: "", unit: .dimensionless, direction: .maximize),
    Outcome(
      name: "arrival", meaning: "", unit: .calendarYear, direction: .minimize, isCensored: true),
    Outcome(name: "size", meaning: "", unit: .dimensionless, direction: .describe),
  ]
  /// By mix one number a future: a tie of all, a clear order, a failure of c, infinities.
  private static let columns: [[Double]] = [
    [1, 3, 2, .infinity, 2040], [1, 2, 5, .infinity, .infinity], [1, 1, .nan, .infinity, 2030],
  ]

  private func values(_ measure: Query.Measure, _ outcome: String) throws -> [Double] {
    let evaluator = try QueryEvaluator(
      Query(measure, outcome: outcome), outcomes: Self.outcomes, policies: Self.names)
    return evaluator.values(evaluator.policies.map { Self.columns[$0] })
  }

  /// As text, because a failure is not equal to itself.
  private func expect(_ measure: Query.Measure, _ outcome: String, _ expected: [Double]) throws {
    #expect(try "\(values(measure, outcome))" == "\(expected)", "\(measure)")
  }

  @Test("of numbers, of which infinities are failures")
  func numbers() throws {
    try expect(.outcome(of: "a"), "income", [1, 3, 2, .nan, 2040])
    try expect(.difference("b", minus: "a"), "income", [0, -1, 3, .nan, .nan])
    try expect(.beats("a", over: "b"), "income", [0.5, 1, 0, .nan, .nan])
    try expect(.isBest("a"), "income", [1.0 / 3, 1, .nan, .nan, .nan])
    try expect(.rank(of: "b"), "income", [2, 2, .nan, .nan, .nan])
    try expect(.regret(of: "c"), "income", [0, 2, .nan, .nan, .nan])
  }

  @Test("of years that may not be reached: reached or not, and only a failure is one")
  func censored() throws {
    try expect(.outcome(of: "b"), "arrival", [1, 1, 1, 0, 0])
    try expect(.difference("a", minus: "b"), "arrival", [0, 0, 0, 0, 1])
    // An early year is wanted, and so is to reach it at all.
    try expect(.beats("a", over: "b"), "arrival", [0.5, 0.5, 0.5, 0.5, 1])
    try expect(.regret(of: "b"), "arrival", [0, 0, .nan, 0, 1])
    try expect(.rank(of: "b"), "arrival", [2, 2, .nan, 2, 3])
  }

  @Test("the study's direction decides, and without one nothing is compared")
  func directions() throws {
    let turned = Outcome(
      name: "income", meaning: "", unit: .dimensionless, direction: .minimize)
    let query = Query(.beats("a", over: "b"), outcome: "income")
    for (outcome, expected) in [(Self.outcomes[0], 1.0), (turned, 0)] {
      let evaluator = try QueryEvaluator(query, outcomes: [outcome], policies: Self.names)
      #expect(evaluator.values([[3], [2]]) == [expected])
    }
    for wrong in [
      Query(.regret(of: "a"), outcome: "size"), Query(.outcome(of: "d"), outcome: "income"),
      Query(.outcome(of: "a"), outcome: "incme"), Query(.beats("a", over: "a"), outcome: "income"),
    ] {
      #expect(throws: UsageError.self) {
        try QueryEvaluator(wrong, outcomes: Self.outcomes, policies: Self.names)
      }
    }
  }

  @Test("of a block what it is of columns")
  func blocks() throws {
    let (lanes, years) = (4, 2)
    var memory = (0..<lanes * 2 * 2 * (1 + years)).map(Double.init)
    try memory.withUnsafeMutableBufferPointer { buffer in
      let base = buffer.baseAddress!
      let block = OutcomeBlock(
        policyCount: 2, outcomeCount: 2, lanes: lanes, values: base, yearly: base + 4 * lanes,
        yearCount: years)
      for (year, first, second) in [(nil, 0, 8), (2030, 16, 32), (2031, 24, 40)]
        as [(Double?, Int, Int)]
      {
        let evaluator = try QueryEvaluator(
          Query(.difference("b", minus: "a"), outcome: "income", year: year),
          outcomes: Self.outcomes, policies: ["a", "b"], firstYear: 2030)
        var found = [Double](repeating: 0, count: 3)
        evaluator.evaluate(block, count: 3, into: &found)
        let columns = [second, first].map { start in (0..<3).map { Double(start + $0) } }
        #expect(found == evaluator.values(columns))
      }
    }
  }
}
