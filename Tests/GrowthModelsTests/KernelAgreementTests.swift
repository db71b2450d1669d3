import Foundation
import GrowthModels
import ModelContract
import Sampling
import Testing

/// The batch kernel against the readable reference, on random factors, worlds and luck.
@Suite struct KernelAgreementTests {
  /// Largest relative difference between two implementations of the same equations in double precision: both
  /// accumulate rounding over at most 260 steps, and 1e-9 leaves three digits for chaotic amplification.
  static let agreement = 1e-9

  /// One thing to run: an economy under its policies.
  struct Setting: CustomTestStringConvertible, Sendable {
    let name: String
    let world: World
    let policies: [Policy]
    var testDescription: String { name }
  }

  static let settings: [Setting] = {
    func historicalPolicy(_ economy: String) -> Policy {
      ReferenceData.policy(ReferenceData.tables.economies[economy]!.policy)
    }
    var settings = ["japan", "korea", "mexico", "china"].map { name in
      let policy = historicalPolicy(name)
      return Setting(
        name: name,
        world: World(
          name: "reference", economy: ReferenceData.economy(name),
          start: ReferenceData.tables.economies[name]!.start, end: 2019, step: 0.5,
          discountRate: 0.03, paths: [:], reference: policy),
        policies: [policy])
    }
    let mixes = ["baseline", "balanced_aligned", "missions_leadership", "fdi_high"]
      .map(ReferenceData.policy)
    var world = ReferenceData.genericWorld()
    settings.append(Setting(name: "generic", world: world, policies: mixes))
    world.paths = [
      "frontier_growth": Path([.init(year: 2025, value: 0.018), .init(year: 2035, value: 0.025)]),
      "technology_access": Path([.init(year: 2028, value: 1), .init(year: 2030, value: 0.6)]),
      "shock_frequency": Path(constant: 0.12), "shock_size": Path(constant: 1.8),
      "world_demand.ev_batteries": Path(constant: 2),
      "incumbent_closeness.semiconductors": Path(constant: 1.4),
      "technology_turnover.green_hydrogen_energy": Path([
        .init(year: 2028, value: 1), .init(year: 2032, value: 2.5),
      ]),
      "terms_of_trade": Path([.init(year: 2030, value: 1), .init(year: 2033, value: 0.6)]),
    ]
    world.settings = ["consumption_equation": 1, "catch_up_income": 0.3]
    settings.append(Setting(name: "generic in a changed world", world: world, policies: mixes))
    let mexico = historicalPolicy("mexico")
    var later = World(
      name: "reference", economy: ReferenceData.economy("mexico"), start: 2025, end: 2060,
      step: 0.5, discountRate: 0.03, paths: [:], reference: mexico)
    later.origin = Origin(policy: mexico, start: 1960, observedIncome: 0.3)
    later.economy.series["terms_of_trade"] = Path([
      .init(year: 1960, value: 0.95), .init(year: 1980, value: 1.2), .init(year: 2030, value: 0.9),
    ])
    later.economy.series["crisis_output"] = Path([
      .init(year: 1994, value: 1), .init(year: 1995, value: 0.92), .init(year: 1997, value: 1),
      .init(year: 2040, value: 1), .init(year: 2041, value: 0.9), .init(year: 2043, value: 1),
    ])
    var reform = mexico
    reform.name = "reform"
    reform.levers["public_research"] = Path([
      .init(year: 2027, value: 0.0022), .init(year: 2032, value: 0.012),
    ])
    reform.levers["missions"] = Path([.init(year: 2027, value: 0), .init(year: 2032, value: 0.01)])
    settings.append(Setting(name: "mexico after 1960", world: later, policies: [mexico, reform]))
    later.origin?.observedIncome = nil
    settings.append(
      Setting(name: "mexico, residual fading on", world: later, policies: [mexico, reform]))
    return settings
  }()

  /// Draws of `count` futures within the priors' reach around each economy's own values.
  static func draws(_ setting: Setting, count: Int, noise: Bool) -> Block {
    let design = try! Design(
      DesignSpecification(kind: .random, futures: count, seed: 7, replicates: 32, cubeSize: 256))
    let world = setting.world
    let steps = world.stepCount + world.originStepCount
    let lanes = (count + 15) / 16 * 16
    let block = Block(lanes: lanes, count: count, steps: steps, noise: noise)
    for (column, factor) in GrowthFactors.all.enumerated() {
      let centre = world.economy.initialConditions[factor.name] ?? factor.defaultValue
      let uniforms = (0..<count).map { _ in 0.0 }
      var values = uniforms
      values.withUnsafeMutableBufferPointer {
        design.uniforms(
          StreamKey(name: factor.name, dimension: factor.dimension), futures: 0..<count,
          into: $0.baseAddress!)
      }
      for lane in 0..<lanes {
        let uniform = values[min(lane, count - 1)]
        // Mechanisms that are off by default are on here.
        let isOff = factor.defaultValue == 0 && GrowthFactors.parameters.contains(factor)
        let value =
          isOff
          ? uniform * min(factor.admissible.upperBound, 1) : centre * (0.7 + 0.6 * uniform)
        block.factors[column * lanes + lane] = min(
          max(value, factor.admissible.lowerBound), factor.admissible.upperBound)
      }
    }
    guard noise else { return block }
    let source = LuckSource(design: design)
    for (index, stream) in GrowthOutcomes.luck.enumerated() {
      switch stream.timing {
      case .once(let first):
        source.fillOnce(
          name: stream.name, firstDimension: first, width: stream.width,
          isNormal: stream.law == .standardNormal, futures: 0..<count, lanes: lanes,
          into: block.luck[index])
      case .everyStep:
        source.fillSteps(
          name: stream.name, width: stream.width, steps: steps,
          isNormal: stream.law == .standardNormal, futures: 0..<count, lanes: lanes,
          into: block.luck[index])
      }
    }
    return block
  }

