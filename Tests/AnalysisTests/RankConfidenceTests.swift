import Sampling
import Testing

@testable import Analysis

@Suite("Confidence sets of ranks")
struct RankConfidenceTests {
  /// False alarms of all coverage checks of this suite together.
  static let alarm = 0.01
  static let repetitions = 400

  private func sums(_ example: SensitivityCase, points: Int, seed: UInt64) throws -> PickFreezeSums
  {
    let design = try SensitivityRuns.design(
      example, points: points, replicates: 32, seed: seed, layout: .economical)
    var sums = PickFreezeSums(design: design, pivot: 1)
    VarianceIndices.withPointers(SensitivityRuns.outcomes(example, design)) {
      sums.absorb(points: 0..<design.base.futures, rows: $0)
    }
    return sums
  }

  /// Ranks between which a factor lies by its true total index; ties share them.
  private func ranks(_ total: [Double]) -> [ClosedRange<Int>] {
    total.map { own in
      1 + total.count { $0 > own + 1e-12 }...total.count { $0 >= own - 1e-12 }
    }
  }

  @Test(
    "all sets hold at once as often as they say, with near ties and with ties",
    arguments: [
      // Total indices that differ by some hundredths, and pairs of equal ones.
      SensitivityCase.g([0, 0.1, 0.2, 0.35, 1, 1.2, 4, 99]),
      SensitivityCase.g([0.5, 0.5, 0.5, 2, 2, 9, 9, 99]),
    ])
  func coverage(example: SensitivityCase) throws {
    let truth = ranks(example.total)
    let band = BinomialBand.counts(
      Self.repetitions, probability: 0.95, alarm: Self.alarm / 2)
    var covered = 0
    var width = 0
    for seed in 1...Self.repetitions {
      let sets = try #require(
        RankConfidence(sums(example, points: 16, seed: UInt64(seed)), seed: UInt64(seed)))
      let isCovered = zip(sets.ranks, truth).allSatisfy { own, exact in
        own.lowerBound <= exact.lowerBound && exact.upperBound <= own.upperBound
      }
      if isCovered { covered += 1 }
      width += sets.ranks.reduce(0) { $0 + $1.count }
    }
    #expect(covered >= band.lowerBound, "\(covered) of \(Self.repetitions) \(band)")
    // The sets say something: on average fewer than two thirds of all ranks.
    let mean = Double(width) / Double(Self.repetitions * example.count)
    #expect(mean < 2.0 / 3 * Double(example.count), "\(mean)")
  }

  @Test("the critical value has the level it claims for equal estimates")
  func level() throws {
    // Twelve estimates with the same mean from twelve normal-like replicates each: no difference is real, so
    // that any set but 1...12 is an error.
    var covered = 0
    let size = 12
    for seed in 1...Self.repetitions {
      let design = try Design(
        .init(kind: .random, futures: size * size * 12, seed: UInt64(seed)))
      let uniforms = [Double](unsafeUninitializedCapacity: size * size * 12) { buffer, count in
        design.uniforms(
          StreamKey(name: "level", dimension: 0), futures: 0..<size * size * 12,
          into: buffer.baseAddress!)
        count = size * size * 12
      }
      // Sums of twelve uniforms.
      let samples = (0..<size).map { estimate in
        (0..<size).map { replicate in
          (0..<12).reduce(0) { $0 + uniforms[(estimate * size + replicate) * 12 + $1] } - 6
        }
      }
      let means = samples.map { $0.reduce(0, +) / Double(size) }
      let sets = RankConfidence(
        values: means, deviations: zip(samples, means).map { own, mean in own.map { $0 - mean } },
        confidence: 0.95, seed: UInt64(seed))
      if sets.ranks.allSatisfy({ $0 == 1...size }) { covered += 1 }
    }
    let band = BinomialBand.counts(Self.repetitions, probability: 0.95, alarm: Self.alarm)
    #expect(band.contains(covered), "\(covered) \(band)")
  }

  @Test("clear ranks are certain, and inert inputs share the last ones")
  func clear() throws {
    let example = SensitivityCase(
      name: "steps", value: { 8 * $0[0] + 4 * $0[1] + 2 * $0[2] + 0.2 * $0[3] },
      first: [0, 0, 0, 0, 0, 0], total: [0, 0, 0, 0, 0, 0])
    let sets = try #require(RankConfidence(sums(example, points: 32, seed: 3)))
    #expect(sets.ranks == [1...1, 2...2, 3...3, 4...4, 5...6, 5...6])
    #expect(sets.certain(top: 3) == [0, 1, 2] && sets.candidates(top: 3) == [0, 1, 2])
  }

  @Test("too few replicates are no ground for ranks")
  func few() throws {
    let design = try SensitivityRuns.design(.moon, points: 32, replicates: 7, seed: 1)
    var sums = PickFreezeSums(design: design, pivot: 1)
    VarianceIndices.withPointers(SensitivityRuns.outcomes(.moon, design)) {
      sums.absorb(points: 0..<design.base.futures, rows: $0)
    }
    #expect(RankConfidence(sums) == nil)
  }
}
