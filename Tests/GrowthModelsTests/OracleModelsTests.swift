import Foundation
import GrowthModels
import ModelContract
import Testing

/// Oracle models against their closed forms.
@Suite struct OracleModelsTests {
  /// Error of the fourth-order integrator at quarter-year steps is below 1e-10 here; a digit of room.
  static let tolerance = 1e-9

  static func world(step: Double, years: Double = 50) -> World {
    World(
      name: "test",
      economy: Economy(
        name: "none", summary: "", initialConditions: [:], series: [:], strengths: [:]),
      start: 2000, end: 2000 + years, step: step, discountRate: 0.03, paths: [:],
      reference: policy("investment", 0))
  }

  static func policy(_ lever: String, _ value: Double) -> Policy {
    Policy(
      name: "constant", summary: "", levers: [lever: Path(constant: value)], traits: [:],
      targets: [])
  }

  static func defaults(_ model: some OracleModel) -> [Double] { model.factors.map(\.defaultValue) }

  static func solowError(step: Double) throws -> Double {
    let model = SolowModel()
    let trace = try model.trace(
      policy("investment", 0.25), in: world(step: step), factors: defaults(model), luck: [])
    return trace.rows.map { row in
      let exact = SolowModel.capital(
        after: row.year - 2000, investment: 0.25, capitalShare: 1.0 / 3, dilution: 0.08,
        initialCapital: 1)
      return abs(row.outcomes[0] - exact)
    }.max()!
  }

  static func nelsonPhelpsError(step: Double) throws -> Double {
    let model = NelsonPhelpsModel()
    let trace = try model.trace(
      policy("absorption", 0.8), in: world(step: step), factors: defaults(model), luck: [])
    return trace.rows.map { row in
      let exact = NelsonPhelpsModel.technology(
        after: row.year - 2000, speed: 0.04, frontierGrowth: 0.02, initialTechnology: 0.3)
      return abs(row.outcomes[0] - exact)
    }.max()!
  }

  @Test("Solow's path is Bernoulli's") func solow() throws {
    #expect(try Self.solowError(step: 0.25) < Self.tolerance)
    let steady = SolowModel.capital(
      after: 2000, investment: 0.25, capitalShare: 1.0 / 3, dilution: 0.08, initialCapital: 1)
    #expect(abs(steady - 5.524271728019901) < 1e-12)
    #expect(abs(pow(steady, 1.0 / 3) - 1.7677669529663687) < 1e-12)
  }

  @Test("Nelson and Phelps' path is the sum of two exponentials") func nelsonPhelps() throws {
    #expect(try Self.nelsonPhelpsError(step: 0.25) < Self.tolerance)
    for (years, technology) in [(10.0, 0.6211535539477446), (50, 1.9076232351837028)] {
      let exact = NelsonPhelpsModel.technology(
        after: years, speed: 0.05, frontierGrowth: 0.02, initialTechnology: 0.3)
      #expect(abs(exact - technology) < 1e-14)
    }
    let model = NelsonPhelpsModel()
    let trace = try model.trace(
      Self.policy("absorption", 1), in: Self.world(step: 0.25, years: 400),
      factors: Self.defaults(model), luck: [])
    #expect(abs(trace.rows.last!.outcomes[1] - 0.7142857142857143) < Self.tolerance)
  }

  @Test("halving the step divides the error by sixteen") func order() throws {
    // The observed order approaches 4 from either side; 0.25 is what the next term of the error
    // expansion leaves at these steps.
    for error in [Self.solowError, Self.nelsonPhelpsError] {
      let order = try log2(error(1) / error(0.5))
      #expect(abs(order - 4) < 0.25, "observed order \(order)")
    }
  }

  @Test("the batch is the trace, lane by lane, at the end and in whole years") func batch() throws {
    try compare(SolowModel(), policies: [0.1, 0.25, 0.4].map { Self.policy("investment", $0) })
    try compare(NelsonPhelpsModel(), policies: [0.2, 1].map { Self.policy("absorption", $0) })
  }

  private func compare(_ model: some OracleModel, policies: [Policy]) throws {
    let world = Self.world(step: 0.5, years: 20)
    let lanes = DrawBlock.laneMultiple
    let columns = model.factors.flatMap { factor in
      (0..<lanes).map { factor.defaultValue * (1 + 0.02 * Double($0)) }
    }
    let compiled = try model.compile(policies, in: world)
    #expect(compiled.years == (0...20).map { 2000 + Double($0) })
    let outcomeCount = model.outcomes.count
    var values = [Double](repeating: .nan, count: policies.count * outcomeCount * lanes)
    var yearly = [Double](repeating: .nan, count: values.count * compiled.years.count)
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeMutableBufferPointer { values in
        yearly.withUnsafeMutableBufferPointer { yearly in
          compiled.run(
            DrawBlock(
              firstFuture: 0, count: lanes, lanes: lanes, factors: columns.baseAddress!, luck: []),
            using: compiled.makeWorkspace(lanes: lanes),
            into: OutcomeBlock(
              policyCount: policies.count, outcomeCount: outcomeCount, lanes: lanes,
              values: values.baseAddress!, yearly: yearly.baseAddress!,
              yearCount: compiled.years.count))
        }
      }
    }
    for (policy, mix) in policies.enumerated() {
      for lane in 0..<lanes {
        let factors = model.factors.indices.map { columns[$0 * lanes + lane] }
        let trace = try model.trace(mix, in: world, factors: factors, luck: [])
        for outcome in 0..<outcomeCount {
          #expect(
            values[(policy * outcomeCount + outcome) * lanes + lane]
              == trace.rows.last!.outcomes[outcome])
          for year in compiled.years.indices {
            let row = policy * compiled.years.count + year
            #expect(
              yearly[(row * outcomeCount + outcome) * lanes + lane]
                == trace.rows[2 * year].outcomes[outcome])
          }
        }
      }
    }
  }

  @Test("what an oracle cannot use is refused by name") func refusal() {
    let model = SolowModel()
    var world = Self.world(step: 0.5)
    #expect(throws: ModelError.self) {
      try model.compile([Self.policy("absorption", 0.2)], in: world)
    }
    #expect(throws: ModelError.self) {
      try model.compile([Self.policy("investment", 1.2)], in: world)
    }
    world.paths = ["frontier_growth": Path(constant: 0.02)]
    #expect(throws: ModelError.self) {
      try model.compile([Self.policy("investment", 0.2)], in: world)
    }
    world.paths = [:]
    world.step = 0.3
    #expect(throws: ModelError.self) {
      try model.compile([Self.policy("investment", 0.2)], in: world)
    }
  }
}
