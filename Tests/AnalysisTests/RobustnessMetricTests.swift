import Foundation
import NumericCore
import Testing

@testable import Analysis

/// Metrics by hand: the table of payoffs of stocks, bonds and money, and small columns.
@Suite("Robustness metrics by hand")
struct RobustnessMetricTests {
  /// Roundings of a handful of operations.
  private static let rounding = 1e-12

  /// Stocks, bonds and money in three states.
  static let payoffs: [[Double]] = [[-4, 4, 12], [-2, 3, 8], [3, 2, 1]]

  static func table(_ values: [[Double]] = payoffs, policies: [String]? = nil) throws
    -> PayoffTable
  {
    try PayoffTable(
      policies: policies ?? Array(["stocks", "bonds", "money", "other"].prefix(values.count)),
      values: values, futures: (1...values[0].count).map(String.init))
  }

  static func findings(
    _ values: [[Double]] = payoffs, _ change: (inout RobustnessSettings) -> Void = { _ in }
  ) throws -> RobustnessFindings {
    var settings = RobustnessSettings()
    settings.threshold = 0
    change(&settings)
    return try RobustnessFindings(try table(values), settings: settings)
  }

  private func values(_ findings: RobustnessFindings, _ name: String) throws -> [Double] {
    let finding = try #require(findings.findings.first { $0.metric.name == name })
    return finding.values.map { $0.value ?? .nan }
  }

  private func winners(_ findings: RobustnessFindings, _ name: String) -> [String] {
    findings.findings.first { $0.metric.name == name }?.winners.map { findings.policies[$0] } ?? []
  }

  private func agree(_ found: [Double], _ wanted: [Double], _ tolerance: Double = rounding) -> Bool
  {
    zip(found, wanted).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }

  /// By metric, values of stocks, bonds and money at the threshold 0, and the best of them.
  private static let expected: [(name: String, values: [Double], winner: String)] = {
    var rows: [(name: String, values: [Double], winner: String)] = []
    func add(_ name: String, _ stocks: Double, _ bonds: Double, _ money: Double, _ winner: String) {
      rows.append((name, [stocks, bonds, money], winner))
    }
    let third = 1.0 / 3
    add("maximin", -4, -2, 1, "money")
    add("maximax", 12, 8, 3, "stocks")
    add("hurwicz", 4, 3, 2, "stocks")
    add("mean", 4, 3, 2, "stocks")
    add("minimax_regret", 7, 5, 11, "bonds")
    add("mean_regret", 7 * third, 10 * third, 13 * third, "stocks")
    add("regret_90", 7, 5, 11, "bonds")
    add("undesirable_deviations", -4, -2.5, -0.5, "money")
    add("mean_variance", 5.0 / 9, 2 * third, 1.5, "money")
    add("mean_less_deviation", -4, -2, 1, "money")
    add("signal_to_noise", 0.5, 0.6, 2, "money")
    add("satisficing", 2 * third, 2 * third, 1, "money")
    add("satisficing_regret", -4 * third, -2 * third, 0, "money")
    add("share_best", 2 * third, 0, third, "stocks")
    add("expected_rank", 5 * third, 2, 7 * third, "stocks")
    add("borda", 4 * third, 1, 2 * third, "stocks")
    add("opportunity_cost", 0, 1, 2, "stocks")
    add("value_at_risk", -4, -2, 1, "money")
    add("expected_shortfall", -4, -2, 1, "money")
    add("relative_regret_90", 7 * third, 5 * third, 11.0 / 12, "money")
    add("baseline_deviation_90_absolute", 8, 5, 1, "money")
    add("baseline_deviation_90", 2, 5 * third, 0.5, "money")
    add("lower_partial_moment", (16 * third).squareRoot(), (4 * third).squareRoot(), 0, "money")
    let squares: [Double] = [
      0.0625 + 0.0625 + 1.0 / 144, 0.25 + 1.0 / 9 + 0.015_625, 1.0 / 9 + 0.25 + 1,
    ]
    let ratios = squares.map { -10 * log10($0 / 3) }
    add("taguchi", ratios[0], ratios[1], ratios[2], "stocks")
    return rows
  }()

  @Test func thePayoffTableHasItsPublishedValues() throws {
    let findings = try Self.findings()
    for (name, wanted, winner) in Self.expected {
      let found = try values(findings, name)
      #expect(agree(found, wanted), "\(name): \(found) for \(wanted)")
      #expect(winners(findings, name) == [winner], "\(name)")
    }
    // Quarters and tenths of three values by nearest rank: the first, first, second, third and third.
    #expect(agree(try values(findings, "percentile_skewness"), [0, 0, 0]))
    #expect(agree(try values(findings, "percentile_peakedness"), [1, 1, 1]))
  }

