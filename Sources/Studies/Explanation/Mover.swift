import Calibration
import Ensembles
import ModelContract
import Sampling
import StudyContract

/// What goes together with a named factor or outcome in the futures of a study.
public struct Mover: Sendable, Hashable {
  /// Name of the outcome that a factor moves, or of the factor that moves an outcome.
  public let name: String
  /// Spearman's correlation over futures under the baseline, from -1 to 1.
  public let correlation: Double
}

extension StudySession {
  /// Futures over which movers are told: correlations then err by 0.03.
  private static let moverFutures = 1024
  /// Correlations below it, three standard errors, are luck.
  private static let leastCorrelation = 0.1

  /// The outcomes that a factor moves most, or the factors that move an outcome most, under the baseline in the scenario
  /// that leads and the study's first beliefs; none for any other name.
  ///
  /// Rank correlations see what rises or falls throughout; what turns around within a factor's range needs an analysis of
  /// sensitivity. An outcome that may lie beyond the horizon counts as latest there.
  ///
  /// Cost: 1,024 futures of one mix, and a sort of each of their columns.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  public func movers(of name: String, limit: Int = 3) throws -> [Mover] {
    let factor = model.factors.firstIndex { $0.name == name }
    let outcome = model.outcomes.firstIndex { $0.name == name }
    guard factor != nil || outcome != nil else { return [] }
    var specification = design.specification
    specification.futures = Self.moverFutures
    let beliefs = try self.beliefs(nil)[0]
    let experiment = try Self.experiment(
      study, model: model, policies: [study.baselinePolicy], scenarios: [leadingScenario],
      beliefs: beliefs, design: Design(specification), hasNoise: hasNoise)
    let table = try EnsembleRunner.run(experiment, context: context.quiet) {
      OutcomeTable(model: model)
    }.summary
    let factors = Array(zip(model.factors.map(\.name), table.factors[0]))
    let outcomes = Array(zip(model.outcomes.map(\.name), table.columns[0][0]))
    let (own, others) =
      factor.map { (factors[$0].1, outcomes) } ?? (outcomes[outcome!].1, factors)
    let movers = others.compactMap { other -> Mover? in
      let isKnown = own.indices.map { !own[$0].isNaN && !other.1[$0].isNaN }
      return RankCorrelation.spearman(
        own.indices.filter { isKnown[$0] }.map { own[$0] },
        own.indices.filter { isKnown[$0] }.map { other.1[$0] }
      ).map { Mover(name: other.0, correlation: $0) }
    }
    return Array(
      movers.filter { $0.correlation.magnitude >= Self.leastCorrelation }
        .sorted { $0.correlation.magnitude > $1.correlation.magnitude }.prefix(limit))
  }
}
