/// What a run says when all its beliefs and scenarios are taken together: one verdict over beliefs, not one for each.
///
/// Let `m(b, s, i)` be the expected outcome of mix i under the beliefs b in the scenario s, more being better, and 0 the
/// baseline. The gain of a mix is `(m(b, s, i) - m(b, s, 0)) / m(b, s, 0)`, or the difference itself of an outcome of
/// which no share has a meaning. Its worst regret is the largest gap to the best gain,
///
///     max over b and s of (max over j of gain(b, s, j) - gain(b, s, i)),
///
/// and mixes are ranked by it (L. J. Savage 1951, doi:10.1080/01621459.1951.10500768): no weight of a belief or a
/// scenario enters. Where a study states the probabilities of its scenarios, gains are expectations over them, and the
/// regret beside them stays that of the worst scenario.
public struct DecisionSummary: Sendable, Hashable {
  /// An expected gain with its 95 % interval.
  public struct Gain: Sendable, Hashable {
    /// The gain; not a number where it has no expectation.
    public let value: Double
    /// Lower end; of an expectation over scenarios the weighted sum of the lower ends, which is no higher.
    public let low: Double
    /// Upper end, likewise.
    public let high: Double

    /// Describes a gain.
    public init(value: Double, low: Double, high: Double) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// One mix.
  public struct Mix: Sendable, Hashable {
    /// Its name.
    public let policy: String
    /// By beliefs: its gain over the baseline.
    public let gains: [Gain]
    /// By beliefs: probability of being better than the baseline in the leading scenario; not a number for the
    /// baseline itself.
    public let chances: [Double]
    /// By beliefs: mean gain in the tenth of futures of the leading scenario in which it is lowest; nil where it was
    /// not kept.
    public let worstTenths: [Double?]
    /// By beliefs: what it costs above the baseline as a share of the baseline's output, both discounted; nil where
    /// that is not known.
    public let costs: [Double?]
    /// By beliefs: the group of mixes equal for practical purposes it is in, 0 being the leading one.
    public let groups: [Int]
    /// Lowest and highest gain over beliefs and scenarios; nil where one has no expectation.
    public let range: ClosedRange<Double>?
    /// Largest gap to the best gain over beliefs and scenarios; not a number where nothing is known.
    public let worstRegret: Double
    /// The beliefs and the scenario of that gap.
    public let worstPlace: Place
  }

  /// Beliefs and a scenario.
  public struct Place: Sendable, Hashable {
    /// Position of the beliefs.
    public let beliefs: Int
    /// Name of the scenario.
    public let scenario: String
  }

  /// Names of the beliefs, the leading one first.
  public let beliefs: [String]
  /// Name of the baseline.
  public let baseline: String
  /// Whether gains are shares of the baseline's expectation.
  public let isRelative: Bool
  /// Whether gains are expectations over scenarios with stated probabilities.
  public let hasProbabilities: Bool
  /// By beliefs: the gain below which differences do not matter.
  public let margins: [Double]
  /// Mixes by worst regret, the least first; equal ones by their lowest gain.
  public let mixes: [Mix]
  /// By beliefs: mixes equal for practical purposes with the best or not told apart from it, the best first.
  public let leadingGroups: [[String]]
  /// By beliefs: whether every member of that group is within the margin of its best.
  public let areWithinMargin: [Bool]
  /// The mix that is the best under all beliefs in all scenarios; nil where there is none.
  public let dominant: String?
  /// Which mix leads at which weight of the second of two sets of beliefs; empty unless there are two.
  public let weights: [BeliefWeights.Segment]
  /// By position in ``weights``: the leader.
  public let weightLeaders: [String]
  /// By beliefs: gain against cost; nil where costs are not known. Positions are those in ``mixes``.
  public let frontiers: [CostFrontier?]

  /// A mix by name.
  public func mix(_ name: String) -> Mix? { mixes.first { $0.policy == name } }

