import Analysis
import Foundation
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Ensembles
@testable import Reporting

/// Caveats are findings until they are read.
@Suite struct CaveatTests {
  private func test(_ name: String) throws -> EnsembleTest {
    let file = repository.appendingPathComponent("Models/ensembles/\(name).yaml").path
    return try #require(try EnsembleTest.read(besides: file))
  }

  @Test func aTestSaysWhatItHadNotSeen() throws {
    let first = Caveat.tested(try test("first"), ensemble: "first").sentence
    #expect(first.contains("'first': in sample it misses log income of 7 economies by 0.16"))
    let history = Caveat.tested(try test("history"), ensemble: "history").sentence
    #expect(history.contains("; forecasting from 1995 "))
  }

  @Test func theErrorThatTurnsARankingAroundIsThatOfTheLogarithm() throws {
    let overturning = try #require(Overturning(Sample.comparison()))
    #expect(overturning.leader == "balanced_aligned")
    #expect(overturning.error == abs(log(12 / 11.6)))
    let text = Caveat.overturning(overturning, observed: 0.2).sentence
    #expect(text.contains("an error of 3.4 % in the difference between balanced_aligned and"))
    #expect(text.contains("were missed by 22 % in the backtest"))
  }

  /// The first failure is explained once: with its reason where a replay found one.
  @Test func theFirstFailureIsExplainedOnce() {
    var report = Sample.report([Sample.comparison(failedRuns: 21)])
    report.showsEverything = true
    #expect(report.text.contains("The first: policy"))
    let failure = Failure(
      scenario: 0, policy: 0, future: 12, outcomes: ["income"], factors: [])
    report.caveats.append(
      .failure(
        failure, reason: FailureReason(year: 2031, quantity: "income", value: .nan),
        policy: "balanced_aligned", scenario: "reference"))
    let text = report.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "First failure: policy balanced_aligned, scenario reference, future 12: income is not a "
          + "number in 2031."))
    #expect(text.contains("21 runs failed") && !text.contains("The first: policy"))
  }
}
