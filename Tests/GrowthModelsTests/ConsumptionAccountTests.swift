import Foundation
import ModelContract
import Testing

@testable import GrowthModels

/// Differences of consumption by channel: the parts sum to what the traces say.
@Suite struct ConsumptionAccountTests {
  /// Rounding of some eighty steps of a dozen logarithms each, relative to the consumption they are taken of.
  static let rounding = 1e-10

  private func consumption(
    _ policy: Policy, _ world: World, _ factors: [Double], _ luck: [[Double]?]
  )
    throws -> Double
  {
    try GrowthReference.trace(policy, in: world, factors: factors, luck: luck)
      .column("discounted_consumption").last!
  }

  @Test(arguments: [1.0, 2.0]) func partsSumToTheDifference(equation: Double) throws {
    var world = ReferenceData.genericWorld()
    world.settings["consumption_equation"] = equation
    world.paths["terms_of_trade"] = Path([
      .init(year: 2030, value: 1), .init(year: 2040, value: 1.5),
    ])
    let base = world.reference
    var floored = 0
    for name in ["rd_push", "global_factory", "balanced_aligned"] {
      let mix = ReferenceData.policy(name)
      for seed in 1...4 as ClosedRange<UInt64> {
        let factors = GrowthPropertiesTests.drawnFactors(seed: seed)
        let luck = GrowthPropertiesTests.luck(seed: seed, steps: world.stepCount)
        let parts = try GrowthModel().account(
          mix, against: base, in: world, factors: factors, luck: luck)
        if parts.contains(where: \.isNaN) {
          floored += 1
          continue
        }
        let with = try consumption(mix, world, factors, luck)
        let without = try consumption(base, world, factors, luck)
        #expect(parts.count == GrowthModel().channels.count)
        #expect(
          abs(parts.reduce(0, +) - (with - without)) < Self.rounding * with, "\(name) \(seed)")
        let swapped = try GrowthModel().account(
          base, against: mix, in: world, factors: factors, luck: luck)
        #expect(
          zip(parts, swapped).allSatisfy { abs($0 + $1) < Self.rounding * with }, "\(name) \(seed)")
      }
    }
    // One draw spends more than its income for some years: nothing is left of which a logarithm could be taken.
    #expect(floored == 1)
  }

  @Test func aMixAgainstItselfHasNoParts() throws {
    let world = ReferenceData.genericWorld()
    let parts = try GrowthModel().account(
      world.reference, against: world.reference, in: world,
      factors: ReferenceData.factors(world.economy, [:]), luck: ReferenceData.noLuck)
    #expect(parts.allSatisfy { $0 == 0 })
  }

  /// Whoever invests more gains through capital and loses what is invested; nothing reaches schooling.
  @Test func investmentWorksThroughCapitalAndIsPaidFor() throws {
    let world = ReferenceData.genericWorld()
    var mix = world.reference
    mix.levers["investment"] = Path(constant: 0.28)
    let parts = try GrowthModel().account(
      mix, against: world.reference, in: world,
      factors: ReferenceData.factors(world.economy, ["investment_implementation": 1]),
      luck: ReferenceData.noLuck)
    let channels = Dictionary(uniqueKeysWithValues: zip(ConsumptionAccount.channels, parts))
    #expect(channels["capital"]! > 0 && channels["investment"]! < 0)
    for name in ["schooling", "infrastructure"] { #expect(channels[name] == 0) }
    let size = parts.map(\.magnitude).reduce(0, +)
    #expect(channels["capital"]!.magnitude + channels["investment"]!.magnitude > 0.9 * size)
  }

  @Test func theLogarithmicMeanIsContinuous() {
    for ratio in [1e-3, 1e-6, 2e-7, 1.01e-7, 9.9e-8, 1e-9] {
      // log(1 + r) = r - r^2 / 2 + ..., so that the mean of 1 and 1 + r is 1 + r / 2 - r^2 / 12 + ...
      let mean = ConsumptionAccount.logarithmicMean(1 + ratio, 1)
      #expect(abs(mean - (1 + ratio / 2 - ratio * ratio / 12)) < 1e-8 * max(ratio, 1e-1))
    }
    #expect(ConsumptionAccount.logarithmicMean(3, 3) == 3)
    #expect(abs(ConsumptionAccount.logarithmicMean(exp(1), 1) - (exp(1) - 1)) < 1e-15)
  }
}
