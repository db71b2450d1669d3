/// What follows from the scenarios of a comparison together.
struct Decision {
  /// What is compared.
  let settings: ComparisonSettings
  /// Scenarios in the study's order.
  let scenarios: [ScenarioResult]
  /// The scenario that leads, ``ComparisonSettings/leadingScenario``.
  let leading: Int

  /// Takes the scenarios together.
  init(settings: ComparisonSettings, scenarios: [ScenarioResult]) {
    self.settings = settings
    self.scenarios = scenarios
    leading = settings.leadingScenario
  }

  /// The margin below which differences do not matter, in the unit of the ranked outcome; 0 when the
  /// baseline has no expectation.
  var indifferenceMargin: Double {
    let margin = settings.indifferenceShare * scenarios[leading].baselineMean.magnitude
    return margin.isFinite ? margin : 0
  }

  /// The largest loss of expectation of a policy against the best, over scenarios (Savage 1951,
  /// doi:10.1080/01621459.1951.10500768); NaN when no scenario has a complete future.
  func maximumRegret(_ policy: Int) -> Double {
    var largest = Double.nan
    for scenario in scenarios {
      let loss = scenario.selection.loss(policy)
      if !loss.isNaN { largest = largest.isNaN ? loss : max(largest, loss) }
    }
    return largest
  }

  /// The 95 % interval of that loss: the largest of the lower and of the upper ends in the scenarios, each with its
  /// share of the 5 %; nil when no scenario has a complete future.
  func maximumRegretInterval(_ policy: Int) -> ClosedRange<Double>? {
    let intervals = scenarios.compactMap {
      $0.selection.lossInterval(policy, error: 0.05 / Double(scenarios.count))
    }
    guard let low = intervals.map(\.lowerBound).max(), let high = intervals.map(\.upperBound).max()
    else { return nil }
    return low...high
  }

  /// The verdict in the leading scenario and what changes it.
  func verdict() -> Verdict {
    let result = scenarios[leading]
    let selection = result.selection
    let names = settings.policies
    let isKnown = !selection.errors[selection.leader].value.isNaN
    let equals = isKnown ? selection.within(indifferenceMargin) : []
    let contenders = selection.contenders
    let finding: Verdict.Finding
    if equals.count > 1 && contenders.allSatisfy(equals.contains) {
      finding = .equalForPracticalPurposes
    } else if isKnown && contenders.count == 1 {
      finding = .clear
    } else {
      finding = .tooCloseToCall
    }
    let changes = leaderChanges(from: selection.leader)
    var changing: [String: String] = [:]
    for change in changes { changing[change.scenario] = change.leader }
    return Verdict(
      finding: finding, leadingScenario: settings.scenarios[leading].name,
      leader: names[selection.leader], runnerUp: selection.runnerUp.map { names[$0] },
      lead: selection.runnerUp.flatMap { runnerUp in
        selection.errors[selection.leader].minus(selection.errors[runnerUp]).estimate
      },
      contenders: contenders.map { names[$0] }, practicallyEqual: equals.map { names[$0] },
      scenariosThatChangeIt: changing, leaderChanges: changes,
      leaderWithTerminalValue: leaderWithTerminalValue().map { names[$0] },
      isSameInEveryFuture: result.isSameInEveryFuture)
  }

  private func leaderChanges(from leader: Int) -> [LeaderChange] {
    var changes: [LeaderChange] = []
    for (index, scenario) in scenarios.enumerated() where index != leading {
      let selection = scenario.selection
      let gap = selection.loss(leader)
      // An exact tie is no change; NaN is none either.
      guard gap > 0 else { continue }
      changes.append(
        LeaderChange(
          scenario: settings.scenarios[index].name, leader: settings.policies[selection.leader],
          isCertain: !selection.isContender[leader]))
    }
    return changes
  }

  /// The policy that leads with the terminal value, if it is another one than without.
  private func leaderWithTerminalValue() -> Int? {
    let result = scenarios[leading]
    guard let totals = result.totals, !totals.errors[0].value.isNaN else { return nil }
    let leader = result.selection.leader
    var best = leader
    for policy in totals.errors.indices where totals.lead(of: policy, over: best) > 0 {
      best = policy
    }
    return best == leader ? nil : best
  }

  /// Break-even probabilities of the scenarios without one.
  func breakEvens() -> [BreakEven] {
    let weights = startingWeights()
    let sign = scenarios[leading].selection.sign
    let start = settings.policies.indices.map { policy in
      zip(weights, scenarios).reduce(0.0) {
        $1.0 == 0 ? $0 : $0 + $1.0 * $1.1.selection.errors[policy].value * sign
      }
    }
    var results: [BreakEven] = []
    guard !start.contains(where: \.isNaN) else { return results }
    let holder = start.indices.reduce(0) { start[$1] > start[$0] ? $1 : $0 }
    for (index, scenario) in settings.scenarios.enumerated() {
      if scenario.probability != nil || weights[index] > 0 { continue }
      let selection = scenarios[index].selection
      let end = selection.errors.map { sign * $0.value }
      guard !end.contains(where: \.isNaN) else { continue }
      var challenger: Int?
      var lowest = Double.infinity
      for policy in start.indices {
        let lead = selection.lead(of: policy, over: holder)
        guard lead > 0 else { continue }
        let ahead = start[holder] - start[policy]
        let probability = ahead / (ahead + lead)
        let isEarlier = probability < lowest
        let isBetter = probability == lowest && end[policy] > end[challenger!]
        if isEarlier || isBetter {
          challenger = policy
          lowest = probability
        }
      }
      results.append(
        BreakEven(
          scenario: scenario.name, holder: settings.policies[holder],
          challenger: challenger.map { settings.policies[$0] },
          probability: challenger == nil ? nil : lowest,
          isCertain: !selection.isContender[holder]))
    }
    return results
  }

  /// Weights of the expectation without any deeply uncertain scenario: the probabilities, scaled to add up
  /// to 1, or the leading scenario alone.
  private func startingWeights() -> [Double] {
    let probabilities = settings.scenarios.map { $0.probability ?? 0 }
    let total = probabilities.reduce(0, +)
    if total > 0 { return probabilities.map { $0 / total } }
    return scenarios.indices.map { $0 == leading ? 1 : 0 }
  }
}