  @Test func tailsOfTenValuesAreThoseOfTheDefinition() throws {
    let column = (1...10).map(Double.init)
    let findings = try Self.findings([column, column.map { 2 * $0 - 1 }]) {
      $0.level = 0.25
      $0.threshold = 4
    }
    // The worst quarter of ten states is the first two and half of the third.
    #expect(agree(try values(findings, "value_at_risk"), [3, 5]))
    #expect(agree(try values(findings, "expected_shortfall"), [1.8, 2.6]))
    #expect(agree(try values(findings, "satisficing"), [0.7, 0.8]))
    // Own mean 5.5: shortfalls 4.5 to 0.5.
    let squares = [4.5, 3.5, 2.5, 1.5, 0.5].reduce(0) { $0 + $1 * $1 } / 10
    #expect(
      agree(
        try values(findings, "semi_deviation"), [squares.squareRoot(), 2 * squares.squareRoot()]))
    // Skewness of 1...10: percentiles 1, 5, 9.
    #expect(agree(try values(findings, "percentile_skewness"), [0, 0]))
    #expect(agree(try values(findings, "percentile_peakedness"), [8.0 / 5, 8.0 / 5]))
    // The worst half is five states whose distances to the median 5 are 4, 3, 2, 1 and 0.
    #expect(agree(try values(findings, "undesirable_deviations"), [-2, -4]))
  }

  @Test func certaintyEquivalentsAreThoseOfTheUtilities() throws {
    let findings = try Self.findings([[1, 4], [2, 2]]) { $0.riskAversion = 2 }
    // Harmonic mean.
    #expect(agree(try values(findings, "certainty_equivalent_crra"), [1.6, 2]))
    let a = 2 / 2.5
    let cara = -log((exp(-a) + exp(-4 * a)) / 2) / a
    #expect(agree(try values(findings, "certainty_equivalent_cara"), [cara, 2]))
    let logarithmic = try Self.findings([[1, 4], [2, 2]]) { $0.riskAversion = 1 }
    #expect(agree(try values(logarithmic, "certainty_equivalent_crra"), [2, 2]))
  }

  /// A normal law moved by r in divergence moves its mean by sqrt(2 r) deviations: the least mean in the ball.
  @Test func theLeastMeanInABallIsThatOfANormalLaw() throws {
    let count = 20_000
    let normal = (0..<count).map { Normal.quantile((Double($0) + 0.5) / Double(count)) }
    let findings = try Self.findings([normal.map { 3 + $0 }, normal.map { 3 + 2 * $0 }]) {
      $0.resamples = 100
      $0.metrics = ["robust_mean"]
    }
    let moved = (2 * 0.1).squareRoot()
    // The grid of quantiles has a deviation that is 1e-4 too small.
    #expect(agree(try values(findings, "robust_mean"), [3 - moved, 3 - 2 * moved], 5e-4))
  }

  @Test func theRankingByMeanOverDeviationPlusOneTurnsWithTheUnit() throws {
    // Mean and deviation 10, 2 and 3, 0.1.
    let root = 2.0.squareRoot()
    let table = [[10 - root, 10 + root], [3 - 0.1 / root, 3 + 0.1 / root]]
    let small = try Self.findings(table)
    #expect(agree(try values(small, "mean_variance"), [11.0 / 3, 4 / 1.1]))
    #expect(winners(small, "mean_variance") == ["stocks"])
    let large = try Self.findings(table.map { $0.map { 100 * $0 } })
    #expect(agree(try values(large, "mean_variance"), [1001.0 / 201, 301.0 / 11]))
    #expect(winners(large, "mean_variance") == ["bonds"])
    for finding in small.findings where finding.metric.isUnitSafe {
      #expect(
        winners(large, finding.metric.name) == winners(small, finding.metric.name),
        "\(finding.metric.name)")
    }
    #expect(RobustnessMetric.all.filter { !$0.isUnitSafe }.map(\.name) == ["mean_variance"])
  }

  @Test func aDominatedMixChangesNoRegretAndADominatingOneAll() throws {
    let before = try values(try Self.findings(), "minimax_regret")
    let dominated = try Self.findings(Self.payoffs + [[-5, 1, 0]])
    #expect(Array(try values(dominated, "minimax_regret").prefix(3)) == before)
    let dominating = try Self.findings(Self.payoffs + [[5, 6, 14]])
    #expect(try values(dominating, "minimax_regret") == [9, 7, 13, 0])
    for (name, better) in [("maximin", "other"), ("mean", "other"), ("mean_regret", "other")] {
      #expect(winners(dominating, name) == [better])
    }
  }

  @Test func failedRunsAreLeftOutPairwise() throws {
    let findings = try Self.findings([[1, 5, .nan, 4], [2, 3, 9, 1]])
    #expect(findings.failed == [1, 0])
    #expect(agree(try values(findings, "mean"), [10.0 / 3, 15.0 / 4]))
    // Regret where the other failed is 0.
    #expect(agree(try values(findings, "mean_regret"), [1.0 / 3, 5.0 / 4]))
    #expect(agree(try values(findings, "share_best"), [2.0 / 3, 0.5]))
    #expect(findings.dominance.allSatisfy { $0.states == 3 })
  }

  @Test func weightsCountAsRepeatedFutures() throws {
    let rows: [(Double, Double)] = [(1, 4), (2, 2), (5, 1), (7, 3), (9, 8)]
    let weights = [2.0, 1, 3, 1, 1]
    let repeated = zip(rows, weights).flatMap { row, weight in
      [(Double, Double)](repeating: row, count: Int(weight))
    }
    var settings = RobustnessSettings()
    settings.threshold = 3
    let weighted = try RobustnessFindings(
      PayoffTable(
        policies: ["a", "b"], values: [rows.map(\.0), rows.map(\.1)],
        futures: ["1", "2", "3", "4", "5"], futureWeights: weights), settings: settings)
    let plain = try RobustnessFindings(
      PayoffTable(
        policies: ["a", "b"], values: [repeated.map(\.0), repeated.map(\.1)],
        futures: repeated.indices.map(String.init)), settings: settings)
    // Deviations divide by states less one, which repetition changes; the rest must agree.
    let byCount = ["mean_variance", "mean_less_deviation", "signal_to_noise"]
    for finding in plain.findings where !byCount.contains(finding.metric.name) {
      let name = finding.metric.name
      #expect(agree(try values(weighted, name), try values(plain, name), 1e-9), "\(name)")
    }
    for (first, second) in zip(weighted.dominance, plain.dominance) {
      #expect(abs((first.firstViolation ?? 0) - (second.firstViolation ?? 0)) < Self.rounding)
      #expect(abs((first.secondViolation ?? 0) - (second.secondViolation ?? 0)) < Self.rounding)
    }
  }

  @Test func theRadiusReachesToTheNearestMiss() throws {
    let table = try PayoffTable(
      policies: ["a", "b"], values: [[1, 5, 2, 6], [4, 4, 4, 4]],
      futures: ["1", "2", "3", "4"], distances: [0.4, 0.1, 0.3, 0.5])
    var settings = RobustnessSettings()
    settings.threshold = 3
    let findings = try RobustnessFindings(table, settings: settings)
    // b misses nowhere: up to the farthest future.
    #expect(try values(findings, "satisficing_radius") == [0.3, 0.5])
    let radius = try #require(
      findings.findings.first { $0.metric.name == "satisficing_radius" }?.values[0])
    #expect(radius.low == nil && radius.high == 0.3)
  }

  @Test func beliefsThatDisagreeAreWeighed() throws {
    let table = try PayoffTable(
      policies: ["a", "b"], values: [[1, 3, 5, 7], [4, 4, 4, 4]], futures: ["1", "2"],
      groups: ["low", "high"])
    let findings = try RobustnessFindings(table, settings: RobustnessSettings())
    // Means of the groups: 2 and 6 of a, 4 and 4 of b.
    #expect(agree(try values(findings, "maxmin_expected"), [2, 4]))
    let aversion = 2 / 4.0
    let smooth = -log((exp(-2 * aversion) + exp(-6 * aversion)) / 2) / aversion
    #expect(agree(try values(findings, "smooth_ambiguity"), [smooth, 4]))
    #expect(findings.worst[0].state == "future 1 of low")
  }

  @Test func whatCannotBeComparedIsRefused() throws {
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch { return "\(error)" }
    }
    #expect(message { _ = try Self.table([[1, 2]]) }.contains("at least two policy mixes"))
    #expect(message { _ = try Self.table([[1], [2]]) }.contains("at least two futures"))
    #expect(message { _ = try Self.table([[1, 2], [.nan, .nan]]) }.contains("bonds failed"))
    #expect(message { _ = try Self.table([[1, 2], [.infinity, 1]]) }.contains("infinite"))
    #expect(
      message {
        _ = try PayoffTable(
          policies: ["a", "b"], values: [[1, 2], [3, 4]], futures: ["1", "2"],
          futureWeights: [1, -1])
      }.contains("weights"))
    for change: (inout RobustnessSettings) -> Void in [
      { $0.pessimism = 1.5 }, { $0.level = 0 }, { $0.confidence = 1 }, { $0.threshold = .nan },
      { $0.metrics = ["median"] }, { $0.riskAversion = -1 },
    ] {
      #expect(throws: RobustnessError.self) { try Self.findings(Self.payoffs, change) }
    }
  }
}
