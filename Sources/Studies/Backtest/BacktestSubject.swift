import Calibration
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import StudyContract

/// One economy of a backtest as files describe it, ready to be run.
struct BacktestSubject {
  let study: Study
  let economy: BacktestEconomy
  /// Whether the ensemble was fitted to this economy: its file says so, or it has columns of the economy.
  let wasFitted: Bool
  let isScored: Bool

  /// Columns of the ensemble by the factor they set: those all economies share, and those of this one.
  private let shared: [(factor: Int, column: Int)]
  private let own: [(factor: Int, column: Int)]
  private let shiftedLevers: [String]
  private let rows: JointRows
  private let constants: [Double]

  /// Levers are shifted within their intervals in this many ways: enough for the 5 and 95 % quantiles of a sum of a
  /// dozen uniform shifts, few enough to compile.
  static let leverDraws = 16

  init(
    _ study: Study, rows: JointRows, fittedTo economies: [String]? = nil, series: BacktestSeries,
    isScored: Bool, tables: BacktestTables
  ) throws {
    self.study = study
    self.isScored = isScored
    self.rows = rows
    let name = study.economy.name
    var shared: [(factor: Int, column: Int)] = []
    var own: [(factor: Int, column: Int)] = []
    var shiftedLevers: [String] = []
    for (index, column) in rows.columns.enumerated() {
      let column = EnsembleColumn(column)
      guard let factor = column.factor.flatMap(GrowthFactors.column) else { continue }
      switch column {
      case .shared: shared.append((factor, index))
      case .economy(_, name): own.append((factor, index))
      case .history(let factorName, name):
        own.append((factor, index))
        shiftedLevers.append(String(factorName.dropLast("_implementation".count)))
      default: break
      }
    }
    self.shared = shared
    self.own = own
    self.shiftedLevers = shiftedLevers
    wasFitted = economies?.contains(name) ?? !own.isEmpty
    economy = try tables.economy(study, series: series)
    var constants = study.defaultFactors(
      of: GrowthFactors.all, scenario: study.scenarios[0])
    constants[GrowthFactors.column("initial_income")!] = exp(economy.startLog)
    self.constants = constants
  }

  /// Log income by year on Solow's path of this economy under given outside paths; nil without human capital.
  var solow: @Sendable (Rivals.Conditions) -> [Int: Double]? {
    let path = SolowPath(world: world(policy: study.baselinePolicy), factors: constants)
    let start = economy.start
    return { conditions in
      guard let skill = conditions.skill else { return nil }
      let logs = path.logIncome(
        investment: conditions.investment, schooling: skill, employment: conditions.labour)
      return Dictionary(uniqueKeysWithValues: logs.enumerated().map { (start + $0, $1) })
    }
  }

  /// Paths of the model under the three sets of inputs.
  func paths(
    model: GrowthModel, intervals: [String: Double], seed: UInt64, context: RunContext
  ) throws -> Backtest.Paths {
    let cutoff = Double(Backtest.cutoff)
    let policy = study.baselinePolicy
    var continued = policy
    continued.levers = policy.levers.mapValues { $0.kept(after: cutoff) }
    var later = world(policy: continued)
    later.economy.series = later.economy.series.mapValues { $0.kept(after: cutoff) }
    let shifted = shiftedPolicies(intervals, seed: seed)
    let settings =
      [setting(world(policy: policy), policy), setting(later, continued)]
      + shifted.map { setting(world(policy: $0), $0) }
    let runner = try TrajectoryRunner(model: model, settings: settings)
    let main = try runner.run(rows: rows.rowCount, context: context, settings: [0, 1]) {
      _, range, stride, target in
      fill(range.map { $0 }, conditions: nil, stride: stride, into: target)
    }
    let conditions = try freshConditions(seed: seed)
    var fresh = [[Double]](
      repeating: [Double](repeating: .nan, count: rows.rowCount), count: economy.years.count)
    for (variant, _) in shifted.enumerated() {
      let members = stride(from: variant, to: rows.rowCount, by: shifted.count).map { $0 }
      if members.isEmpty { continue }
      let result = try runner.run(rows: members.count, context: context, settings: [2 + variant]) {
        _, range, stride, target in
        fill(range.map { members[$0] }, conditions: conditions, stride: stride, into: target)
      }[2 + variant]
      for year in economy.years.indices {
        for (position, row) in members.enumerated() {
          fresh[year][row] = log(result[year * members.count + position])
        }
      }
    }
    return Backtest.Paths(
      fitted: byYear(main[0]), continued: byYear(main[1]), fresh: fresh)
  }

  /// Log income of some rows, by year, under another mix; investment stays this economy's.
  func path(
    under other: Policy, rows chosen: [Int], model: GrowthModel, context: RunContext
  ) throws -> [[Double]] {
    var policy = other
    policy.levers["investment"] = study.baselinePolicy.levers["investment"]
    var world = world(policy: policy)
    world.reference = policy
    let runner = try TrajectoryRunner(model: model, settings: [setting(world, policy)])
    let result = try runner.run(rows: chosen.count, context: context) { _, range, stride, target in
      fill(range.map { chosen[$0] }, conditions: nil, stride: stride, into: target)
    }[0]
    return economy.years.indices.map { year in
      chosen.indices.map { log(result[year * chosen.count + $0]) }
    }
  }

