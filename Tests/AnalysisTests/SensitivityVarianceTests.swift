import NumericCore
import Sampling
import Testing

@testable import Analysis

/// Variance-based indices against closed forms.
///
/// Checks against exact values use the estimate's own standard error from 32 independent replicates
/// and the t quantile for a false alarm rate of 1 % over all indices of a test. Coverage is counted
/// over 400 repetitions with the seeds 1 to 400 and must lie inside the binomial band of the
/// nominal 95 %, again with 1 % false alarms over all indices of the test.
@Suite struct SensitivityVarianceTests {
  static let replicates = 32
  static let alarm = 0.01
  /// Rounding of sums of some thousand terms.
  static let rounding = 1e-11

  private func isConsistent(_ estimate: IndexEstimate, _ exact: Double, checks: Int) -> Bool {
    if estimate.standardError == 0 { return abs(estimate.value - exact) < Self.rounding }
    let limit = StudentT.quantile(
      1 - Self.alarm / Double(2 * checks), degreesOfFreedom: Double(Self.replicates - 1))
    return abs(estimate.value - exact) < limit * estimate.standardError
  }

  @Test(arguments: [PickFreezeDesign.Layout.symmetric, .economical])
  func indicesAgreeWithClosedForms(_ layout: PickFreezeDesign.Layout) throws {
    let checks = SensitivityCase.all.reduce(0) { $0 + 2 * $1.count }
    for example in SensitivityCase.all {
      let design = try SensitivityRuns.design(
        example, points: 128, replicates: Self.replicates, seed: 1, layout: layout)
      let indices = VarianceIndices(
        design: design, outcomes: SensitivityRuns.outcomes(example, design))
      for (factor, group) in indices.groups.enumerated() {
        #expect(
          isConsistent(group.first, example.first[factor], checks: checks),
          "\(example.name) \(factor): \(group.first) for \(example.first[factor])")
        #expect(
          isConsistent(group.total, example.total[factor], checks: checks),
          "\(example.name) \(factor): \(group.total) for \(example.total[factor])")
        #expect(group.dummy.low < 0.02 && group.dummy.high > -0.02)
        if layout == .symmetric {
          #expect(group.first.value <= group.total.value + Self.rounding)
        }
      }
    }
  }

  @Test func pairsAgreeWithClosedForms() throws {
    let cases: [SensitivityCase] = [.ishigami, .moon, .product, .inert]
    let checks = cases.reduce(0) { $0 + 2 * $1.second.count }
    for example in cases {
      let design = try SensitivityRuns.design(
        example, points: 128, replicates: Self.replicates, seed: 2)
      let indices = VarianceIndices(
        design: design, outcomes: SensitivityRuns.outcomes(example, design), withPairs: true)
      for known in example.second {
        let pair = try #require(indices.pairs.first { $0.i == known.i && $0.j == known.j })
        #expect(
          isConsistent(pair.second, known.value, checks: checks), "\(example.name) \(pair)")
        let closed = known.value + example.first[known.i] + example.first[known.j]
        #expect(isConsistent(pair.closed, closed, checks: checks), "\(example.name) \(pair)")
      }
    }
  }

  @Test func groupsHaveClosedIndices() throws {
    // Ishigami: {x1, x3} closed = S1 + S13 = T1, which is also its total; {x2} = S2.
    let design = try SensitivityRuns.design(
      .ishigami, points: 128, replicates: Self.replicates, seed: 3,
      groups: [.init(name: "first and third", columns: [0, 2]), .init(name: "x2", columns: [1])])
    let outcomes = SensitivityRuns.outcomes(.ishigami, design)
    let indices = VarianceIndices(design: design, outcomes: outcomes)
    for (group, exact) in zip(indices.groups, [0.5575888552099592, 0.4424111447900409]) {
      #expect(isConsistent(group.first, exact, checks: 4), "\(group)")
      #expect(isConsistent(group.total, exact, checks: 4), "\(group)")
    }
  }

  @Test(arguments: [PickFreezeDesign.Layout.symmetric, .economical])
  func intervalsCoverAsOftenAsTheySay(_ layout: PickFreezeDesign.Layout) throws {
    let cases: [SensitivityCase] = [.ishigami, .g([0, 0.5, 3, 9, 99, 99]), .moon, .product]
    let repetitions = 400
    var checks = 0
    for example in cases { checks += 2 * 2 * example.count }
    let band = BinomialBand.counts(
      repetitions, probability: 0.95, alarm: Self.alarm / Double(checks))
    for example in cases {
      var covered = [Int](repeating: 0, count: 2 * example.count)
      for seed in 1...repetitions {
        let design = try SensitivityRuns.design(
          example, points: 32, replicates: 16, seed: UInt64(seed), layout: layout)
        let indices = VarianceIndices(
          design: design, outcomes: SensitivityRuns.outcomes(example, design))
        for (factor, group) in indices.groups.enumerated() {
          if group.first.low <= example.first[factor] && example.first[factor] <= group.first.high {
            covered[factor] += 1
          }
          if group.total.low <= example.total[factor] && example.total[factor] <= group.total.high {
            covered[example.count + factor] += 1
          }
        }
      }
      for count in covered { #expect(band.contains(count), "\(example.name) \(covered) \(band)") }
    }
  }

  @Test func trueZerosAreRarelyCalledEffects() throws {
    // Ishigami: S3 = 0 although x3 matters, S12 = S23 = 0. One-sided tests at 2.5 %; both sides
    // count.
    let repetitions = 400
    let band = BinomialBand.counts(repetitions, probability: 0.95, alarm: Self.alarm / 4)
    var quiet = [Int](repeating: 0, count: 4)
    for seed in 1...repetitions {
      let design = try SensitivityRuns.design(
        .ishigami, points: 32, replicates: 16, seed: UInt64(seed))
      let indices = VarianceIndices(
        design: design, outcomes: SensitivityRuns.outcomes(.ishigami, design), withPairs: true)
      let zeros = [
        indices.groups[2].first, indices.groups[2].dummy, indices.pairs[0].second,
        indices.pairs[2].second,
      ]
      for (position, zero) in zeros.enumerated() where !zero.isDistinguishableFromZero {
        quiet[position] += 1
      }
    }
    for count in quiet { #expect(count >= band.lowerBound, "\(quiet) \(band)") }
  }

  @Test(arguments: [PickFreezeDesign.Layout.symmetric, .economical])
  func anInputWithoutEffectHasIndicesOfExactlyZero(_ layout: PickFreezeDesign.Layout) throws {
    let design = try SensitivityRuns.design(
      .inert, points: 16, replicates: 8, seed: 0, layout: layout)
    // A large constant must change nothing.
    let outcomes = SensitivityRuns.outcomes(.inert, design).map { $0.map { $0 + 1e6 } }
    let indices = VarianceIndices(
      design: design, outcomes: outcomes, withPairs: layout == .symmetric)
    #expect(indices.groups.map(\.isInert) == [false, false, true])
    #expect(indices.groups[2].first == .zero && indices.groups[2].total == .zero)
    #expect(indices.groups[2].noiseFloor > 0)
    for pair in indices.pairs where pair.j == 2 { #expect(pair.second == .zero) }
    #expect(abs(indices.mean - 1_000_001.5) < 0.05)
    #expect(abs(indices.variance - 5.0 / 12) < 0.05)
  }

  @Test func aFailedRunTakesItsBasePointWithItAndNothingElse() throws {
    let design = try SensitivityRuns.design(.moon, points: 64, replicates: 16, seed: 5)
    var outcomes = SensitivityRuns.outcomes(.moon, design)
    let clean = outcomes
    let lost = [3: 0, 200: 4, 201: 7, 700: 2]
    for (point, row) in lost { outcomes[row][point] = point == 200 ? .infinity : .nan }
    let indices = VarianceIndices(design: design, outcomes: outcomes)
    #expect(indices.failedBasePoints == lost.count)
    #expect(indices.basePoints == 1024 - lost.count)
    // The same as sums over the points that are left.
    var sums = PickFreezeSums(design: design, pivot: 1.75)
    for point in 0..<1024 where lost[point] == nil {
      let rows = clean.map { [$0[point]] }
      VarianceIndices.withPointers(rows) { sums.absorb(points: point..<point + 1, rows: $0) }
    }
    let wanted = VarianceIndices(sums)
    for (left, right) in zip(indices.groups, wanted.groups) {
      #expect(abs(left.first.value - right.first.value) < Self.rounding)
      #expect(abs(left.total.high - right.total.high) < Self.rounding)
      #expect(left.first.value.isFinite && left.first.value > 0.05)
    }
  }

  @Test func aConstantOutcomeHasNoIndices() throws {
    let design = try SensitivityRuns.design(.moon, points: 4, replicates: 4, seed: 5)
    let indices = VarianceIndices(
      design: design, outcomes: Array(repeating: Array(repeating: 3.0, count: 16), count: 8))
    #expect(indices.isConstant)
    #expect(indices.groups.allSatisfy { $0.first.value.isNaN && !$0.isInert })
  }

  @Test func everythingFailedIsSaidAndNotZero() throws {
    let design = try SensitivityRuns.design(.moon, points: 4, replicates: 4, seed: 5)
    let indices = VarianceIndices(
      design: design, outcomes: Array(repeating: Array(repeating: .nan, count: 16), count: 8))
    #expect(indices.basePoints == 0 && indices.failedBasePoints == 16)
    #expect(indices.groups.allSatisfy { $0.first.value.isNaN && $0.total.value.isNaN })
  }

  @Test func blocksMergeToTheWhole() throws {
    let design = try SensitivityRuns.design(.product, points: 16, replicates: 8, seed: 6)
    let outcomes = SensitivityRuns.outcomes(.product, design)
    var whole = PickFreezeSums(design: design, pivot: 0.75, hasPairs: true)
    VarianceIndices.withPointers(outcomes) { whole.absorb(points: 0..<128, rows: $0) }
    var merged = PickFreezeSums(design: design, pivot: 0.75, hasPairs: true)
    for start in stride(from: 0, to: 128, by: 48) {
      let end = min(start + 48, 128)
      var block = PickFreezeSums(design: design, pivot: 0.75, hasPairs: true)
      VarianceIndices.withPointers(outcomes.map { Array($0[start..<end]) }) {
        block.absorb(points: start..<end, rows: $0)
      }
      merged.merge(block)
    }
    #expect(merged.counts == whole.counts)
    for (left, right) in zip(VarianceIndices(merged).pairs, VarianceIndices(whole).pairs) {
      #expect(abs(left.closed.value - right.closed.value) < Self.rounding)
      #expect(abs(left.second.high - right.second.high) < Self.rounding)
    }
  }

  @Test func outcomesAggregateToTheirMean() throws {
    let design = try SensitivityRuns.design(.moon, points: 64, replicates: 16, seed: 7)
    let sums = [SensitivityCase.moon, .product].map { example in
      var sums = PickFreezeSums(design: design, pivot: 1)
      VarianceIndices.withPointers(SensitivityRuns.outcomes(example, design)) {
        sums.absorb(points: 0..<1024, rows: $0)
      }
      return sums
    }
    let single = sums.map { VarianceIndices($0) }
    for (weights, shares) in [(nil, [0.5, 0.5]), ([1, 3], [0.25, 0.75])] as [([Double]?, [Double])]
    {
      let aggregate = VarianceIndices.aggregate(sums, weights: weights)
      for factor in 0..<3 {
        let first =
          shares[0] * single[0].groups[factor].first.value
          + shares[1] * single[1].groups[factor].first.value
        #expect(abs(aggregate[factor].first.value - first) < Self.rounding)
        let exact =
          shares[0] * SensitivityCase.moon.total[factor]
          + shares[1] * SensitivityCase.product.total[factor]
        #expect(
          abs(aggregate[factor].total.value - exact) < 5 * aggregate[factor].total.standardError)
      }
    }
  }
}
