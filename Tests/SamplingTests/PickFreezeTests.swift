import Testing

@testable import Sampling

/// Which side of a pick-freeze design a row takes its inputs from, and what the sides draw.
@Suite struct PickFreezeTests {
  private func base() throws -> Design {
    try Design(.init(kind: .sobol, futures: 64, seed: 0, replicates: 4))
  }

  @Test func everyRowTakesOneGroupFromTheOtherSide() throws {
    let design = try PickFreezeDesign(
      base: base(),
      groups: [
        .init(name: "economy", columns: [0, 2]), .init(name: "speed", columns: [1]),
        .init(name: "shocks", columns: [], luck: [0]),
      ], columnCount: 4, luckCount: 2, fixedColumns: [3], fixedLuck: [1])
    #expect(design.rowCount == 8 && design.runCount == 512)
    let sides = (0..<8).map { position in
      let row = design.row(at: position)
      #expect(design.position(of: row) == position)
      return (0..<3).map { design.side(ofColumn: $0, in: row) == .a ? "a" : "b" }.joined()
        + (design.side(ofLuck: 0, in: row) == .a ? "a" : "b")
    }
    #expect(
      sides == ["aaaa", "baba", "abaa", "aaab", "abab", "babb", "bbba", "bbbb"])
    let economical = try PickFreezeDesign(
      base: base(), groups: [.init(name: "x", columns: [0]), .init(name: "y", columns: [1])],
      columnCount: 2, layout: .economical)
    #expect((0..<4).map { economical.row(at: $0) } == [.a, .aWith(0), .aWith(1), .b])
  }

  @Test func inputsOutsideGroupsAreRefused() throws {
    let cases: [([PickFreezeGroup], Int, Int, String)] = [
      ([], 1, 0, "a pick-freeze design needs a factor to move"),
      ([.init(name: "x", columns: [0])], 2, 0, "the factor 2 varies but is in no group"),
      (
        [.init(name: "x", columns: [0])], 1, 1,
        "the stream of luck 1 varies but is in no group"
      ),
      (
        [.init(name: "x", columns: [0]), .init(name: "y", columns: [0])], 1, 0,
        "the factor 1 is in the groups x and y"
      ),
      (
        [.init(name: "x", columns: [0]), .init(name: "x", columns: [1])], 2, 0,
        "two groups of factors are named x"
      ),
      ([.init(name: "x", columns: [])], 0, 0, "the group x has no factor"),
      ([.init(name: "x", columns: [4])], 1, 0, "the group x has the factor 5, but there are 1"),
    ]
    for (groups, columns, luck, message) in cases {
      #expect(throws: DesignError(message)) {
        try PickFreezeDesign(base: base(), groups: groups, columnCount: columns, luckCount: luck)
      }
    }
  }

  /// Side A is the ordinary run to the last bit; side B is a sample of the same laws with the same
  /// dependence, on its own streams.
  @Test func sidesDrawTheSameLaws() throws {
    let design = try base()
    let columns: [ColumnSource] = [
      .marginal(StreamKey(name: "x", dimension: 0), .uniform(low: 0, high: 1)),
      .marginal(StreamKey(name: "y", dimension: 1), .uniform(low: 2, high: 4)), .constant(7),
      .joint(column: 0),
    ]
    let copula = try GaussianCopula(
      names: ["x", "y"], rankCorrelations: [("x", "y", 0.9)], repair: false)
    let joint = JointRows(
      name: "e", modelVersion: "1", columns: ["z"], rowCount: 3, values: [10, 20, 30],
      effectiveSize: nil, hasConverged: true)
    let key = StreamKey.ensembleRow
    func fill(_ source: DrawSource) -> [[Double]] {
      let all = [Double](unsafeUninitializedCapacity: 4 * 64) { buffer, size in
        source.fill(futures: 0..<64, lanes: 64, into: buffer.baseAddress!)
        size = 4 * 64
      }
      return (0..<4).map { Array(all[$0 * 64..<$0 * 64 + 64]) }
    }
    let ordinary = fill(
      try DrawSource(design: design, columns: columns, copula: copula, joint: joint, jointKey: key))
    let sides = try PickFreezeSide.allCases.map {
      fill(
        try $0.draws(
          design: design, columns: columns, copula: copula, joint: joint, jointKey: key))
    }
    #expect(sides[0] == ordinary)
    #expect(sides[1][2] == ordinary[2])
    for column in [0, 1, 3] { #expect(sides[1][column] != ordinary[column]) }
    for values in sides {
      // A 64-point design of 4 scrambles has 4 points in each sixteenth of a free column.
      let strata = Dictionary(grouping: values[0]) { Int($0 * 16) }
      #expect(strata.count == 16 && strata.values.allSatisfy { $0.count == 4 })
      #expect(values[1].allSatisfy { $0 > 2 && $0 < 4 })
      #expect(Set(values[3]) == [10, 20, 30])
      let agreeing = (0..<64).count { (values[0][$0] > 0.5) == (values[1][$0] > 3) }
      #expect(agreeing > 48)
    }
    // The two sides share no strata: halves of A and B are independent up to the design.
    let agreeing = (0..<64).count { (sides[0][0][$0] > 0.5) == (sides[1][0][$0] > 0.5) }
    #expect(agreeing == 32)
  }
}
