import Ensembles
import Glibc
import ModelContract
import NumericCore
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Analysis

/// Designs made of rows, run by the engine on a function.
@Suite("Runs of walks, steps and curves")
struct RowDesignTests {
  /// Rounding of sums of some thousand terms in another order.
  static let rounding = 1e-9
  private static let columns = FunctionStudy.columns(3)

  private func factors(_ count: Int = 3) -> [MovedFactor] {
    (0..<count).map {
      MovedFactor(
        name: "x\($0)", column: $0, key: StreamKey(name: "x\($0)", dimension: $0),
        law: .uniform(low: 0, high: 1))
    }
  }

  private func run<Rows: RowDesign>(
    _ model: FunctionModel, _ rows: Rows, design: Design, threads: Int = 2,
    targets: [Query] = [Query(.outcome(of: "a"), outcome: "value")], policies: [Policy]? = nil
  ) throws -> RowOutcomes {
    let policies = policies ?? [FunctionStudy.policy("a", dial: 1)]
    let draws = try DrawSource(
      design: design, columns: Self.columns, copula: nil, joint: nil)
    let experiment = Experiment(
      model: model, policies: policies,
      scenarios: [
        ExperimentScenario(
          world: FunctionStudy.world("w", reference: policies[0]), probability: nil, draws: draws)
      ], design: design, hasNoise: model.noise != 0)
    let second = try PickFreezeSide.b.draws(
      design: design, columns: Self.columns, copula: nil, joint: nil)
    return try RowExperiment(
      experiment: experiment, rows: rows, second: second,
      targets: try FunctionStudy.evaluators(targets, model, policies)
    ).run(context: RunContext(threads: threads))
  }

  private func sobol(_ futures: Int) throws -> Design {
    try Design(.init(kind: .sobol, futures: futures, seed: 11))
  }

  private let singles = (0..<3).map { PickFreezeGroup(name: "x\($0)", columns: [$0]) }

