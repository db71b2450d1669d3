import Analysis
import Foundation
import Studies

/// What robustness metrics say, in words.
struct RobustnessSentences {
  let comparison: RobustnessComparison

  private var all: RobustnessFindings { comparison.all }
  private var settings: RobustnessSettings { comparison.settings }

  /// The mix that most metrics prefer, where it loses and why, in one sentence.
  func answer(_ table: RobustnessFindings) -> String {
    let favourite = table.favourite
    let name = Figures.mix(table.policies[favourite])
    let lost = table.findings.filter { !$0.winners.contains(favourite) && !$0.winners.isEmpty }
    let others = table.policies.indices.filter {
      $0 != favourite && table.wins[$0] == table.wins[favourite]
    }
    let tied =
      others.isEmpty
      ? ""
      : ", as \(Figures.mixes(others.map { table.policies[$0] })) \(others.count == 1 ? "is" : "are")"
    var sentence =
      "\(name) is best under \(table.wins[favourite]) of \(Figures.count(table.findings.count, "metric"))\(tied)"
    guard let first = lost.first else { return sentence + "." }
    sentence += "; it loses under \(first.metric.name), because \(reason(first, favourite, table))"
    let further = lost.dropFirst().map(\.metric.name)
    if !further.isEmpty { sentence += "; and under \(Figures.list(further, limit: 8))" }
    return sentence + "."
  }

  /// Why a mix loses under a metric.
  private func reason(
    _ finding: RobustnessFindings.Finding, _ policy: Int, _ table: RobustnessFindings
  ) -> String {
    let winner = finding.winners[0]
    let name = Figures.mix(table.policies[winner])
    switch finding.metric.name {
    case "maximin":
      return
        "its worst state, \(table.worst[policy].state), yields \(shown(table.worst[policy].value)) "
        + "and that of \(name) \(shown(table.worst[winner].value))"
    case "minimax_regret":
      return
        "in \(table.mostRegret[policy].state) it falls \(shown(table.mostRegret[policy].value)) behind the "
        + "best mix, and \(name) nowhere more than \(shown(table.mostRegret[winner].value))"
    case "maximax":
      return
        "its best state yields \(value(finding, policy)) and that of \(name) \(value(finding, winner))"
    default:
      let sense = finding.metric.largerIsBetter ? "" : ", where less is better"
      return
        "there it has \(value(finding, policy)) and \(name) \(value(finding, winner))\(sense)"
    }
  }

  private func value(_ finding: RobustnessFindings.Finding, _ policy: Int) -> String {
    finding.values[policy].value.map(shown) ?? "no value"
  }

  private func shown(_ number: Double) -> String { Figures.plain(number) }

  /// What was compared.
  var scope: String {
    var text = Figures.count(all.futures, "future")
    if comparison.scenarios.count > 1 {
      text += " in \(comparison.scenarios.count) scenarios"
    } else if let scenario = comparison.scenarios.first {
      text += " in the scenario \(scenario)"
    }
    if comparison.tables.count > 1 {
      text += " under \(Figures.list(comparison.tables.dropLast().map(\.name)))"
    }
    if all.states > all.futures { text += ": \(Figures.grouped(all.states)) states" }
    let failed = all.failed.reduce(0, +)
    return text + (failed > 0 ? "; \(Figures.count(failed, "run")) failed" : "")
  }

  /// One sweep in words: `below 0.53 stocks, then money`.
  func sweep(_ sweep: RobustnessFindings.Switch, _ table: RobustnessFindings) -> String {
    let segments = sweep.segments
    guard let first = segments.first, segments.count > 1 else {
      return segments.first.map { "\(table.policies[$0.policy]) throughout" } ?? "no mix leads"
    }
    let limit = 6
    var text = "\(table.policies[first.policy]) up to \(shown(first.high))"
    for segment in segments.dropFirst().prefix(limit - 2) {
      let isLast = segment == segments.last
      text +=
        ", \(table.policies[segment.policy])"
        + (isLast ? " above" : " up to \(shown(segment.high))")
    }
    if segments.count > limit - 1 {
      text += ", then \(segments.count - limit + 1) more changes"
    }
    return text
  }

  /// Which mix has the best mean at other discount rates, and if the years end earlier, by beliefs.
  var times: [(label: String, text: String)] {
    comparison.years.flatMap { beliefs, paths in
      let under = comparison.years.count > 1 ? "under the \(beliefs), " : ""
      return [
        (
          "discount rate",
          under
            + leads(paths.leadersByRate) {
              Figures.fixed($0 * 100, decimals: 2) + " %"
            }
        ), ("last year", under + leads(paths.leadersByEnd) { Figures.year($0) }),
      ]
    }
  }

