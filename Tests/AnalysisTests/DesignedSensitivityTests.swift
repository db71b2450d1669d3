import Ensembles
import Foundation
import ModelContract
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Analysis

@Suite("Pick-freeze runs of a model")
struct DesignedSensitivityTests {
  /// Sums are taken in another order and about another pivot than in the library's own pass: rounding of
  /// some thousand terms.
  static let rounding = 1e-9
  /// Estimates may lie that many standard errors from the truth: with 31 degrees of freedom a false alarm
  /// once in 20,000.
  static let alarm = 4.7

  private func analyse(
    _ model: FunctionModel, points: Int, policies: [Policy] = [FunctionStudy.policy("a", dial: 1)],
    targets: [Query] = [Query(.outcome(of: "a"), outcome: "value")], decision: Int? = nil,
    layout: PickFreezeDesign.Layout = .symmetric, threads: Int = 2
  ) throws -> DesignedSensitivity {
    let (runs, inputs) = try FunctionStudy.runs(
      model, policies: policies, points: points, targets: targets, layout: layout)
    return try DesignedSensitivity.run(
      runs, decision: decision, inputs: inputs, context: RunContext(threads: threads))
  }

  @Test(
    "the engine gives what the library gives on the same points",
    arguments: [PickFreezeDesign.Layout.symmetric, .economical])
  func equalsLibrary(layout: PickFreezeDesign.Layout) throws {
    for example in [SensitivityCase.ishigami, .moon, .bratley] {
      let model = FunctionModel(count: example.count, function: example.value)
      let result = try analyse(model, points: 1024, layout: layout)
      let library = VarianceIndices(
        design: result.design, outcomes: SensitivityRuns.outcomes(example, result.design))
      for (engine, own) in zip(result.targets[0].indices.groups, library.groups) {
        #expect(engine.name == own.name && engine.isInert == own.isInert)
        #expect(abs(engine.first.value - own.first.value) < Self.rounding, "\(example.name)")
        #expect(abs(engine.total.value - own.total.value) < Self.rounding, "\(example.name)")
        #expect(abs(engine.total.low - own.total.low) < Self.rounding, "\(example.name)")
        #expect(abs(engine.noiseFloor - own.noiseFloor) < Self.rounding, "\(example.name)")
      }
    }
  }

  @Test("results do not depend on threads")
  func threads() throws {
    let model = FunctionModel(
      count: 3, function: SensitivityCase.ishigami.value, noise: 1)
    let policies = [
      FunctionStudy.policy("a", dial: 1), FunctionStudy.policy("b", dial: 0.5, base: 1),
    ]
    let targets =
      [.difference("a", minus: "b"), .isBest("a"), .rank(of: "b"), .regret(of: "b")].map {
        Query($0, outcome: "value")
      } + [
        Query(.outcome(of: "a"), outcome: "arrival"),
        Query(.beats("b", over: "a"), outcome: "value"),
      ]
    let one = try analyse(
      model, points: 2048, policies: policies, targets: targets, decision: 0, threads: 1)
    let four = try analyse(
      model, points: 2048, policies: policies, targets: targets, decision: 0, threads: 4)
    #expect(one.targets == four.targets)
    // As text: a factor without a flip has ends that are not numbers, which differ from themselves.
    #expect("\(one.flips)" == "\(four.flips)")
    #expect(one.runs == 2048 * 10 * 2)
  }

