import Foundation
import ModelContract
import Testing

@testable import GrowthModels

/// What must hold of the growth model whatever its numbers are.
@Suite struct GrowthPropertiesTests {
  /// Rounding over eighty steps.
  static let rounding = 1e-12

  /// The generic latecomer with every factor drawn over its prior range, by a fixed congruential sequence.
  static func drawnFactors(seed: UInt64) -> [Double] {
    var state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    return GrowthFactors.all.map { factor in
      let draw = uniform()
      if let prior = ReferenceData.tables.parameters[factor.name] {
        return prior.low + (prior.high - prior.low) * draw
      }
      if factor.name.hasSuffix("_cost") || factor.name.hasSuffix("_implementation") {
        return 0.5 + draw
      }
      return factor.defaultValue
    }
  }

  static func luck(seed: UInt64, steps: Int) -> [[Double]?] {
    let numbers = GrowthOutcomes.luck.map { stream -> [Double]? in
      (0..<stream.columns(steps: steps)).map { index in
        let uniform = (Double(index + 1) * 0.618_033_988_75 + Double(seed) * 0.37)
          .truncatingRemainder(dividingBy: 1)
        return stream.law == .uniform ? uniform : 3 * (uniform - 0.5)
      }
    }
    return numbers
  }

  @Test("the frontier economy keeps up with the frontier") func frontier() throws {
    // Research and routines at 1 give H = 2 / 2.001, which this invention scale makes up for; without
    // cronyism, churn and erosion nothing else moves an economy whose every sector is at the frontier.
    let economy = Economy(
      name: "frontier", summary: "", initialConditions: [:], series: [:], strengths: [:])
    let values: [String: Double] = [
      "initial_proximity": 1, "initial_complexity_slope": 0, "initial_research_stock": 1,
      "initial_routines": 1, "home_market_size": 0, "invention_scale": 2.001 / 2,
      "routine_erosion": 0, "business_research_at_frontier": 0, "research_crowding_out": 0,
    ]
    var policy = ReferenceData.policy("baseline")
    policy.levers["public_research"] = Path(constant: 0.0296)
    policy.levers["research_incentive"] = Path(constant: 0)
    policy.levers["policy_churn"] = Path(constant: 0)
    policy.traits["cronyism"] = 0
    var world = ReferenceData.genericWorld()
    world.economy = economy
    world.reference = policy
    for path in [nil, Path([.init(year: 2025, value: 0.01), .init(year: 2065, value: 0.028)])] {
      world.paths["frontier_growth"] = path
      let trace = try GrowthReference.trace(
        policy, in: world, factors: ReferenceData.factors(economy, values),
        luck: ReferenceData.noLuck)
      for sector in Sector.all {
        for capability in trace.column("capability." + sector.name) {
          #expect(abs(capability - 1) < Self.rounding, "\(sector.name)")
        }
      }
      #expect(trace.column("absorption_flow").allSatisfy { abs($0) < Self.rounding })
    }
  }

  @Test("without anything done, capability is lost at the frontier's pace") func obsolescence()
    throws
  {
    var values = Dictionary(
      uniqueKeysWithValues: [
        "absorption_speed", "leverage_speed", "learning_by_doing_speed",
        "supplier_spillover_speed", "diversification_mission_yield", "invention_scale",
        "misallocation_loss",
      ].map { ($0, 0.0) })
    values["initial_proximity"] = 1
    let world = ReferenceData.genericWorld()
    let trace = try GrowthReference.trace(
      world.reference, in: world, factors: ReferenceData.factors(world.economy, values),
      luck: ReferenceData.noLuck)
    for sector in Sector.all {
      let capability = trace.column("capability." + sector.name)
      let kept = pow(1 - 0.5 * sector.frontierGrowth, 80)
      #expect(abs(capability[80] / capability[0] - kept) < Self.rounding, "\(sector.name)")
    }
  }

