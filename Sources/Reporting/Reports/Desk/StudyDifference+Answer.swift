import Studies
import StudyContract

/// The difference of two runs in some sentences.
extension StudyDifference {
  /// What changed and what came of it.
  var answer: String {
    let isSame = changes.isEmpty && circumstances.isEmpty
    if isSame {
      return answers == nil || hasNoChange
        ? "Nothing that decides a result differs."
        : "Nothing that was read differs, and yet the answers do."
    }
    var sentences = [causes]
    if let answers {
      if !hasSameRanking {
        sentences.append(
          "The runs rank by different outcomes, \(old.session.study.rankedBy) and "
            + "\(new.session.study.rankedBy): gains are not set against each other.")
      }
      sentences += answers.map(sentence)
      if answers.isEmpty { sentences.append("The runs have no beliefs in common.") }
      if !unmatchedBeliefs.isEmpty && !answers.isEmpty {
        sentences.append(
          "Only one of them is run under the beliefs called \(Figures.list(unmatchedBeliefs)).")
      }
    }
    return sentences.joined(separator: " ")
  }

  private var causes: String {
    var parts: [String] = []
    if !changes.isEmpty {
      let keys = Figures.list(changes.map(\.key))
      parts.append("\(Figures.count(changes.count, "statement")) of the study (\(keys))")
    }
    if !circumstances.isEmpty {
      parts.append("how it was run (\(Figures.list(circumstances.map(\.label))))")
    }
    return "What differs is \(parts.joined(separator: ", and "))."
  }

  /// Whether every gain is the same.
  private var hasNoChange: Bool {
    (answers ?? []).allSatisfy { answer in
      answer.leaders.old == answer.leaders.new
        && answer.mixes.allSatisfy { $0.change.map { $0.value == 0 } ?? ($0.old == $0.new) }
    }
  }

  private func sentence(_ answer: AnswerDifference) -> String {
    let place = Figures.capitalized(Self.phrase(answer.beliefs))
    let open = answer.isOpen.new ? ", not told from others for certain" : ""
    let leader =
      answer.leaders.old == answer.leaders.new
      ? "\(answer.leaders.new) leads as before\(open)"
      : "\(answer.leaders.new) leads in place of \(answer.leaders.old)\(open)"
    let known = answer.mixes.filter { $0.policy != new.session.study.baseline && $0.change != nil }
    let moved = known.filter { mix in
      mix.change.map { !$0.isWithinError && !$0.isZero } ?? false
    }
    if known.isEmpty { return "\(place), \(leader)." }
    if moved.isEmpty {
      let isZero = known.allSatisfy { $0.change?.isZero ?? false }
      return "\(place), \(leader); "
        + (isZero ? "no gain changes." : "every change of a gain is within its interval of 0.")
    }
    let names = moved.sorted { abs($0.change!.value) > abs($1.change!.value) }.map(\.policy)
    let rest = known.count - moved.count
    let others =
      rest == 0 ? "" : "; \(Figures.count(rest, "other mix", "other mixes")) may not have changed"
    return
      "\(place), \(leader); the gain of \(Figures.list(names)) changes by more than error\(others)."
  }
}
