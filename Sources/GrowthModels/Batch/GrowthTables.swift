import CGrowthKernel
import Foundation
import ModelContract

/// The tables of one policy in one world that the kernel reads: everything that no future changes.
///
/// Shape: tables with a time dimension have one row a step and one more for the end. Cost: about 1 KB a row.
final class GrowthTables: @unchecked Sendable {
  // Sendable: written in `init` alone, read by any number of threads after it.

  /// What the kernel gets to see.
  let program: UnsafeMutablePointer<growth_program>
  private var storage: [UnsafeMutableRawPointer] = []
  /// Tables of the second plan, by look; empty for a mix that follows one plan.
  var later: [GrowthTables] = []

  /// Makes the tables of a policy between two years.
  ///
  /// - Parameters:
  ///   - originSteps: steps of history before `start`, which shift the shock's columns.
  ///   - observedIncome: income at which the residual is computed anew, or nil.
  ///   - transition: how institutions move; from those of the reference at the start when nil.
  init(
    policy: Policy, reference: Policy, world: World, start: Double, end: Double, originSteps: Int,
    observedIncome: Double?, transition: MixTransition? = nil
  ) {
    program = .allocate(capacity: 1)
    program.initialize(to: growth_program())
    let steps = Int(((end - start) / world.step).rounded())
    let years = (0...steps).map { start + Double($0) / Double(world.stepsPerYear) }
    fillScalars(
      world: world, steps: steps, start: start, originSteps: originSteps,
      observedIncome: observedIncome)
    let transition =
      transition
      ?? MixTransition(
        from: (reference, start), years: GrowthValidation.setting("transition_years", of: world))
    fillInstitutions(policy: policy, transition: transition, world: world, years: years)
    fillLevers(policy: policy, reference: reference, years: years)
    fillWorld(world: world, years: years)
    fillSectors(world: world, policy: policy, years: years)
  }

  deinit {
    for memory in storage { memory.deallocate() }
    program.deallocate()
  }

  /// Adds the missions of the history: their stocks go on working under policies without missions.
  func inheritMissions(from origin: GrowthTables) {
    guard origin.program.pointee.has_missions != 0 else { return }
    let own = (0..<Sector.count).map { program.pointee.missioned[$0] }
    let inherited = (0..<Sector.count).map { origin.program.pointee.missioned[$0] }
    program.pointee.has_missions = 1
    program.pointee.missioned = keep(zip(own, inherited).map(max))
    for tables in later { tables.inheritMissions(from: origin) }
  }

