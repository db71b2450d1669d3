import Glibc
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// Independent samples of sensitivity cases, for methods that need no design.
enum SensitivitySamples {
  /// Independent uniforms, by factor.
  static func uniforms(_ factors: Int, rows: Int, seed: UInt64) throws -> [[Double]] {
    let design = try Design(.init(kind: .random, futures: rows, seed: seed))
    return SensitivityRuns.inputs(design, count: factors, side: .a, offset: 0)
  }

  static func data(_ example: SensitivityCase, rows: Int, seed: UInt64) throws -> GivenData {
    let columns = try uniforms(example.count, rows: rows, seed: seed)
    var point = [Double](repeating: 0, count: example.count)
    let outcome = (0..<rows).map { row in
      for factor in 0..<example.count { point[factor] = columns[factor][row] }
      return example.value(point)
    }
    return try GivenData(
      names: (0..<example.count).map { "x\($0)" }, factors: columns, outcome: outcome)
  }

  /// Normal factors, by the quantiles of uniforms.
  static func normals(_ factors: Int, rows: Int, seed: UInt64) throws -> [[Double]] {
    try uniforms(factors, rows: rows, seed: seed).map { $0.map { Normal.quantile($0) } }
  }
}

/// Given-data methods against closed forms.
///
/// Means over 40 independent samples (seeds 1 to 40) are compared with exact values in units of
/// their own standard error, by t quantiles that give 1 % false alarms over all indices of a test.
/// Indices that are biased at finite n are compared after the leading term of the bias has been
/// taken out, or their bias is required to be below the standard error of a single estimate, as
/// their documentation says.
@Suite struct SensitivityGivenDataTests {
  static let samples = 40
  static let alarm = 0.01

  /// Mean over samples, its standard error, and the mean printed standard error.
  private func means(
    _ estimates: [[IndexEstimate]]
  ) -> [(mean: Double, error: Double, printed: Double)] {
    let n = Double(estimates.count)
    return estimates[0].indices.map { index in
      let mean = estimates.reduce(0) { $0 + $1[index].value } / n
      let squares = estimates.reduce(0) {
        $0 + ($1[index].value - mean) * ($1[index].value - mean)
      }
      return (
        mean, (squares / (n - 1) / n).squareRoot(),
        estimates.reduce(0) { $0 + $1[index].standardError } / n
      )
    }
  }

  private func expectExact(
    _ estimates: [[IndexEstimate]], _ exact: [Double], checks: Int, _ name: String
  ) {
    let limit = StudentT.quantile(
      1 - Self.alarm / Double(2 * checks), degreesOfFreedom: Double(estimates.count - 1))
    for (index, found) in means(estimates).enumerated() {
      let gap = abs(found.mean - exact[index])
      #expect(gap <= limit * found.error, "\(name) \(index): \(found) for \(exact[index])")
      // The printed standard error is of the size of the true one: 40 samples know that within a
      // factor of 1.5 with a false alarm rate of 1e-3 each, and jackknifes of class means err
      // upwards.
      if found.error > 0 {
        let ratio = found.printed / (found.error * Double(estimates.count).squareRoot())
        #expect(ratio > 1 / 1.5 && ratio < 2.5, "\(name) \(index): \(ratio)")
      }
    }
  }

  private func estimates(
    _ example: SensitivityCase, rows: Int,
    _ method: (GivenData) throws -> [FactorIndex]
  ) throws -> [[IndexEstimate]] {
    try (1...Self.samples).map { seed in
      try method(SensitivitySamples.data(example, rows: rows, seed: UInt64(seed))).map(\.index)
    }
  }

  @Test func firstOrderIndicesAgreeWithClosedForms() throws {
    let cases: [SensitivityCase] = [.ishigami, .moon, .product, .inert]
    let checks = 4 * cases.reduce(0) { $0 + $1.count }
    for example in cases {
      expectExact(
        try estimates(example, rows: 1024) { RankIndices.firstOrder($0) }, example.first,
        checks: checks, "ranks, \(example.name)")
      expectExact(
        try estimates(example, rows: 512) { try RandomBalanceIndices.firstOrder($0) },
        example.first, checks: checks, "RBD-FAST, \(example.name)")
      expectExact(
        try estimates(example, rows: 512) { try BinnedIndices.firstOrder($0, classes: 24) },
        example.first, checks: checks, "classes, \(example.name)")
    }
  }

