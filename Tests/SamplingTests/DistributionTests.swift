import Glibc
import NumericCore
import Sampling
import Testing

@Suite("Distributions")
struct DistributionTests {
  /// SciPy inverts with its own rounding; agreement to eleven digits leaves no room for another formula.
  static let tolerance = 1e-11

  func isClose(_ a: Double, _ b: Double, _ tolerance: Double = tolerance) -> Bool {
    (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude, 1e-3)
  }

  @Test(arguments: DistributionReference.all.indices)
  func agreesWithReference(_ index: Int) {
    let reference = DistributionReference.all[index]
    let law = reference.distribution
    for (u, x) in zip(DistributionReference.uniforms, reference.quantiles) {
      #expect(isClose(law.quantile(u), x), "\(law) at \(u): \(law.quantile(u)), not \(x)")
    }
    #expect(isClose(law.cumulative(reference.point), reference.cumulative))
    #expect(isClose(law.density(reference.point), reference.density))
    #expect(isClose(law.mean, reference.mean), "\(law): mean \(law.mean)")
    #expect(
      isClose(law.standardDeviation, reference.standardDeviation, 1e-10),
      "\(law): \(law.standardDeviation)")
  }

  @Test(arguments: DistributionReference.all.indices)
  func quantileInvertsCumulative(_ index: Int) throws {
    let law = DistributionReference.all[index].distribution
    try law.validate()
    var last = -Double.infinity
    for k in 1..<400 {
      let u = Double(k) / 400
      let x = law.quantile(u)
      #expect(isClose(law.cumulative(x), u), "\(law) at \(u)")
      #expect(law.support.contains(x))
      #expect(x > last)
      last = x
    }
  }

  /// Mean and standard deviation are those of the quantile function, by the midpoint rule in the uniform.
  @Test(arguments: DistributionReference.all.indices)
  func momentsAreThoseOfTheDraws(_ index: Int) {
    let law = DistributionReference.all[index].distribution
    let count = 4096
    let draws = (0..<count).map { law.quantile((Double($0) + 0.5) / Double(count)) }
    let mean = draws.reduce(0, +) / Double(count)
    let square = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    // The midpoint rule cuts off the tails beyond 1 in 8192, which matters most for the gamma law.
    #expect((mean - law.mean).magnitude < 1e-3 * law.standardDeviation)
    #expect((square.squareRoot() / law.standardDeviation - 1).magnitude < 1e-2)
  }

  @Test(arguments: DistributionReference.all.indices)
  func blocksHaveTheBitsOfSingleDraws(_ index: Int) {
    let law = DistributionReference.all[index].distribution
    for count in [1, 3, 4, 17, 256, 259] {
      let uniforms = (0..<count).map { (Double($0) + 0.5) / Double(count) }
      var values = uniforms
      values.withUnsafeMutableBufferPointer {
        law.quantiles(inPlace: $0.baseAddress!, count: count)
      }
      #expect(values == uniforms.map(law.quantile))
    }
  }

  @Test(arguments: DistributionReference.all.indices)
  func endsOfTheSupport(_ index: Int) {
    let law = DistributionReference.all[index].distribution
    #expect(law.quantile(0) == law.support.lowerBound)
    #expect(law.quantile(1) == law.support.upperBound)
    #expect(law.cumulative(law.support.lowerBound.nextDown) == 0)
    #expect(law.cumulative(law.support.upperBound.nextUp) == 1)
    if law.support.lowerBound.isFinite {
      #expect(law.density(law.support.lowerBound - 1) == 0)
    }
  }

  @Test func parabolicBetaMatchesItsTrigonometricForm() {
    let law = Distribution.beta(low: 0, high: 1, alpha: 2, beta: 2)
    for u in [1e-300, 1e-30, 1e-12, 1e-5, 0.01, 0.2, 0.4999, 0.5] {
      let angle = asin(u.squareRoot()) / 3
      let expected = 2 * sin(angle) * sin(angle + .pi / 3)
      #expect((law.quantile(u) / expected - 1).magnitude < 1e-15)
      #expect(law.quantile(1 - u) == 1 - law.quantile(1 - (1 - u)))
    }
    #expect(law.quantile(0.5) == 0.5)
  }

  @Test func lognormalFromMomentsOfTheLogarithm() {
    let law = Distribution.lognormal(logMean: 1, logStandardDeviation: 0.5)
    #expect(isClose(law.quantile(0.5), exp(1)))
    #expect(isClose(law.mean, exp(1.125)))
  }

  @Test func discreteLaw() {
    let law = Distribution.discrete(values: [5, 1, 3], probabilities: [0.25, 0.5, 0.25])
    #expect([0, 0.2, 0.5, 0.51, 0.75, 0.76, 1].map(law.quantile) == [1, 1, 1, 3, 3, 5, 5])
    #expect([0.9, 1, 2, 3, 5, 6].map(law.cumulative) == [0, 0.5, 0.5, 0.75, 1, 1])
    #expect(law.density(3) == 0.25 && law.density(2) == 0)
    #expect(law.mean == 2.5)
    #expect(isClose(law.standardDeviation, 2.75.squareRoot()))
    #expect(law.support == 1...5)
    let certain = Distribution.discrete(values: [1, 2, 3], probabilities: [0, 1, 0])
    #expect([0, 0.5, 1].map(certain.quantile) == [2, 2, 2])
    #expect(certain.support == 2...2)
    let tenths = Distribution.discrete(
      values: (1...10).map(Double.init), probabilities: [Double](repeating: 0.1, count: 10))
    #expect(tenths.quantile(1) == 10 && tenths.cumulative(10) == 1)
  }

  @Test func categoriesKeepTheirOrder() {
    let law = Distribution.categorical(codes: [9, 2, 4], probabilities: [0.25, 0.5, 0.25])
    #expect([0.1, 0.3, 0.75, 0.9].map(law.quantile) == [9, 2, 2, 4])
    #expect(law.density(2) == 0.5)
  }

  @Test func constantAndEmpiricalLaws() {
    let constant = Distribution.constant(4)
    #expect(constant.quantile(0.3) == 4 && constant.standardDeviation == 0)
    #expect(constant.cumulative(3.9) == 0 && constant.cumulative(4) == 1)
    let column = Distribution.empirical(values: [7, 1, 3, 3])
    #expect([0, 0.25, 0.26, 0.75, 0.76, 1].map(column.quantile) == [1, 1, 3, 3, 7, 7])
    #expect([0, 1, 3, 6.9, 7].map(column.cumulative) == [0, 0.25, 0.75, 0.75, 1])
    #expect(column.density(3) == 0.5)
    #expect(column.mean == 3.5)
    #expect(isClose(column.standardDeviation, 4.75.squareRoot()))
  }

  @Test func refusalsNameTheParameter() {
    let cases: [(Distribution, String, String)] = [
      (.uniform(low: 3, high: 2), "low", "low must be below high: 3 >= 2"),
      (.uniform(low: 2, high: 2), "low", "low must be below high: 2 >= 2"),
      (.uniform(low: .nan, high: 2), "low", "low must be a finite number: nan"),
      (.uniform(low: 0, high: .infinity), "high", "high must be a finite number: inf"),
      (.logUniform(low: 0, high: 2), "low", "low must be above 0: 0"),
      (
        .normal(mean: 0, standardDeviation: -1), "standardDeviation",
        "standardDeviation must be above 0: -1"
      ),
      (
        .truncatedNormal(mean: 0, standardDeviation: 1, low: 40, high: 41), "low",
        "low must be within 37 standard deviations of the mean: 40 away"
      ),
      (.lognormal(median: 1, sigma: 0), "sigma", "sigma must be above 0: 0"),
      (
        .triangular(low: 0, mode: 2, high: 1), "mode",
        "mode must lie between low and high: 2 is not in [0, 1]"
      ),
      (
        .pert(low: 0, mode: .nan, high: 1), "mode", "mode must be a finite number: nan"
      ),
      (.beta(low: 0, high: 1, alpha: 0, beta: 1), "alpha", "alpha must be above 0: 0"),
      (.gamma(shape: 1, scale: -0.5), "scale", "scale must be above 0: -0.5"),
      (.weibull(shape: .infinity, scale: 1), "shape", "shape must be a finite number: inf"),
      (
        .discrete(values: [1, 2], probabilities: [1]), "probabilities",
        "there must be one probability for each of values: 1 for 2"
      ),
      (
        .discrete(values: [1, 2], probabilities: [0.5, 0.4]), "probabilities",
        "probabilities must sum to 1: 0.9"
      ),
      (
        .discrete(values: [1, 1], probabilities: [0.5, 0.5]), "values",
        "values must differ: 1 occurs twice"
      ),
      (
        .categorical(codes: [1, 2], probabilities: [1.5, -0.5]), "probabilities",
        "probabilities must lie between 0 and 1: 1.5"
      ),
      (.constant(.nan), "value", "value must be a finite number: nan"),
      (.empirical(values: []), "values", "values must not be empty"),
    ]
    for (law, parameter, description) in cases {
      #expect(throws: DistributionError(parameter: parameter, description: description)) {
        try law.validate()
      }
    }
  }
}