  /// Keeps numbers for as long as the tables live.
  func keep<Number: BitwiseCopyable>(_ values: [Number]) -> UnsafePointer<Number> {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(values.count, 1) * MemoryLayout<Number>.stride, alignment: 64)
    storage.append(memory)
    let typed = memory.bindMemory(to: Number.self, capacity: max(values.count, 1))
    typed.initialize(from: values, count: values.count)
    return UnsafePointer(typed)
  }

  private func fillScalars(
    world: World, steps: Int, start: Double, originSteps: Int, observedIncome: Double?
  ) {
    program.pointee.steps = Int64(steps)
    program.pointee.steps_per_year = Int64(world.stepsPerYear)
    program.pointee.start = start
    program.pointee.step = world.step
    program.pointee.discount_rate = world.discountRate
    program.pointee.catch_up_income = GrowthValidation.setting("catch_up_income", of: world)
    program.pointee.observed_income = observedIncome ?? .nan
    program.pointee.origin_steps = Int64(originSteps)
    program.pointee.charges_research =
      GrowthValidation.setting("consumption_equation", of: world) == 1 ? 0 : 1
  }

  private func fillInstitutions(
    policy: Policy, transition: MixTransition, world: World, years: [Double]
  ) {
    let mixes = years.map {
      MixConstants(policy, transition, year: $0, step: world.step)
    }
    program.pointee.large_firms = keep(mixes.map(\.largeFirms))
    program.pointee.public_laboratories = keep(mixes.map(\.publicLaboratories))
    program.pointee.multinationals = keep(mixes.map(\.multinationals))
    program.pointee.cronyism = keep(mixes.map(\.cronyism))
    program.pointee.sunset = keep(mixes.map(\.sunsetStrength))
    program.pointee.vehicles_moved = keep(mixes.map(\.vehiclesMoved))
    program.pointee.own_brand_share = keep(
      mixes.map {
        min(
          max(
            0.6 + 0.5 * $0.largeFirms + 0.1 * $0.publicLaboratories - 0.3 * $0.multinationals, 0.2),
          1.2)
      })
  }

  private func fillLevers(policy: Policy, reference: Policy, years: [Double]) {
    let levers = GrowthLevers.all
    func table(_ policy: Policy) -> [Double] {
      let paths = levers.map { policy.levers[$0.name] }
      return years.flatMap { year in paths.map { $0?.value(at: year) ?? .nan } }
    }
    let planned = table(policy)
    let standard = table(reference)
    let missions = levers.firstIndex { $0.name == "missions" } ?? 0
    let hasMissions = years.indices.contains {
      planned[$0 * levers.count + missions] != 0 || standard[$0 * levers.count + missions] != 0
    }
    program.pointee.has_missions = hasMissions ? 1 : 0
    program.pointee.changed = keep(
      years.indices.map { row in
        let now = row * levers.count..<(row + 1) * levers.count
        guard row > 0 else { return 1.0 }
        let before = (row - 1) * levers.count..<row * levers.count
        let isSame = planned[now] == planned[before] && standard[now] == standard[before]
        return isSame ? 0.0 : 1.0
      })
    program.pointee.planned = keep(planned)
    program.pointee.reference = keep(standard)
    program.pointee.lever_low = keep(levers.map(\.admissible.lowerBound))
    program.pointee.lever_high = keep(levers.map(\.admissible.upperBound))
    let costly = levers.indices.filter { levers[$0].cost > 0 }
    program.pointee.cost = keep(
      years.indices.flatMap { row in
        costly.map { levers[$0].cost * planned[row * levers.count + $0] }
      })
  }

  private func fillWorld(world: World, years: [Double]) {
    func path(_ name: String) -> [Double] {
      let standard = GrowthValidation.aggregatePaths[name] ?? .nan
      guard let path = world.paths[name] else {
        return [Double](repeating: standard, count: years.count)
      }
      return years.map(path.value)
    }
    let growth = path("frontier_growth")
    program.pointee.end_growth = growth[growth.count - 1]
    program.pointee.frontier_growth = keep(growth)
    program.pointee.weight = keep(
      DiscountWeights.weights(
        years: years, growth: growth, discountRate: world.discountRate, step: world.step))
    program.pointee.access = keep(path("technology_access"))
    program.pointee.shock_chance = keep(path("shock_frequency").map { $0 * world.step })
    program.pointee.shock_size = keep(path("shock_size"))
    func series(_ name: String) -> [Double] {
      years.map { world.economy.series[name]?.value(at: $0) ?? 1 }
    }
    program.pointee.employment = keep(series("employment"))
    program.pointee.crisis = keep(series("crisis_output").map { log($0) })
    program.pointee.terms_of_trade = keep(
      zip(path("terms_of_trade"), series("terms_of_trade")).map { log($0 * $1) })
  }

  private func fillSectors(world: World, policy: Policy, years: [Double]) {
    let sectors = Sector.all
    func paths(_ name: String) -> [Path?] {
      sectors.map { world.paths["\(name).\($0.name)"] }
    }
    func multipliers(_ paths: [Path?], _ year: Double) -> [Double] {
      paths.map { $0?.value(at: year) ?? 1 }
    }
    let demandPaths = paths("world_demand")
    let closenessPaths = paths("incumbent_closeness")
    let turnoverPaths = paths("technology_turnover")
    let referenceGrowth = GrowthValidation.aggregatePaths["frontier_growth"] ?? .nan
    var demand: [Double] = []
    var demandValue: [Double] = []
    var obsolescence: [Double] = []
    var leverage: [Double] = []
    var transfer: [Double] = []
    var leverageHome: [Double] = []
    var transferHome: [Double] = []
    var closure: [Double] = []
    var turnovers: [Double] = []
    var born: [Double] = []
    for (row, year) in years.enumerated() {
      let large = program.pointee.large_firms[row]
      let laboratories = program.pointee.public_laboratories[row]
      let multinationals = program.pointee.multinationals[row]
      let weights = WorldDemand.weights(year: year, multipliers: multipliers(demandPaths, year))
      demand += weights
      demandValue.append(1 / zip(weights, sectors).map { $0 * $1.valuePotential }.reduce(0, +))
      let closeness = multipliers(closenessPaths, year)
      let pace = multipliers(turnoverPaths, year)
      let scale = program.pointee.frontier_growth[row] / referenceGrowth
      for (index, sector) in sectors.enumerated() {
        let concentration = min(sector.concentration * closeness[index], 1)
        let turnover = min(sector.turnover * pace[index], 1)
        obsolescence.append(sector.frontierGrowth * scale)
        let byLarge =
          large
          * SectorLeverage.largeFirms(sector, turnover: turnover, concentration: concentration)
        let byLaboratories =
          laboratories
          * SectorLeverage.publicLaboratories(
            sector, turnover: turnover, concentration: concentration)
        let byMultinationals =
          multinationals
          * SectorLeverage.multinationals(sector, turnover: turnover, concentration: concentration)
        leverage.append(byLarge + byLaboratories)
        transfer.append(byMultinationals)
        leverageHome.append(
          byLarge * SectorLeverage.groundOfLargeFirms(sector)
            + byLaboratories * SectorLeverage.groundOfLaboratories(sector))
        transferHome.append(byMultinationals * SectorLeverage.groundOfMultinationals(sector))
        closure.append(concentration * (1 - 0.7 * large * sector.scaleEconomies))
        turnovers.append(turnover)
        born.append(year >= sector.emergenceYear ? 1 : 0)
      }
    }
    program.pointee.demand = keep(demand)
    program.pointee.demand_value = keep(demandValue)
    program.pointee.obsolescence = keep(obsolescence)
    program.pointee.leverage = keep(leverage)
    program.pointee.transfer = keep(transfer)
    program.pointee.leverage_home = keep(leverageHome)
    program.pointee.transfer_home = keep(transferHome)
    program.pointee.inverse_demand = keep(demand.map { 1 / $0 })
    program.pointee.closure = keep(closure)
    program.pointee.turnover = keep(turnovers)
    program.pointee.born = keep(born)
    let targets = Set(policy.targets)
    let targetShares = sectors.map { targets.contains($0.name) ? 1 / Double(targets.count) : 0 }
    program.pointee.target = keep(targetShares)
    program.pointee.focus = keep(SectorLeverage.focus(targetShares: targetShares))
    let hasMissions = program.pointee.has_missions != 0
    program.pointee.missioned = keep(
      sectors.map { hasMissions && targets.contains($0.name) ? 1 : 0 })
    program.pointee.potential = keep(sectors.map(Specialisation.potential))
    program.pointee.complexity = keep(sectors.map(\.complexity))
    program.pointee.precision = keep(sectors.map(\.precision))
    program.pointee.scale = keep(sectors.map(\.scaleEconomies))
    program.pointee.value = keep(sectors.map(\.valuePotential))
    func positions(_ isMember: (Sector) -> Bool) -> [Int64] {
      sectors.indices.filter { isMember(sectors[$0]) }.map { Int64($0) }
    }
    let electronics = positions(\.isElectronics)
    program.pointee.electronics_count = Int64(electronics.count)
    program.pointee.electronics = keep(electronics)
    let resources = positions(\.isResource)
    program.pointee.resource_count = Int64(resources.count)
    program.pointee.resources = keep(resources)
    program.pointee.strength = keep(sectors.map { world.economy.strengths[$0.name] ?? 1 })
    program.pointee.proximity = UnsafePointer(RelatednessTables.shared.matrix)
    program.pointee.supplier = UnsafePointer(RelatednessTables.shared.supplier)
    program.pointee.supplier_weight = UnsafePointer(RelatednessTables.shared.supplierWeight)
  }
}