  @Test func nearestNeighboursAgreeWithClosedForms() throws {
    for (example, exact) in [
      (.ishigami, [0.5575888552099592, 0.7563163]), (.moon, [0.902439024390, 0.707317073171]),
      (.product, [15.0 / 19, 7.0 / 19]),
    ] as [(SensitivityCase, [Double])] {
      // Pairs (x0, x2) and, for the functions without such interactions, (x0, x1).
      let pairs = [[0, 2], [0, 1]]
      let all = try (1...20).map { seed in
        let data = try SensitivitySamples.data(example, rows: 512, seed: UInt64(seed))
        return try pairs.map { try NearestNeighbourIndices.closed(data, factors: $0) }
      }
      for (found, exact) in zip(means(all), exact) {
        #expect(abs(found.mean - exact) < found.printed, "\(example.name) \(found) for \(exact)")
      }
    }
  }

  @Test func shapleyEffectsAgreeWithClosedForms() throws {
    // y = x1 + x2, normal with standard deviations 1 and 2 and correlation 1/2: 19/56 and 37/56.
    // For independent factors the first-order index and half of every pair: x1 x2 + x3 and x1 + x2
    // + 3 x1 x3.
    let dependent = try (1...10).map { seed in
      let z = try SensitivitySamples.normals(2, rows: 512, seed: UInt64(seed))
      let second = zip(z[0], z[1]).map { $0 + 3.0.squareRoot() * $1 }
      let data = try GivenData(
        names: ["x0", "x1"], factors: [z[0], second], outcome: zip(z[0], second).map { $0 + $1 })
      return try ShapleyEffects.givenData(data, isDeterministic: true).map(\.index)
    }
    var checks = [(dependent, [19.0 / 56, 37.0 / 56])]
    for (example, exact) in [
      (.product, [3.5 / 19, 3.5 / 19, 12.0 / 19]),
      (.moon, [0.646341463415, 0.097560975610, 0.256097560976]),
    ] as [(SensitivityCase, [Double])] {
      checks.append(
        (
          try (1...10).map { seed in
            let data = try SensitivitySamples.data(example, rows: 512, seed: UInt64(seed))
            return try ShapleyEffects.givenData(data, isDeterministic: true).map(\.index)
          }, exact
        ))
    }
    for (estimates, exact) in checks {
      for estimate in estimates {
        #expect(abs(estimate.reduce(0) { $0 + $1.value } - 1) < 1e-12)
      }
      for (found, exact) in zip(means(estimates), exact) {
        #expect(abs(found.mean - exact) < found.printed, "\(found) for \(exact)")
      }
    }
  }

  /// Shares of the variance of a sum of two normal factors.
  static let shares = [0.25, 0.5, 0.75]

  private func gaussian(_ share: Double, rows: Int, seed: UInt64) throws -> GivenData {
    let z = try SensitivitySamples.normals(2, rows: rows, seed: seed)
    return try GivenData(
      names: ["x0", "x1"], factors: z,
      outcome: (0..<rows).map {
        share.squareRoot() * z[0][$0] + (1 - share).squareRoot() * z[1][$0]
      })
  }

  @Test func correlationsOfNormalFactorsAgreeWithClosedForms() throws {
    // Pearson r = sqrt(share); Spearman (6 / pi) asin(r / 2); Chatterjee (3 / pi) asin((1 + r^2) /
    // 2) - 1/2.
    for share in Self.shares {
      let r = share.squareRoot()
      let other = (1 - share).squareRoot()
      let rank = [r, other].map { 6 / .pi * asin($0 / 2) }
      let unexplained = 1 - rank[0] * rank[0] - rank[1] * rank[1]
      let partial = rank.map { $0 / ($0 * $0 + unexplained).squareRoot() }
      var found: [[[IndexEstimate]]] = [[], [], [], []]
      for seed in 1...Self.samples {
        let data = try gaussian(share, rows: 1024, seed: UInt64(seed))
        let regression = try RegressionIndices(data)
        #expect(abs(regression.determination.value - 1) < 1e-12)
        found[0].append(regression.coefficients.map(\.index))
        found[1].append(regression.rankCoefficients.map(\.index))
        found[2].append(regression.partialRankCorrelations.map(\.index))
        found[3].append(RankIndices.chatterjee(data).map(\.index))
      }
      let exact = [[r, other], rank, partial]
      for index in 0..<3 {
        expectExact(found[index], exact[index], checks: 24, "regression \(index) of \(share)")
      }
      let limit = StudentT.quantile(
        1 - Self.alarm / 48, degreesOfFreedom: Double(Self.samples - 1))
      let xi = [share, 1 - share].map { 3 / .pi * asin((1 + $0) / 2) - 0.5 }
      for (found, exact) in zip(means(found[3]), xi) {
        #expect(abs(found.mean - exact) < limit * found.error, "\(found) for \(exact)")
      }
    }
  }

