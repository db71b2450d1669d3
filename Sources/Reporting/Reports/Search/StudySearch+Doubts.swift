import Studies

extension StudySearch {
  /// How far the search is to be trusted: agreement, optimism, what fresh futures dropped, runs that failed.
  func doubts(_ words: SearchWords) -> [Document.Block] {
    var blocks: [Document.Block] = [.entry("Agreement", agreement)]
    if contest != nil {
      blocks.append(.entry("Optimism", optimismText(words)))
      blocks.append(.entry("Second look", secondLook))
    }
    let failed = (members + own).reduce(0) { $0 + $1.fresh.failed }
    let lost = runs.reduce(0) { $0 + $1.failed }
    if failed + lost > 0 {
      blocks.append(
        .entry(
          "Failed",
          "\(Figures.count(failed, "run")) of the second look failed where the baseline did not, and "
            + "\(Figures.count(lost, "mix", "mixes")) of the search could not be judged at all; no mix of the set fails "
            + "more often than the worst of the study's own"))
    }
    blocks.append(
      .entry(
        "Cost",
        "\(Figures.grouped(runs.reduce(0) { $0 + $1.evaluated })) mixes were judged in "
          + "\(Figures.grouped(modelRuns)) runs of the model"))
    blocks.append(
      .entry(
        "NEXT",
        "latecomer search \(session.study.source?.path ?? "STUDY") --out DIR, then latecomer run DIR/study.yaml"
      ))
    return blocks
  }

  private var agreement: String {
    let shares = runs.map { Figures.percent($0.coverage) }
    let restarts = runs.reduce(0) { $0 + $1.restarts }
    let anew =
      restarts == 0 ? "none began anew" : "\(Figures.count(restarts, "time")) one began anew"
    if runs.count == 1 { return "one search cannot agree with another; --searches 3 tells more" }
    let spread = (runs.map(\.coverage).max()! - runs.map(\.coverage).min()!)
    let word =
      runs.map(\.coverage).min()! >= 0.95
      ? "the searches agree" : "the searches differ; more --evaluations would find more"
    return
      "\(word): they cover \(Figures.list(shares, limit: 10)) of the volume that all of them cover together (spread "
      + "\(Figures.percent(spread))); \(anew)"
  }

  private func optimismText(_ words: SearchWords) -> String {
    let place = objectives.firstIndex(of: .robustGain)
    let excess = members.map { $0.search.robustGain - $0.fresh.robustGain }
    let mean =
      place.map { optimism[$0].mean } ?? excess.reduce(0, +) / Double(max(excess.count, 1))
    let largest = place.map { optimism[$0].largest } ?? excess.max() ?? 0
    func shown(_ value: Double) -> String {
      "\(Figures.fixed(words.scaled(value), decimals: words.gainDecimals + 1, showsPlus: true)) \(words.gainUnit)"
    }
    let rest =
      "Every figure above but the cost, which is that of the budget's pilot, is from futures that it did not see"
    if mean <= 0 {
      return
        "robust gains looked no better to the search than they are (by \(shown(mean)) on average over the set, by "
        + "\(shown(largest)) at most). \(rest)"
    }
    return
      "robust gains looked better to the search than they are, by \(shown(mean)) on average over the set and by "
      + "\(shown(largest)) at most: it chose what did well on its own futures. \(rest)"
  }

  private var secondLook: String {
    let dropped = members.count - kept.count
    let beaten = own.filter { !$0.isKept }.count
    return
      "of \(Figures.count(members.count, "mix", "mixes")), \(dropped) \(dropped == 1 ? "is" : "are") beaten or matched in every "
      + "objective on fresh futures and dropped; so \(beaten == 1 ? "is" : "are") \(beaten) of the study's own "
      + "\(own.count)"
  }
}
