import Analysis
import Foundation
import Reporting

/// The sentences that answer what a sensitivity analysis was asked, and what stands behind them.
extension DesignedSensitivity {
  /// Flips beside those of the leading three that are said in full.
  private static let listedFlips = 4
  /// Pairs of factors whose joint flips are said in full.
  private static let listedPairs = 3
  /// Factors of the ranks and looks in other formats.
  private static let listedIndices = 10

  /// The two mixes of a decision, in the order of the difference.
  typealias Mixes = (first: String, second: String)

  /// What a target's report says beyond its indices.
  func details(_ position: Int, mixes: Mixes?, wantsLess: Bool) -> SensitivityDetails {
    let target = targets[position]
    let groups = target.indices.groups
    let order = groups.indices.sorted { left, right in
      let (a, b) = (groups[left].total.value, groups[right].total.value)
      return a != b ? a > b : left < right
    }
    let ranks = target.ranks.map { sets in
      order.map { group in
        SensitivityDetails.Rank(
          factor: groups[group].name, total: groups[group].total, ranks: sets.ranks[group],
          membership: target.top?.membership[group] ?? .nan)
      }
    }
    let decided = position == decision ? decided(mixes, wantsLess: wantsLess) : nil
    return SensitivityDetails(
      answer: topSentences(target, decided)
        + (decided.map { flipSentences(target, $0) + jointSentences($0) } ?? []),
      stop: stop,
      looks: looks.map { look in
        let own = look.indices[position]
        return SensitivityDetails.Look(
          basePoints: look.basePoints, runs: look.runs, halfWidth: look.halfWidth(position),
          indices: order.prefix(Self.listedIndices).map {
            (groups[$0].name, own.groups[$0].first, own.groups[$0].total)
          })
      }, ranks: ranks ?? [], rankConfidence: target.ranks?.confidence ?? .nan,
      topProbability: target.top?.probability, decision: decided)
  }

  private func decided(_ mixes: Mixes?, wantsLess: Bool) -> SensitivityDetails.Decision? {
    guard let mixes, meanDifference.isFinite else { return nil }
    let isFirstBetter = (meanDifference > 0) != wantsLess
    return SensitivityDetails.Decision(
      better: isFirstBetter ? mixes.first : mixes.second,
      worse: isFirstBetter ? mixes.second : mixes.first, ahead: abs(meanDifference), flips: flips,
      jointFlips: jointFlips)
  }

  // MARK: why the run ended

  /// Why the run ended; nil for a run of fixed size.
  private var stop: SensitivityDetails.Stop? {
    guard let precision = plan.precision, let last = looks.last, let widest = last.widest else {
      return nil
    }
    let isReached = last.isWithin(precision)
    let policies = last.runs / max(last.basePoints * design.rowCount, 1)
    let limit = (plan.looks.last ?? 0) * design.rowCount * policies
    let limitText = Self.grouped(limit)
    let points = Self.list(looks.map { Self.grouped($0.basePoints) })
    let widths = Self.list(
      looks.map { $0.widest.map { Self.number($0.halfWidth, digits: 2) } ?? "none" })
    let name =
      "\(widest.isTotal ? "total" : "first-order") index of "
      + target(widest, precision: precision)
    let sentence =
      "Stopped at look \(looks.count) of at most \(plan.looks.count) "
      + (isReached
        ? "because the half-width of every interval is at most \(Self.plain(precision)): "
        : "because --runs allows no more, although not every half-width is at most "
          + "\(Self.plain(precision)): ")
      + "at \(points) base points the widest was \(widths), at last that of the \(name); every look uses "
      + "intervals of \(SensitivityDetails.percent(plan.confidence)), so that all looks together err with a "
      + "probability of at most 5 %; \(Self.grouped(last.runs)) of at most \(limitText) runs were used."
    return SensitivityDetails.Stop(
      precision: precision, isReached: isReached, confidence: plan.confidence,
      possibleLooks: plan.looks.count, limit: limit, sentence: sentence)
  }

  private func target(_ widest: PrecisionLook.Widest, precision: Double) -> String {
    design.groups[widest.group].name
      + (targets.count > 1 ? " for \(targets[widest.target].name)" : "")
  }

  // MARK: what matters most

  private func topSentences(
    _ target: Target, _ decided: SensitivityDetails.Decision?
  ) -> [String] {
    guard let top = target.top else { return [] }
    let groups = target.indices.groups
    let named = top.groups.filter { !groups[$0].isInert }
    guard !named.isEmpty else { return [] }
    let list = Self.list(named.map { groups[$0].name })
    let indices = Self.list(named.map { String(format: "%.2f", groups[$0].total.value) })
    let what =
      decided.map { "the choice between \($0.better) and \($0.worse)" } ?? target.name
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
      let level = SensitivityDetails.percent(sets.confidence)
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
  private func flipSentences(
    _ target: Target, _ decided: SensitivityDetails.Decision
  ) -> [String] {
    guard !flips.isEmpty else { return [] }
    let leading = (target.top?.groups ?? []).flatMap { group in
      inputs.members[design.groups[group].name] ?? [design.groups[group].name]
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

  private func sentence(_ flip: FlipValue, _ decided: SensitivityDetails.Decision) -> String {
    let value = flip.value ?? .nan
    // The difference has the sign of its mean where the better mix stays ahead.
    let isBelow = flip.rises == (meanDifference > 0)
    let share = isBelow ? flip.position : 1 - flip.position
    return "\(decided.better) stops being better when \(flip.factor) "
      + "\(isBelow ? "falls below" : "rises above") \(Self.number(value, digits: 3)) (95 % interval "
      + "\(Self.end(flip.low, flip.range)) to \(Self.end(flip.high, flip.range)); "
      + "\(Self.percent(share)) of futures lie there"
      + (flip.count > 1 ? "; the nearest of \(flip.count) sign changes" : "") + ")."
  }

  // MARK: where two factors flip it together

  private func jointSentences(_ decided: SensitivityDetails.Decision) -> [String] {
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
    _ flip: JointFlip, _ decided: SensitivityDetails.Decision
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
    let isAbove = (scale > 0) != (meanDifference > 0)
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

  private static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return digits
  }

  /// Words in a row, and how many more there are.
  private static func list(_ words: [String], more: Int = 0) -> String {
    let all = more > 0 ? words + ["\(more) more"] : words
    guard let last = all.last, all.count > 1 else { return all.first ?? "" }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension PrecisionLook {
  /// Half of the widest interval of one target.
  fileprivate func halfWidth(_ target: Int) -> Double {
    PrecisionLook(basePoints: basePoints, runs: runs, indices: [indices[target]])
      .widest?.halfWidth ?? .nan
  }
}