  /// Memory of one block of draws and outcomes.
  final class Block {
    let lanes: Int
    let count: Int
    let steps: Int
    let noise: Bool
    let factors: UnsafeMutablePointer<Double>
    let luck: [UnsafeMutablePointer<Double>]

    init(lanes: Int, count: Int, steps: Int, noise: Bool) {
      self.lanes = lanes
      self.count = count
      self.steps = steps
      self.noise = noise
      factors = .allocate(capacity: lanes * GrowthFactors.all.count)
      luck = GrowthOutcomes.luck.map { .allocate(capacity: lanes * $0.columns(steps: steps)) }
    }

    deinit {
      factors.deallocate()
      for memory in luck { memory.deallocate() }
    }

    var draws: DrawBlock {
      DrawBlock(
        firstFuture: 0, count: count, lanes: lanes, factors: factors,
        luck: luck.map { noise ? UnsafePointer($0) : nil })
    }

    func factors(of lane: Int) -> [Double] {
      GrowthFactors.all.indices.map { factors[$0 * lanes + lane] }
    }

    func luck(of lane: Int) -> [[Double]?] {
      zip(GrowthOutcomes.luck, luck).map { stream, memory in
        noise ? (0..<stream.columns(steps: steps)).map { memory[$0 * lanes + lane] } : nil
      }
    }
  }

  /// Runs the kernel: final outcomes, and yearly ones when asked.
  static func run(_ model: GrowthModel, _ setting: Setting, _ block: Block, yearly: Bool = false)
    throws -> (final: [Double], yearly: [Double], years: Int)
  {
    let compiled = try model.compile(setting.policies, in: setting.world)
    let outcomes = GrowthOutcomes.all.count
    let years = compiled.years.count
    var final = [Double](
      repeating: .nan, count: setting.policies.count * outcomes * block.lanes)
    var everyYear = [Double](repeating: .nan, count: yearly ? final.count * years : 1)
    final.withUnsafeMutableBufferPointer { values in
      everyYear.withUnsafeMutableBufferPointer { rows in
        compiled.run(
          block.draws, using: compiled.makeWorkspace(lanes: block.lanes),
          into: OutcomeBlock(
            policyCount: setting.policies.count, outcomeCount: outcomes, lanes: block.lanes,
            values: values.baseAddress!, yearly: yearly ? rows.baseAddress! : nil,
            yearCount: yearly ? years : 0))
      }
    }
    return (final, everyYear, years)
  }

  static func differs(_ one: Double, _ other: Double) -> Bool {
    if one == other || (one.isNaN && other.isNaN) { return false }
    return !(abs(one - other) <= agreement * max(abs(one), abs(other)) + 1e-15)
  }

