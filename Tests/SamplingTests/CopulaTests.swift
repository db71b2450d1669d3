import Glibc
import NumericCore
import Sampling
import Testing

@Suite("Gaussian copula")
struct CopulaTests {
  static let names = ["alpha", "beta", "gamma", "delta"]

  func source(
    _ copula: GaussianCopula?, names: [String] = names, kind: DesignSpecification.Kind = .random,
    futures: Int = 20_000, laws: [Distribution]? = nil
  ) throws -> DrawSource {
    let columns = names.enumerated().map { index, name in
      ColumnSource.marginal(
        StreamKey(name: name, dimension: Int(name.utf8.first!)),
        laws?[index] ?? .uniform(low: 0, high: 1))
    }
    return try DrawSource(
      design: Design(.init(kind: kind, futures: futures, seed: 1)), columns: columns,
      copula: copula, joint: nil)
  }

  func columns(_ source: DrawSource, _ chosen: [Int], futures: Range<Int>) -> [[Double]] {
    let count = futures.count
    var output = [Double](repeating: .nan, count: chosen.count * count)
    source.fill(columns: chosen, futures: futures, lanes: count, into: &output)
    return chosen.indices.map { Array(output[$0 * count..<($0 + 1) * count]) }
  }

  func rankCorrelation(_ x: [Double], _ y: [Double]) -> Double {
    func ranks(_ values: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: values.count)
      for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
        result[index] = Double(rank)
      }
      return result
    }
    let n = Double(x.count)
    let squares = zip(ranks(x), ranks(y)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 1 - 6 * squares / (n * (n * n - 1))
  }

  /// The sample rank correlation of n independent pairs has standard deviation below 1 / sqrt n; six
  /// pairs within 5 of them: false alarm below 4e-6.
  @Test func rankCorrelationsAreThoseStated() throws {
    let copula = try GaussianCopula(
      names: Self.names,
      rankCorrelations: [
        ("alpha", "beta", 0.69), ("beta", "gamma", -0.4), ("delta", "alpha", 0.3),
      ], repair: false)
    let laws: [Distribution] = [
      .uniform(low: 0, high: 1), .lognormal(median: 1, sigma: 2),
      .beta(low: 0, high: 1, alpha: 2, beta: 2), .normal(mean: 0, standardDeviation: 1),
    ]
    let draws = columns(try source(copula, laws: laws), [0, 1, 2, 3], futures: 0..<20_000)
    let limit = 5 / 20_000.0.squareRoot()
    for i in 0..<4 {
      for j in 0..<i {
        let stated = copula.rankCorrelation(Self.names[i], Self.names[j])!
        let found = rankCorrelation(draws[i], draws[j])
        #expect(
          (found - stated).magnitude < limit, "\(Self.names[i]) and \(Self.names[j]): \(found)")
      }
    }
    #expect((copula.rankCorrelation("beta", "alpha")! - 0.69).magnitude < 1e-14)
    #expect(copula.rankCorrelation("gamma", "alpha") == 0)
  }

  /// Laws stay uniform. Kolmogorov's statistic at level 1e-5, four columns: false alarm 4e-5.
  @Test func lawsStayAsTheyAre() throws {
    let copula = try GaussianCopula(
      names: Self.names,
      rankCorrelations: [("alpha", "beta", 0.9), ("alpha", "gamma", 0.8), ("beta", "gamma", 0.7)],
      repair: false)
    for column in columns(try source(copula), [0, 1, 2, 3], futures: 0..<20_000) {
      let sorted = column.sorted()
      let distance = sorted.indices.reduce(0.0) { largest, index in
        let step = Double(index) / 20_000
        return max(largest, sorted[index] - step, step + 1 / 20_000 - sorted[index])
      }
      // P(sqrt(n) D > 2.47) = 2 exp(-2 * 2.47^2) = 1e-5.
      #expect(distance < 2.47 / 20_000.0.squareRoot())
      #expect(sorted.first! > 0 && sorted.last! < 1)
    }
  }

  @Test func factorsWithoutCorrelationAndTheFirstOneKeepTheirDraws() throws {
    let copula = try GaussianCopula(
      names: Self.names, rankCorrelations: [("beta", "delta", 0.5)], repair: false)
    let free = columns(try source(nil), [0, 1, 2, 3], futures: 10..<300)
    let coupled = columns(try source(copula), [0, 1, 2, 3], futures: 10..<300)
    #expect(free[0] == coupled[0] && free[2] == coupled[2])
    // "beta" has a lower dimension than "delta" here, whatever the order of names.
    #expect(free[1] == coupled[1])
    #expect(free[3] != coupled[3])
  }

  @Test func anotherFactorChangesOnlyHigherDimensions() throws {
    let pairs = [("alpha", "beta", 0.5)]
    let before = try GaussianCopula(names: Self.names, rankCorrelations: pairs, repair: false)
    let after = try GaussianCopula(
      names: Self.names.reversed(),
      rankCorrelations: [("gamma", "alpha", 0.4), ("gamma", "beta", -0.2)] + pairs, repair: false)
    let first = columns(try source(before), [0, 1, 2, 3], futures: 0..<100)
    let second = columns(try source(after), [0, 1, 2, 3], futures: 0..<100)
    // "gamma" has the highest dimension.
    #expect(first[0] == second[0] && first[1] == second[1] && first[3] == second[3])
    #expect(first[2] != second[2])
  }

  @Test func partsOfABlockAgreeWithTheWhole() throws {
    let copula = try GaussianCopula(
      names: Self.names, rankCorrelations: [("alpha", "beta", 0.5), ("beta", "gamma", 0.5)],
      repair: false)
    for kind in DesignSpecification.Kind.allCases {
      let source = try source(copula, kind: kind, futures: 1024)
      let whole = columns(source, [0, 1, 2, 3], futures: 0..<1024)
      for column in 0..<4 {
        for part in [0..<1, 3..<77, 1000..<1024] {
          #expect(columns(source, [column], futures: part)[0] == Array(whole[column][part]))
        }
      }
    }
  }

  @Test func inconsistentPairsAreNamed() {
    // "delta" is coupled, too, but innocent.
    #expect(
      throws: DesignError(
        "the rank correlations are not positive definite; these cannot hold together: "
          + "alpha and beta (0.9), alpha and gamma (0.9), beta and gamma (-0.5)")
    ) {
      try GaussianCopula(
        names: Self.names,
        rankCorrelations: [
          ("alpha", "beta", 0.9), ("alpha", "gamma", 0.9), ("beta", "gamma", -0.5),
          ("delta", "alpha", 0.2),
        ], repair: false)
    }
    #expect(
      throws: DesignError(
        "the rank correlations are not positive definite; these cannot hold together: "
          + "beta and delta (1.0)")
    ) {
      try GaussianCopula(
        names: Self.names, rankCorrelations: [("beta", "delta", 1), ("alpha", "gamma", 0.3)],
        repair: false)
    }
  }

  @Test func mistakesAreRefused() {
    let cases: [([String], [(String, String, Double)], String)] = [
      (["a", "a"], [], "the factor a is coupled twice"),
      (["a", "b"], [("a", "c", 0.1)], "the rank correlation of an unknown factor is given: c"),
      (["a", "b"], [("a", "a", 0.1)], "the rank correlation of a with itself is given"),
      (
        ["a", "b"], [("a", "b", 1.2)],
        "the rank correlation of a and b must be between -1 and 1: 1.2"
      ),
      (
        ["a", "b"], [("a", "b", .nan)],
        "the rank correlation of a and b must be between -1 and 1: nan"
      ),
      (
        ["a", "b"], [("a", "b", 0.2), ("b", "a", 0.2)],
        "the rank correlation of b and a is given twice"
      ),
    ]
    for (names, pairs, description) in cases {
      #expect(throws: DesignError(description)) {
        try GaussianCopula(names: names, rankCorrelations: pairs, repair: true)
      }
    }
    #expect(throws: DesignError("zeta has a rank correlation but no distribution of its own")) {
      try source(
        GaussianCopula(
          names: ["alpha", "zeta"], rankCorrelations: [("alpha", "zeta", 0.1)], repair: false))
    }
  }

  @Test func repairOnlyWhenAskedAndReported() throws {
    let pairs = [("alpha", "beta", 0.9), ("alpha", "gamma", 0.9), ("beta", "gamma", -0.5)]
    let copula = try GaussianCopula(names: Self.names, rankCorrelations: pairs, repair: true)
    #expect(copula.wasRepaired)
    let changes = pairs.map { (copula.rankCorrelation($0.0, $0.1)! - $0.2).magnitude }
    #expect((copula.largestChange - changes.max()!).magnitude < 1e-12)
    #expect(copula.largestChange > 0.1 && copula.largestChange < 0.5)
    #expect(try SymmetricEigen(copula.correlations).values[0] > GaussianCopula.smallestEigenvalue)
    #expect((0..<4).allSatisfy { copula.correlations[$0, $0] == 1 })
    // A factor nobody coupled stays free.
    #expect(copula.rankCorrelation("delta", "alpha") == 0)
    let fine = try GaussianCopula(
      names: Self.names, rankCorrelations: [("alpha", "beta", 0.5)], repair: true)
    #expect(!fine.wasRepaired && fine.largestChange == 0)
  }
}