  /// Mixes whose worst regret exceeds the least by no more than what does not matter, the least first.
  public var safest: [Mix] {
    guard let least = mixes.first?.worstRegret, !least.isNaN else { return [] }
    let margin = margins.min() ?? 0
    return mixes.filter { $0.worstRegret - least < margin || $0.worstRegret == least }
  }
}

extension DecisionSummary {
  /// Takes comparisons of the same mixes in the same scenarios together.
  ///
  /// - Parameters:
  ///   - comparisons: one for each set of beliefs, the leading one first.
  ///   - years: by beliefs, paths with costs; empty where there are none.
  ///   - isRelative: whether a share of the outcome has a meaning. Gains are shares where all baselines are above 0.
  ///   - costTolerance: costs, as shares of output, that count as the same.
  public init(
    _ comparisons: [Comparison], years: [YearlyPaths?] = [], isRelative: Bool,
    costTolerance: Double = 0
  ) {
    let tables = comparisons.map { GainTable($0, isRelative: isRelative) }
    let relative = isRelative && tables.allSatisfy(\.hasShares)
    let gains = relative ? tables : comparisons.map { GainTable($0, isRelative: false) }
    let names = comparisons[0].scenarios[0].policies.map(\.policy)
    let baseline = comparisons[0].baseline
    let paths = comparisons.indices.map { years.indices.contains($0) ? years[$0] : nil }
    let margins = gains.map(\.margin)
    let ties = zip(comparisons, gains).map { comparison, table in
      let contenders = comparison.verdict.contenders.compactMap { names.firstIndex(of: $0) }
      return TieGroups(
        names.map { table.gain($0).value }, margin: table.margin, contenders: Set(contenders))
    }
    let mixes = names.enumerated().map { position, name in
      let regrets = Self.regrets(of: name, gains)
      let all = gains.flatMap { table in
        table.comparison.scenarios.map { table.gain(name, in: $0).value }
      }
      return Mix(
        policy: name, gains: gains.map { $0.gain(name) }, chances: gains.map { $0.chance(name) },
        worstTenths: gains.map { $0.worstTenth(name) },
        costs: paths.map { $0?.cost(of: name, above: baseline) },
        groups: ties.map { $0.group[position] },
        range: all.allSatisfy(\.isFinite) ? all.min()!...all.max()! : nil,
        worstRegret: regrets?.regret ?? .nan,
        worstPlace: regrets?.place ?? Place(beliefs: 0, scenario: ""))
    }
    let sorted = mixes.enumerated().sorted { first, second in
      Self.isBetter(first.element, second.element) ?? (first.offset < second.offset)
    }.map(\.element)
    beliefs = comparisons.map(\.beliefs)
    self.baseline = baseline
    self.isRelative = relative
    hasProbabilities = gains[0].weights.count > 1
    self.margins = margins
    self.mixes = sorted
    leadingGroups = ties.map { $0.members(0).map { names[$0] } }
    areWithinMargin = zip(ties, gains).map { tie, table in
      let values = tie.members(0).map { table.gain(names[$0]).value }
      return values.allSatisfy { values[0] - $0 < table.margin || $0 == values[0] }
    }
    dominant = sorted.first.flatMap { $0.worstRegret == 0 ? $0.policy : nil }
    let envelope =
      gains.count == 2
      ? BeliefWeights(sorted.map { $0.gains[0].value }, sorted.map { $0.gains[1].value }).segments
      : []
    weights = envelope
    weightLeaders = envelope.map { sorted[$0.mix].policy }
    frontiers = comparisons.indices.map { belief in
      let costs = sorted.compactMap { $0.costs[belief] }
      guard costs.count == sorted.count else { return nil }
      return CostFrontier(
        costs: costs, gains: sorted.map { $0.gains[belief].value }, tolerance: costTolerance,
        margin: margins[belief])
    }
  }

  private static func isBetter(_ first: Mix, _ second: Mix) -> Bool? {
    if first.worstRegret.isNaN != second.worstRegret.isNaN { return second.worstRegret.isNaN }
    if first.worstRegret != second.worstRegret && !first.worstRegret.isNaN {
      return first.worstRegret < second.worstRegret
    }
    let lows = [first, second].map { $0.gains.map(\.value).min() ?? .nan }
    return lows[0] == lows[1] || lows.contains(where: \.isNaN) ? nil : lows[0] > lows[1]
  }

