import Analysis
import Foundation

/// The sentences that answer what a sensitivity analysis was asked, and what stands behind them.
extension SensitivityDetails {
  /// Flips beside those of the leading three that are said in full.
  private static let listedFlips = 4
  /// Pairs of factors whose joint flips are said in full.
  private static let listedPairs = 3
  /// What was asked, answered in a few sentences that stand above all tables; may be empty.
  var answer: [String] {
    let decided = decision
    return topSentences(decided)
      + (decided.map { flipSentences($0) + jointSentences($0) } ?? [])
  }

  // MARK: why the run ended

  /// Why a run ended.
  struct Stop {
    /// The half-width that was asked for.
    let precision: Double
    /// Whether it was reached; otherwise the limit of runs ended the run.
    let isReached: Bool
    /// Most runs that were allowed: those of the whole design.
    let limit: Int
    /// All of it in one sentence.
    let sentence: String
  }

  /// Why the run ended; nil for a run of fixed size.
  var stop: Stop? {
    let (plan, looks) = (whole.plan, whole.looks)
    guard let precision = plan.precision, let last = looks.last, let widest = last.widest else {
      return nil
    }
    let isReached = last.isWithin(precision)
    let policies = last.runs / max(last.basePoints * whole.design.rowCount, 1)
    let limit = (plan.looks.last ?? 0) * whole.design.rowCount * policies
    let points = Self.list(looks.map { Figures.grouped($0.basePoints) })
    let widths = Self.list(
      looks.map { $0.widest.map { Self.number($0.halfWidth, digits: 2) } ?? "none" })
    let name =
      "\(widest.isTotal ? "total" : "first-order") index of "
      + whole.design.groups[widest.group].name
      + (whole.targets.count > 1 ? " for \(whole.targets[widest.target].query)" : "")
    let sentence =
      "Stopped at look \(looks.count) of at most \(plan.looks.count) "
      + (isReached
        ? "because the half-width of every interval is at most \(Self.plain(precision)): "
        : "because --runs allows no more, although not every half-width is at most "
          + "\(Self.plain(precision)): ")
      + "at \(points) base points the widest was \(widths), at last that of the \(name); every look uses "
      + "intervals of \(Self.confidence(plan.confidence)), so that all looks together err with a "
      + "probability of at most 5 %; \(Figures.grouped(last.runs)) of at most \(Figures.grouped(limit)) runs "
      + "were used."
    return Stop(precision: precision, isReached: isReached, limit: limit, sentence: sentence)
  }

  // MARK: what matters most

  private func topSentences(_ decided: Decision?) -> [String] {
    guard let top = target.top else { return [] }
    let groups = target.indices.groups
    let named = top.groups.filter { !groups[$0].isInert }
    guard !named.isEmpty else { return [] }
    let list = Self.list(named.map { groups[$0].name })
    let indices = Self.list(named.map { String(format: "%.2f", groups[$0].total.value) })
    let what =
      decided.map { "the choice between \($0.better) and \($0.worse)" } ?? "\(target.query)"
    var sentences: [String] = []
    if let decided {
      sentences.append(
        "On average \(decided.better) is ahead of \(decided.worse) by "
          + "\(Self.number(decided.ahead, digits: 3)).")
    }
    sentences.append(
      "What matters most to \(what): \(list), with the largest total "
        + "\(named.count == 1 ? "index" : "indices"), \(indices).")
    guard named.count == 3 else { return sentences }
    var sure =
      "How sure that is: another run of this size names the same three with a probability of "
      + "\(Self.percent(top.probability))"
    if let sets = target.ranks {
      let certain = sets.certain(top: 3)
      let open = sets.candidates(top: 3).filter { !certain.contains($0) }
        .sorted { groups[$0].total.value > groups[$1].total.value }
      let level = Self.confidence(sets.confidence)
      if certain.count == 3 {
        sure += "; with \(level) confidence, for all factors at once, they are the three"
      } else {
        sure += "; with \(level) confidence, for all factors at once, "
        sure +=
          certain.isEmpty
          ? "no factor is certainly among the three largest"
          : "\(Self.list(certain.map { groups[$0].name })) "
            + "\(certain.count == 1 ? "is" : "are") certainly among the three largest"
        sure +=
          open.count <= 5
          ? " and \(Self.list(open.map { groups[$0].name })) may be"
          : " and \(open.count) others may be, first of all "
            + Self.list(open.prefix(4).map { groups[$0].name })
      }
    }
    return sentences + [sure + "."]
  }

