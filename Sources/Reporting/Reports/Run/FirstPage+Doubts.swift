import Analysis
import Foundation
import StudyContract

/// How sure the answer is, what would change it, and how far the model was tested.
extension FirstPage {
  /// Likelihood, sampling noise and the weightiest caveat, each on its own.
  var howSure: [Entry] {
    [
      likelihood.map { Entry(label: "Likelihood", text: sentence($0)) },
      Entry(label: "Sampling", text: sentence(sampling)),
      careful.map { Entry(label: "Careful", text: $0) },
    ].compactMap { $0 }
  }

  /// The weightiest caveat, and how many there are.
  private var careful: String? {
    let failed = report.comparisons.reduce(0) { $0 + $1.failedRuns }
    let caveats = report.caveats.map(\.sentence)
    // One that fits a line and a half says more here than a longer one would.
    let short = caveats.first { $0.count <= 125 } ?? caveats.first
    let first =
      failed > 0
      ? "\(Figures.count(failed, "run")) failed and are left out, rarely at random; of a run kept with --out DIR, "
        + "'latecomer failures DIR' says which and where" : short
    guard let first else { return nil }
    let rest = caveats.count - (failed > 0 ? 0 : 1)
    let text = sentence(first.hasSuffix(".") ? String(first.dropLast()) : first)
    return rest > 0
      ? "\(text) \(Figures.count(rest, "more reason", "more reasons")): --full." : text
  }

  private var favourite: DecisionSummary.Mix? {
    summary.safest.first { $0.policy != summary.baseline }
      ?? summary.mixes.first { $0.policy != summary.baseline }
  }

  private var likelihood: String? {
    guard let mix = favourite, mix.chances.contains(where: \.isFinite) else { return nil }
    let best = report.comparisons.map { comparison in
      comparison.leadingScenario.ranking.first { $0.policy == mix.policy }?.shareBest ?? .nan
    }
    return
      "that \(Figures.mix(mix.policy)) beats the baseline is \(likelihoods(mix.chances)); that it is the best of "
      + "all is \(likelihoods(best))"
  }

  /// Probabilities by beliefs: `likely (74 %) before and likely (82 %) fitted`.
  private func likelihoods(_ probabilities: [Double]) -> String {
    let texts = probabilities.map(Self.likelihood)
    if Set(texts).count == 1 { return texts[0] }
    return Figures.list(zip(texts, summary.beliefs).map { "\($0) \(report.head(of: $1))" })
  }

  /// Below it the worst tenth of futures has fewer than twenty, and its mean a standard error of about a quarter of
  /// their spread.
  private static let fewFutures = 200

  /// Sampling noise, in one line where it does not matter.
  private var sampling: String {
    let number = report.comparisons[0].futures
    let futures = Figures.count(number, "future")
    if let stopping = report.stopping, stopping.isRanked {
      let limit = Figures.grouped(stopping.limit)
      let confidence = Figures.plain(stopping.confidence * 100, digits: 3)
      return "stopped after \(futures) of at most \(limit), as more would not change who leads "
        + "(\(confidence) % over all looks)"
    }
    let open = summary.beliefs.indices.filter { !summary.areWithinMargin[$0] }
    if open.isEmpty, number < Self.fewFutures {
      return
        "\(futures) tell the groups apart but are few: the worst tenth rests on \(max(1, number / 10))"
    }
    let edge = unsettled
    if open.isEmpty, !edge.isEmpty {
      return
        "\(futures) know who leads; more may move \(Figures.list(edge.map(name), limit: 3)) across the margin of "
        + "what is equal"
    }
    if open.isEmpty {
      return "the noise of \(futures) does not matter: more would not change the groups"
    }
    let parts = open.map { belief in
      clause("\(Figures.list(summary.leadingGroups[belief].map(name)))", belief)
    }
    return "\(futures) do not tell apart \(Figures.list(parts)); --futures takes more"
  }

  /// Mixes of which the futures do not say on which side of the margin below the best they lie.
  private var unsettled: [String] {
    summary.mixes.filter { mix in
      summary.beliefs.indices.contains { belief in
        let gain = mix.gains[belief]
        let gains = summary.mixes.map { $0.gains[belief].value }.filter(\.isFinite)
        guard let best = gains.max(), gain.value.isFinite, mix.policy != summary.baseline else {
          return false
        }
        // The gap's own interval is not kept; that of the gain is about as wide.
        let distance = (best - gain.value - summary.margins[belief]).magnitude
        return gain.value < best && distance < (gain.high - gain.low) / 2
      }
    }.map(\.policy)
  }

