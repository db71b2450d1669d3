import Calibration
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract

/// A calibration from its file, as the posterior that is sampled.
public struct CalibrationProblem {
  /// The calibration.
  public let study: CalibrationStudy
  /// What is sampled.
  public let posterior: HistoryPosterior

  /// The model that is fitted.
  public let model: any BatchModel
  let context: RunContext

  /// Makes the posterior.
  ///
  /// - Throws: `SamplerError` when there are too few particles for the factors, `UsageError` when they need more
  ///   memory than there is.
  public init(_ study: CalibrationStudy, model: any BatchModel, context: RunContext) throws {
    self.study = study
    self.model = model
    self.context = context
    let first = study.histories[0].study
    var factors = first.sharedPriors(in: model.schema).map {
      CalibratedFactor(name: $0.factor, role: .shared, distribution: $0.distribution)
    }
    for (index, history) in study.histories.enumerated() {
      if study.conditions == .sampled {
        factors += history.study.conditionPriors(in: model.schema).map {
          CalibratedFactor(
            name: $0.factor, role: .condition(economy: index), distribution: $0.distribution)
        }
      }
      factors += study.leverIntervals.sorted { $0.key < $1.key }.map { lever, halfWidth in
        CalibratedFactor(
          name: "\(lever)_implementation", role: .lever(economy: index),
          distribution: .uniform(low: 1 - halfWidth, high: 1 + halfWidth))
      }
    }
    posterior = try HistoryPosterior(
      model: model, economies: study.histories.map { $0.calibrated(study.leverIntervals) },
      factors: factors,
      copula: try Self.copula(
        first, shared: Set(factors.filter { $0.role == .shared }.map(\.name))),
      income: study.incomeDiscrepancy.prior, research: study.researchDiscrepancy.prior,
      sectors: study.sectors.map {
        SectorPrior(independent: $0.independent, sizeScale: $0.sizeScale)
      } ?? SectorPrior(), lastYear: study.lastYear, context: context)
    guard study.particles > 2 * posterior.dimension else {
      throw SamplerError(
        "\(study.particles) particles are too few for \(posterior.dimension) factors; use more than "
          + "\(2 * posterior.dimension).")
    }
    // Particles before and after a move, their paths of both observed quantities, and the states of all runs.
    let years = study.histories.reduce(0) { $0 + $1.years.count }
    try WorkingMemory.require(
      8 * Double(study.particles)
        * Double((4 + study.runs) * posterior.dimension + 4 * years),
      for: "A calibration of \(study.runs) runs with \(study.particles) particles")
  }

  /// The settings of a run.
  public func settings(run: Int) -> SamplerSettings {
    SamplerSettings(particles: study.particles, seed: study.seed, run: run)
  }

  /// One run, from a stored state or from the prior.
  ///
  /// - Parameter store: takes the state after every stage.
  /// - Throws: `EnsembleError` when it was cancelled, and what `store` throws.
  public func sample(
    run: Int, from state: SamplerState? = nil, store: (SamplerState) throws -> Void = { _ in }
  ) throws -> SamplerState {
    try TemperedSampler(posterior, settings: settings(run: run)).run(from: state) { state in
      try store(state)
      guard let stage = state.stages.last else { return }
      context.announce?(
        "run \(run + 1) of \(study.runs)  stage \(state.stages.count)  temperature "
          + String(format: "%.4f", stage.temperature) + "  \(stage.moves) moves  acceptance "
          + String(format: "%.2f", stage.acceptance))
    }
  }

  /// Values of all factors at the draws of the prior with which a run begins, one draw a column.
  public func priorDraws(run: Int) -> Matrix {
    posterior.values(
      of: TemperedSampler(posterior, settings: settings(run: run)).priorParticles())
  }

