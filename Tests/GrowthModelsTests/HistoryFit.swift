import Foundation
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract
import TestSupport

/// The model against the income of the seven historical economies, five-yearly.
struct HistoryFit {
  static let economies = ["japan", "korea", "taiwan", "singapore", "china", "mexico", "chile"]

  let economy: String
  let study: Study
  /// Observed income relative to the USA, by year.
  let targets: [(year: Double, income: Double)]

  init(_ economy: String) throws {
    self.economy = economy
    study = try StudyLoader.load(
      repository.appendingPathComponent("Models/studies/history/\(economy).yaml").path)
    targets = try Self.targets()[economy]!
  }

  /// The table `Models/history/targets.csv`.
  static func targets() throws -> [String: [(year: Double, income: Double)]] {
    let file = repository.appendingPathComponent("Models/history/targets.csv")
    var result: [String: [(year: Double, income: Double)]] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") && !line.hasPrefix("economy,") {
      let cells = line.split(separator: ",")
      result[String(cells[0]), default: []].append((Double(cells[1])!, Double(cells[2])!))
    }
    return result
  }

  /// Income of "nothing changes": the first year's for ever.
  var unchanged: [Double] {
    targets.map { _ in study.economy.initialConditions["initial_income"]! }
  }

  /// Root mean square over target years of log model minus log observed.
  func error(_ incomes: [Double]) -> Double {
    let squares = zip(incomes, targets).map { pow(log($0 / $1.income), 2) }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }

  /// All rows of the ensemble on the economy's central initial conditions, as in the fit, without luck.
  func ensembleRows() throws -> [[Double]] {
    guard case .ensemble(let ensemble) = study.beliefs(named: "ensemble") else {
      preconditionFailure("the study of \(economy) has no ensemble")
    }
    let rows = ensemble.rows
    let columns = rows.columns.enumerated().compactMap { index, name -> (Int, Int)? in
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 1 || parts[1] == economy else { return nil }
      return (GrowthFactors.column(parts[0])!, index)
    }
    let defaults = study.defaultFactors(of: GrowthFactors.all)
    return try incomes(
      (0..<rows.rowCount).map { row in
        var factors = defaults
        for (factor, column) in columns {
          factors[factor] = rows.values[column * rows.rowCount + row]
        }
        return factors
      })
  }

  /// The default parameters on the economy's central initial conditions, without luck.
  func defaults() throws -> [Double] {
    try incomes([study.defaultFactors(of: GrowthFactors.all)])[0]
  }

  /// Draws of the shipped study without luck: initial conditions that are judgement are sampled too.
  func draws(beliefs: String, futures: Int) throws -> [[Double]] {
    let experiment = try StudyExperiment.make(
      study, beliefs: beliefs, futures: futures, policies: [study.baselinePolicy],
      hasNoise: false)
    let lanes = (experiment.design.futures + 15) / 16 * 16
    let block = KernelAgreementTests.Block(
      lanes: lanes, count: experiment.design.futures, steps: 0, noise: false)
    experiment.scenarios[0].draws.fill(
      futures: 0..<experiment.design.futures, lanes: lanes, into: block.factors)
    return try run(block)
  }

  /// Income in the target years, by row of factors.
  private func incomes(_ rows: [[Double]]) throws -> [[Double]] {
    let lanes = (rows.count + 15) / 16 * 16
    let block = KernelAgreementTests.Block(lanes: lanes, count: rows.count, steps: 0, noise: false)
    for factor in GrowthFactors.all.indices {
      for lane in 0..<lanes {
        block.factors[factor * lanes + lane] = rows[min(lane, rows.count - 1)][factor]
      }
    }
    return try run(block)
  }

  private func run(_ block: KernelAgreementTests.Block) throws -> [[Double]] {
    let setting = KernelAgreementTests.Setting(
      name: economy, world: study.world(in: study.scenarios[0]), policies: [study.baselinePolicy])
    let result = try KernelAgreementTests.run(GrowthModel(), setting, block, yearly: true)
    let outcomes = GrowthOutcomes.all.count
    return (0..<block.count).map { lane in
      targets.map {
        result.yearly[Int($0.year - study.start) * outcomes * block.lanes + lane]
      }
    }
  }

  /// The path of medians.
  static func medianPath(_ incomes: [[Double]]) -> [Double] {
    incomes[0].indices.map { year in
      let sorted = incomes.map { $0[year] }.sorted()
      return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
  }
}