  /// The largest regret of a mix and where it is; nil when no scenario has expectations.
  private static func regrets(
    of name: String, _ tables: [GainTable]
  ) -> (regret: Double, place: Place)? {
    var worst: (regret: Double, place: Place)?
    for (belief, table) in tables.enumerated() {
      for scenario in table.comparison.scenarios {
        let own = table.gain(name, in: scenario).value
        let best = scenario.policies.map { table.gain($0.policy, in: scenario).value }
          .filter(\.isFinite).max()
        guard own.isFinite, let best, worst.map({ best - own > $0.regret }) ?? true else {
          continue
        }
        worst = (best - own, Place(beliefs: belief, scenario: scenario.scenario))
      }
    }
    return worst
  }
}

/// Gains of mixes over the baseline under one set of beliefs.
struct GainTable {
  /// The comparison they are read from.
  let comparison: Comparison
  /// Whether gains are divided by the baseline's expectation.
  let isRelative: Bool
  /// The scenario of the verdict.
  let leading: ScenarioComparison
  /// Scenarios that an expectation runs over, with their weights.
  let weights: [(scenario: ScenarioComparison, weight: Double)]

  init(_ comparison: Comparison, isRelative: Bool) {
    self.comparison = comparison
    self.isRelative = isRelative
    let stated = comparison.scenarios.compactMap { scenario in
      scenario.probability.map { (scenario, $0) }
    }
    leading = comparison.leadingScenario
    weights =
      stated.count == comparison.scenarios.count && stated.count > 1 ? stated : [(leading, 1)]
  }

  private var sign: Double { comparison.direction == .minimize ? -1 : 1 }

  /// Whether every baseline's expectation is above 0, so that shares of it have a meaning.
  var hasShares: Bool {
    comparison.scenarios.allSatisfy { base($0) > 0 && base($0).isFinite }
  }

  /// Differences below it do not matter.
  var margin: Double {
    let base = isRelative ? base(leading) : 1
    return comparison.indifferenceMargin / base
  }

  private func base(_ scenario: ScenarioComparison) -> Double {
    scenario.ranking.first { $0.policy == comparison.baseline }?.mean ?? .nan
  }

  private func difference(_ policy: String, _ scenario: ScenarioComparison) -> PairedDifference? {
    scenario.differences.first { $0.policy == policy && $0.outcome == comparison.rankedBy }
  }

  /// The gain in one scenario.
  func gain(_ policy: String, in scenario: ScenarioComparison) -> DecisionSummary.Gain {
    mean(policy, over: [(scenario, 1)])
  }

  /// The gain in the leading scenario, or over scenarios with stated probabilities.
  func gain(_ policy: String) -> DecisionSummary.Gain { mean(policy, over: weights) }

  private func mean(
    _ policy: String, over weights: [(scenario: ScenarioComparison, weight: Double)]
  ) -> DecisionSummary.Gain {
    let isKnown = weights.allSatisfy { base($0.scenario).isFinite }
    if policy == comparison.baseline && isKnown { return .init(value: 0, low: 0, high: 0) }
    var (value, low, high, scale) = (0.0, 0.0, 0.0, 0.0)
    for (scenario, weight) in weights where weight > 0 {
      guard let difference = difference(policy, scenario)?.difference else {
        return .init(value: .nan, low: .nan, high: .nan)
      }
      value += weight * sign * difference.value
      low += weight * (sign > 0 ? difference.low : -difference.high)
      high += weight * (sign > 0 ? difference.high : -difference.low)
      scale += weight * (isRelative ? base(scenario) : 1)
    }
    return .init(value: value / scale, low: low / scale, high: high / scale)
  }

  /// What differences to the baseline are divided by to become gains over weighed scenarios.
  func divisor(_ weights: [(scenario: ScenarioComparison, weight: Double)]) -> Double {
    sign * weights.reduce(0) { $0 + $1.weight * (isRelative ? base($1.scenario) : 1) }
  }

  /// The probability of being better than the baseline in the leading scenario.
  func chance(_ policy: String) -> Double {
    difference(policy, leading)?.probabilityBetter ?? .nan
  }

  /// The mean gain in the worst tenth of futures of the leading scenario.
  func worstTenth(_ policy: String) -> Double? {
    if policy == comparison.baseline { return 0 }
    return difference(policy, leading)?.worstTenth.map {
      sign * $0 / (isRelative ? base(leading) : 1)
    }
  }
}
