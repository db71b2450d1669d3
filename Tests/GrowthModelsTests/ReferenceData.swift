import Foundation
import ModelContract

@testable import GrowthModels

/// Economies, policy mixes and golden runs in the folder `Reference` beside this file.
enum ReferenceData {
  struct Tables: Decodable {
    struct SectorRow: Decodable {
      let name: String
      let complexity, turnover, concentration, precision, modularity: Double
      let scaleEconomies, frontierGrowth, valuePotential, emergenceYear: Double
      let demand1960, demand2020: Double
      let family: Int
      let isElectronics: Bool
    }
    struct Prior: Decodable {
      let low, high: Double
      let `default`: Double
      let unit: String
    }
    struct PolicyRow: Decodable {
      let traits: [String: Double]
      let targets: [String]
      let levers: [String: [[Double]]]
    }
    struct EconomyRow: Decodable {
      let start: Double
      let policy: String
      let initialConditions: [String: Double]
      let strengths: [String: Double]
      let employment: [[Double]]
    }
    let sectors: [SectorRow]
    let suppliers: [[Double]]
    let parameters: [String: Prior]
    let levers: [String: Double]
    let policies: [String: PolicyRow]
    let economies: [String: EconomyRow]
  }

  struct Run: Decodable {
    struct History: Decodable {
      let policy: String
      let start: Double
      let observedIncome: Double?
    }
    struct Row: Decodable {
      let year: Double
      let outcomes: [String: Double?]
      let details: [String: Double]?
    }
    let name, economy, policy: String
    let reference: String?
    let start, end, step, discountRate: Double
    let settings: [String: Double]?
    let factors: [String: Double]?
    let paths: [String: [[Double]]]?
    let series: [String: [[Double]]]?
    let luck: [String: [Double]]?
    let origin: History?
    let rows: [String: Row]
  }

  private struct Golden: Decodable { let runs: [Run] }

  static let tables: Tables = decode("economies")
  static let runs: [Run] = (decode("golden") as Golden).runs
  static let firstVersion: [String: [String: Double]] = decode("golden_first")

  private static func decode<Value: Decodable>(_ name: String) -> Value {
    let url = Bundle.module.resourceURL!.appendingPathComponent("Reference/\(name).json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try! decoder.decode(Value.self, from: Data(contentsOf: url))
  }

  static func path(_ corners: [[Double]]) -> Path {
    Path(corners.map { Path.Breakpoint(year: $0[0], value: $0[1]) })
  }

  static func policy(_ name: String) -> Policy {
    let row = tables.policies[name]!
    return Policy(
      name: name, summary: "", levers: row.levers.mapValues(path),
      traits: row.traits.mapValues(Path.init(constant:)),
      targets: row.targets)
  }

  /// An economy, with other series than employment where there are some.
  static func economy(_ name: String, series: [String: Path] = [:]) -> Economy {
    let row = tables.economies[name]!
    return Economy(
      name: name, summary: "", initialConditions: row.initialConditions,
      series: ["employment": path(row.employment)].merging(series) { $1 },
      strengths: row.strengths)
  }

  /// Defaults of all factors, with the economy's initial conditions and the given values on top.
  static func factors(_ economy: Economy, _ values: [String: Double] = [:]) -> [Double] {
    GrowthFactors.all.map {
      values[$0.name] ?? economy.initialConditions[$0.name] ?? $0.defaultValue
    }
  }

  /// The generic latecomer from 2025 to 2065 in half-year steps.
  static func genericWorld(step: Double = 0.5) -> World {
    World(
      name: "reference", economy: economy("generic"), start: 2025, end: 2065, step: step,
      discountRate: 0.03, paths: [:], reference: policy("baseline"), settings: secondVersion)
  }

  /// Settings that give back the second version, in which a mix had its institutions at once.
  static let secondVersion = ["transition_years": 0.0]

  static func world(_ run: Run) -> World {
    World(
      name: run.name, economy: economy(run.economy, series: (run.series ?? [:]).mapValues(path)),
      start: run.start, end: run.end,
      step: run.step, discountRate: run.discountRate,
      paths: (run.paths ?? [:]).mapValues(path), reference: policy(run.reference ?? run.policy),
      origin: run.origin.map {
        Origin(policy: policy($0.policy), start: $0.start, observedIncome: $0.observedIncome)
      }, settings: (run.settings ?? [:]).merging(secondVersion) { $1 })
  }

  static func trace(_ run: Run) throws -> Trace {
    let world = world(run)
    return try GrowthReference.trace(
      policy(run.policy), in: world, factors: factors(world.economy, run.factors ?? [:]),
      luck: GrowthOutcomes.luck.map { run.luck?[$0.name] })
  }

  static let noLuck = [[Double]?](repeating: nil, count: GrowthOutcomes.luck.count)
}

extension Trace {
  /// A column of outcomes or details, by name.
  func column(_ name: String) -> [Double] {
    if let index = GrowthOutcomes.all.firstIndex(where: { $0.name == name }) {
      return rows.map { $0.outcomes[index] }
    }
    let index = details.firstIndex(of: name)!
    return rows.map { $0.details[index] }
  }
}