  /// The log density of every particle under the posterior, but for a constant: of the standard normal coordinates in
  /// which the sampler works.
  public func logPosteriors(_ state: SamplerState) -> [Double] {
    let particles = state.particles
    return state.logLikelihoods.indices.map { particle in
      state.logLikelihoods[particle]
        - (0..<particles.rows).reduce(0) { $0 + particles[$1, particle] * particles[$1, particle] }
        / 2
    }
  }

  /// The runs against each other, and the policy differences that the calibration asks for.
  public func result(_ states: [SamplerState]) throws -> CalibrationResult {
    context.announce?("comparing runs")
    return try CalibrationResult(posterior, states: states, extra: try differences(states))
  }

  /// What a stored state must have been made for, byte for byte.
  public func fingerprint(run: Int) -> UInt64 {
    FNV1a.value(
      of: "\(study.source?.hash ?? "") \(model.version) \(study.particles) \(study.seed) \(run) "
        + posterior.names.joined(separator: ","))
  }

  /// Differences of policies from the baseline of the study that asks for them, for each run one number a
  /// particle.
  func differences(
    _ states: [SamplerState]
  ) throws -> [(name: String, chains: [[Double]])] {
    guard let asked = study.differences else { return [] }
    let world = asked.study.world(in: asked.study.scenarios[0])
    let outcome = model.outcomes.firstIndex { $0.name == asked.outcome }!
    let policies = [asked.study.baselinePolicy] + asked.policies
    let runner = try TrajectoryRunner(
      model: model,
      settings: policies.map {
        TrajectorySetting(world: world, policy: $0, years: [Int(world.end)], outcomes: [outcome])
      })
    let constants = asked.study.defaultFactors(of: GrowthFactors.all)
    let shared = posterior.factors.enumerated().compactMap { row, factor in
      factor.role == .shared ? (row, GrowthFactors.column(factor.name)!) : nil
    }
    let results = try states.map { state in
      let values = posterior.values(of: state.particles)
      return try runner.run(rows: values.columns, context: posterior.context) {
        _, rows, stride, target in
        for (column, value) in constants.enumerated() {
          (target + column * stride).update(repeating: value, count: rows.count)
        }
        for (row, column) in shared {
          for (lane, particle) in rows.enumerated() {
            target[column * stride + lane] = values[row, particle]
          }
        }
      }
    }
    return asked.policies.enumerated().map { index, policy in
      (
        "\(asked.outcome) of \(policy.name)",
        results.map { result in zip(result[index + 1], result[0]).map { $0 - $1 } }
      )
    }
  }

  /// The dependence of the shared factors a priori.
  private static func copula(_ study: Study, shared: Set<String>) throws -> GaussianCopula? {
    let pairs = study.correlations.filter {
      shared.contains($0.first) && shared.contains($0.second)
    }
    if pairs.isEmpty { return nil }
    let named = Set(pairs.flatMap { [$0.first, $0.second] })
    return try GaussianCopula(
      names: GrowthFactors.all.map(\.name).filter(named.contains),
      rankCorrelations: pairs.map { ($0.first, $0.second, $0.value) },
      repair: study.repairsCorrelations)
  }
}

extension CalibrationStudy.DiscrepancyLaw {
  fileprivate var prior: DiscrepancyPrior {
    DiscrepancyPrior(measure, scale: scale, persistence: persistence)
  }
}

extension CalibrationStudy.History {
  /// The economy as the posterior takes it, with levers that may be off their coding.
  fileprivate func calibrated(_ intervals: [String: Double]) -> CalibratedEconomy {
    var world = study.world(in: study.scenarios[0])
    world.reference = study.baselinePolicy.one(below: intervals.keys)
    return CalibratedEconomy(
      name: study.economy.name, world: world, policy: study.baselinePolicy,
      factors: study.defaultFactors(of: GrowthFactors.all),
      series: HistoricalSeries(
        economy: study.economy.name,
        points: years.map {
          HistoricalSeries.Point(
            year: $0, relativeIncome: income[$0], researchIntensity: research[$0])
        }), advantages: advantages)
  }
}
