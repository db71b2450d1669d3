import Glibc
import Testing

@testable import Analysis

/// What decides whether a threshold is met: against an independent computation and cases whose answer is known.
@Suite("Target HSIC")
struct TargetHSICTests {
  private static let method = SensitivityMethods.givenData(named: "target-hsic")!

  private func result(_ data: GivenData, threshold: Double) throws -> MethodResult {
    try Self.method.result(data, option: (Self.method.options[0], threshold))
  }

  /// Multiples of an irrational number, less their whole parts: spread evenly and the same everywhere.
  private func fractions(_ step: Double, _ count: Int) -> [Double] {
    (1...count).map { (Double($0) * step).truncatingRemainder(dividingBy: 1) }
  }

  /// Three factors and an outcome that feels the first most.
  private func data(_ count: Int) throws -> GivenData {
    let x = [
      fractions(0.6180339887498949, count),
      fractions(1.4142135623730951, count).map { $0 * $0 * $0 },
      fractions(1.7320508075688772, count),
    ]
    return try GivenData(
      names: ["x1", "x2", "x3"], factors: x,
      outcome: (0..<count).map { bend(x[0][$0]) + x[1][$0] + 0.1 * x[2][$0] })
  }

  /// A bend without functions whose last bits differ from machine to machine.
  private func bend(_ x: Double) -> Double { 4 * x * (1 - x) }

  @Test("indices are those of a few lines of NumPy, whatever the kernel of the indicator")
  func reference() throws {
    // NumPy 2.4.6 on the rows of data(72), z = (y >= 1):
    //   K = exp(-(x[:, None] - x)**2 / (2 * x.var(ddof=1))); H = eye(n) - ones((n, n)) / n
    //   hsic = lambda K, L: trace(K @ H @ L @ H) / n**2
    //   hsic(K, L) / sqrt(hsic(K, K) * hsic(L, L)), L = (z[:, None] == z) or the Gaussian kernel of z
    let expected = [0.21694648622115378, 0.25179137818671515, 0.012156024133625626]
    let found = try result(data(72), threshold: 1)
    // Rounding of sums over 5,184 pairs.
    for (row, value) in zip(found.rows, expected) {
      #expect(abs(row.estimates[0].value - value) < 1e-12, "\(row.factor)")
    }
    #expect(found.findings == [.region(.atLeast(1), inside: 38, rows: 72)])
  }

  @Test("features of a kernel are the kernel")
  func features() throws {
    let x = try data(60).factors[1] + [-7.5, 9]
    let (features, n) = (KernelFeatures(x), Double(x.count))
    let (deviations, variance) = Ranks.centred(x)
    let rate = -0.5 / (variance * n / (n - 1))
    func kernel(_ i: Int, _ j: Int) -> Double {
      exp(rate * (deviations[i] - deviations[j]) * (deviations[i] - deviations[j]))
    }
    let rows = x.indices.map { i in x.indices.reduce(0) { $0 + kernel(i, $1) } / n }
    let mean = rows.reduce(0, +) / n
    let chosen = Array(stride(from: 0, to: x.count, by: 3))
    var direct = 0.0
    for i in chosen {
      for j in chosen { direct += kernel(i, j) - rows[i] - rows[j] + mean }
    }
    // What the sum of features leaves out, and rounding.
    #expect(abs(features.criterion(chosen) - direct) < 1e-9 * direct)
  }

  @Test("the factor that decides comes first, and the others have nothing to do with it")
  func decides() throws {
    let whole = try data(400)
    let data = try GivenData(
      names: whole.names, factors: whole.factors, outcome: whole.factors[0])
    let rows = try result(data, threshold: 0.7).rows
    #expect(rows[0].pValue == 1.0 / 200 && rows[0].estimates[0].value > 0.5)
    for row in rows.dropFirst() {
      #expect(row.pValue! > 0.05 && row.estimates[0].value < 0.05, "\(row.factor)")
    }
  }

  @Test("a factor without influence has any p value as often as any other")
  func uniform() throws {
    // 200 tables of 64 rows: how many p values are at most a half and at most 0.05. Outside these bounds once in
    // 10,000 seeds each.
    let inputs = try Selfcheck.uniformSamples(10, seed: 3)
    var values: [Double] = []
    for sample in inputs {
      for (factor, outcome) in zip(sample.indices, sample.indices.reversed())
      where factor != outcome {
        values.append(
          try TargetKernelDependence.indices(
            GivenData(
              names: ["x"], factors: [Array(sample[factor].prefix(64))],
              outcome: Array(sample[outcome].prefix(64))), isMet: { $0 >= 0.6 })[0].pValue)
      }
    }
    #expect(values.count == 200)
    #expect((73...127).contains(values.count { $0 <= 0.5 }))
    #expect((1...24).contains(values.count { $0 <= 0.05 }))
  }

  @Test("a threshold that nearly all or nearly no rows meet is refused")
  func oneSided() throws {
    for threshold in [-1.0, 2, 10] {
      #expect(throws: SensitivityError.self) { try result(data(100), threshold: threshold) }
    }
  }
}
