import Analysis
import Foundation
import Reporting

extension DesignedSensitivity {
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
        }, findings: [pairSentence(target)].compactMap { $0 },
        warnings: warnings(target),
        details: details(position, mixes: mixes, wantsLess: wantsLess))
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
}