  /// Confidence in the model, apart from the likelihoods it gives.
  private var confidence: String { "Confidence in the model: \(confidenceInModel)" }

  /// The same without the words before it.
  var confidenceInModel: String {
    let grade = ModelConfidence(report.test)
    let differences = grade <= .low ? ModelConfidence.veryLow : .low
    return "\(grade.rawValue) for incomes, \(differences.rawValue) for "
      + "differences between mixes (never observed)."
  }

  /// Beliefs, scenarios, years, cost and errors of the model that would change who leads.
  var changes: [Entry] {
    [
      ("Beliefs", isSettled ? settled : weights), ("Scenarios", isSettled ? nil : scenarios),
      ("Years, rate", horizon), ("Cost", frontier), ("Model error", overturning),
    ].compactMap { label, text in
      text.map { Entry(label: label, text: sentence($0)) }
    }
  }

  /// Whether the same mix leads whatever is believed and in every scenario.
  private var isSettled: Bool {
    let leader = report.comparisons[0].verdict.leader
    return summary.weightLeaders.count < 2
      && report.comparisons.allSatisfy {
        $0.verdict.leader == leader && $0.verdict.leaderChanges.isEmpty
      }
  }

  private var settled: String? {
    if summary.mixes.count < 2 { return nil }
    let parts =
      (summary.beliefs.count > 1 ? ["no weight of either belief"] : [])
      + (report.comparisons[0].scenarios.count > 1 ? ["no scenario"] : [])
    return parts.isEmpty ? nil : "\(Figures.list(parts)) changes who leads"
  }

  /// At which weight of the fitted beliefs the leader changes.
  private var weights: String? {
    guard summary.beliefs.count == 2, !summary.weights.isEmpty else { return nil }
    let leaders = summary.weightLeaders
    if leaders.count == 1 { return "\(name(leaders[0])) leads whatever weight either belief has" }
    let parts = zip(summary.weights, leaders).enumerated().map { index, part in
      index == leaders.count - 1
        ? "\(name(part.1)) beyond" : "\(name(part.1)) up to \(Figures.percent(part.0.high))"
    }
    return "by the weight on the beliefs \(phrase(1)): \(Figures.list(parts, limit: 6))"
  }

  private var scenarios: String? {
    guard report.comparisons[0].scenarios.count > 1 else { return nil }
    let texts = report.comparisons.map { comparison -> String in
      let changes = comparison.verdict.leaderChanges
      var leaders: [String] = []
      for change in changes where !leaders.contains(change.leader) { leaders.append(change.leader) }
      let parts = leaders.map { leader in
        let places = changes.filter { $0.leader == leader }.map(\.scenario)
        return "\(name(leader)) leads in \(Figures.list(places, limit: 3))"
      }
      return parts.isEmpty
        ? "\(name(comparison.verdict.leader)) leads in all" : Figures.list(parts)
    }
    return byBeliefs { texts[$0] }
  }

  /// The horizon and the discount rate beside the leader, and the nearest values at which it is another.
  private var horizon: String? {
    guard summary.mixes.count > 1, report.comparisons[0].rankedBy == "discounted_consumption",
      years.contains(where: { $0 != nil })
    else { return nil }
    let now = "to \(report.end) at \(Figures.plain(report.discountRate * 100, digits: 2)) % a year"
    let end = change(years.map { $0?.horizonChange }, "up to", "", value: { Figures.year($0) })
    let rates = [
      change(years.map { $0?.lowerRateChange }, "below", " %") { Self.perCent($0) },
      change(years.map { $0?.higherRateChange }, "above", " %") { Self.perCent($0) },
    ].compactMap { $0 }
    if end == nil && rates.isEmpty {
      return "\(now); no nearer end and no rate from 0 to 10 % changes who leads"
    }
    let ends = end.map { "if fewer years count: \($0)" } ?? "no nearer end changes that"
    return "\(now); \(ends); "
      + (rates.isEmpty
        ? "no rate from 0 to 10 % changes that" : "at other rates: \(Figures.list(rates))")
  }

