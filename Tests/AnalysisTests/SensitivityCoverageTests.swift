import Glibc
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// The printed 95 % intervals of 400 repetitions with fixed seeds.
///
/// Counts of intervals that hold their value lie in the binomial band whose false-alarm rate is 1 % over all
/// checks of a method. The value is exact where the estimator is unbiased; where it is biased at a finite
/// number of rows it is the mean of the 400 estimates, because the interval does not know the bias, which the
/// self check prints.
///
/// Three methods have intervals that are careful by their nature, of which the lower end of the band is
/// required alone: PAWN, whose median over few classes varies less than its jackknife; Shapley effects of given
/// data, whose error comes from the spread of parts with more distant neighbours than the whole; and eFAST,
/// whose estimates depend on a few phases, with a law on a bounded interval.
@Suite("Coverage of intervals of sensitivity indices")
struct SensitivityCoverageTests {
  static let repetitions = 400
  static let alarm = 0.01

  private func estimates(
    _ body: (UInt64) throws -> [IndexEstimate]
  ) rethrows -> [[IndexEstimate]] {
    try (1...Self.repetitions).map { try body(UInt64($0)) }
  }

  private func expectCovered(
    _ method: String, _ estimates: [[IndexEstimate]], exact: [Double]? = nil, checks: Int,
    isCareful: Bool = false
  ) {
    let band = BinomialBand.counts(
      Self.repetitions, probability: 0.95, alarm: Self.alarm / Double(checks))
    for index in estimates[0].indices {
      let own = estimates.map { $0[index] }
      // Exactly 0 in every repetition.
      if own.allSatisfy({ $0 == .zero }) { continue }
      let value =
        exact?[index] ?? own.reduce(0) { $0 + $1.value } / Double(Self.repetitions)
      let held = own.count { $0.low <= value && value <= $0.high }
      #expect(
        held >= band.lowerBound && (isCareful || held <= band.upperBound),
        "\(method) \(index): \(held) of \(Self.repetitions), \(band)")
    }
  }

  private func expectSilent(
    _ method: String, _ alarms: Int, repetitions: Int = Self.repetitions, checks: Int
  ) {
    let band = BinomialBand.counts(
      repetitions, probability: 0.05, alarm: 2 * Self.alarm / Double(checks))
    #expect(alarms <= band.upperBound, "\(method): \(alarms) of \(repetitions)")
  }

  /// x1 + x2, normal, with shares of the variance of 1/4 and 3/4, and a third factor without influence.
  private func gaussian(_ rows: Int, _ seed: UInt64) throws -> GivenData {
    let z = try SensitivitySamples.normals(3, rows: rows, seed: seed)
    return try GivenData(
      names: ["x1", "x2", "x3"], factors: z,
      outcome: (0..<rows).map { 0.5 * z[0][$0] + 0.75.squareRoot() * z[1][$0] })
  }

  @Test func pawn() throws {
    var alarms = 0
    let found = try estimates { seed in
      let data = try gaussian(256, seed)
      let indices = try PawnIndices.indices(data)
      if indices[2].index.value > NoiseFloor.pawn(data, seed: seed).upper { alarms += 1 }
      return indices[..<2].map(\.index)
    }
    expectCovered("pawn", found, checks: 3, isCareful: true)
    expectSilent("pawn", alarms, checks: 3)
  }

  @Test func delta() throws {
    var alarms = 0
    let found = try estimates { seed in
      let data = try gaussian(200, seed)
      let indices = try DeltaIndices.indices(data)
      if indices[2].index.value > NoiseFloor.delta(data, draws: 39).upper {
        alarms += 1
      }
      return indices[..<2].map(\.index)
    }
    // Intervals hold the bias as well.
    expectCovered("delta", found, checks: 3, isCareful: true)
    expectSilent("delta", alarms, checks: 3)
  }

  @Test func kernelDependence() throws {
    var alarms = 0
    let found = try estimates { seed in
      let indices = try KernelDependence.indices(gaussian(128, seed))
      if indices[2].pValue < 0.05 { alarms += 1 }
      return indices[..<2].map(\.index)
    }
    expectCovered("hsic", found, checks: 3)
    expectSilent("hsic", alarms, checks: 3)
  }

  @Test func nearestNeighbours() throws {
    var alarms = 0
    let found = try estimates { seed in
      let indices = try NearestNeighbourIndices.firstOrder(gaussian(320, seed))
      if indices[2].index.low > 0 { alarms += 1 }
      return indices.map(\.index)
    }
    // The interval holds the bias as well.
    expectCovered("nearest neighbours", found, checks: 4, isCareful: true)
    expectSilent("nearest neighbours", alarms, checks: 4)
  }

  @Test func ranks() throws {
    var alarms = 0
    let found = try estimates { seed in
      // The error is that of many rows: from 320 rows intervals of large indices hold 90 %.
      let indices = try RankIndices.firstOrder(gaussian(1024, seed))
      if indices[2].index.low > 0 { alarms += 1 }
      return indices.map(\.index)
    }
    expectCovered("ranks", found, checks: 4)
    expectSilent("ranks", alarms, checks: 4)
  }

  @Test func shapleyOfGivenData() throws {
    var alarms = 0
    let found = try estimates { seed in
      let indices = try ShapleyEffects.givenData(gaussian(320, seed), isDeterministic: false)
      if indices[2].index.low > 0 { alarms += 1 }
      return indices.map(\.index)
    }
    expectCovered("shapley, given data", found, checks: 4, isCareful: true)
    expectSilent("shapley, given data", alarms, checks: 4)
  }

  @Test func shapleyFromWalks() throws {
    for (example, exact) in [
      (SensitivityCase.product, [3.5 / 19, 3.5 / 19, 12.0 / 19]),
      (.ishigami, [0.4357470231788853, 0.4424111447900409, 0.1218418320310739]),
      (.inert, [0.2, 0.8, 0]),
    ] {
      let found = try estimates { seed in
        let base = try Design(
          .init(kind: .sobol, futures: 16 * 32, seed: seed, replicates: 32))
        return try Self.walks(example, base: base, seed: seed).effects.map(\.index)
      }
      expectCovered("shapley, \(example.name)", found, exact: exact, checks: 9)
    }
  }

  static func walks(_ example: SensitivityCase, base: Design, seed: UInt64) throws -> ShapleyWalks {
    try Selfcheck.shapley(
      AnalyticCase(
        name: example.name, first: example.first, total: example.total, value: example.value),
      base: base, seed: seed)
  }

  @Test func fourier() throws {
    var alarms = 0
    for example in [SensitivityCase.ishigami, .product, .moon] {
      let known = AnalyticCase(
        name: example.name, first: example.first, total: example.total, value: example.value)
      let found = try estimates { seed in
        let indices = try Selfcheck.fourier(known, frequency: 16, resamples: 8, seed: seed)
        return indices.factors.flatMap { [$0.first, $0.total] }
      }
      expectCovered("efast, \(example.name)", found, checks: 20, isCareful: true)
    }
    let inert = AnalyticCase(name: "inert", first: [0.2, 0.8, 0], total: [0.2, 0.8, 0]) {
      $0[0] + $0[1] + $0[0] * $0[1]
    }
    var totals = 0
    _ = try estimates { seed in
      let third = try Selfcheck.fourier(inert, frequency: 16, resamples: 8, seed: seed).factors[2]
      if third.first.low > 0 { alarms += 1 }
      if third.total.low > 0 { totals += 1 }
      return []
    }
    expectSilent("efast, first order", alarms, checks: 20)
    expectSilent("efast, total", totals, checks: 20)
  }

  @Test func morris() throws {
    // Effects on the four levels: of x1 x2 + x3 the mean level, of moon 1 + 3 x3 and 3 x1.
    for (example, exact) in [
      (SensitivityCase.product, [0.5, 0.5, 1]), (.moon, [2.5, 1, 1.5]), (.inert, [1, 2, 0]),
    ] {
      let found = try estimates { seed in
        let design = try MorrisTrajectories(factorCount: 3, count: 50, seed: seed)
        let indices = MorrisIndices.indices(
          design, names: ["x1", "x2", "x3"],
          outcomes: design.points.map { $0.map { example.value($0) } })
        return indices.flatMap { [$0.mean, $0.absolute] }
      }
      // Constant effects are exact but for rounding, which their intervals of width 0 do not hold.
      let bent = found[0].indices.filter { found[0][$0].standardError > 1e-10 }
      expectCovered(
        "morris, \(example.name)", found.map { row in bent.map { row[$0] } },
        exact: bent.map { exact[$0 / 2] }, checks: 8)
      for index in found[0].indices where !bent.contains(index) {
        #expect(found.allSatisfy { abs($0[index].value - exact[index / 2]) < 1e-10 })
      }
    }
  }

  @Test func derivatives() throws {
    let exact = Dictionary(
      uniqueKeysWithValues: Selfcheck.derivativeCases.map { ($0.name, $0.exact) })
    for (example, name) in [
      (SensitivityCase.ishigami, "Ishigami b=0.1"), (.moon, "x1 + x2 + 3 x1 x3"),
      (.product, "x1 x2 + x3"),
    ] {
      let step = 1e-6
      let found = try estimates { seed in
        let base = try Design(
          .init(kind: .sobol, futures: 16 * 32, seed: seed, replicates: 32))
        let columns = SensitivityRuns.inputs(base, count: 3, side: .a, offset: 0)
        func run(_ moving: Int?) -> [Double] {
          (0..<base.futures).map { point in
            var place = columns.map { $0[point] }
            if let moving { place[moving] += step }
            return example.value(place)
          }
        }
        return DerivativeIndices.indices(
          base: base, names: ["x1", "x2", "x3"], steps: columns.map { $0.map { _ in step } },
          constants: [1, 1, 1], outcomes: run(nil), moved: (0..<3).map { run($0) }
        ).map(\.measure)
      }
      // Constant slopes are exact but for the rounding of the difference.
      let bent = found[0].indices.filter { found[0][$0].standardError > 1e-6 }
      expectCovered(
        "dgsm, \(example.name)", found.map { row in bent.map { row[$0] } },
        exact: bent.map { exact[name]![$0] }, checks: 7)
    }
  }
}
