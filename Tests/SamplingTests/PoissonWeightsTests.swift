import Sampling
import Testing

@Suite struct PoissonWeightsTests {
  @Test func weightsHaveThePoissonLaw() {
    let count = 200_000
    var weights = [UInt8](repeating: 0, count: count)
    PoissonWeights(name: "test", seed: 1).fill(resample: 3, futures: 0..<count, into: &weights)
    let wanted = [0.36788, 0.36788, 0.18394, 0.06131, 0.01533]
    for (weight, probability) in wanted.enumerated() {
      let share = Double(weights.count { $0 == UInt8(weight) }) / Double(count)
      // Five standard errors: a false alarm of 6e-7 each.
      let error = 5 * (probability * (1 - probability) / Double(count)).squareRoot()
      #expect(abs(share - probability) < error, "\(weight): \(share)")
    }
  }

  @Test func aWeightDoesNotDependOnTheRange() {
    let source = PoissonWeights(name: "test", seed: 1)
    var (whole, part) = ([UInt8](repeating: 0, count: 100), [UInt8](repeating: 0, count: 37))
    source.fill(resample: 0, futures: 0..<100, into: &whole)
    source.fill(resample: 0, futures: 16..<53, into: &part)
    #expect(Array(whole[16..<53]) == part)
    var other = [UInt8](repeating: 0, count: 100)
    source.fill(resample: 1, futures: 0..<100, into: &other)
    #expect(other != whole)
  }
}
