import ModelContract
import NumericCore
import StudyContract

/// What a comparison needs to know of a study.
public struct ComparisonSettings: Sendable, Hashable {
  /// Failed runs that are listed one by one: enough to see a pattern over policies and scenarios and to
  /// replay some, few enough to print. All are counted.
  public static let recordedFailures = 100
  /// The study's default margin: 1 % of the baseline, below the accuracy to which an outcome of forty
  /// years of growth can be stated by any model.
  public static let defaultIndifferenceShare = 0.01

  /// Name of the beliefs: `prior` or `ensemble`.
  public let beliefs: String
  /// Names of the policies, in the order of the outcome block.
  public let policies: [String]
  /// Index of the baseline policy.
  public let baseline: Int
  /// Scenarios, in the order of the block's.
  public let scenarios: [Scenario]
  /// All outcomes of the model, in the order of the outcome block. A run fails when one is not finite.
  public let modelOutcomes: [Outcome]
  /// Outcomes that are compared, in the study's order.
  public let outcomes: [Objective]
  /// Index of the ranked outcome in ``outcomes``.
  public let rankedBy: Int
  /// Differences below this share of the baseline's expectation are equal for practical purposes.
  public let indifferenceShare: Double
  /// Error groups of the design.
  public let groupCount: Int
  /// Whether futures are taken for independent of each other, so that counts of them are binomial.
  public let hasIndependentFutures: Bool
  /// The joint ensemble the futures are drawn from, nil without one.
  public let ensemble: EnsembleSize?
  /// Probability with which everything that the verdict says of the best policy is right.
  public let confidence: Double

  /// The usual probability that a verdict is right.
  public static let usualConfidence = 0.95

  /// Resolves the names of a study.
  ///
  /// - Parameters:
  ///   - modelOutcomes: all outcomes of the model, in column order.
  ///   - outcomes: the outcomes to compare; nil for all, each with its own direction and no threshold.
  ///   - baseline: name of the baseline policy.
  ///   - rankedBy: name of the outcome that decides.
  ///   - groupCount: error groups of the design, `Design.errorGroupCount`.
  ///   - hasIndependentFutures: whether futures are taken for independent of each other, not only groups of them.
  ///   - confidence: of the verdict, above 0.5 and below 1; higher where it is asked for several times.
  /// - Throws: ``ComparisonError`` for an unknown name, a ranked outcome without a direction or without a
  ///   mean, or a threshold on an outcome without a direction.
  public init(
    modelOutcomes: [Outcome], outcomes: [Objective]? = nil, policies: [String],
    baseline: String, scenarios: [Scenario], rankedBy: String,
    indifferenceShare: Double = ComparisonSettings.defaultIndifferenceShare, groupCount: Int,
    hasIndependentFutures: Bool = false, ensemble: EnsembleSize? = nil, beliefs: String = "prior",
    confidence: Double = ComparisonSettings.usualConfidence
  ) throws {
    precondition(confidence > 0.5 && confidence < 1, "a confidence of \(confidence)")
    precondition(!policies.isEmpty && !scenarios.isEmpty && groupCount > 0)
    precondition(Set(policies).count == policies.count, "policy names must differ: \(policies)")
    let compared =
      outcomes ?? modelOutcomes.map { Objective(name: $0.name, direction: $0.direction) }
    for outcome in compared {
      guard modelOutcomes.contains(where: { $0.name == outcome.name }) else {
        throw ComparisonError("The model has no outcome \"\(outcome.name)\".")
      }
      if outcome.threshold != nil && outcome.direction == .describe {
        throw ComparisonError(
          "The outcome \"\(outcome.name)\" has a threshold but no direction in which to meet it.")
      }
    }
    guard let baselineIndex = policies.firstIndex(of: baseline) else {
      throw ComparisonError("The baseline \"\(baseline)\" is not among the policies.")
    }
    guard let rankedIndex = compared.firstIndex(where: { $0.name == rankedBy }) else {
      throw ComparisonError("Policies are ranked by \"\(rankedBy)\", which is not compared.")
    }
    if compared[rankedIndex].direction == .describe {
      throw ComparisonError("Policies are ranked by \"\(rankedBy)\", which has no direction.")
    }
    if modelOutcomes.contains(where: { $0.name == rankedBy && $0.isCensored }) {
      throw ComparisonError(
        "Policies are ranked by \"\(rankedBy)\", which may not be reached and has no expectation.")
    }
    if !(indifferenceShare >= 0 && indifferenceShare.isFinite) {
      throw ComparisonError("The indifference margin must be a share of at least 0.")
    }
    self.beliefs = beliefs
    self.policies = policies
    self.baseline = baselineIndex
    self.scenarios = scenarios
    self.modelOutcomes = modelOutcomes
    self.outcomes = compared
    self.rankedBy = rankedIndex
    self.indifferenceShare = indifferenceShare
    self.groupCount = groupCount
    self.hasIndependentFutures = hasIndependentFutures
    self.ensemble = ensemble
    self.confidence = confidence
  }

  /// Position of the scenario that leads: the most probable one, the first of equally probable ones, or the first of
  /// all when none has a probability.
  var leadingScenario: Int {
    var leading: Int?
    for (index, scenario) in scenarios.enumerated() {
      guard let probability = scenario.probability else { continue }
      if leading == nil || probability > scenarios[leading!].probability! { leading = index }
    }
    return leading ?? 0
  }

  /// Everything that numbers of a comparison depend on, as a text that is the same for the same settings alone.
  var identity: String {
    let models = modelOutcomes.map { "\($0.name) \($0.isCensored)" }
    let compared = outcomes.map {
      "\($0.name) \($0.direction) \($0.threshold.map { "\($0)" } ?? "-")"
    }
    let size = ensemble.map { "\($0.rowCount) \($0.effectiveSize.map { "\($0)" } ?? "-")" } ?? "-"
    return "\(beliefs) \(policies) \(baseline) \(scenarios.map(\.name)) \(models) \(compared) "
      + "\(rankedBy) \(indifferenceShare) \(groupCount) \(hasIndependentFutures) \(size) \(confidence)"
  }
}

/// How much a joint ensemble knows.
public struct EnsembleSize: Sendable, Hashable {
  /// Number of rows.
  public var rowCount: Int
  /// Number of independent rows it is worth; nil when unknown, in which case rows count as independent
  /// and errors are lower bounds.
  public var effectiveSize: Double?

  /// Independent rows it is worth, all of them where that is unknown.
  var independentRows: Double { min(effectiveSize ?? .infinity, Double(rowCount)) }

  /// Independent futures that so many are worth when the rows are shared among them.
  func effective(_ futures: Double) -> Double { 1 / (1 / futures + 1 / independentRows) }

  /// Blocks of rows over which the jackknife runs.
  var blockCount: Int { min(ComparisonAccumulator.rowBlockCount, rowCount) }

  /// The block of a row.
  func block(ofRow row: Int) -> Int {
    precondition(row >= 0 && row < rowCount, "row \(row) of \(rowCount)")
    return row * blockCount / rowCount
  }

  /// Describes an ensemble.
  public init(rowCount: Int, effectiveSize: Double?) {
    precondition(rowCount > 0, "an ensemble needs rows, not \(rowCount)")
    self.rowCount = rowCount
    self.effectiveSize = effectiveSize
  }
}

/// A comparison that a study asks for and that has no meaning.
public struct ComparisonError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}