  @Test func kernelDependenceAgreesWithClosedForms() throws {
    // Kernels as long as the standard deviation: E[k l] etc. are Gaussian integrals of the
    // correlation r.
    func criterion(_ r: Double) -> Double {
      1 / (9 - 4 * r * r).squareRoot() + 1.0 / 3 - 2 / (9 - r * r).squareRoot()
    }
    for share in Self.shares {
      let exact = criterion(share.squareRoot()) / criterion(1)
      // The bias is of order 1 / n: twice the value of all rows less the mean of the halves' has
      // none.
      let corrected = try (1...Self.samples).map { seed in
        let data = try gaussian(share, rows: 512, seed: UInt64(seed))
        let x = data.factors[0]
        let y = data.outcome
        let whole = try kernelIndex(x, y).index
        let halves = try [0..<256, 256..<512].map {
          try kernelIndex(Array(x[$0]), Array(y[$0])).index.value
        }
        return 2 * whole.value - (halves[0] + halves[1]) / 2
      }
      let n = Double(Self.samples)
      let mean = corrected.reduce(0, +) / n
      let error = (corrected.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) / n)
        .squareRoot()
      let limit = StudentT.quantile(1 - Self.alarm / 6, degreesOfFreedom: n - 1)
      #expect(abs(mean - exact) < limit * error, "\(share): \(mean) \(error) for \(exact)")
    }
  }

  /// The kernel index of one factor.
  private func kernelIndex(_ x: [Double], _ y: [Double]) throws -> KernelDependenceIndex {
    try KernelDependence.indices(GivenData(names: ["x"], factors: [x], outcome: y))[0]
  }

  @Test func kernelTestsKeepTheirLevel() throws {
    let repetitions = 200
    let alarms = try (1...repetitions).count { seed in
      let u = try SensitivitySamples.uniforms(2, rows: 128, seed: UInt64(seed))
      return try kernelIndex(u[0], u[1].map { $0 * $0 }).pValue < 0.05
    }
    let band = BinomialBand.counts(repetitions, probability: 0.05, alarm: Self.alarm)
    #expect(band.contains(alarms), "\(alarms) of \(repetitions), \(band)")
  }

  /// Distribution functions of the outcome in each of ten classes of a normal factor, at a value.
  private func classDistributions(_ y: Double, _ share: Double) -> [Double] {
    let steps = 100
    return (0..<10).map { part in
      (0..<steps).reduce(0) { sum, step in
        let u = (Double(part) + (Double(step) + 0.5) / Double(steps)) / 10
        let z = Normal.quantile(u)
        return sum
          + Normal.cumulative((y - share.squareRoot() * z) / (1 - share).squareRoot())
          / Double(steps)
      }
    }
  }

  @Test func distributionIndicesAgreeWithTheirClasses() throws {
    var deltaBias = [0.0, 0]
    for share in Self.shares {
      // By integration: the largest gap, and half the total variation, between class and whole.
      let grid = (0...600).map { -4 + Double($0) * 8 / 600 }
      var gaps = [Double](repeating: 0, count: 10)
      var variation = 0.0
      var last = [Double](repeating: 0, count: 10)
      for y in grid {
        let values = classDistributions(y, share).map { $0 - Normal.cumulative(y) }
        for part in 0..<10 {
          gaps[part] = max(gaps[part], abs(values[part]))
          variation += abs(values[part] - last[part]) / 20
        }
        last = values
      }
      gaps.sort()
      let exact = (gaps[4] + gaps[5]) / 2
      func bias(
        _ rows: Int, _ samples: Int, _ exact: Double, _ method: (GivenData) throws -> [FactorIndex]
      ) throws -> Double {
        let found = try (1...samples).map { seed in
          try method(gaussian(share, rows: rows, seed: UInt64(seed))).map(\.index)
        }
        // Intervals are about the mean at this number of rows, which the bias is not part of. Those
        // of the median of few classes are on the wide side, so that only the lower end of the band
        // counts.
        let mean = means(found)[0].mean
        let covered = found.count { $0[0].low <= mean && mean <= $0[0].high }
        let band = BinomialBand.counts(samples, probability: 0.95, alarm: Self.alarm / 12)
        #expect(covered >= band.lowerBound, "\(covered) of \(samples)")
        return abs(mean - exact)
      }
      // Luck adds about n^(-1/2) at most: 16 times the rows leave less than half of the bias.
      let pawn = try [256, 4096].map {
        try bias($0, 12, exact) { try PawnIndices.indices($0) }
      }
      #expect(pawn[1] < pawn[0] / 2, "\(share) \(pawn)")
      for (size, rows) in [256, 2048].enumerated() {
        deltaBias[size] += try bias(rows, 6, variation) { try DeltaIndices.indices($0) }
      }
    }
    // Parts get finer with the fourth root of n, and luck falls faster: 8 times the rows leave 0.6 of the bias, 0.8
    // with noise.
    #expect(deltaBias[1] < 0.8 * deltaBias[0], "\(deltaBias)")
  }

  @Test func aFactorWithoutInfluenceStaysOnTheNoiseFloor() throws {
    var above = 0
    let repetitions = 60
    for seed in 1...repetitions {
      let data = try SensitivitySamples.data(.inert, rows: 128, seed: UInt64(seed))
      let floor = NoiseFloor.pawn(data, seed: UInt64(seed))
      let indices = try PawnIndices.indices(data)
      if indices[2].index.value > floor.upper { above += 1 }
      #expect(indices[1].index.value > floor.upper)
    }
    let band = BinomialBand.counts(repetitions, probability: 0.05, alarm: Self.alarm)
    #expect(band.contains(above), "\(above) of \(repetitions), \(band)")
  }

  @Test func regionsAreFoundAndOthersLeftAlone() throws {
    let repetitions = 200
    var alarms = 0
    for seed in 1...repetitions {
      let u = try SensitivitySamples.uniforms(11, rows: 200, seed: UInt64(seed))
      // The region is x0 > 0.7; ten other factors have nothing to do with it.
      let data = try GivenData(
        names: (0..<11).map { "x\($0)" }, factors: u, outcome: u[0])
      let indices = try RegionalAnalysis.indices(data) { $0 > 0.7 }
      #expect(indices[0].distance == 1 && indices[0].isLargerInside)
      #expect(indices[0].at <= 0.7 && indices[0].at > 0.6 && indices[0].adjustedPValue < 1e-9)
      if indices[1...].contains(where: { $0.adjustedPValue < 0.05 }) { alarms += 1 }
    }
    // At most 5 % over all factors together; Holm and the law of few rows both err on the careful
    // side.
    let band = BinomialBand.counts(repetitions, probability: 0.05, alarm: 2 * Self.alarm)
    #expect(alarms <= band.upperBound, "\(alarms) of \(repetitions)")
    #expect(alarms > 0)
  }

  @Test func mistakesAreNamed() throws {
    let column = (0..<100).map { Double($0 * 37 % 100) }
    func message(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch { return "\(error)" }
    }
    func make(_ names: [String], _ factors: [[Double]], _ y: [Double]) throws -> GivenData {
      try GivenData(names: names, factors: factors, outcome: y)
    }
    var hole = column
    hole[4] = .nan
    let square = column.map { $0 * $0 }
    #expect(
      message { _ = try make(["k"], [hole], square) }
        == "k is nan in row 5, which is not a finite number")
    #expect(
      message { _ = try make(["k"], [[1, 2]], square) }
        == "k has 2 rows, but the outcome has 100")
    #expect(
      message { _ = try make(["k", "k"], [column, column], square) }
        == "two factors are named k")
    #expect(
      message { _ = try make(["k"], [column], column.map { _ in 2 }) }
        == "the outcome is 2.0 in every row, so that nothing can matter")
    #expect(
      message { _ = try make(["k"], [column], column.map { $0 < 7 ? 1 : .nan }) }
        == "at least 10 rows with an outcome are needed: 7")
    let twice = try make(["k", "l"], [column, column.map { 2 * $0 + 1 }], square)
    #expect(
      message { _ = try RegressionIndices(twice) }?.hasSuffix(
        "is a linear combination of other factors; leave it out of the regression") == true)
    #expect(
      message { _ = try PawnIndices.indices(twice, classes: 20) }
        == "PAWN with 20 classes needs at least 200 rows: 100")
    // Failed rows are left out and counted.
    let part = try make(["k"], [column], square.enumerated().map { $0 % 10 == 0 ? .nan : $1 })
    #expect(part.failed == 10 && part.rowCount == 90 && part.factors[0].count == 90)
  }
}