  // MARK: where the choice flips

  /// The value of each factor at which the choice flips: those of the leading three first, then others that lie
  /// inside the range for certain, then those that may.
  private func flipSentences(_ decided: Decision) -> [String] {
    let flips = whole.flips
    guard !flips.isEmpty else { return [] }
    let leading = (target.top?.groups ?? []).flatMap { group in
      let name = whole.design.groups[group].name
      return whole.inputs.members[name] ?? [name]
    }
    let ordered = flips.sorted { swing($0) > swing($1) }
    let own = leading.compactMap { name in flips.first { $0.factor == name } }
    let others = ordered.filter { !leading.contains($0.factor) }
    func isCertain(_ flip: FlipValue) -> Bool { flip.low.isFinite && flip.high.isFinite }
    var sentences: [String] = []
    for flip in own where flip.value != nil { sentences.append(sentence(flip, decided)) }
    let certain = others.filter { $0.value != nil && isCertain($0) }
    for flip in certain.prefix(Self.listedFlips) { sentences.append(sentence(flip, decided)) }
    let more = certain.dropFirst(Self.listedFlips).map(\.factor)
    if !more.isEmpty {
      sentences.append(
        "The choice also flips inside the range of \(Self.list(Array(more.prefix(4)), more: more.count - 4))."
      )
    }
    let open = others.filter { $0.value != nil && !isCertain($0) }.map(\.factor)
    if !open.isEmpty {
      sentences.append(
        "The choice may flip near the end of the range of \(Self.list(Array(open.prefix(4)), more: open.count - 4)): "
          + "these runs do not say whether inside.")
    }
    let steady = own.filter { $0.value == nil }.map(\.factor)
    let rest = others.count { $0.value == nil }
    if !steady.isEmpty {
      sentences.append(
        "No flip inside the prior range for \(Self.list(Array(steady.prefix(5)), more: steady.count - 5)), each by "
          + "itself"
          + (rest > 0 ? ", nor for \(rest) other factors" : "") + ".")
    } else if rest > 0 {
      sentences.append(
        "No flip inside the prior range for \(rest) \(own.isEmpty && rest == flips.count ? "factors" : "other factors"), "
          + "each by itself.")
    }
    return sentences
  }

  private func swing(_ flip: FlipValue) -> Double {
    (flip.differences.max() ?? 0) - (flip.differences.min() ?? 0)
  }

  private func sentence(_ flip: FlipValue, _ decided: Decision) -> String {
    let value = flip.value ?? .nan
    // The difference has the sign of its mean where the better mix stays ahead.
    let isBelow = flip.rises == (whole.meanDifference > 0)
    let share = isBelow ? flip.position : 1 - flip.position
    return "\(decided.better) stops being better when \(flip.factor) "
      + "\(isBelow ? "falls below" : "rises above") \(Self.number(value, digits: 3)) (95 % interval "
      + "\(Self.end(flip.low, flip.range)) to \(Self.end(flip.high, flip.range)); "
      + "\(Self.percent(share)) of futures lie there"
      + (flip.count > 1 ? "; the nearest of \(flip.count) sign changes" : "") + ")."
  }

  // MARK: where two factors flip it together

