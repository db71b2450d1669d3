import Analysis
import Foundation
import Testing

@testable import Reporting

@Suite struct JSONReportTests {
  private func object(_ report: RunReport) throws -> [String: Any] {
    let text = report.json.rendered
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private let report = Sample.report([
    Sample.comparison(), Sample.comparison(beliefs: "ensemble"),
  ])

  @Test func theKeysAreThoseThatWerePromised() throws {
    let object = try object(report)
    for key in [
      "study", "seed", "futures", "failed", "policies", "scenarios", "comparisons", "ranking",
      "contenders", "verdict", "beliefs", "caveats", "scaledPolicies",
    ] {
      #expect(object[key] != nil, "\(key) is missing")
    }
    let policy = try #require((object["policies"] as? [[String: Any]])?.first)
    #expect(policy["name"] as? String == "business_as_usual")
    let outcomes = try #require(policy["outcomes"] as? [String: [String: Any]])
    #expect(Set(outcomes.keys) == Set(Sample.outcomes.map(\.name)))
    let income = try #require(outcomes["income"])
    for key in ["mean", "standardError", "standardDeviation", "quantiles"] {
      #expect(income[key] != nil, "\(key) is missing")
    }
    let scenario = try #require((object["scenarios"] as? [[String: Any]])?.last)
    #expect(scenario["name"] as? String == "turbulent_world")
    #expect((scenario["policies"] as? [Any])?.count == 3)
    let comparison = try #require((object["comparisons"] as? [[String: Any]])?.first)
    #expect(
      Set(comparison.keys) == [
        "scenario", "policy", "baseline", "outcome", "difference", "low", "high", "carriers",
        "heavyTailed", "probabilityBetter", "probabilityBetterStandardError",
        "probabilityBetterLow", "probabilityBetterHigh",
      ])
    let ranking = try #require(object["ranking"] as? [[String: Any]])
    #expect(ranking.count == 9)
    #expect(
      Set(ranking[0].keys) == [
        "outcome", "scenario", "policy", "shareBest", "shareBestStandardError", "shareBestLow",
        "shareBestHigh", "confidenceBest", "expectedRank", "expectedRankLow", "expectedRankHigh",
        "expectedRegret", "expectedRegretStandardError", "expectedRegretLow",
        "expectedRegretHigh", "maximumRegret", "maximumRegretLow", "maximumRegretHigh",
      ])
  }

  @Test func beliefsRepeatTheResults() throws {
    let beliefs = try #require(try object(report)["beliefs"] as? [[String: Any]])
    #expect(beliefs.map { $0["name"] as? String } == ["prior", "ensemble"])
    for set in beliefs {
      for key in ["policies", "scenarios", "comparisons", "ranking", "contenders", "verdict"] {
        #expect(set[key] != nil, "\(key) is missing")
      }
    }
  }

  @Test func theVerdictIsTheSentenceOfTheText() throws {
    #expect(try object(report)["verdict"] as? String == VerdictSentence.text(report))
  }

  @Test func censoredOutcomesHaveNoMeanAndNullBeyondTheHorizon() throws {
    let policy = try #require((try object(report)["policies"] as? [[String: Any]])?.first)
    let outcome = try #require((policy["outcomes"] as? [String: [String: Any]])?["catch_up_year"])
    #expect(outcome["mean"] is NSNull)
    #expect(outcome["standardDeviation"] is NSNull)
    #expect(outcome["censoredAbove"] as? Double == 2065)
    #expect(outcome["reached"] as? Double == 0.3)
    let quantiles = try #require(outcome["quantiles"] as? [Any])
    #expect(quantiles[0] as? Double == 2041)
    #expect(quantiles[2] is NSNull)
  }

  @Test func noBareTokensForWhatIsNotFinite() {
    let text = JSONValue.list([.real(.nan), .real(.infinity), .real(-.infinity)]).rendered
    #expect(text == "[null, null, null]\n")
    let document = report.json.rendered
    for token in ["inf", "-inf", "nan"] {
      for opening in [": ", "[", ", "] { #expect(!document.contains(opening + token)) }
    }
  }

  @Test func numbersAndTextReadBack() throws {
    let values = [
      0.1, 1.0 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e16, 123_456_789,
    ]
    let text = JSONValue.object([
      ("text", .text("a \"quoted\"\\ line\nand\ttab \u{1} Sobol'")),
      ("numbers", .list(values.map { .real($0) })), ("seed", .unsigned(.max)),
      ("empty", .object([])), ("none", .list([])),
    ]).rendered
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["text"] as? String == "a \"quoted\"\\ line\nand\ttab \u{1} Sobol'")
    #expect((object["numbers"] as? [Double])?.map(\.bitPattern) == values.map(\.bitPattern))
    #expect(text.contains("18446744073709551615"))
  }
}