  @Test func exchangesAreWalksFromOneDrawToTheOther() throws {
    let design = try sobol(1024)
    let orders = try ExchangeOrders(inputCount: 3, pointCount: 1024, seed: 11)
    let model = FunctionModel(count: 3, function: SensitivityCase.ishigami.value)
    let found = try run(model, ExchangeRows(orders, groups: singles), design: design)
    let sides = PickFreezeSide.allCases.map {
      SensitivityRuns.inputs(design, count: 3, side: $0, offset: 512)
    }
    for point in [0, 255, 256, 1023] {
      var place = sides[0].map { $0[point] }
      for row in 0...3 {
        if row > 0 {
          let input = orders.input(step: row - 1, point: point)
          place[input] = sides[1][input][point]
        }
        #expect(found.values[0][row][point] == SensitivityCase.ishigami.value(place))
      }
      #expect(orders.order(ofPoint: point).sorted() == [0, 1, 2])
    }
    #expect(found.failures == 0 && found.inputs[1] == sides[0][1])
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let model = FunctionModel(count: 3, function: SensitivityCase.ishigami.value, noise: 1)
    let orders = try ExchangeOrders(inputCount: 4, pointCount: 1024, seed: 2)
    let rows = ExchangeRows(
      orders, groups: singles + [PickFreezeGroup(name: "noise", columns: [], luck: [0])])
    let one = try run(model, rows, design: sobol(1024), threads: 1)
    let four = try run(model, rows, design: sobol(1024), threads: 4)
    #expect(one.values == four.values && one.inputs == four.inputs)
    let curves = CurveRows(
      try FourierCurves(factorCount: 3, frequency: 8, resampleCount: 8, seed: 2),
      factors: factors())
    let few = try Design(.init(kind: .random, futures: 8, seed: 1))
    #expect(
      try run(model, curves, design: few, threads: 1).values
        == run(model, curves, design: few, threads: 3).values)
  }

  @Test func luckIsAPlayer() throws {
    // Two factors and the noise with a third of the variance each; x2 does nothing.
    let model = FunctionModel(count: 3, function: { $0[0] + $0[1] }, noise: 1)
    let design = try sobol(4096)
    let orders = try ExchangeOrders(inputCount: 4, pointCount: 4096, seed: 1)
    let groups = singles + [PickFreezeGroup(name: "noise", columns: [], luck: [0])]
    let values = try run(model, ExchangeRows(orders, groups: groups), design: design).values[0]
    let effects = ShapleyWalks(
      names: groups.map(\.name), replicates: (0..<4096).map(design.group(of:)),
      orders: { orders.input(step: $0, point: $1) }, outcomes: values)
    #expect(effects.inert == [false, false, true, false])
    #expect(effects.effects[2].index == .zero)
    for input in [0, 1, 3] {
      let index = effects.effects[input].index
      // A false alarm once in 20,000 with 31 degrees of freedom.
      #expect(abs(index.value - 1.0 / 3) < 4.7 * index.standardError && index.standardError < 0.02)
    }
    #expect(abs(effects.effects.reduce(0) { $0 + $1.index.value } - 1) < Self.rounding)
    #expect(abs(effects.variance - 0.25) < 0.01)
  }

  @Test func luckIsTheSameAlongACurve() throws {
    let model = FunctionModel(count: 3, function: { $0[0] }, noise: 1)
    let curves = try FourierCurves(factorCount: 3, frequency: 8, resampleCount: 4, seed: 3)
    let rows = CurveRows(curves, factors: factors())
    let design = try Design(.init(kind: .random, futures: 4, seed: 3))
    let found = rows.byResample(try run(model, rows, design: design).values[0])
    var luck: [Double] = []
    for resample in 0..<4 {
      for curve in 0..<4 {
        for point in 0..<curves.pointCount {
          let x = curves.uniform(of: 0, curve: curve, resample: resample, point: point)
          luck.append(found[resample][curve][point] - x)
        }
      }
      #expect(luck.allSatisfy { abs($0 - luck[0]) < Self.rounding })
      #expect(resample == 0 || abs(luck[0] - found[0][0][0]) > 0)
      luck = []
    }
  }

  @Test func walksAndCentresGiveTheEffectsOfALinearOutcome() throws {
    let model = FunctionModel(count: 3, function: { 2 * $0[0] - 3 * $0[1] }, noise: 5)
    let trajectories = try MorrisTrajectories(factorCount: 3, count: 300, seed: 1)
    let random = try Design(.init(kind: .random, futures: 300, seed: 1))
    let walks = try run(
      model, TrajectoryRows(trajectories, factors: factors()), design: random
    ).values[0]
    let design = try sobol(512)
    let radial = RadialRows(base: design, factors: factors())
    let centres = try run(model, radial, design: design).values[0]
    let names = ["x0", "x1", "x2"]
    for found in [
      MorrisIndices.indices(
        trajectories, names: names, outcomes: (0..<300).map { walk in walks.map { $0[walk] } }),
      MorrisIndices.radial(names: names, steps: radial.steps(), outcomes: centres),
    ] {
      for (index, exact) in zip(found, [2.0, -3, 0]) {
        // Luck does not move along a walk, and differences of it leave rounding over short steps.
        #expect(
          abs(index.mean.value - exact) < 1e-6 && abs(index.absolute.value - abs(exact)) < 1e-6)
        #expect(index.isInert == (exact == 0))
      }
    }
  }

  @Test func slopesByNormalScores() throws {
    // A uniform factor on (0, 1) has dx/dz = phi(z), whose mean square is 1 / (2 pi sqrt 3).
    let model = FunctionModel(count: 3, function: { $0[0] + 2 * $0[1] })
    let design = try sobol(4096)
    let values = try run(
      model, DerivativeRows(base: design, factors: factors()), design: design
    ).values[0]
    let found = DerivativeIndices.normalScores(
      base: design, names: ["x0", "x1", "x2"], outcomes: values)
    let slope = 1 / (2 * Double.pi * 3.0.squareRoot())
    for (index, (exact, total)) in zip(found, [(slope, 0.2), (4 * slope, 0.8), (0, 0)]) {
      // Of the difference quotient and of the sample.
      #expect(abs(index.measure.value - exact) <= 5 * index.measure.standardError + 1e-3 * exact)
      #expect(index.totalBound.high >= total && index.totalBound.value <= 1.2 * total)
    }
    #expect(found[2].measure == .zero)
  }

  @Test func failuresAreCountedAndPlaced() throws {
    let model = FunctionModel(count: 3, function: { $0[1] > 0.9 ? .nan : $0[0] + $0[1] })
    let design = try sobol(512)
    let orders = try ExchangeOrders(inputCount: 3, pointCount: 512, seed: 1)
    let found = try run(model, ExchangeRows(orders, groups: singles), design: design)
    let effects = ShapleyWalks(
      names: ["x0", "x1", "x2"], replicates: (0..<512).map(design.group(of:)),
      orders: { orders.input(step: $0, point: $1) }, outcomes: found.values[0])
    #expect(found.failures == found.values[0].reduce(0) { $0 + $1.count(where: \.isNaN) })
    #expect(found.failures > 150)
    #expect(effects.failedWalks + effects.walks == 512 && effects.failedWalks > 60)
    let region = try #require(
      FailureRegion(
        names: ["x0", "x1", "x2"], failed: found.failedInputs, others: found.inputs))
    #expect(region.factor == "x1" && region.range.lowerBound > 0.9)
  }
}
