import Ensembles
import ModelContract
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Analysis

@Suite("Runs that end at a precision")
struct PrecisionTests {
  /// False alarms of all coverage checks of this suite together.
  static let alarm = 0.01

  private func run(
    _ example: SensitivityCase, points: Int, precision: Double?, seed: UInt64 = 11,
    layout: PickFreezeDesign.Layout = .economical, threads: Int = 2, decision: Int? = nil
  ) throws -> DesignedSensitivity {
    let model = FunctionModel(count: example.count, function: example.value)
    let policies = [
      FunctionStudy.policy("a", dial: 1), FunctionStudy.policy("b", dial: 0.5, base: 0.3),
    ]
    let (runs, inputs) = try FunctionStudy.runs(
      model, policies: policies, points: points,
      targets: [Query(.difference("a", minus: "b"), outcome: "value")], layout: layout, seed: seed)
    return try DesignedSensitivity.run(
      runs, decision: decision, inputs: inputs, precision: precision,
      context: RunContext(threads: threads))
  }

  @Test("looks are doublings of whole blocks, up to the whole design")
  func looks() throws {
    func plan(_ points: Int, replicates: Int = 32, precision: Double? = 0.1) throws -> [Int] {
      PrecisionPlan(
        precision: precision,
        design: try Design(
          .init(kind: .sobol, futures: points, seed: 1, replicates: replicates))
      ).looks
    }
    #expect(try plan(8192) == [1024, 2048, 4096, 8192])
    #expect(try plan(512) == [512])
    // 20 replicates: 1,280 is the first doubling of whole blocks of 256.
    #expect(try plan(5120, replicates: 20) == [1280, 2560, 5120])
    // An odd number needs 256 points in each.
    #expect(try plan(17 * 512, replicates: 17) == [17 * 256, 17 * 512])
    let design = try Design(.init(kind: .sobol, futures: 8192, seed: 1))
    #expect(PrecisionPlan(precision: nil, design: design).confidence == 0.95)
    #expect(PrecisionPlan(precision: 0.1, design: design).confidence == 1 - 0.05 / 4)
  }

  @Test("a precision that is never reached gives the run of fixed size, to the last bit")
  func exhausted() throws {
    let fixed = try run(.ishigami, points: 4096, precision: nil, decision: 0)
    let looked = try run(.ishigami, points: 4096, precision: 1e-9, threads: 1, decision: 0)
    #expect(looked.looks.map(\.basePoints) == [1024, 2048, 4096])
    #expect(looked.runs == fixed.runs && looked.design == fixed.design)
    #expect("\(looked.flips)" == "\(fixed.flips)")
    #expect("\(looked.jointFlips)" == "\(fixed.jointFlips)")
    #expect(looked.targets[0].top == fixed.targets[0].top)
    for (one, other) in zip(looked.targets[0].indices.groups, fixed.targets[0].indices.groups) {
      #expect(one.first.value == other.first.value && one.total.value == other.total.value)
      #expect(one.first.standardError == other.first.standardError)
      #expect(one.total.with(confidence: 0.95) == other.total)
    }
  }

  @Test(
    "a run that stops early is the run of that size, to the last bit",
    arguments: [PickFreezeDesign.Layout.symmetric, .economical])
  func stopped(layout: PickFreezeDesign.Layout) throws {
    let looked = try run(.moon, points: 16384, precision: 0.08, layout: layout)
    let points = looked.design.base.futures
    #expect(points < 16384 && looked.looks.last?.isWithin(0.08) == true)
    #expect(looked.looks.dropLast().allSatisfy { !$0.isWithin(0.08) })
    let fixed = try run(.moon, points: points, precision: nil, layout: layout)
    #expect(looked.runs == fixed.runs && looked.design == fixed.design)
    for (one, other) in zip(looked.targets[0].indices.groups, fixed.targets[0].indices.groups) {
      #expect(one.first.with(confidence: 0.95) == other.first)
      #expect(one.total.with(confidence: 0.95) == other.total)
    }
    // The looks before the last are also those of the fixed run.
    for (one, other) in zip(looked.looks, fixed.looks) {
      #expect(one.basePoints == other.basePoints && one.runs == other.runs)
      #expect(
        one.indices[0].groups.map(\.total.value) == other.indices[0].groups.map(\.total.value))
    }
  }

  @Test(
    "intervals at the stop cover at least as often as all looks together promise",
    arguments: [SensitivityCase.ishigami, .moon])
  func coverage(example: SensitivityCase) throws {
    // What one more run reaches at its second look, so that runs end at different looks.
    let pilot = try run(example, points: 8192, precision: 1e-9, seed: 0)
    let precision = try #require(pilot.looks[1].widest).halfWidth
    let repetitions = 400
    let checks = 2 * (2 * 3)
    let band = BinomialBand.counts(
      repetitions, probability: 0.95, alarm: Self.alarm / Double(checks))
    var covered = [Int](repeating: 0, count: 2 * example.count)
    var stops: [Int: Int] = [:]
    for seed in 1...repetitions {
      let result = try run(
        example, points: 8192, precision: precision, seed: UInt64(seed), threads: 2)
      stops[result.looks.count, default: 0] += 1
      for (factor, group) in result.targets[0].indices.groups.enumerated() {
        if group.first.low <= example.first[factor] && example.first[factor] <= group.first.high {
          covered[factor] += 1
        }
        if group.total.low <= example.total[factor] && example.total[factor] <= group.total.high {
          covered[example.count + factor] += 1
        }
      }
    }
    // The promise is at least 95 %, so that the band's lower end counts.
    for count in covered { #expect(count >= band.lowerBound, "\(covered) \(band) \(stops)") }
    #expect(stops.count > 1, "\(stops): the stop has to be random for the test to mean anything")
  }
}