  @Test("shares sum to one and states stay in their bounds", arguments: 1...12)
  func bounds(seed: Int) throws {
    let world = ReferenceData.genericWorld()
    let mixes = ["balanced_aligned", "missions_leadership", "fdi_high"]
    let trace = try GrowthReference.trace(
      ReferenceData.policy(mixes[seed % 3]), in: world,
      factors: Self.drawnFactors(seed: UInt64(seed)),
      luck: Self.luck(seed: UInt64(seed), steps: 80))
    let ranges: [(String, ClosedRange<Double>)] = [
      ("capability", 0.002...1.5), ("market_linkage", 0.01...1), ("cluster_size", 0.005...1),
      ("quality", 0.01...0.99), ("share", 0...1), ("mission_stock", 0...20),
    ]
    for (row, instant) in trace.rows.enumerated() {
      let share = Sector.all.map { trace.column("share." + $0.name)[row] }
      #expect(abs(share.reduce(0, +) - 1) < Self.rounding)
      for (name, range) in ranges {
        for sector in Sector.all {
          let value = instant.details[trace.details.firstIndex(of: "\(name).\(sector.name)")!]
          #expect(range.contains(value), "\(name).\(sector.name) \(value) in \(instant.year)")
        }
      }
      for (name, range) in [
        ("routines", 0.02...1.0), ("alignment", 0.02...1), ("economic_learning", 0...1),
        ("dependence", 0...1), ("infrastructure", 0...1), ("capital", 0.02...6),
        ("human_capital", 0...1.3),
      ] {
        let value = instant.details[trace.details.firstIndex(of: name)!]
        #expect(range.contains(value), "\(name) \(value) in \(instant.year)")
      }
    }
    #expect(
      trace.rows.last!.outcomes.indices.allSatisfy { index in
        GrowthOutcomes.all[index].isCensored || trace.rows.last!.outcomes[index].isFinite
      })
  }

  @Test("a factor that is not a number makes the income not a number") func notANumber() throws {
    // Costs do not reach income; implementation matters only for levers that a mix moves, and the window
    // of opportunity only for sectors not yet born: the mix moves every lever, the run starts in 2000.
    var world = ReferenceData.genericWorld()
    world.start = 2000
    world.end = 2040
    var policy = ReferenceData.policy("balanced_aligned")
    policy.levers["joint_venture_terms"] = Path(constant: 0.5)
    var economy = world.economy
    economy.initialConditions["initial_income"] = 0.2
    var factors = ReferenceData.factors(economy)
    let outcome = { (name: String) in GrowthOutcomes.all.firstIndex { $0.name == name }! }
    for (column, factor) in GrowthFactors.all.enumerated() {
      let before = factors[column]
      factors[column] = .nan
      let last = try GrowthReference.trace(
        policy, in: world, factors: factors, luck: ReferenceData.noLuck
      ).rows.last!.outcomes
      factors[column] = before
      #expect(!last[outcome("discounted_consumption")].isFinite, "\(factor.name)")
      if factor.name.hasSuffix("_cost") {
        #expect(!last[outcome("fiscal_cost")].isFinite, "\(factor.name)")
        continue
      }
      // Fees leave the country: they are taken from consumption alone.
      if factor.name == "licence_fee" { continue }
      for name in ["income", "fiscal_cost", "catch_up_year", "trap", "volatility"] {
        #expect(last[outcome(name)].isNaN, "\(factor.name) \(name)")
      }
    }
  }

  @Test("luck switched off is luck at its neutral value") func neutralLuck() throws {
    let world = ReferenceData.genericWorld()
    let policy = ReferenceData.policy("missions_leadership")
    let factors = ReferenceData.factors(world.economy)
    // exp(0.6 N - 0.18) is 1 at N = 0.3, exp(0.15 N - 0.01125) at N = 0.075; without normal noise and
    // with a uniform above every crisis probability the shock stays at 0.
    let neutral: [[Double]?] = [
      [Double](repeating: 0.3, count: 20), [Double](repeating: 0.075, count: 20),
      [Double](repeating: 0, count: 80), [Double](repeating: 1, count: 80),
    ]
    let off = try GrowthReference.trace(
      policy, in: world, factors: factors, luck: ReferenceData.noLuck)
    let on = try GrowthReference.trace(policy, in: world, factors: factors, luck: neutral)
    for (left, right) in zip(off.rows, on.rows) {
      for (one, other) in zip(left.outcomes, right.outcomes) {
        #expect(one == other || abs(one - other) <= Self.rounding * abs(one))
      }
    }
    // Each stream does something when it is drawn.
    for stream in GrowthOutcomes.luck.indices {
      var luck = neutral
      luck[stream] = luck[stream]!.map { $0 - 1 }
      let moved = try GrowthReference.trace(policy, in: world, factors: factors, luck: luck)
      #expect(abs(moved.rows[80].outcomes[0] / off.rows[80].outcomes[0] - 1) > 1e-6)
    }
    // Half a demand stream is none.
    var half = neutral
    half[2] = [Double](repeating: 1, count: 80)
    half[3] = nil
    let silent = try GrowthReference.trace(policy, in: world, factors: factors, luck: half)
    #expect(silent.column("shock").allSatisfy { $0 == 0 })
  }

  @Test("refining the step converges at first order to the published errors")
  func convergence() throws {
    // Errors of final income against a step of 1/16 year, in per cent, published to two decimals with the
    // first version; half a unit in the last place.
    let published: [String: [Double]] = [
      "japan": [0.11, 0.05, 0.02], "korea": [-2.40, -1.14, -0.50], "taiwan": [-1.29, -0.60, -0.26],
      "singapore": [-1.09, -0.51, -0.22], "china": [-1.17, -0.55, -0.24],
      "mexico": [-0.07, -0.03, -0.01], "chile": [0.02, 0.01, 0.00],
    ]
    for (name, errors) in published {
      let run = try #require(ReferenceData.runs.first { $0.name == name })
      func finalIncome(_ step: Double) throws -> Double {
        var world = ReferenceData.world(run)
        world.step = step
        return try GrowthReference.trace(
          world.reference, in: world, factors: ReferenceData.factors(world.economy),
          luck: ReferenceData.noLuck
        ).rows.last!.outcomes[0]
      }
      let fine = try finalIncome(1.0 / 16)
      for (step, error) in zip([1, 0.5, 0.25], errors) {
        let own = 100 * (try finalIncome(step) / fine - 1)
        #expect(abs(own - error) <= 0.005 + 1e-9, "\(name) at \(step): \(own) % for \(error) %")
      }
    }
  }

  @Test("what is carried out of a plan is measured from the status quo") func implementation()
    throws
  {
    let world = ReferenceData.genericWorld()
    let policy = ReferenceData.policy("balanced_aligned")
    let none = Dictionary(
      uniqueKeysWithValues: GrowthLevers.all.map { ($0.name + "_implementation", 0.0) })
    var traitsOnly = world.reference
    traitsOnly.traits = policy.traits
    traitsOnly.targets = policy.targets
    let unmoved = try GrowthReference.trace(
      policy, in: world, factors: ReferenceData.factors(world.economy, none),
      luck: ReferenceData.noLuck)
    let statusQuo = try GrowthReference.trace(
      traitsOnly, in: world, factors: ReferenceData.factors(world.economy),
      luck: ReferenceData.noLuck)
    // Nothing carried out is the status quo with the mix's institutions; the bill is the plan's.
    #expect(unmoved.column("income") == statusQuo.column("income"))
    #expect(unmoved.column("fiscal_cost").last! > statusQuo.column("fiscal_cost").last!)
  }
}
