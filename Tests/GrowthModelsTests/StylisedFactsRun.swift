import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract

/// A study file of the folder `StylisedFacts` run under one set of beliefs, with every draw kept.
///
/// Outcomes come from the batch kernel, states of sectors from the reference on the same draws.
struct StylisedFactsRun: Sendable {
  let study: Study
  private let table: YearTable
  private let outcomeIndex = Dictionary(
    uniqueKeysWithValues: GrowthOutcomes.all.enumerated().map { ($1.name, $0) })

  /// Runs a study.
  ///
  /// - Parameters:
  ///   - name: the file without its suffix.
  ///   - beliefs: `prior` or `ensemble`.
  ///   - futures: number of draws; a longer run begins with the shorter one.
  init(_ name: String, beliefs: String, futures: Int) throws {
    let folder = Bundle.module.resourceURL!.appendingPathComponent("StylisedFacts")
    study = try StudyLoader.load(folder.appendingPathComponent("\(name).yaml").path)
    let experiment = try StudyExperiment.make(
      study, beliefs: beliefs, futures: futures, recordsYears: true)
    let steps = experiment.scenarios[0].world.stepCount
    table = try EnsembleRunner.run(experiment) { YearTable(steps: steps) }.summary
  }

  /// The value of every factor in every draw of a scenario.
  func factors(scenario: Int) -> [[Double]] { table.factors[scenario] }

  /// Number of draws.
  var futures: Int { table.factors[0].count }

  /// An outcome to date at a whole year, one number a draw.
  func outcome(
    _ name: String, _ policy: String, _ year: Double, scenario: Int = 0
  ) -> [Double] {
    table.yearly[scenario][index(policy)][Int(year - study.start)][outcomeIndex[name]!]
  }

  /// Sector states of every draw: by draw and by year one row of the reference's details.
  ///
  /// - Parameter streams: streams of luck that are kept; all that the study draws when nil.
  func details(
    _ policy: String, years: [Double], scenario: Int = 0, streams: Set<String>? = nil
  ) throws -> [[[Double]]] {
    let world = study.world(in: study.scenarios[scenario])
    return try (0..<futures).map { future in
      let luck = zip(GrowthOutcomes.luck, table.luck[future]).map { stream, numbers in
        streams?.contains(stream.name) ?? true ? numbers : nil
      }
      let trace = try GrowthReference.trace(
        study.policies[index(policy)], in: world, factors: table.factors[scenario][future],
        luck: luck)
      return years.map { trace.rows[Int($0 - study.start) * world.stepsPerYear].details }
    }
  }

  private func index(_ policy: String) -> Int {
    study.policies.firstIndex { $0.name == policy }!
  }
}

/// Reads numbers out of a row of the reference's details.
enum SectorStates {
  private static let position = Dictionary(
    uniqueKeysWithValues: GrowthReference.details.enumerated().map { ($1, $0) })

  /// One number, such as `invention_flow` or `capability.autos`.
  static func value(_ name: String, _ row: [Double]) -> Double { row[position[name]!] }

  /// A state of the named sectors, of all twenty when none are named.
  static func of(_ state: String, _ row: [Double], sectors: [String]? = nil) -> [Double] {
    (sectors ?? Sector.all.map(\.name)).map { value("\(state).\($0)", row) }
  }
}

/// Makes an experiment from a study, as the command line does.
enum StudyExperiment {
  static func make(
    _ study: Study, beliefs: String, futures: Int, seed: UInt64? = nil,
    policies: [Policy]? = nil, scenarioCount: Int? = nil,
    design specification: DesignSpecification? = nil, hasNoise: Bool? = nil,
    recordsYears: Bool = false
  ) throws -> Experiment {
    var specification = specification ?? study.design
    specification.futures = futures
    if let seed { specification.seed = seed }
    let design = try Design(specification)
    let scenarios = study.scenarios.prefix(scenarioCount ?? study.scenarios.count)
    return Experiment(
      model: GrowthModel(), policies: policies ?? study.policies,
      scenarios: try scenarios.map { scenario in
        let sources = study.columnSources(
          of: GrowthFactors.all,
          beliefs: study.beliefs(named: beliefs)!, scenario: scenario)
        return ExperimentScenario(
          world: study.world(in: scenario), probability: scenario.probability,
          draws: try DrawSource(
            design: design, columns: sources.columns, copula: sources.copula,
            joint: sources.joint))
      }, design: design, hasNoise: hasNoise ?? study.hasNoise, recordsYears: recordsYears)
  }
}

/// Outcomes of every whole year and the draws of every future.
private struct YearTable: BlockAccumulator {
  /// By scenario, policy, year and outcome: one number a future.
  var yearly: [[[[[Double]]]]] = []
  /// By scenario and future: one value a factor.
  var factors: [[[Double]]] = []
  /// By future: the columns of each stream, nil when luck is off.
  var luck: [[[Double]?]] = []

  /// Time steps of a run.
  private let steps: Int

  init(steps: Int) { self.steps = steps }

  mutating func absorb(_ block: BlockResults) {
    let count = block.futures.count
    yearly = block.outcomes.map { outcomes in
      (0..<outcomes.policyCount).map { policy in
        (0..<outcomes.yearCount).map { year in
          (0..<outcomes.outcomeCount).map { outcome in
            let column =
              (policy * outcomes.yearCount + year) * outcomes.outcomeCount + outcome
            return Array(
              UnsafeBufferPointer(
                start: outcomes.yearly! + column * outcomes.lanes, count: count))
          }
        }
      }
    }
    factors = block.draws.map { draws in
      (0..<count).map { lane in
        GrowthFactors.all.indices.map { draws.factors[$0 * draws.lanes + lane] }
      }
    }
    let draws = block.draws[0]
    luck = (0..<count).map { lane in
      zip(GrowthOutcomes.luck, draws.luck).map { stream, columns in
        columns.map { columns in
          (0..<stream.columns(steps: steps)).map { columns[$0 * draws.lanes + lane] }
        }
      }
    }
  }

  static var format: String { "years 1" }

  mutating func archive(_ archive: inout ByteArchive) throws {
    var drawn = luck.map { $0.map { $0 ?? [] } }
    try archive.code(&yearly)
    try archive.code(&factors)
    try archive.code(&drawn)
    luck = drawn.map { $0.map { $0.isEmpty ? nil : $0 } }
  }

  mutating func merge(_ later: YearTable) {
    for scenario in yearly.indices {
      for policy in yearly[scenario].indices {
        for year in yearly[scenario][policy].indices {
          for outcome in yearly[scenario][policy][year].indices {
            yearly[scenario][policy][year][outcome] += later.yearly[scenario][policy][year][outcome]
          }
        }
      }
      factors[scenario] += later.factors[scenario]
    }
    luck += later.luck
  }
}
