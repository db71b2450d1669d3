import Foundation
import GrowthModels
import ModelContract
import Testing

/// Mixes with two plans: the kernel against the reference, and what must hold whatever the numbers are.
@Suite struct ContingencyTests {
  typealias Agreement = KernelAgreementTests

  /// A mix that looks at an outcome in several years, with a second plan that moves levers, vehicles and targets.
  static func adaptive(
    _ first: Policy, outcome: String = "capability", side: Contingency.Side = .above,
    threshold: Double, years: [Double], second: Policy? = nil, name: String = "adaptive"
  ) -> Policy {
    var result = first
    result.name = name
    result.contingency = Contingency(
      outcome: outcome, side: side, threshold: threshold,
      looks: years.map { year in
        var plan = second ?? first
        if second == nil {
          plan.levers["public_research"] = Path([
            .init(year: year, value: plan.levers["public_research"]!.value(at: year)),
            .init(year: year + 5, value: 0.02),
          ])
          plan.levers["missions"] = Path(constant: 0.01)
          plan.traits["large_firm_vehicle"] = 0.5
          plan.traits["public_laboratory_vehicle"] = 0.3
          plan.traits["multinational_vehicle"] = 0.2
          plan.targets = ["semiconductors", "displays"]
        }
        return Contingency.Look(year: year, plan: .init(plan))
      })
    return result
  }

  /// Settings of the agreement tests in which some futures switch early, some late and some never: thresholds lie
  /// between the two middle values of the first plan's outcome at the second look, where no rounding decides.
  static let settings: [Agreement.Setting] = Agreement.settings.map { setting in
    let first = setting.policies[setting.policies.count - 1]
    let block = Agreement.draws(setting, count: 21, noise: true)
    let start = setting.world.start
    let years = [start + 3, start + 6, start + 9]
    func median(_ outcome: String) -> Double {
      let column = GrowthOutcomes.all.firstIndex { $0.name == outcome }!
      let values = (0..<block.count).map { lane in
        try! GrowthModel().trace(
          first, in: setting.world, factors: block.factors(of: lane), luck: block.luck(of: lane)
        ).rows[6 * setting.world.stepsPerYear].outcomes[column]
      }
      let sorted = values.sorted()
      return (sorted[block.count / 2] + sorted[block.count / 2 + 1]) / 2
    }
    return Agreement.Setting(
      name: setting.name + ", adaptive", world: setting.world,
      policies: [
        first,
        adaptive(first, threshold: median("capability"), years: years),
        adaptive(
          first, outcome: "income", side: .below, threshold: median("income"), years: years,
          name: "rescue"),
        setting.policies[0],
      ])
  }

  @Test(arguments: settings, [true, false])
  func kernelEqualsReference(_ setting: Agreement.Setting, noise: Bool) throws {
    try Agreement().kernelEqualsReference(setting, noise: noise)
  }

  @Test(arguments: settings, VectorPath.allCases.filter(\.isAvailable))
  func singlePrecisionIsRightToFourDigits(_ setting: Agreement.Setting, path: VectorPath) throws {
    // A look at a rounded number may switch where the other does not, so that single precision looks at what is certain.
    var certain = setting.policies
    for place in certain.indices where certain[place].contingency != nil {
      certain[place] = certain[place].switchingInAnyCase
    }
    try Agreement().singlePrecisionIsRightToFourDigits(
      Agreement.Setting(name: setting.name, world: setting.world, policies: certain), path: path)
  }

  private static let switchedYears = GrowthOutcomes.all.firstIndex { $0.name == "switched_years" }!

  @Test func someFuturesSwitchEarlySomeLateSomeNever() throws {
    for setting in Self.settings {
      let block = Agreement.draws(setting, count: 21, noise: true)
      let final = try Agreement.run(GrowthModel(), setting, block).final
      func years(_ policy: Int) -> Set<Double> {
        let column = (policy * GrowthOutcomes.all.count + Self.switchedYears) * block.lanes
        return Set(final[column..<column + block.count])
      }
      let whole = setting.world.end - setting.world.start
      #expect(years(0) == [0], "\(setting.name)")
      for policy in 1...2 {
        #expect(years(policy).isSubset(of: [0, whole - 3, whole - 6, whole - 9]))
        #expect(years(policy).count >= 2, "\(setting.name)")
      }
    }
  }

