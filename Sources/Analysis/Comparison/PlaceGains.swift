/// Gains of all mixes over the baseline, and what each falls behind the best, in one place: a scenario, or all scenarios
/// weighed by their stated probabilities.
///
/// The numbers are those that ``DecisionSummary`` takes together, before they are taken together.
public struct PlaceGains: Sendable {
  /// Name of the scenario; nil where scenarios are weighed by their probabilities.
  public let scenario: String?
  /// By scenario that enters, with its weight; weights sum to 1.
  public let weights: [(scenario: String, weight: Double)]
  /// What differences to the baseline are divided by to become gains; negative where less is better.
  public let divisor: Double
  /// By mix, in the study's order.
  public let gains: [DecisionSummary.Gain]
  /// By mix, the gap to the best gain, at least 0; not a number where it has no expectation.
  public let regrets: [Double]
  /// The gain below which differences do not matter.
  public let margin: Double

  /// Gains under one set of beliefs: in every scenario, and first of all the place that a decision is read at.
  ///
  /// - Parameters:
  ///   - comparison: what was run.
  ///   - isRelative: whether gains are shares of the baseline's expectation, ``DecisionSummary/isRelative``.
  /// - Returns: the place of the decision first, then the other scenarios in the study's order.
  public static func places(_ comparison: Comparison, isRelative: Bool) -> [PlaceGains] {
    let table = GainTable(comparison, isRelative: isRelative)
    let names = comparison.scenarios[0].policies.map(\.policy)
    let single = comparison.scenarios.map { scenario in
      PlaceGains(
        scenario: scenario.scenario, weights: [(scenario, 1)], table: table,
        gains: names.map { table.gain($0, in: scenario) })
    }
    if table.weights.count > 1 {
      let all = PlaceGains(
        scenario: nil, weights: table.weights, table: table, gains: names.map { table.gain($0) })
      return [all] + single
    }
    let leading = comparison.leadingScenario.scenario
    return single.filter { $0.scenario == leading } + single.filter { $0.scenario != leading }
  }

  private init(
    scenario: String?, weights: [(scenario: ScenarioComparison, weight: Double)], table: GainTable,
    gains: [DecisionSummary.Gain]
  ) {
    self.scenario = scenario
    self.weights = weights.map { ($0.scenario.scenario, $0.weight) }
    divisor = table.divisor(weights)
    self.gains = gains
    let best = gains.map(\.value).filter(\.isFinite).max()
    regrets = gains.map { gain in best.map { $0 - gain.value } ?? .nan }
    margin = table.margin
  }
}