  /// Ranges in words, as those of ``sweep(_:_:)``.
  private func leads(_ leads: [YearlyPaths.Lead], value: (Double) -> String) -> String {
    if leads.count == 1 { return "\(leads[0].leader) throughout" }
    let limit = 5
    let parts = leads.prefix(limit).map { lead in
      lead == leads.last
        ? "\(lead.leader) above" : "\(lead.leader) up to \(value(lead.high))"
    }
    let more = leads.count - parts.count
    return parts.joined(separator: ", ") + (more > 0 ? ", then \(more) more changes" : "")
  }

  /// How everything was computed, one convention a sentence.
  var conventions: [(name: String, text: String)] {
    var lines: [(name: String, text: String)] = [
      (
        "direction",
        comparison.isReached
          ? "the outcome may not be reached: 1 stands for reached before the horizon, 0 for not"
          : comparison.isNegated
            ? "less is better: values are negated, so that larger is better everywhere"
            : "more is better"
      ),
      (
        "percentiles",
        "by nearest rank: the smallest value up to which at least that share of the states lies"
      ),
      ("deviation", "the standard deviation divides by n - 1"),
      (
        "worst half",
        "the ceil(n / 2) worst states; half of the weight where states have weights"
      ),
      (
        "regret",
        "the best mix of the state less the own value, never below 0; best are all \(all.policies.count) mixes "
          + "of the table, so that another menu has other regrets"
      ),
      (
        "ties",
        "values that differ by rounding (1e-12) tie, and all of them win; ranks in a state are averaged"
      ),
      (
        "failed runs",
        all.failed.allSatisfy { $0 == 0 }
          ? "none"
          : "left out pairwise, never replaced: "
            + Figures.list(
              all.policies.indices.filter { all.failed[$0] > 0 }.map {
                "\(all.policies[$0]) \(Figures.grouped(all.failed[$0]))"
              }, limit: 8) + "; regret is against the mixes that ran"
      ),
      ("intervals", intervals),
      (
        "extremes",
        "maximin, maximax, Hurwicz and the largest regret have no interval that covers: more futures can only move "
          + "them one way, so that one end is the value; what of the futures still lies beyond the worst of "
          + "\(Figures.grouped(all.futures)) is at most "
          + "\(Figures.plain(100 * (1 - pow(1 - settings.confidence, 1 / Double(all.futures))))) % with that confidence"
      ),
      (
        "threshold",
        "\(shown(all.threshold)), "
          + (all.isThresholdGiven ? "as given" : "the mean of \(comparison.reference)")
          + (comparison.isNegated ? ", negated" : "")
      ),
      ("pessimism", "\(Figures.plain(settings.pessimism)) in Hurwicz's rule"),
      (
        "level",
        "value at risk and expected shortfall look at the worst \(Figures.percent(settings.level)); the shortfall "
          + "takes part of the state at its edge"
      ),
      (
        "risk aversion",
        "\(Figures.plain(settings.riskAversion)), relative; absolute risk aversion is that over the mean of "
          + "\(comparison.reference), and so is the aversion to ambiguity"
      ),
      (
        "own median", "baseline_deviation_90 measures from the mix's own median over the states"
      ),
      (
        "ball",
        "robust_mean is the least mean over distributions within a Kullback-Leibler divergence of "
          + "\(Figures.plain(settings.divergence))"
      ),
      (
        "unit",
        "mean_variance is not unit-safe: measured in another unit it may rank otherwise; mean_less_deviation and "
          + "signal_to_noise are"
      ),
      ("weights", weights),
      (
        "dominance",
        "shares of the area between the distributions of these states, without an interval"
      ),
      ("discount rate", "not varied: it needs yearly values, which these runs have not"),
    ]
    if comparison.all.findings.contains(where: { $0.metric.name == "satisficing_radius" }) {
      lines.append(
        (
          "radius",
          "the largest distance of a factor to its median, over its range, within which no future that was run misses "
            + "the threshold"
        ))
    }
    for omitted in all.omitted { lines.append((omitted.name, "left out: \(omitted.reason)")) }
    return lines
  }

  private var weights: String {
    if comparison.hasWeights { return "futures count by their weights" }
    if comparison.hasProbabilities {
      return "scenarios count by the probabilities that the study states, beliefs the same"
    }
    return all.states > all.futures
      ? "none are stated: every belief, scenario and future counts the same, which is a choice"
      : "every future counts the same"
  }

  private var intervals: String {
    let level = Figures.percent(settings.confidence)
    let resampled =
      all.isResampled
      ? "percentiles of \(settings.resamples) resamples of the futures (Poisson weights, seed \(settings.seed)), the same "
        + "for all mixes, with every state of a future in each"
      : "none with fewer than \(RobustnessSettings.fewestResampled) futures"
    return all.isSimple
      ? "\(level); shares have Clopper and Pearson's, percentiles those of binomial ranks, all others: \(resampled)"
      : "\(level); \(resampled)"
  }
}
