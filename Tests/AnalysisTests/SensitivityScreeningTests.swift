import Glibc
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// Morris's screening and derivative-based measures against closed forms and SALib.
///
/// Exact values are compared in units of the printed standard error, with 1 % false alarms over all
/// indices of a test.
@Suite struct SensitivityScreeningTests {
  static let alarm = 0.01
  /// Rounding of sums of some hundred terms.
  static let rounding = 1e-10

  private func run(
    _ trajectories: MorrisTrajectories, _ f: (UnsafePointer<Double>) -> Double
  ) -> [[Double]] {
    trajectories.points.map { walk in walk.map { f($0) } }
  }

  private func expectConsistent(
    _ estimate: IndexEstimate, _ exact: Double, degrees: Double, checks: Int, _ name: String
  ) {
    let limit = StudentT.quantile(1 - Self.alarm / Double(2 * checks), degreesOfFreedom: degrees)
    #expect(
      abs(estimate.value - exact) < limit * estimate.standardError + Self.rounding,
      "\(name) \(estimate) for \(exact)")
  }

  @Test func walksMoveEachFactorOnceOnTheGrid() throws {
    for candidates in [nil, 60] {
      let design = try MorrisTrajectories(
        factorCount: 5, count: 6, levels: 6, candidates: candidates, seed: 0)
      #expect(abs(design.step - 0.6) < Self.rounding)
      for (walk, order) in zip(design.points, design.order) {
        #expect(order.sorted() == Array(0..<5) && walk.count == 6)
        for (step, factor) in order.enumerated() {
          for other in 0..<5 {
            let move = abs(walk[step + 1][other] - walk[step][other])
            #expect(abs(move - (other == factor ? 0.6 : 0)) < Self.rounding)
          }
        }
        for point in walk {
          for x in point { #expect(x >= 0 && x <= 1 && abs(x * 5 - (x * 5).rounded()) < 1e-12) }
        }
      }
    }
    // The chosen trajectories lie further apart than the first ones drawn.
    func spread(_ design: MorrisTrajectories) -> Double {
      var sum = 0.0
      for i in design.points.indices {
        for j in 0..<i {
          for p in design.points[i] {
            for q in design.points[j] {
              sum += zip(p, q).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
            }
          }
        }
      }
      return sum
    }
    let chosen = try MorrisTrajectories(factorCount: 5, count: 6, candidates: 200, seed: 1)
    #expect(spread(chosen) > spread(try MorrisTrajectories(factorCount: 5, count: 6, seed: 1)))
  }

  @Test func effectsOfALinearOutcomeAreItsCoefficients() throws {
    let design = try MorrisTrajectories(factorCount: 3, count: 4, seed: 2)
    let found = MorrisIndices.indices(
      design, names: ["a", "b", "c"], outcomes: run(design) { 2 * $0[0] - 3 * $0[1] })
    for (index, exact) in zip(found, [2.0, -3, 0]) {
      #expect(abs(index.mean.value - exact) < Self.rounding)
      #expect(abs(index.absolute.value - abs(exact)) < Self.rounding)
      #expect(index.deviation < Self.rounding && index.isInert == (exact == 0))
    }
    let idle = found[2].absolute
    #expect((idle.value, idle.low, idle.high) == (0, 0, 0))
  }

  /// Effects on the grid of 4 levels with steps of 2/3, by averaging over all places of the grid.
  private func gridEffects(
    _ example: SensitivityCase
  ) -> [(mean: Double, absolute: Double)] {
    (0..<example.count).map { factor in
      var places: [[Double]] = [[]]
      for other in 0..<example.count {
        let values: [Double] = other == factor ? [0, 1.0 / 3] : [0, 1.0 / 3, 2.0 / 3, 1]
        places = places.flatMap { place in values.map { place + [$0] } }
      }
      let effects = places.map { place in
        var moved = place
        moved[factor] += 2.0 / 3
        return (example.value(moved) - example.value(place)) * 1.5
      }
      let n = Double(effects.count)
      return (effects.reduce(0, +) / n, effects.reduce(0) { $0 + abs($1) } / n)
    }
  }

  @Test func effectsAgreeWithTheWholeGrid() throws {
    let cases: [SensitivityCase] = [.ishigami, .moon, .product, .bratley]
    let checks = 2 * cases.reduce(0) { $0 + $1.count }
    for example in cases {
      let design = try MorrisTrajectories(factorCount: example.count, count: 400, seed: 3)
      let found = MorrisIndices.indices(
        design, names: (0..<example.count).map { "x\($0)" },
        outcomes: run(design, example.value))
      for (index, exact) in zip(found, gridEffects(example)) {
        expectConsistent(
          index.mean, exact.mean, degrees: 399, checks: checks, "\(example.name) \(index.name)")
        expectConsistent(
          index.absolute, exact.absolute, degrees: 399, checks: checks,
          "\(example.name) \(index.name)")
      }
    }
  }

  @Test func effectsAgreeWithSALib() {
    // The walks of the script at the end of SensitivitySALibReference.swift.
    let orders = [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]]
    let columns = SensitivitySALibTests.points(20, 0..<3)
    var points: [[[Double]]] = []
    for walk in 0..<20 {
      var point = columns.map { ($0[walk] * 2).rounded(.down) / 3 }
      var places = [point]
      for factor in orders[walk % 4] {
        point[factor] += 2.0 / 3
        places.append(point)
      }
      points.append(places)
    }
    let found = MorrisIndices.indices(
      points: points, order: (0..<20).map { orders[$0 % 4] }, names: ["x0", "x1", "x2"],
      outcomes: points.map { $0.map { SensitivityCase.ishigami.value($0) } })
    for factor in 0..<3 {
      typealias Reference = SensitivitySALibReference
      #expect(abs(found[factor].mean.value - Reference.morrisMean[factor]) < Self.rounding)
      #expect(abs(found[factor].absolute.value - Reference.morrisAbsolute[factor]) < Self.rounding)
      #expect(abs(found[factor].deviation - Reference.morrisDeviation[factor]) < Self.rounding)
    }
  }

  @Test func radialEffectsOfAProduct() throws {
    // f = x1 x2 + x3: effects of x1 are x2 of sample A: mean 1/2, deviation sqrt(1/12); of x3: 1.
    let design = try SensitivityRuns.design(
      .product, points: 512, replicates: 1, seed: 4, layout: .economical, kind: .random)
    let sides = PickFreezeSide.allCases.map {
      SensitivityRuns.inputs(design.base, count: 3, side: $0, offset: 3)
    }
    var outcomes = SensitivityRuns.outcomes(.product, design)
    outcomes[1][7] = .nan
    let found = MorrisIndices.radial(
      design, fromA: sides[0], fromB: sides[1], outcomes: outcomes)
    #expect(found[0].failed == 1 && found[1].failed == 0 && found[0].effects == 511)
    for (index, exact) in zip(found, [0.5, 0.5]) {
      expectConsistent(index.mean, exact, degrees: 510, checks: 2, index.name)
      #expect(abs(index.deviation - (1.0 / 12).squareRoot()) < 0.03)
    }
    #expect(abs(found[2].absolute.value - 1) < Self.rounding)
  }

  private func derivatives(
    _ example: SensitivityCase, _ columns: [[Double]], base: Design, step: Double
  ) -> [DerivativeIndex] {
    func outcomes(_ columns: [[Double]]) -> [Double] {
      (0..<base.futures).map { row in example.value(columns.map { $0[row] }) }
    }
    return DerivativeIndices.indices(
      base: base, names: (0..<example.count).map { "x\($0)" },
      steps: columns.map { $0.map { _ in step } },
      constants: columns.map { _ in DerivativeIndices.uniformConstant(length: 1) },
      outcomes: outcomes(columns),
      moved: columns.indices.map { factor in
        var moved = columns
        moved[factor] = moved[factor].map { $0 + step }
        return outcomes(moved)
      })
  }

  @Test func derivativesAgreeWithClosedForms() throws {
    // For inputs uniform in (0, 1): Ishigami's nu times (2 pi)^2, G with (4 / (1 + a))^2 times the
    // others' second moments 1 + V_j; x1 x2 + x3; x1 + 2 x2.
    let scale = 4 * Double.pi * Double.pi
    let weights: [Double] = [0, 1, 4.5]
    let parts = weights.map { (a: Double) -> Double in 1 / (3 * (1 + a) * (1 + a)) }
    let product = parts.reduce(1.0) { $0 * (1 + $1) }
    let slopes = parts.map { (part: Double) -> Double in 48 * part * product / (1 + part) }
    let ishigami = [7.719587940719255, 24.5, 10.98730506943205].map { $0 * scale }
    let cases: [(SensitivityCase, [Double])] = [
      (.ishigami, ishigami), (.g(weights), slopes),
      (.product, [1.0 / 3, 1.0 / 3, 1]), (.inert, [1, 4, 0]),
    ]
    // The error of a difference quotient with a step of 1e-6 is 1e-5 of a slope or less, far below
    // the standard errors; outcomes of a linear function round to 1e-9 of it.
    let step = 1e-6
    for (example, exact) in cases {
      let base = try Design(.init(kind: .sobol, futures: 4096, seed: 5))
      let columns = SensitivityRuns.inputs(base, count: example.count, side: .a, offset: 0)
      for (index, factor) in zip(derivatives(example, columns, base: base, step: step), 0...) {
        if index.measure.standardError < 1e-6 {
          #expect(abs(index.measure.value - exact[factor]) < 1e-6, "\(example.name) \(index)")
        } else {
          expectConsistent(
            index.measure, exact[factor], degrees: 31, checks: 12, "\(example.name) \(factor)")
        }
        #expect(index.totalBound.high >= example.total[factor])
      }
    }
  }

  @Test func squaredQuotientsAgreeWithSALib() throws {
    let base = try Design(.init(kind: .random, futures: 64, seed: 0, replicates: 8))
    let found = derivatives(
      .ishigami, SensitivitySALibTests.points(64, 0..<3), base: base, step: 1e-3)
    for (index, wanted) in zip(found, SensitivitySALibReference.squaredDerivatives) {
      // Relative, because quotients are large; SALib divides by the step as rounded in x + h.
      #expect(abs(index.measure.value / wanted - 1) < Self.rounding)
    }
  }
}
