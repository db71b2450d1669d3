import Analysis
import Studies

/// The answer of a search in plain words.
struct SearchAnswer {
  /// Share of its range by which a lever must differ to be named.
  static let leastShift = 0.1

  let search: StudySearch
  let words: SearchWords

  /// One or two sentences.
  var text: String {
    guard let contest = search.contest else {
      return
        "No mix was found within the budget; every one of \(Figures.grouped(search.runs.reduce(0) { $0 + $1.evaluated })) "
        + "exceeds it or fails."
    }
    let best = search.members[contest.found]
    let rival = search.own[contest.own]
    let name = words.name(rival.mix.name)
    if !beats(contest.difference) {
      let most =
        contest.difference.high > 0
        ? "by more than \(words.fine(contest.difference.high)) in robust gain" : "in robust gain"
      return
        "No mix found beats \(name) \(most): the best, \(best.mix.name), gains \(words.size(best.fresh.robustGain)) where it "
        + "gains least, \(name) \(words.size(rival.fresh.robustGain)); difference "
        + "\(words.interval(contest.difference))\(below(contest.difference)). \(set)"
    }
    return
      "\(set) The most robust one, \(best.mix.name), gains \(words.size(best.fresh.robustGain)) where it gains least "
      + "(\(name), the best of the study's own: \(words.size(rival.fresh.robustGain))); difference "
      + "\(words.interval(contest.difference))\(costs(best, rival)). \(levers(contest, name))"
  }

  /// Whether a difference is more than noise and more than the study cares for.
  private func beats(_ difference: Estimate) -> Bool {
    let margin = search.isRelative ? search.session.study.indifferenceMargin : 0
    return difference.low > 0 && difference.value >= margin
  }

  /// What to say of a difference that is no noise and yet too small to matter.
  private func below(_ difference: Estimate) -> String {
    guard difference.low > 0 else { return "" }
    return
      ", more than noise and less than the \(words.size(search.session.study.indifferenceMargin)) that the study cares for"
  }

  private var set: String {
    let kept = search.kept.count
    return kept == 1
      ? "One mix is left that no other beats."
      : "\(kept) mixes are left, none of which another or a mix of the study beats in everything that is wanted."
  }

  private func costs(_ best: StudySearch.Member, _ rival: StudySearch.Member) -> String {
    guard let own = best.fresh.cost, let other = rival.fresh.cost else { return "" }
    return
      ". It costs \(words.cost(own)) more than the baseline, \(rival.mix.name) \(words.cost(other))"
  }

  private func levers(_ contest: StudySearch.Contest, _ name: String) -> String {
    let moved = contest.levers.filter { abs($0.shift) >= Self.leastShift }
    let more = moved.filter { $0.shift > 0 }.map(\.lever.name)
    let less = moved.filter { $0.shift < 0 }.map(\.lever.name)
    let parts = [("more", more), ("less", less)].filter { !$0.1.isEmpty }
      .map { "\($0.0) of \(Figures.list($0.1))" }
    return parts.isEmpty
      ? "Its levers are those of \(name) to a tenth of their range."
      : "By \(Figures.year(search.space.middle)) it does \(Figures.list(parts)) than \(name)."
  }
}
