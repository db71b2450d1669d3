import Foundation
import GrowthModels
import ModelContract
import Testing

/// The two mechanisms that the second version adds: how the initial residual fades, and terms of trade.
@Suite struct SecondVersionTests {
  /// Rounding of a run of 80 steps in which only the exponent of income differs.
  static let rounding = 1e-12

  private func income(
    _ world: World, _ policy: Policy, _ values: [String: Double]
  ) throws -> Trace {
    try GrowthReference.trace(
      policy, in: world, factors: ReferenceData.factors(world.economy, values),
      luck: ReferenceData.noLuck)
  }

  @Test("the residual of an exporter fades sooner and that of a closed economy lasts")
  func residual() throws {
    let world = ReferenceData.genericWorld()
    let (time, lasting) = (28.0, 0.4)
    for exports in [0.0, 0.25, 0.5, 1.0] {
      var policy = world.reference
      policy.levers["export_orientation"] = Path(constant: exports)
      var status = world
      status.reference = policy
      let conditions = [
        "initial_income": 0.4, "initial_residual_fading_time": time,
        "initial_residual_persistence": lasting,
      ]
      let alike = try income(status, policy, conditions)
      for strength in [0.3, 1] {
        let own = try income(
          status, policy, conditions.merging(["residual_fading_with_exports": strength]) { $1 })
        let residual = own.column("initial_residual")[0]
        #expect(residual > 0.1)
        for (row, (with, without)) in zip(own.column("income"), alike.column("income")).enumerated()
        {
          let years = own.rows[row].year - status.start
          let faded = exp(-years * (1 + strength * (2 * exports - 1)) / time)
          let expected = residual * (1 - lasting) * (faded - exp(-years / time))
          #expect(abs(log(with / without) - expected) < Self.rounding)
        }
      }
    }
  }

  @Test("terms of trade raise income by response times resource share times their log")
  func termsOfTrade() throws {
    var world = ReferenceData.genericWorld()
    let policy = world.reference
    let plain = try income(world, policy, [:]).column("income")
    world.paths["terms_of_trade"] = Path([
      .init(year: 2035, value: 1), .init(year: 2036, value: 2),
    ])
    let deaf = try income(world, policy, [:]).column("income")
    #expect(deaf == plain)
    let one = try income(world, policy, ["terms_of_trade_response": 1])
    let two = try income(world, policy, ["terms_of_trade_response": 2])
    for row in one.rows.indices {
      let gain = log(one.column("income")[row] / plain[row])
      #expect(abs(log(two.column("income")[row] / plain[row]) - 2 * gain) < Self.rounding)
      if one.rows[row].year <= 2035 {
        #expect(gain == 0)
      } else if one.rows[row].year >= 2036 {
        // Between nothing and all of the tradable economy lives on resources.
        #expect(gain > 0.01 * log(2) && gain < log(2))
      }
    }
    // The series of the economy and the path of the world multiply, and prices of the start are in initial income.
    world.economy.series["terms_of_trade"] = Path(constant: 0.5)
    let factors = ["terms_of_trade_response": 1.5, "initial_income": 0.3]
    let doubled = try income(world, policy, factors)
    #expect(abs(doubled.column("income")[0] / 0.3 - 1) < 0.2)
    world.paths["terms_of_trade"] = Path(constant: 1)
    world.economy.series["terms_of_trade"] = Path([
      .init(year: 2035, value: 0.5), .init(year: 2036, value: 1),
    ])
    let same = try income(world, policy, factors)
    for (a, b) in zip(doubled.column("income"), same.column("income")) {
      #expect(abs(a / b - 1) < Self.rounding)
    }
  }

  @Test("a lever measured from one unit below its coding is shifted by its implementation less one")
  func shiftedLever() throws {
    var world = ReferenceData.genericWorld()
    let policy = ReferenceData.policy("balanced_aligned")
    func moved(_ lever: String, by shift: Double) -> Policy {
      var result = policy
      result.levers[lever] = policy.levers[lever].map { path in
        Path(path.breakpoints.map { .init(year: $0.year, value: $0.value + shift) })
      }
      return result
    }
    for (lever, shift) in [("coordination", 0.1), ("policy_churn", 0.13), ("missions", 0.0007)] {
      world.reference = moved(lever, by: -1)
      let measured = try income(world, policy, ["\(lever)_implementation": 1 + shift])
      let shifted = moved(lever, by: shift)
      world.reference = shifted
      let coded = try income(world, shifted, [:])
      for (a, b) in zip(measured.column("income"), coded.column("income")) {
        #expect(abs(a / b - 1) < 1e-10, "\(lever)")
      }
    }
  }

  @Test("prices of resources must be positive") func wrongPrices() {
    var world = ReferenceData.genericWorld()
    world.economy.series["terms_of_trade"] = Path(constant: 0)
    #expect(throws: ModelError.self) { try GrowthValidation.check(world.reference, in: world) }
    world.economy.series = [:]
    world.paths["terms_of_trade"] = Path(constant: -1)
    #expect(throws: ModelError.self) { try GrowthValidation.check(world.reference, in: world) }
  }
}