  /// Outcomes of every lane, policy and outcome of two runs are the same bits.
  private func sameBits(
    _ one: ArraySlice<Double>, _ other: ArraySlice<Double>, except columns: Set<Int> = [],
    lanes: Int
  ) -> Bool {
    zip(one, other).enumerated().allSatisfy { place, pair in
      columns.contains(place / lanes) || pair.0.bitPattern == pair.1.bitPattern
    }
  }

  @Test(arguments: VectorPath.allCases.filter(\.isAvailable), RelatednessProduct.allCases)
  func aMixThatNeverSwitchesIsItsFirstPlanToTheBit(
    _ path: VectorPath, _ product: RelatednessProduct
  )
    throws
  {
    for setting in [Self.settings[4], Self.settings[6]] {
      let first = setting.policies[0]
      let never = Self.adaptive(
        first, threshold: .infinity, years: [setting.world.start, setting.world.start + 4])
      let both = Agreement.Setting(
        name: setting.name, world: setting.world, policies: [first, never])
      for precision in [KernelPrecision.double, .single]
      where precision == .double || product == .kernel {
        let block = Agreement.draws(both, count: 80, noise: true)
        let run = try Agreement.run(
          GrowthModel(path: path, product: product, precision: precision), both, block,
          yearly: true)
        let half = run.final.count / 2
        #expect(sameBits(run.final[..<half], run.final[half...], lanes: block.lanes))
        let halfYears = run.yearly.count / 2
        #expect(
          sameBits(run.yearly[..<halfYears], run.yearly[halfYears...], lanes: block.lanes))
      }
    }
  }

  @Test func aMixThatSwitchesAtTheStartIsItsSecondPlan() throws {
    // With the levers and institutions of the first plan at the very start, from which the initial state is made; after a
    // history that state is given.
    for setting in [Self.settings[4], Self.settings[6]] {
      let first = setting.policies[0]
      let start = setting.world.start
      let always = Self.adaptive(first, threshold: -.infinity, years: [start])
      var second = first.following(always.contingency!.looks[0].plan)
      second.levers["missions"] = first.levers["missions"]
      if setting.world.origin == nil { second.traits = first.traits }
      let switching = Self.adaptive(
        first, threshold: -.infinity, years: [start], second: second)
      let both = Agreement.Setting(
        name: setting.name, world: setting.world, policies: [second, switching])
      let block = Agreement.draws(both, count: 21, noise: true)
      let final = try Agreement.run(GrowthModel(), both, block).final
      let half = final.count / 2
      for column in 0..<GrowthOutcomes.all.count where column != Self.switchedYears {
        for lane in 0..<block.count {
          let place = column * block.lanes + lane
          #expect(
            !Agreement.differs(final[place], final[half + place]),
            "\(setting.name) \(GrowthOutcomes.all[column].name)")
        }
      }
      #expect(
        final[half + Self.switchedYears * block.lanes]
          == setting.world.end - setting.world.start)
    }
  }

  @Test(arguments: VectorPath.allCases.filter(\.isAvailable))
  func anAdaptiveMixChangesNoBitOfOthersAndFuturesNotThatOfNeighbours(_ path: VectorPath) throws {
    let setting = Self.settings[4]
    let others = [setting.policies[0], setting.policies[3]]
    let block = Agreement.draws(setting, count: 80, noise: true)
    let whole = try Agreement.run(GrowthModel(path: path), setting, block, yearly: true)
    let plain = try Agreement.run(
      GrowthModel(path: path),
      Agreement.Setting(name: "plain", world: setting.world, policies: others), block, yearly: true)
    let size = GrowthOutcomes.all.count * block.lanes
    #expect(sameBits(whole.final[..<size], plain.final[..<size], lanes: block.lanes))
    #expect(
      sameBits(whole.final[(3 * size)...], plain.final[size...], lanes: block.lanes))
    // The same futures in the opposite order: other neighbours, other groups in which somebody switches.
    let turned = Agreement.Block(lanes: 80, count: 80, steps: block.steps, noise: true)
    for lane in 0..<80 {
      for column in GrowthFactors.all.indices {
        turned.factors[column * 80 + lane] = block.factors[column * 80 + 79 - lane]
      }
      for (index, stream) in GrowthOutcomes.luck.enumerated() {
        for column in 0..<stream.columns(steps: block.steps) {
          turned.luck[index][column * 80 + lane] = block.luck[index][column * 80 + 79 - lane]
        }
      }
    }
    let mirrored = try Agreement.run(GrowthModel(path: path), setting, turned).final
    for column in 0..<whole.final.count / 80 {
      for lane in 0..<80 {
        let (one, other) = (whole.final[column * 80 + lane], mirrored[column * 80 + 79 - lane])
        #expect(one.bitPattern == other.bitPattern)
      }
    }
  }

  @Test(arguments: VectorPath.allCases.filter(\.isAvailable), RelatednessProduct.allCases)
  func aLookAtNoNumberIsAFailedRun(_ path: VectorPath, _ product: RelatednessProduct) throws {
    let setting = Self.settings[4]
    let block = Agreement.draws(setting, count: 16, noise: true)
    let column = try #require(GrowthFactors.column("absorption_speed"))
    block.factors[column * block.lanes + 3] = .nan
    let run = try Agreement.run(
      GrowthModel(path: path, product: product), setting, block, yearly: true)
    for policy in 1...2 {
      for outcome in GrowthOutcomes.all.indices {
        let place = (policy * GrowthOutcomes.all.count + outcome) * block.lanes
        #expect(run.final[place + 3].isNaN)
        #expect(run.final[place + 4].isNaN == false)
      }
    }
    let trace = try GrowthModel().trace(
      setting.policies[1], in: setting.world, factors: block.factors(of: 3), luck: block.luck(of: 3)
    )
    #expect(trace.rows.last?.outcomes.allSatisfy(\.isNaN) == true)
  }

  @Test func whatTheModelCannotDoIsRefused() throws {
    let world = ReferenceData.genericWorld()
    let first = ReferenceData.policy("baseline")
    func refusal(_ change: (inout Policy) -> Void) -> String {
      var policy = Self.adaptive(first, threshold: 0.3, years: [2030])
      change(&policy)
      do {
        _ = try GrowthModel().compile([policy], in: world)
        return ""
      } catch { return "\(error)" }
    }
    let none = refusal { _ in }
    let unknown = refusal { $0.contingency?.outcome = "luck" }
    let atTheEnd = refusal { $0.contingency?.outcome = "trap" }
    let tooLate = refusal { $0.contingency?.looks[0].year = 2065 }
    let betweenYears = refusal { $0.contingency?.looks[0].year = 2030.5 }
    let noThreshold = refusal { $0.contingency?.threshold = .nan }
    let tooMuch = refusal { $0.contingency?.looks[0].plan.levers["education"] = 7 }
    #expect(none == "")
    #expect(unknown.contains("not an outcome"))
    #expect(atTheEnd.contains("known at the end alone"))
    #expect(tooLate.contains("before the end"))
    #expect(betweenYears.contains("whole number of years"))
    #expect(noThreshold.contains("not a number"))
    #expect(tooMuch.contains("accepts"))
    var status = world
    status.reference = Self.adaptive(first, threshold: 0.3, years: [2030])
    #expect(throws: ModelError.self) { _ = try GrowthModel().compile([first], in: status) }
    var saving = Policy(name: "save", levers: ["investment": 0.2])
    let plan = Contingency.Plan(saving)
    saving.contingency = Contingency(
      outcome: "output", side: .below, threshold: 1, looks: [.init(year: 2030, plan: plan)])
    let solow = World(
      name: "w", economy: Economy(name: "e"), start: 2025, end: 2035, step: 0.5,
      discountRate: 0.03, paths: [:], reference: Policy(name: "save", levers: ["investment": 0.2]))
    #expect {
      _ = try SolowModel().compile([saving], in: solow)
    } throws: {
      "\($0)".contains("second plan")
    }
  }

  @Test func movingAMixMovesBothPlansAndKeepsTheTrigger() {
    let first = ReferenceData.policy("balanced_aligned")
    let baseline = ReferenceData.policy("baseline")
    let mix = Self.adaptive(first, threshold: 0.3, years: [2030, 2031])
    #expect(mix.moved(towards: baseline, share: 1) == mix)
    let half = mix.moved(towards: baseline, share: 0.5)
    #expect(half.contingency?.threshold == 0.3)
    #expect(half.contingency?.looks.map(\.year) == [2030, 2031])
    for look in 0...1 {
      let (whole, moved) = (mix.contingency!.looks[look].plan, half.contingency!.looks[look].plan)
      let standard = baseline.levers["missions"]!.value(at: 2040)
      #expect(
        moved.levers["missions"]!.value(at: 2040)
          == standard + 0.5 * (whole.levers["missions"]!.value(at: 2040) - standard))
    }
    let none = mix.moved(towards: baseline, share: 0)
    #expect(none.levers == baseline.levers)
    #expect(none.contingency?.looks.allSatisfy { $0.plan.levers == baseline.levers } == true)
  }
}