  @Test("luck is a group of its own that belongs to a side")
  func luck() throws {
    // Equal variances of two factors and the noise: a third each.
    let model = FunctionModel(count: 2, function: { $0[0] + $0[1] }, noise: 1)
    let result = try analyse(model, points: 4096)
    #expect(result.design.groups.map(\.name) == ["x0", "x1", "noise"])
    for group in result.targets[0].indices.groups {
      for index in [group.first, group.total] {
        #expect(
          abs(index.value - 1.0 / 3) < Self.alarm * index.standardError, "\(group.name): \(index)")
        #expect(index.standardError < 0.02)
      }
    }
  }

  @Test("a factor the model cannot feel is exactly 0 and named")
  func inert() throws {
    let example = SensitivityCase.inert
    let result = try analyse(
      FunctionModel(count: example.count, function: example.value), points: 512)
    #expect(result.inert == ["x2"])
    #expect(result.targets[0].indices.groups[2].first == .zero)
    #expect(result.targets[0].indices.groups[2].total == .zero)
  }

  @Test("a base point with a failed run is left out and counted")
  func failures() throws {
    let model = FunctionModel(
      count: 2, function: { $0[0] > 0.98 ? .nan : $0[0] + $0[1] })
    let result = try analyse(model, points: 2048)
    let (runs, _) = try FunctionStudy.runs(
      model, policies: [FunctionStudy.policy("a", dial: 1)], points: 2048,
      targets: [Query(.outcome(of: "a"), outcome: "value")])
    let a = SensitivityRuns.inputs(runs.design.base, count: 2, side: .a, offset: 512)[0]
    let b = SensitivityRuns.inputs(runs.design.base, count: 2, side: .b, offset: 512)[0]
    let expected = zip(a, b).count { $0 > 0.98 || $1 > 0.98 }
    #expect(expected > 40)
    #expect(result.targets[0].indices.failedBasePoints == expected)
    #expect(result.targets[0].indices.basePoints == 2048 - expected)
  }

  @Test("where more than one in a hundred fails, the factor and its region are named")
  func failureRegion() throws {
    let model = FunctionModel(
      count: 3, function: { $0[1] > 0.95 ? .nan : $0[0] + $0[1] + $0[2] })
    let result = try analyse(model, points: 2048)
    let share =
      Double(result.targets[0].indices.failedBasePoints) / Double(result.design.base.futures)
    #expect(share > DesignedSensitivity.failureLimit)
    let region = try #require(result.failureRegion)
    #expect(region.factor == "x1" && region.range.lowerBound > 0.95 && region.range.upperBound < 1)
    // What is left are indices of the futures that ran, never zeros: three equal parts but for the cut.
    for group in result.targets[0].indices.groups {
      #expect(abs(group.total.value - 1.0 / 3) < 0.05)
    }
    // Runs that never fail have no region.
    let sound = try analyse(FunctionModel(count: 2, function: { $0[0] + $0[1] }), points: 256)
    #expect(sound.failureRegion == nil && sound.targets[0].indices.failedBasePoints == 0)
  }

  @Test("a constant target is refused")
  func constant() throws {
    #expect(throws: SensitivityError.self) {
      try analyse(FunctionModel(count: 2, function: { _ in 1 }), points: 256)
    }
  }

  @Test("the three factors that matter most, and how sure that is")
  func top() throws {
    // Variances 16, 9, 4 and 0.01: no doubt. The last two of the second model are equal: a coin.
    let clear = try analyse(
      FunctionModel(
        count: 4, function: { 4 * $0[0] + 3 * $0[1] + 2 * $0[2] + 0.1 * $0[3] }), points: 1024)
    let certain = try #require(clear.targets[0].top)
    #expect(certain.groups == [0, 1, 2] && certain.probability == 1)
    let equal = try analyse(
      FunctionModel(
        count: 4,
        function: { 4 * $0[0] + 3 * $0[1] + $0[2] * $0[0] + $0[3] * $0[0] + 2 * $0[2] + 2 * $0[3] }),
      points: 1024)
    let doubtful = try #require(equal.targets[0].top)
    #expect(doubtful.probability < 1 && doubtful.probability > 0.3)
    #expect(abs(doubtful.membership.reduce(0, +) - 3) < Self.rounding)
  }
}

@Suite("Flip values")
struct FlipValueTests {
  private func flips(
    _ function: @escaping @Sendable (UnsafePointer<Double>) -> Double, count: Int, seed: UInt64 = 3
  ) throws -> [FlipValue] {
    let design = try Design(.init(kind: .sobol, futures: 4096, seed: seed))
    let factors = SensitivityRuns.inputs(design, count: count, side: .a, offset: 512)
    var point = [Double](repeating: 0, count: count)
    let difference = (0..<design.futures).map { future in
      for factor in 0..<count { point[factor] = factors[factor][future] }
      return function(point)
    }
    let analysis = try FlipAnalysis(
      names: (0..<count).map { "x\($0)" }, factors: factors, difference: difference,
      groups: (0..<design.futures).map { design.group(of: $0) })
    return (0..<count).compactMap { analysis.flip(of: $0) }
  }

  @Test("a linear difference flips where it is 0, and nowhere else")
  func linear() throws {
    // E[d | x0] = x0 - 0.3, E[d | x1] = 0.2 + (x1 - 0.5) / 10: no zero inside (0, 1).
    let found = try flips(
      { $0[0] - 0.3 + 0.1 * ($0[1] - 0.5) + ($0[2] - 0.5) * ($0[3] - 0.5) }, count: 4)
    let value = try #require(found[0].value)
    #expect(abs(value - 0.3) < 0.01)
    #expect(found[0].low < 0.3 && 0.3 < found[0].high && found[0].high - found[0].low < 0.03)
    #expect(found[0].rises && found[0].share == 1)
    #expect(found[1].value == nil && found[1].share == 0)
  }

  @Test("a bent difference flips where its conditional mean does")
  func bent() throws {
    // E[d | x0] = exp(2 x0) - 3: zero at log(3) / 2 = 0.549; falls through when negated.
    let found = try flips({ 3 - exp(2 * $0[0]) + 2 * ($0[1] - 0.5) }, count: 2)
    let value = try #require(found[0].value)
    #expect(abs(value - log(3) / 2) < 0.02)
    #expect(!found[0].rises)
  }

  @Test("the interval covers the true value about as often as it says")
  func coverage() throws {
    // 60 runs: below 49 hits has a probability of 1e-5 at 95 %.
    var hits = 0
    for seed in 0..<60 as Range<UInt64> {
      let found = try flips(
        { $0[0] - 0.4 + 3 * ($0[1] - 0.5) * ($0[2] - 0.5) }, count: 3, seed: seed)
      if found[0].low <= 0.4 && 0.4 <= found[0].high { hits += 1 }
    }
    #expect(hits >= 49, "\(hits) of 60")
  }
}