  /// Capability of every sector in a year relative to the frontier's: the median over rows.
  ///
  /// - Parameter isHeldOut: whether conditions of the economy are drawn afresh, as for rows that have not seen it.
  func capabilities(
    in year: Int, isHeldOut: Bool, model: GrowthModel, seed: UInt64, context: RunContext
  ) throws -> [String: Double] {
    let policy = study.baselinePolicy
    let prefix = "capability_"
    let columns = GrowthOutcomes.all.indices.filter {
      GrowthOutcomes.all[$0].name.hasPrefix(prefix)
    }
    let runner = try TrajectoryRunner(
      model: model,
      settings: [
        TrajectorySetting(
          world: world(policy: policy), policy: policy, years: [year], outcomes: columns)
      ])
    let conditions = isHeldOut ? try freshConditions(seed: seed) : nil
    let count = rows.rowCount
    let values = try runner.run(rows: count, context: context) { _, range, stride, target in
      fill(range.map { $0 }, conditions: conditions, stride: stride, into: target)
    }[0]
    var result: [String: Double] = [:]
    for (index, column) in columns.enumerated() {
      let finite = values[index * count..<(index + 1) * count].filter(\.isFinite)
      if finite.isEmpty { continue }
      result[String(GrowthOutcomes.all[column].name.dropFirst(prefix.count))] =
        WeightedSample(finite).median
    }
    return result
  }

  /// Income at the end against that under the levers of the first year.
  ///
  /// - Parameter actual: log income of the last scored year under the levers of history, by row.
  func frozenLevers(
    actual: [Double], model: GrowthModel, context: RunContext
  ) throws -> FrozenLevers? {
    var policy = study.baselinePolicy
    for (lever, path) in policy.levers where lever != "investment" {
      policy.levers[lever] = Path(constant: path.value(at: study.start))
    }
    let year = economy.years[economy.years.count - 1]
    let runner = try TrajectoryRunner(
      model: model, settings: [setting(world(policy: policy), policy, years: [year])])
    let frozen = try runner.run(rows: rows.rowCount, context: context) { _, range, stride, target in
      fill(range.map { $0 }, conditions: nil, stride: stride, into: target)
    }[0]
    return FrozenLevers(
      economy: economy.name, wasFitted: wasFitted, start: economy.start, year: year, actual: actual,
      frozen: frozen.map { log($0) })
  }

  private func byYear(_ incomes: [Double]) -> [[Double]] {
    economy.years.indices.map { year in
      (0..<rows.rowCount).map { log(incomes[year * rows.rowCount + $0]) }
    }
  }

  private func setting(
    _ world: World, _ policy: Policy, years: [Int]? = nil
  ) -> TrajectorySetting {
    TrajectorySetting(
      world: world, policy: policy, years: years ?? economy.years,
      outcomes: [GrowthOutcomes.all.firstIndex { $0.name == "income" }!])
  }

  /// The world of the history, whose levers are off their coding by what the ensemble says.
  private func world(policy: Policy) -> World {
    var world = study.world(in: study.scenarios[0])
    world.reference = policy.one(below: shiftedLevers)
    return world
  }

  /// The policy with every coded lever shifted, over all years alike, within its interval.
  private func shiftedPolicies(_ intervals: [String: Double], seed: UInt64) -> [Policy] {
    let levers = GrowthLevers.all.filter { intervals[$0.name] != nil }
    let stream = CounterStream(name: "backtest.levers.\(economy.name)", seed: seed)
    return (0..<Self.leverDraws).map { draw in
      var policy = study.baselinePolicy
      for (index, lever) in levers.enumerated() {
        // One stratum of a Latin hypercube a draw, the strata of each lever in an order of its own.
        let order = (0..<Self.leverDraws).sorted {
          stream.uniform(index, $0, 1) < stream.uniform(index, $1, 1)
        }
        let uniform = (Double(order[draw]) + stream.uniform(index, draw)) / Double(Self.leverDraws)
        let shift = intervals[lever.name]! * (2 * uniform - 1)
        policy.levers[lever.name] = policy.levers[lever.name].map { path in
          Path(
            path.breakpoints.map {
              Path.Breakpoint(
                year: $0.year,
                value: min(
                  max($0.value + shift, lever.admissible.lowerBound), lever.admissible.upperBound))
            })
        }
      }
      return policy
    }
  }

  /// Draws of the economy's conditions from their laws, by factor.
  private func freshConditions(seed: UInt64) throws -> [Int: [Double]] {
    let count = rows.rowCount
    let design = try Design(
      DesignSpecification(kind: .random, futures: count, seed: seed, replicates: 32, cubeSize: 256))
    let sources = study.columnSources(of: GrowthFactors.all, beliefs: .prior)
    let draws = try DrawSource(
      design: design, columns: sources.columns, copula: sources.copula, joint: nil)
    let lanes = (count + 15) / 16 * 16
    var values = [Double](repeating: 0, count: lanes * GrowthFactors.all.count)
    values.withUnsafeMutableBufferPointer {
      draws.fill(futures: 0..<count, lanes: lanes, into: $0.baseAddress!)
    }
    var result: [Int: [Double]] = [:]
    for (factor, description) in GrowthFactors.all.enumerated()
    where description.name == "initial_proximity_multiplier"
      || (study.economy.initialConditions[description.name] != nil
        && description.name != "initial_income")
    {
      result[factor] = Array(values[factor * lanes..<factor * lanes + count])
    }
    return result
  }

  /// Writes the factors of rows: the ensemble's, and either its own conditions of the economy or fresh ones.
  private func fill(
    _ chosen: [Int], conditions: [Int: [Double]]?, stride: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    for (factor, value) in constants.enumerated() {
      (target + factor * stride).update(repeating: value, count: chosen.count)
    }
    for (factor, column) in shared + (conditions == nil ? own : []) {
      for (lane, row) in chosen.enumerated() {
        target[factor * stride + lane] = rows.values[column * rows.rowCount + row]
      }
    }
    for (factor, values) in conditions ?? [:] {
      for (lane, row) in chosen.enumerated() { target[factor * stride + lane] = values[row] }
    }
  }
}