  @Test(arguments: settings, [true, false])
  func kernelEqualsReference(_ setting: Setting, noise: Bool) throws {
    let block = Self.draws(setting, count: 21, noise: noise)
    let outcomes = GrowthOutcomes.all.count
    var results: [(name: String, run: (final: [Double], yearly: [Double], years: Int))] = []
    for path in VectorPath.allCases where path.isAvailable {
      for product in RelatednessProduct.allCases {
        let model = GrowthModel(path: path, product: product)
        results.append((model.vectorPath, try Self.run(model, setting, block, yearly: true)))
      }
    }
    var mismatches: [String] = []
    for lane in 0..<block.count {
      for (index, policy) in setting.policies.enumerated() {
        let trace = try GrowthModel().trace(
          policy, in: setting.world, factors: block.factors(of: lane), luck: block.luck(of: lane))
        let last = try #require(trace.rows.last)
        #expect(last.outcomes[0].isFinite)
        for (name, run) in results {
          for outcome in 0..<outcomes {
            let kernel = run.final[(index * outcomes + outcome) * block.lanes + lane]
            let place = "\(name) \(policy.name) \(GrowthOutcomes.all[outcome].name)"
            if Self.differs(kernel, last.outcomes[outcome]) {
              mismatches.append("\(place): \(kernel) against \(last.outcomes[outcome])")
            }
            for year in 0..<run.years {
              let value = trace.rows[year * setting.world.stepsPerYear].outcomes[outcome]
              let position = ((index * run.years + year) * outcomes + outcome) * block.lanes
              if Self.differs(run.yearly[position + lane], value) {
                mismatches.append("\(place), year \(year): against \(value)")
              }
            }
          }
        }
      }
    }
    #expect(
      mismatches.isEmpty, "\(mismatches.count), among them \(mismatches.prefix(5))")
  }

  /// Largest difference of single from double precision, relative to the outcome or, for outcomes near zero
  /// that are differences or logarithms of larger numbers, to 0.1: rounding of 6e-8 an operation, amplified over at most
  /// 260 steps.
  static let singleAgreement = 1e-4

  @Test(arguments: settings, VectorPath.allCases.filter(\.isAvailable))
  func singlePrecisionIsRightToFourDigits(_ setting: Setting, path: VectorPath) throws {
    let block = Self.draws(setting, count: 45, noise: true)
    let double = try Self.run(GrowthModel(path: path), setting, block).final
    let single = try Self.run(GrowthModel(path: path, precision: .single), setting, block).final
    let outcomes = GrowthOutcomes.all.count
    // Outcomes that jump (the trap, the year of catching up) may jump elsewhere in single precision.
    let jumps = Set(
      ["trap", "catch_up_year"].compactMap { name in
        GrowthOutcomes.all.firstIndex { $0.name == name }
      })
    #expect(jumps.count == 2)
    var worst = (difference: 0.0, outcome: "")
    for column in 0..<setting.policies.count * outcomes where !jumps.contains(column % outcomes) {
      for lane in 0..<block.count {
        let one = double[column * block.lanes + lane]
        let other = single[column * block.lanes + lane]
        let difference = abs(one - other) / max(abs(one), 0.1)
        if !(difference <= worst.difference) {
          worst = (difference, GrowthOutcomes.all[column % outcomes].name)
        }
      }
    }
    #expect(worst.difference <= Self.singleAgreement, "\(worst.outcome)")
    #expect(worst.difference > 1e-9, "single precision gave double precision's numbers")
  }

  @Test(arguments: VectorPath.allCases.filter(\.isAvailable))
  func aFutureDoesNotDependOnItsPlaceInABlock(_ path: VectorPath) throws {
    let setting = Self.settings[4]
    let whole = Self.draws(setting, count: 80, noise: true)
    let all = try Self.run(GrowthModel(path: path), setting, whole)
    // The same futures, moved by 37 places, in a block of another length.
    let moved = Block(lanes: 48, count: 43, steps: whole.steps, noise: true)
    let columns = GrowthFactors.all.count
    for lane in 0..<48 {
      let from = 37 + min(lane, 42)
      for column in 0..<columns {
        moved.factors[column * 48 + lane] = whole.factors[column * 80 + from]
      }
      for (index, stream) in GrowthOutcomes.luck.enumerated() {
        for column in 0..<stream.columns(steps: whole.steps) {
          moved.luck[index][column * 48 + lane] = whole.luck[index][column * 80 + from]
        }
      }
    }
    let some = try Self.run(GrowthModel(path: path), setting, moved)
    let columnsOut = setting.policies.count * GrowthOutcomes.all.count
    for column in 0..<columnsOut {
      for lane in 0..<43 {
        let one = all.final[column * 80 + 37 + lane]
        let other = some.final[column * 48 + lane]
        #expect(one.bitPattern == other.bitPattern)
      }
    }
  }

  @Test(arguments: VectorPath.allCases.filter(\.isAvailable), RelatednessProduct.allCases)
  func aFactorThatIsNotANumberNeverYieldsANumber(_ path: VectorPath, _ product: RelatednessProduct)
    throws
  {
    let setting = Self.settings[4]
    let block = Self.draws(setting, count: 16, noise: true)
    let column = try #require(GrowthFactors.column("absorption_speed"))
    block.factors[column * block.lanes + 3] = .nan
    let result = try Self.run(GrowthModel(path: path, product: product), setting, block)
    let outcomes = GrowthOutcomes.all.count
    for policy in setting.policies.indices {
      let income = policy * outcomes * block.lanes
      #expect(result.final[income + 3].isNaN)
      #expect(result.final[income + 2].isFinite && result.final[income + 4].isFinite)
    }
  }

  @Test func luckSwitchedOffIsNeutralLuck() throws {
    let setting = Self.settings[4]
    let quiet = Self.draws(setting, count: 16, noise: false)
    let neutral = Block(lanes: 16, count: 16, steps: quiet.steps, noise: true)
    neutral.factors.update(from: quiet.factors, count: 16 * GrowthFactors.all.count)
    // exp(.6 N - .18) = 1 at N = .3 and exp(.15 N - .01125) = 1 at N = .075; no noise, no crisis.
    for (index, value) in [0.3, 0.075, 0, 1].enumerated() {
      let columns = GrowthOutcomes.luck[index].columns(steps: quiet.steps)
      neutral.luck[index].update(repeating: value, count: 16 * columns)
    }
    let one = try Self.run(GrowthModel(), setting, quiet).final
    let other = try Self.run(GrowthModel(), setting, neutral).final
    for (a, b) in zip(one, other) { #expect(!Self.differs(a, b)) }
  }
}
