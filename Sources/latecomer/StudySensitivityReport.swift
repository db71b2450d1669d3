import Analysis
import Foundation
import Reporting

extension DesignedSensitivity {
  /// Factors listed one by one among the flip values; the decision rarely hangs on more.
  private static let listedFlips = 8

  /// The result in the form that reports are written from, one report a target.
  ///
  /// - Parameters:
  ///   - source: the study's name.
  ///   - output: what is analysed in general, for the aggregated index of several targets.
  ///   - mixes: the two mixes of the decision, the one with the positive difference first; nil without one.
  ///   - wantsLess: whether less of the decided outcome is better.
  func reports(
    source: String, output: String, mixes: (first: String, second: String)?, wantsLess: Bool
  ) -> [SensitivityReport] {
    let measures = [
      SensitivityReport.Measure(
        key: "first", name: "first-order index",
        meaning: "the share of the variance that would go if the factor became known."),
      SensitivityReport.Measure(
        key: "total", name: "total index",
        meaning: "the share that would remain if all others became known."),
    ]
    var reports = targets.enumerated().map { position, target in
      SensitivityReport(
        method: "sobol", title: title, output: target.name, source: "the study \(source)",
        runs: runs, failed: target.indices.failedBasePoints * design.rowCount, measures: measures,
        rows: target.indices.groups.map { group in
          SensitivityReport.Row(
            factor: group.name, estimates: [group.first, group.total],
            noiseFloor: group.noiseFloor, isInert: group.isInert)
        }, findings: findings(position, mixes: mixes, wantsLess: wantsLess),
        warnings: warnings(target))
    }
    if !aggregate.isEmpty {
      reports.append(
        SensitivityReport(
          method: "sobol", title: title, output: "all \(targets.count) of \(output)",
          source: "the study \(source)", runs: runs, failed: 0, measures: measures,
          rows: zip(design.groups, aggregate).map { group, index in
            SensitivityReport.Row(
              factor: group.name, estimates: [index.first, index.total],
              isInert: inert.contains(group.name))
          },
          findings: ["Each of them counts the same whatever its unit; constant ones are left out."],
          warnings: inputs.sentences))
    }
    return reports
  }

  private var title: String {
    "pick-freeze with \(design.base.futures) base points in \(design.base.groupCount) scrambled "
      + "Sobol' replicates"
  }

  private func findings(
    _ position: Int, mixes: (first: String, second: String)?, wantsLess: Bool
  ) -> [String] {
    let target = targets[position]
    var sentences: [String] = []
    if let top = target.top {
      let names = top.groups.map { design.groups[$0].name }.joined(separator: ", ")
      sentences.append(
        "\(names) have the largest total indices; the probability that another run of this size names "
          + "the same \(top.groups.count) is \(Self.percent(top.probability)).")
    }
    if let pairs = pairSentence(target) { sentences.append(pairs) }
    if position == decision, let mixes {
      sentences += flipSentences(target, mixes: mixes, wantsLess: wantsLess)
    }
    return sentences
  }

  private func pairSentence(_ target: Target) -> String? {
    let strong = target.indices.pairs.filter { $0.second.low > 0 }
      .sorted { $0.second.value > $1.second.value }.prefix(5)
    if strong.isEmpty { return nil }
    return "Interactions of two that can be told from 0: "
      + strong.map { pair in
        "\(design.groups[pair.i].name) with \(design.groups[pair.j].name) "
          + Self.number(pair.second.value, digits: 2)
      }.joined(separator: ", ") + "."
  }

  /// What the choice between two mixes hangs on, the factors with the largest total indices first.
  private func flipSentences(
    _ target: Target, mixes: (first: String, second: String), wantsLess: Bool
  ) -> [String] {
    guard meanDifference.isFinite else { return [] }
    let isFirstBetter = (meanDifference > 0) != wantsLess
    let better = isFirstBetter ? mixes.first : mixes.second
    let worse = isFirstBetter ? mixes.second : mixes.first
    let order = Dictionary(
      target.indices.groups.map { ($0.name, $0.total.value) },
      uniquingKeysWith: { first, _ in first })
    let sorted = flips.sorted { (order[$0.factor] ?? 0) > (order[$1.factor] ?? 0) }
    var sentences = [
      "On average \(better) is ahead of \(worse) by "
        + "\(Self.number(abs(meanDifference), digits: 3))."
    ]
    let flipping = sorted.filter { $0.value != nil }
    for flip in flipping.prefix(Self.listedFlips) {
      guard let value = flip.value else { continue }
      // The difference has the sign of its mean where the better mix stays ahead.
      let isBelow = flip.rises == (meanDifference > 0)
      sentences.append(
        "\(better) stops being better than \(worse) when \(flip.factor) "
          + "\(isBelow ? "falls below" : "rises above") \(Self.number(value, digits: 3)) (95 % interval "
          + "\(Self.end(flip.low)) to \(Self.end(flip.high)); "
          + "\(Self.percent(isBelow ? flip.position : 1 - flip.position)) of futures lie there"
          + (flip.count > 1 ? "; the nearest of \(flip.count) sign changes" : "") + ").")
    }
    let steady = sorted.filter { $0.value == nil }
    if !steady.isEmpty {
      let named = steady.prefix(3).map(\.factor).joined(separator: ", ")
      sentences.append(
        "No flip inside the prior range for \(flipping.isEmpty ? "any factor" : "\(steady.count) others")"
          + ", the most influential of them \(named).")
    }
    return sentences
  }

  private func warnings(_ target: Target) -> [String] {
    var sentences = inputs.sentences
    let failed = target.indices.failedBasePoints
    let share = Double(failed) / Double(design.base.futures)
    if share > Self.failureLimit {
      sentences.append(
        "\(Self.percent(share)) of base points have a run that failed and are left out; the indices "
          + "describe the futures in which the model runs"
          + (failureRegion.map { "; \($0)" } ?? "") + ".")
    }
    return sentences
  }

  private static func percent(_ share: Double) -> String {
    share > 0 && share < 0.005
      ? "<1 %" : share < 1 && share >= 0.995 ? ">99 %" : "\(Int((share * 100).rounded())) %"
  }

  private static func end(_ value: Double) -> String {
    value.isFinite ? number(value, digits: 3) : "beyond the prior range"
  }

  /// A number with so many significant digits.
  private static func number(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }
}
