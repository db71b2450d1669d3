import Glibc
import Sampling
import Testing

@testable import Analysis

@Suite("Joint flips")
struct JointFlipTests {
  private func flip(
    _ function: (UnsafePointer<Double>) -> Double, count: Int = 4, seed: UInt64 = 3,
    points: Int = 4096, closed: IndexEstimate? = nil
  ) throws -> JointFlip {
    let design = try Design(.init(kind: .sobol, futures: points, seed: seed))
    let factors = SensitivityRuns.inputs(design, count: count, side: .a, offset: 512)
    var point = [Double](repeating: 0, count: count)
    let difference = (0..<design.futures).map { future in
      for factor in 0..<count { point[factor] = factors[factor][future] }
      return function(point)
    }
    // In units of their own, so that the line has to be one in them: x0 in 10...30, x1 in -1...0.
    let own = factors.enumerated().map { index, column in
      column.map { index == 0 ? 10 + 20 * $0 : index == 1 ? $0 - 1 : $0 }
    }
    let analysis = try FlipAnalysis(
      names: (0..<count).map { "x\($0)" }, factors: own, difference: difference,
      groups: (0..<design.futures).map { design.group(of: $0) })
    return try #require(analysis.jointFlip(of: 0, and: 1, closed: closed))
  }

  @Test("a linear difference flips on its line, in the units of the factors")
  func linear() throws {
    // u + 2 v = 0.9 with u = (x - 10) / 20 and v = y + 1: x / 20 + 2 y = -0.6.
    let found = try flip {
      2 * $0[0] + 4 * $0[1] - 1.8 + ($0[2] - 0.5) * ($0[3] - 0.5) + 0.5 * ($0[2] - 0.5)
    }
    #expect(found.finding == .line)
    let line = try #require(found.line)
    #expect(abs(line.a / line.b - 0.05 / 2) < 0.001)
    #expect(abs(line.c / line.b + 0.3) < 0.01)
    // The coefficients are those of the difference itself.
    #expect(abs(line.a - 0.1) < 0.01 && abs(line.b - 4) < 0.2)
    #expect(line.low <= line.c && line.c <= line.high)
    // Below the line the difference is negative, and it is positive on average: P(u + 2 v < 0.9) = 0.2.
    #expect(abs(line.share - 0.2025) < 0.01)
    for crossing in line.crossings {
      let exact = (0.9 - (crossing.x - 10) / 20) / 2 - 1
      #expect(abs(crossing.y - exact) < 0.01)
      #expect(crossing.low < exact && exact < crossing.high && crossing.high - crossing.low < 0.05)
    }
    // At the 95 % quantile of x the line lies below the range of y.
    #expect(line.crossings.count == 2)
  }

  @Test("a difference of one sign has no joint flip")
  func none() throws {
    let found = try flip { 1 + $0[0] + $0[1] + 2 * ($0[2] - 0.5) }
    #expect(found.finding == .none && found.line == nil)
  }

  @Test("factors that flip nothing alone may flip the choice together")
  func together() throws {
    // E[d | u] = 0.05 + 0.5 u is positive everywhere, and so is E[d | v].
    let found = try flip { 0.5 * $0[0] + 0.5 * $0[1] - 0.2 + 0.3 * ($0[2] - 0.5) }
    #expect(found.finding == .line)
    let line = try #require(found.line)
    // P(u + v < 0.4) = 0.08.
    #expect(abs(line.share - 0.08) < 0.01)
  }

  @Test("a circle is not a line")
  func bent() throws {
    let found = try flip {
      ($0[0] - 0.5) * ($0[0] - 0.5) + ($0[1] - 0.5) * ($0[1] - 0.5) - 0.1
        + 0.1 * ($0[2] - 0.5)
    }
    #expect(found.finding == .bent && found.line == nil)
  }

  @Test("a surface that does not represent the conditional mean says nothing")
  func unfit() throws {
    let waves = try flip { sin(20 * $0[0]) * sin(20 * $0[1]) + 0.1 * $0[0] }
    #expect(waves.finding == .unfit && waves.line == nil && waves.lackOfFit > 0.1)
    // A closed index far above what the surface has is held against it, too.
    let short = try flip(
      { $0[0] + $0[1] - 1 + 3 * ($0[2] - 0.5) },
      closed: IndexEstimate(value: 0.9, standardError: 0.01, degreesOfFreedom: 31))
    #expect(short.finding == .unfit)
    let right = try flip(
      { $0[0] + $0[1] - 1 + 3 * ($0[2] - 0.5) },
      closed: IndexEstimate(value: 2.0 / 11, standardError: 0.01, degreesOfFreedom: 31))
    #expect(right.finding == .line && abs(right.determination - 2.0 / 11) < 0.02)
  }

  @Test("the interval of the line covers the true one about as often as it says")
  func coverage() throws {
    // 100 runs of 95 %: fewer than 86 have a probability of 2e-4, three counts together 6e-4. The noise is an
    // interaction of two other factors, which no slope takes out.
    var hits = [0, 0, 0]
    for seed in 0..<100 as Range<UInt64> {
      let found = try flip(
        { $0[0] + 2 * $0[1] - 1.4 + 6 * ($0[2] - 0.5) * ($0[3] - 0.5) }, seed: seed, points: 2048)
      guard found.finding == .line, let line = found.line else { continue }
      // u + 2 v = 1.4 has its middle at u = 0.5: c is that of this point for the estimated slope.
      let exact = line.a * 20 + line.b * -0.55
      if line.low <= exact && exact <= line.high { hits[0] += 1 }
      for (index, crossing) in line.crossings.filter({ $0.y < 0 }).prefix(2).enumerated() {
        let y = (1.4 - (crossing.x - 10) / 20) / 2 - 1
        if crossing.low <= y && y <= crossing.high { hits[1 + index] += 1 }
      }
    }
    #expect(hits.allSatisfy { $0 >= 86 }, "\(hits) of 100")
  }
}