  private func jointSentences(_ decided: Decision) -> [String] {
    let jointFlips = whole.jointFlips
    let lines = jointFlips.filter { $0.finding == .line }
      .sorted { ($0.line?.share ?? 0) > ($1.line?.share ?? 0) }
    var sentences = lines.prefix(Self.listedPairs).map { lineSentence($0, decided) }
    let more = lines.dropFirst(Self.listedPairs).map { "\($0.x) with \($0.y)" }
    if !more.isEmpty {
      sentences.append("On lines of their own, which JSON has, so do \(Self.list(more)).")
    }
    func pairs(_ finding: JointFlip.Finding) -> [String] {
      jointFlips.filter { $0.finding == finding }.map { "\($0.x) with \($0.y)" }
    }
    let bent = pairs(.bent)
    if !bent.isEmpty {
      sentences.append("\(Self.list(bent)) flip it together, too, but not on a line.")
    }
    let none = pairs(.none)
    if none.count > 1 && none.count == jointFlips.count {
      var names: [String] = []
      for flip in jointFlips {
        for name in [flip.x, flip.y] where !names.contains(name) { names.append(name) }
      }
      sentences.append(
        "No joint flip inside the prior range for any two of \(Self.list(names)), the factors that move the "
          + "difference most.")
    } else if !none.isEmpty {
      sentences.append("No joint flip inside the prior range for \(Self.list(none)).")
    }
    let unfit = pairs(.unfit)
    if !unfit.isEmpty {
      sentences.append(
        "Nothing is said of joint flips of \(Self.list(unfit)): no smooth surface of low order represents the "
          + "expected difference.")
    }
    return sentences
  }

  private func lineSentence(
    _ flip: JointFlip, _ decided: Decision
  ) -> String {
    guard let line = flip.line else { return "" }
    // One coefficient is 1: that of the factor across whose range the line falls most.
    let widthX = flip.rangeX.upperBound - flip.rangeX.lowerBound
    let widthY = flip.rangeY.upperBound - flip.rangeY.lowerBound
    let isX = abs(line.a) * widthX > abs(line.b) * widthY
    let scale = isX ? line.a : line.b
    let other = (isX ? line.b : line.a) / scale
    let (own, second) = isX ? (flip.x, flip.y) : (flip.y, flip.x)
    let ends = [line.low / scale, line.high / scale].sorted()
    // Beyond: where the difference has not the sign of its mean.
    let isAbove = (scale > 0) != (whole.meanDifference > 0)
    var text =
      "\(flip.x) and \(flip.y) together: \(decided.better) stops being better where \(own) "
      + "\(other < 0 ? "-" : "+") \(Self.number(abs(other), digits: 3)) \(second) "
      + "\(isAbove ? ">" : "<") \(Self.number(line.c / scale, digits: 3)) (95 % interval of the right-hand side "
      + "\(Self.open(ends[0])) to \(Self.open(ends[1])); \(Self.percent(line.share)) of futures lie there)"
    if !line.crossings.isEmpty {
      let places = line.crossings.map { crossing in
        "at \(flip.x) \(Self.number(crossing.x, digits: 3)) that is \(flip.y) "
          + "\(Self.number(crossing.y, digits: 3)) (\(Self.open(crossing.low)) to "
          + "\(Self.open(crossing.high)))"
      }
      text += "; \(places.joined(separator: ", "))"
    }
    return text + "."
  }

  // MARK: numbers

  /// A confidence in per cent, with decimals where it has them.
  static func confidence(_ confidence: Double) -> String {
    let share = 100 * confidence
    let decimals = abs(share - share.rounded()) < 1e-9 ? 0 : 2
    return Figures.fixed(share, decimals: decimals) + " %"
  }

  static func percent(_ share: Double) -> String {
    share > 0 && share < 0.005
      ? "<1 %" : share < 1 && share >= 0.995 ? ">99 %" : "\(Int((share * 100).rounded())) %"
  }

  private static func end(_ value: Double, _ range: ClosedRange<Double>) -> String {
    value.isFinite
      ? number(value, digits: 3)
      : "beyond the \(value < 0 ? "lower" : "upper") end of the range, "
        + number(value < 0 ? range.lowerBound : range.upperBound, digits: 3)
  }

  private static func open(_ value: Double) -> String {
    value.isFinite ? number(value, digits: 3) : "beyond the range"
  }

  /// A number with so many significant digits.
  static func number(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }

  private static func plain(_ value: Double) -> String { String(format: "%g", value) }

  /// Words in a row, and how many more there are.
  private static func list(_ words: [String], more: Int = 0) -> String {
    let all = more > 0 ? words + ["\(more) more"] : words
    guard let last = all.last, all.count > 1 else { return all.first ?? "" }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }
}
