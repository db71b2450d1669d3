import ModelContract
import StudyContract
import TestSupport
import Testing

@testable import Analysis

/// Blocks merged in their order give one comparison, however they were computed.
@Suite struct MergingTests {
  /// Sums of the same numbers in another grouping differ by roundings of a few thousand additions.
  static let regrouping = 1e-12
  static let futures = 10_000

  static func study(padding: Double = .nan) throws -> SyntheticStudy {
    var study = try SyntheticStudy(
      policies: 3, groups: 32, scenarios: ["one", "two"].map { Scenario(name: $0) },
      outcomes: [.synthetic("welfare"), .synthetic("arrival", .minimize, isCensored: true)],
      ensemble: EnsembleSize(rowCount: 100, effectiveSize: 50))
    study.row = { $0 * 37 % 100 }
    study.padding = padding
    return study
  }

  static func value(_ scenario: Int, _ policy: Int, _ outcome: Int, _ future: Int) -> Double {
    var stream = NormalStream(seed: UInt64(future * 8 + policy * 2 + outcome))
    let number = stream.normal() + Double(scenario * policy) * 0.01
    if outcome == 1 { return number > 0.3 ? .infinity : 2_040 + number }
    return number > 3.5 ? .nan : number
  }

  @Test func theFirstBlockIsNoSpecialCase() throws {
    let study = try Self.study()
    let blocks = study.blocks(futures: 2_000, Self.value)
    var fromFirst = blocks[0]
    for block in blocks.dropFirst() { fromFirst.merge(block) }
    let fromEmpty = study.run(futures: 2_000, Self.value)
    #expect(fromFirst.finish() == fromEmpty.finish())
  }

  @Test func paddingIsIgnored() throws {
    let first = try Self.study().run(futures: 1_003, size: 250, Self.value).finish()
    let second = try Self.study(padding: 1e300).run(futures: 1_003, size: 250, Self.value).finish()
    #expect(first == second)
    #expect(first.futures == 1_003 && first.failedRuns > 0)
  }

  @Test func groupingOfBlocksChangesRoundingsOnly() throws {
    let study = try Self.study()
    let blocks = study.blocks(futures: Self.futures, Self.value)
    let inOrder = study.run(futures: Self.futures, Self.value).finish()
    var halves = [blocks[0], blocks[20]]
    for block in blocks[1..<20] { halves[0].merge(block) }
    for block in blocks[21...] { halves[1].merge(block) }
    var tree = halves[0]
    tree.merge(halves[1])
    let small = study.run(futures: Self.futures, size: 16, Self.value).finish()
    for other in [tree.finish(), small] {
      #expect(other.failures == inOrder.failures || other.failures.count == 100)
      #expect(other.failedRuns == inOrder.failedRuns)
      for (one, two) in zip(inOrder.scenarios, other.scenarios) {
        #expect(one.incompleteFutures == two.incompleteFutures && one.isInert == two.isInert)
        #expect(one.ranking.map(\.policy) == two.ranking.map(\.policy))
        for (row, same) in zip(one.ranking, two.ranking) {
          #expect(abs(row.mean - same.mean) < Self.regrouping)
          #expect(abs(row.shareBest - same.shareBest) < Self.regrouping)
          #expect(abs(row.expectedRegret - same.expectedRegret) < Self.regrouping)
        }
        for (policy, same) in zip(one.policies, two.policies) {
          let mean = try #require(policy.outcomes[0].mean)
          let other = try #require(same.outcomes[0].mean)
          #expect(abs(mean.value - other.value) < Self.regrouping)
          #expect(abs(mean.designError - other.designError) < Self.regrouping)
          #expect(abs(mean.ensembleError - other.ensembleError) < Self.regrouping)
          let deviation =
            policy.outcomes[0].standardDeviation! - same.outcomes[0].standardDeviation!
          #expect(abs(deviation) < Self.regrouping)
        }
      }
    }
  }

  @Test func groupsThatComeLateAreAppended() throws {
    // Hypercubes: every block is one group; and blocks whose groups begin lower than earlier ones.
    var sums = PartitionedSums(width: 2)
    for part in [5, 7, 3] {
      var one = PartitionedSums(width: 2)
      one.cover(part..<(part + 1))
      one.add([Double(part)], to: 1)
      sums.merge(one)
    }
    #expect(sums.parts == 3..<8)
    #expect(sums.column(1) == [3, 0, 5, 0, 7] && sums.column(0) == [0, 0, 0, 0, 0])
    #expect(sums.total(1) == 15)
  }

  @Test func varianceIsStableFarFromZero() {
    var moments = Moments()
    for block in 0..<100 {
      let values = (0..<256).map { 1e9 + Double(($0 + block) % 2) }
      moments.merge(Moments(values, count: values.count))
    }
    let exact = (0.25 * 25_600.0 / 25_599).squareRoot()
    #expect(abs(moments.standardDeviation! - exact) < 1e-9)
  }

  @Test func fifteenPoliciesInFiveScenariosStayWithinTheStatedMemory() throws {
    // One outcome of one run at 131,072 futures, the design that 100,000 rounds up to; the numbers of
    // 1,425 of them must stay below 250 MB.
    let study = try SyntheticStudy(policies: 1, groups: 32)
    var largest = 0
    var merged = ComparisonAccumulator(settings: study.settings)
    for block in study.blocks(
      futures: 131_072, { _, _, _, future in Double(future * 7_919 % 9_973) })
    {
      merged.merge(block)
      largest = max(largest, merged.sketches[0].storedCount)
    }
    #expect(largest * 8 * 1_425 < 250_000_000)
  }
}
