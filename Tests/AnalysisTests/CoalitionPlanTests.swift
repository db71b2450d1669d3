import Testing

@testable import Analysis

/// Which mixes are run, and with what weight they enter shares.
@Suite struct CoalitionPlanTests {
  /// Sums of at most a thousand weights below 1.
  private static let rounding = 1e-12

  /// Shares sum to the difference whatever the outcomes are: the weights of a coalition sum to 1 for all parts, to -1 for
  /// none, and to 0 for every other one.
  @Test(arguments: [
    (1, false), (2, false), (3, false), (10, false), (1, true), (2, true), (5, true), (17, true),
  ])
  func sharesAreEfficient(partCount: Int, isSampled: Bool) {
    let plan = CoalitionPlan(partCount: partCount, seed: 3, isSampled: isSampled)
    #expect(plan.coalitions.first == 0 && plan.coalitions.last == plan.all)
    #expect(Set(plan.coalitions).count == plan.coalitions.count)
    for (coalition, weights) in zip(plan.coalitions, plan.weights) {
      let expected = coalition == 0 ? -1.0 : coalition == plan.all ? 1 : 0
      #expect(abs(weights.reduce(0, +) - expected) < Self.rounding)
    }
    for part in 0..<partCount {
      #expect(abs(plan.weights.reduce(0.0) { $0 + $1[part] }) < Self.rounding)
      #expect(plan.coalitions.contains(CoalitionPlan.bit(part)))
      #expect(plan.coalitions.contains(plan.all & ~CoalitionPlan.bit(part)))
    }
  }

  @Test func upToTenPartsAreExactAndMoreAreSampled() {
    #expect(CoalitionPlan(partCount: 10).coalitions.count == 1024)
    #expect(CoalitionPlan(partCount: 10).orderCount == 0)
    let sampled = CoalitionPlan(partCount: 17, seed: 1)
    #expect(sampled.orderCount >= 16 && sampled.coalitions.count <= 1100)
    #expect(sampled == CoalitionPlan(partCount: 17, seed: 1))
    #expect(sampled != CoalitionPlan(partCount: 17, seed: 2))
  }

  /// Of an additive outcome every order gives the same shares, so that orders leave no error; of a product of two parts
  /// half of them give it to either.
  @Test func theErrorOfOrdersIsThatOfTheirSpread() {
    let plan = CoalitionPlan(partCount: 3, seed: 5, isSampled: true)
    let additive = plan.coalitions.map { Double($0.nonzeroBitCount) }
    #expect(plan.orderErrors(additive).allSatisfy { $0 < Self.rounding })
    // An order and its reverse give one half each to a pair, without spread; a product of three has one.
    let pair = plan.coalitions.map { $0 & 0b011 == 0b011 ? 1.0 : 0 }
    #expect(plan.orderErrors(pair).allSatisfy { $0 < Self.rounding })
    let triple = plan.coalitions.map { $0 == plan.all ? 1.0 : 0 }
    #expect(plan.orderErrors(triple).allSatisfy { $0 > 0.001 && $0 < 0.05 })
  }
}
