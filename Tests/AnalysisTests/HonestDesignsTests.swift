import Ensembles
import Glibc
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// Designs on which intervals misled: few runs, rare events, jumps, long tails, rounding.
@Suite struct HonestDesignsTests {
  /// The result of a method's design of at most so many runs, for a function of independent uniforms.
  static func result(
    _ method: DesignedMethod, runs: Int, factors count: Int, seed: UInt64 = 1,
    _ outcome: ([Double]) -> Double
  ) throws -> MethodResult {
    let inputs = Selfcheck.inputs(count)
    let plan = try method.plan(
      DesignRequest(
        factors: inputs,
        groups: (0..<count).map { .init(name: "x\($0 + 1)", columns: [$0]) },
        size: .atMost(runs: runs), seed: seed))
    var column: [Double] = []
    try RowTable(
      plan.rows, layout: plan.layout, draws: plan.draws, factors: inputs, dimensionOffset: count
    ).visit { column.append(outcome(Array($0))) }
    return plan.analysis.result(plan.layout.byRow(column))
  }

  private func warns(_ result: MethodResult) -> Bool {
    result.warnings.contains { if case .fewRowsCarryVariance = $0 { true } else { false } }
  }

  /// Blocks of one sequence: the error of an additive function is a fraction of that of independent scrambles, and
  /// the interval still holds. 100 seeds, a share of 95 % and a false alarm in 1,000: at least 88 hold.
  @Test func blocksOfOneSequenceArePreciseAndHonest() throws {
    var (squares, held) = ([0.0, 0.0], 0)
    for seed in 1...100 as ClosedRange<UInt64> {
      for (kind, parts) in [DesignSpecification.Parts.blocks, .scrambles].enumerated() {
        let base = try Design(
          .init(kind: .sobol, futures: 128, seed: seed, replicates: 8, parts: parts))
        let design = try PickFreezeDesign(
          base: base, groups: (0..<2).map { .init(name: "x\($0)", columns: [$0]) }, columnCount: 2,
          layout: .symmetric, dimensionOffset: 2)
        let outcomes = try Selfcheck.outcomes(PickFreezeRows(design), draws: base, factors: 2) {
          $0[0] + 2 * $0[1]
        }
        let index = VarianceIndices(design: design, outcomes: outcomes).groups[0].total
        squares[kind] += (index.value - 0.2) * (index.value - 0.2)
        if kind == 0 && index.low <= 0.2 && 0.2 <= index.high { held += 1 }
      }
    }
    #expect(held >= 88, "\(held)")
    #expect(squares[0] < squares[1] / 9, "\(squares)")
  }

  /// Moving x2 may matter to an event although it changed none of few runs: there is an upper limit, and no "exactly".
  @Test func noChangeOfARareEventIsNoProof() throws {
    let rare = try Self.result(.sobol, runs: 512, factors: 3) { $0[0] > 0.9 && $0[1] > 0.8 ? 1 : 0 }
    let unmoved = try #require(rare.rows.first { $0.estimates[1].value == 0 })
    #expect(!unmoved.isInert && unmoved.estimates[1].high > 0.1 && unmoved.estimates[1].low == 0)
    #expect(warns(rare))
    let smooth = try Self.result(.sobol, runs: 512, factors: 3) { $0[0] + $0[1] }
    #expect(smooth.rows[2].isInert && smooth.rows[2].estimates[1].high == 0 && !warns(smooth))
    let walks = try Self.result(.shapley, runs: 512, factors: 3) { $0[0] > 0.97 ? 1 : 0 }
    #expect(walks.rows.allSatisfy { !$0.isInert } && warns(walks))
  }

  @Test func fewBasePointsAreNamed() throws {
    let few = try Self.result(.sobol, runs: 256, factors: 6) { $0.reduce(0, +) }
    #expect(few.warnings.contains(.fewBasePoints(18)), "\(few.warnings)")
    let enough = try Self.result(.sobol, runs: 1024, factors: 3) { $0.reduce(0, +) }
    #expect(enough.warnings.isEmpty)
  }

  @Test func roundingIsNoVariance() throws {
    let base = try Design(.init(kind: .sobol, futures: 64, seed: 1, replicates: 8, parts: .blocks))
    let design = try PickFreezeDesign(
      base: base, groups: [.init(name: "x", columns: [0])], columnCount: 1, layout: .economical,
      dimensionOffset: 1)
    func indices(_ size: Double) throws -> VarianceIndices {
      VarianceIndices(
        design: design,
        outcomes: try Selfcheck.outcomes(PickFreezeRows(design), draws: base, factors: 1) {
          1 + size * $0[0]
        })
    }
    #expect(try indices(2e-15).isConstant && !indices(1e-9).isConstant)
  }

  /// Harmonics beyond the sixth of a step have 7 % of its variance.
  @Test func aStepIsInTheIntervalOfCurves() throws {
    let known = CoverageCase.step
    let result = try Self.result(.curves, runs: 8000, factors: 4) { known.outcome($0) }
    let index = result.rows[0].estimates[0]
    #expect(index.low <= known.first[0] && known.first[0] <= index.high && index.above > 0.02)
    let smooth = try Self.result(.curves, runs: 8000, factors: 4) { $0.reduce(0, +) }
    #expect(smooth.rows[0].estimates[0].above < 0.002)
  }

  @Test func smallStepsDoNotSeeJumps() throws {
    let result = try Self.result(.slopes, runs: 512, factors: 2) { $0[0] > 0.5 ? 1 : 0 }
    #expect(result.shortage?.contains("jump") == true)
  }

  @Test func steepSlopesOfFewPointsAreNamed() throws {
    let tail = try Self.result(.slopes, runs: 512, factors: 2) {
      exp(2 * (Normal.quantile($0[0]) + Normal.quantile($0[1])))
    }
    #expect(warns(tail))
    #expect(try !warns(Self.result(.slopes, runs: 512, factors: 2) { $0[0] + $0[1] * $0[0] }))
  }

  /// Every method on two functions: no cell of the table of coverage is low. 100 repetitions know a share within 2 points;
  /// the seed is fixed.
  @Test func noIntervalOfAnyMethodIsTooNarrow() throws {
    let results = try Selfcheck.coverage(
      repetitions: 100, runs: [256], cases: [.additive, .step], seed: 7, context: RunContext())
    #expect(results.count == 2 * SensitivityMethods.all.reduce(-1) { $0 + $1.measures.count })
    for result in results where result.verdict == .low { Issue.record("\(result)") }
    #expect(results.contains { $0.verdict == .refuses && $0.refusal != nil })
  }
}