  /// Where another mix takes the lead, once where it is the same mix under all beliefs: `up to 2039/2040 X leads`.
  private func change(
    _ changes: [YearlyPaths.Change?], _ side: String, _ unit: String, value: (Double) -> String
  ) -> String? {
    let known = changes.compactMap { $0 }
    if known.isEmpty { return nil }
    if known.count == changes.count, Set(known.map(\.leader)).count == 1 {
      let values = known.map { value($0.value) }
      let shown = Set(values).count == 1 ? values[0] : values.joined(separator: "/")
      return "\(side) \(shown)\(unit) \(name(known[0].leader)) leads"
    }
    let parts = summary.beliefs.indices.compactMap { belief in
      changes[belief].map {
        "\(side) \(value($0.value))\(unit) \(name($0.leader)) leads \(report.head(of: summary.beliefs[belief]))"
      }
    }
    return Figures.list(parts)
  }

  /// What money buys: which mixes are dominated, and what the next unit of cost buys, under the leading beliefs.
  private var frontier: String? {
    guard summary.mixes.count > 1, let frontier = summary.frontiers[0], !frontier.steps.isEmpty
    else { return nil }
    let steps = frontier.steps.enumerated().compactMap { index, step -> String? in
      let policy = summary.mixes[step.mix].policy
      guard policy != summary.baseline, let price = frontier.price(index) else { return nil }
      let name = Figures.mix(policy)
      return summary.isRelative ? "\(name) \(Figures.plain(price, digits: 2)) %" : name
    }
    let first = summary.mixes[frontier.steps[0].mix]
    let free =
      first.policy == summary.baseline || !(first.gains[0].value > 0)
      ? ""
      : "\(Figures.mix(first.policy)) gains \(size(first.gains[0].value)) for "
        + ((first.costs[0] ?? 0) > 0 ? "\(Self.perCent(first.costs[0]!)) %" : "nothing") + "; "
    func count(_ holds: (CostFrontier, Int) -> Bool) -> Int {
      summary.mixes.indices.filter { mix in
        summary.frontiers.allSatisfy { frontier in frontier.map { holds($0, mix) } ?? false }
      }.count
    }
    let dominated = count { $0.dominatedBy[$1] != nil }
    let blended = count { $0.dominatedBy[$1] != nil || $0.isBelowBlend[$1] } - dominated
    var rest =
      dominated == 0
      ? ""
      : "; \(Figures.count(dominated, "mix is", "mixes are")) dominated: others gain more for no more"
    if blended > 0 {
      rest +=
        dominated == 0
        ? "; \(Figures.count(blended, "mix is", "mixes are")) below a blend of two others"
        : ", \(blended) \(blended == 1 ? "is" : "are") below a blend of two"
    }
    if steps.isEmpty { return "\(free)no mix that costs more gains more\(rest)" }
    let price =
      summary.isRelative ? "1 % of GDP more buys in turn " : "worth their cost: "
    return free + price + Figures.list(steps, limit: 3) + rest
  }

  /// The error of the model that would turn the leaders around, beside the one a backtest showed.
  private var overturning: String? {
    let errors = report.comparisons.compactMap(Overturning.init)
    guard let least = errors.min(by: { $0.error < $1.error }) else { return nil }
    func percent(_ logarithm: Double) -> String {
      let value = expm1(logarithm) * 100
      return "\(Figures.digits(value, decimals: value < 10 ? 1 : 0)) %"
    }
    let observed = report.test.flatMap {
      ($0.row("heldOutInSpace") ?? $0.row("inSample"))?.differenceError
    }
    let record =
      observed.map { "; backtests were off by \(percent($0)) between economies" } ?? ""
    let under = errors.count > 1 ? " (\(report.head(of: least.beliefs)))" : ""
    return "\(name(least.runnerUp)) leads if its ratio to \(name(least.leader)) is off by "
      + "\(percent(least.error))\(under)\(record)"
  }

  /// What a backtest found, in a sentence or two.
  var trackRecord: String {
    guard let test = report.test else {
      return "None of the beliefs was tested against history. \(confidence)"
    }
    let parts = [
      ("heldOutInTimeUnconditional", "forecasting from 1995"),
      ("heldOutInSpace", "for unseen countries"), ("inSample", "in sample"),
    ].compactMap { name, words in
      test.row(name).flatMap { $0.isHeldOut || name == "inSample" ? ($0, words) : nil }
    }.prefix(2)
    let texts = parts.map { row, words in
      let rival =
        row.bestRival.map { " (best rival \(Figures.digits($0, decimals: 2)))" } ?? ""
      return "by \(Figures.digits(row.error, decimals: 2)) \(words)\(rival)"
    }
    return "The fitted model missed log income \(Figures.list(texts)). \(confidence)"
  }
}
