import ModelContract
import StudyContract
import TestSupport
import Testing

@testable import Analysis

/// What a comparison finds, by gap, noise and margin.
@Suite struct VerdictTests {
  /// Two policies around 100 whose difference has a given mean and noise over 1,024 futures; its standard
  /// error is a thirty-second of the noise.
  static func comparison(
    gap: Double, noise: Double, indifference: Double = 0.01, beliefs: String = "prior"
  ) throws -> Comparison {
    let numbers = {
      var stream = NormalStream(seed: 21)
      return stream.normals(1_024)
    }()
    let mean = numbers.reduce(0, +) / 1_024
    let study = try SyntheticStudy(
      policies: 2, groups: 32, indifference: indifference, beliefs: beliefs)
    return study.run(futures: 1_024) { _, policy, _, future in
      100 + (policy == 1 ? gap + noise * (numbers[future] - mean) : 0)
    }.finish()
  }

  @Test func aCertainGapAboveTheMarginIsClear() throws {
    let comparison = try Self.comparison(gap: 3, noise: 1)
    #expect(comparison.indifferenceMargin == 1)
    #expect(comparison.verdict.finding == .clear && comparison.verdict.leader == "b")
    #expect(comparison.verdict.practicallyEqual == ["b"])
    #expect(
      comparison.scenarios[0].winners == [
        OutcomeWinner(outcome: "welfare", policy: "b", isCertain: true, runnerUp: "a")
      ])
  }

  @Test func aGapBelowItsErrorIsTooCloseToCall() throws {
    let comparison = try Self.comparison(gap: 1, noise: 64)
    #expect(comparison.verdict.finding == .tooCloseToCall)
    #expect(comparison.verdict.contenders == ["b", "a"])
    #expect(comparison.scenarios[0].winners.map(\.isCertain) == [false])
  }

  /// Whoever leads in the sample may be behind: a gap of 1 with a standard error of 2 may be 3 the other way round.
  @Test func theLeaderMayLoseAsWell() throws {
    let unsure = try Self.comparison(gap: 1, noise: 64)
    let leader = try #require(unsure.maximumRegretIntervals["b"])
    #expect(unsure.maximumRegret["b"] == 0 && leader.lowerBound == 0)
    #expect(leader.upperBound > 2 && leader.upperBound < 5, "\(leader)")
    let other = try #require(unsure.maximumRegretIntervals["a"])
    #expect(other.contains(1) && other.lowerBound == 0)
    let sure = try Self.comparison(gap: 3, noise: 1)
    #expect(sure.maximumRegretIntervals["b"] == 0...0)
  }

  @Test func aGapCertainlyBelowTheMarginIsNone() throws {
    let unsure = try Self.comparison(gap: 0.1, noise: 6)
    #expect(unsure.verdict.finding == .equalForPracticalPurposes)
    #expect(unsure.verdict.contenders == ["b", "a"])
    // The leader is certain, the gap is certain, and it is too small to matter.
    let sure = try Self.comparison(gap: 0.1, noise: 0.1)
    #expect(sure.verdict.contenders == ["b"])
    #expect(sure.verdict.finding == .equalForPracticalPurposes)
    #expect(sure.verdict.practicallyEqual == ["b", "a"])
    // Without a margin the same gap decides.
    #expect(try Self.comparison(gap: 0.1, noise: 0.1, indifference: 0).verdict.finding == .clear)
  }

  @Test func aCertainGapOfUncertainWeightIsClear() throws {
    // 1.0 plus or minus 0.1 around a margin of 1.
    let comparison = try Self.comparison(gap: 1, noise: 1.5)
    #expect(comparison.verdict.finding == .clear)
  }

  @Test func terminalValueMayChangeTheLeader() throws {
    let outcomes: [Outcome] = [
      .synthetic("terminal_value"), .synthetic("discounted_consumption"), .synthetic("income"),
    ]
    for (bonus, expected) in [(2.0, "b"), (0.5, nil), (1, nil)] as [(Double, String?)] {
      let study = try SyntheticStudy(
        policies: 2, groups: 2, outcomes: outcomes,
        compared: [
          Objective(name: "income", direction: .maximize),
          Objective(name: "discounted_consumption", direction: .maximize),
        ], rankedBy: "discounted_consumption")
      let comparison = study.run(futures: 16) { _, policy, outcome, _ in
        outcome == 0 ? Double(policy) * bonus : outcome == 1 ? 10 - Double(policy) : 0
      }.finish()
      #expect(comparison.verdict.leader == "a")
      #expect(comparison.verdict.leaderWithTerminalValue == expected)
      #expect(comparison.scenarios[0].policies[0].outcomes.map(\.outcome).count == 2)
    }
  }

  @Test func thresholdsAreMetInTheDirectionOfTheOutcome() throws {
    let outcomes: [Outcome] = [
      .synthetic("welfare"), .synthetic("cost", .minimize),
      .synthetic("arrival", .minimize, isCensored: true),
    ]
    let study = try SyntheticStudy(
      policies: 1, groups: 2, outcomes: outcomes,
      compared: [
        Objective(name: "arrival", direction: .minimize, threshold: 2_050),
        Objective(name: "welfare", direction: .maximize, threshold: 6),
        Objective(name: "cost", direction: .minimize, threshold: 1),
      ])
    let statistics = study.run(futures: 8) { _, _, outcome, future in
      outcome < 2 ? Double(future) : future < 4 ? Double(2_047 + future) : .infinity
    }.finish().scenarios[0].policies[0].outcomes
    #expect(statistics.map { $0.probabilityThresholdMet?.value } == [0.5, 0.25, 0.25])
    #expect(statistics[0].probabilityReached?.value == 0.5)
  }

  @Test func beliefsAgreeOrDiffer() throws {
    func both(_ prior: Comparison, _ ensemble: Comparison) -> BeliefsComparison.Finding {
      BeliefsComparison(prior: prior, ensemble: ensemble).finding
    }
    let better = try Self.comparison(gap: 3, noise: 1)
    let worse = try Self.comparison(gap: -3, noise: 1, beliefs: "ensemble")
    let close = try Self.comparison(gap: 1, noise: 64)
    let closeBelow = try Self.comparison(gap: -1, noise: 64)
    #expect(both(better, better) == .agree)
    #expect(both(better, close) == .differInCertainty)
    #expect(both(better, worse) == .differ)
    #expect(both(close, closeBelow) == .differWithinError)
    #expect(both(close, worse) == .differ)
    let combined = BeliefsComparison(prior: close, ensemble: worse)
    #expect(!combined.agrees && combined.contendersOfBoth == ["a"])
  }

  @Test func settingsRefuseWhatHasNoMeaning() throws {
    let outcomes: [Outcome] = [
      .synthetic("welfare"), .synthetic("note", .describe),
      .synthetic("arrival", .minimize, isCensored: true),
    ]
    func sentence(_ make: () throws -> SyntheticStudy) -> String? {
      do {
        _ = try make()
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(sentence { try SyntheticStudy(policies: 2, groups: 2, outcomes: outcomes) } == nil)
    for rankedBy in ["note", "arrival", "happiness"] {
      let text = sentence {
        try SyntheticStudy(policies: 2, groups: 2, outcomes: outcomes, rankedBy: rankedBy)
      }
      #expect(text?.contains("\"\(rankedBy)\"") == true)
    }
    let baseline = sentence { try SyntheticStudy(policies: 2, groups: 2, baseline: "z") }
    #expect(baseline?.contains("\"z\"") == true)
    let margin = sentence { try SyntheticStudy(policies: 2, groups: 2, indifference: -1) }
    #expect(margin != nil)
    let threshold = sentence {
      try SyntheticStudy(
        policies: 2, groups: 2, outcomes: outcomes,
        compared: [
          Objective(name: "welfare", direction: .maximize),
          Objective(name: "note", direction: .describe, threshold: 1),
        ])
    }
    #expect(threshold?.contains("\"note\"") == true)
  }
}
