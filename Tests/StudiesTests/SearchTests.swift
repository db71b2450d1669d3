import Analysis
import Ensembles
import ModelContract
import NumericCore
import Reporting
import Sampling
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// Searches whose best mix is known.
@Suite struct SearchTests {
  private static let amount = 0.6

  /// Value `2 + lever0 + lever1 - (lever2 - 0.3)^2 + x/10`, where lever1 costs half as much as lever0 and lever2 nothing:
  /// within a budget of 0.6 the best mix is (0.1, 1, 0.3), which gains 1.19.
  private func session(mixes: [[Double]] = [[1, 0, 0], [0, 1, 1]]) throws -> StudySession {
    let model = LeverModel(costs: [1, 0.5, 0], factorCount: 1) { levers, factors in
      2 + levers[0] + levers[1] - (levers[2] - 0.3) * (levers[2] - 0.3) + factors[0] / 10
    }
    return try session(of: model, mixes, budget: Self.amount)
  }

  private func session(
    of model: LeverModel, _ mixes: [[Double]], budget: Double? = nil, threads: Int = 2
  ) throws -> StudySession {
    let study = Study(
      name: "known", economy: Economy(name: "anywhere"),
      policies: [model.policy("nothing", [0, 0, 0])]
        + mixes.enumerated().map { model.policy("own\($0)", $1) },
      priors: [FactorPrior(factor: "x0", distribution: .uniform(low: 0, high: 1))],
      start: 2020, end: 2040, outcomes: [Objective(name: "value", direction: .maximize)],
      budget: budget.map {
        Budget(outcome: "fiscal_cost", aboveBaseline: $0, tolerance: 0.001)
      },
      design: DesignSpecification(kind: .sobol, futures: 64, seed: 1))
    return try StudySession(study, model: model, context: RunContext(threads: threads))
  }

  private func request(
    evaluations: Int = 600, _ change: (inout SearchRequest) -> Void = { _ in }
  ) -> SearchRequest {
    var request = SearchRequest()
    request.futures = 64
    request.checkFutures = 64
    request.evaluations = evaluations
    request.searches = 2
    change(&request)
    return request
  }

  @Test func theBestMixWithinTheBudgetIsFound() throws {
    let result = try session().search(request(evaluations: 3000))
    let contest = try #require(result.contest)
    let best = result.members[contest.found]
    #expect(best.fresh.robustGain > 1.15 && best.fresh.robustGain < 1.1902)
    // The rule leaves a tenth of its tolerance.
    #expect(best.fresh.cost! <= Self.amount + 0.00011)
    // Scaled to the budget the first mix gains 0.6, the second 0.5 + (1 - 0.49 + 0.09) as it is.
    #expect(contest.difference.low > 0.5)
    #expect(result.kept.allSatisfy { $0.isFeasible })
    #expect(result.members.allSatisfy { $0.fresh.failed == 0 })
    let text = result.text
    #expect(text.contains("The most robust one, \(best.mix.name)"), "\(text)")
    // Nothing that is kept is beaten by anything else.
    let all = result.kept + result.own.filter(\.isKept)
    for one in all {
      #expect(
        !all.contains {
          SearchScore(objectives: $0.freshObjectives)
            .dominates(SearchScore(objectives: one.freshObjectives))
        })
    }
  }

  /// A hundred mixes that all do the same: the luck of the futures is common, so that nothing is found to be better.
  @Test func identicalMixesGainExactlyNothing() throws {
    let model = LeverModel(costs: [0, 0, 0], factorCount: 1) { _, factors in 1 + factors[0] }
    let mixes = (0..<100).map { number -> [Double] in
      let share = Double(number) / 99
      return [share, 1 - share, share]
    }
    let result = try session(of: model, mixes).search(request(evaluations: 120))
    let contest = try #require(result.contest)
    #expect(contest.difference.value == 0 && contest.difference.standardError == 0)
    #expect(contest.difference.low == 0 && contest.difference.high == 0)
    #expect((result.members + result.own).allSatisfy { $0.fresh.robustGain == 0 })
    #expect(result.optimism.allSatisfy { $0.mean == 0 && $0.largest == 0 })
    #expect(result.text.contains("No mix found beats"))
  }

  @Test func aMixIsTheBaselineUntilTheStudyStarts() throws {
    let model = LeverModel(costs: [0, 0, 0], factorCount: 1) { _, _ in 0 }
    var study = try session(of: model, [[1, 0, 0]]).study
    study.policies[0].levers["lever0"] = Path([
      .init(year: 2000, value: 0.5), .init(year: 2020, value: 0.25), .init(year: 2030, value: 0),
    ])
    let space = try MixSpace(study, model: model, levers: nil, isWide: false)
    #expect(space.ranges.map(\.lever.name) == ["lever0"])
    #expect(space.ranges[0].low == 0 && space.ranges[0].high == 1)
    let mix = space.mix(at: [0.5, 1], named: "one")
    let path = mix.levers["lever0"]!
    #expect(
      [1990.0, 2010, 2020, 2025, 2030, 2050].map { path.value(at: $0) } == [
        0.5, 0.375, 0.25, 0.5, 1, 1,
      ])
    #expect(space.point(near: mix, of: study) == [0.5, 1])
    #expect(mix.levers["lever1"] == study.policies[0].levers["lever1"])
  }

  @Test func whatIsFoundDoesNotDependOnThreads() throws {
    let texts = try [1, 3].map { threads in
      let model = LeverModel(costs: [1, 0.5, 0], factorCount: 1) {
        levers, factors in
        levers[0] * factors[0] + levers[1] - levers[2] * factors[0]
      }
      return try session(of: model, [[1, 0, 0], [0, 1, 1]], threads: threads)
        .search(request(evaluations: 100)).json.rendered
    }
    #expect(texts[0] == texts[1])
  }

  /// The first tenth of futures of a gain of `lever0 (x - 1/2)` with x uniform has a mean of -0.45.
  @Test func theWorstTenthIsThatOfTheGain() throws {
    let model = LeverModel(costs: [1, 1, 1], factorCount: 1) { levers, factors in
      levers[0] * (factors[0] - 0.5)
    }
    let session = try session(of: model, [[1, 0, 0]])
    let evaluator = try MixEvaluator(
      session, beliefs: [.prior], design: Design(.init(kind: .sobol, futures: 4096, seed: 3)),
      cost: 1, further: [0])
    let figures = try evaluator.figures(of: session.policies)
    #expect(abs(figures[1].worstTenth + 0.45) < 1e-3 && abs(figures[1].robustGain) < 1e-3)
    #expect(figures[1].cost == 1 && figures[0].cost == 0)
    #expect(abs(figures[1].outcomes[0] - figures[1].robustGain) < 1e-15)
    #expect(figures[0].worstTenth == 0 && figures[0].robustGain == 0)
  }

  @Test(arguments: [
    ("lever", "did you mean lever0"), ("lever1", "No mix of the study moves lever1"),
  ])
  func aLeverThatCannotMoveIsRefused(lever: String, sentence: String) throws {
    try refuses(sentence, mixes: [[1, 0, 0]]) { $0.levers = [lever] }
  }

  @Test(arguments: [
    ("robust_gian", "did you mean robust_gain"), ("-valu", "There is no objective"),
    ("value,-value", "listed twice"), ("cost,cost", "listed twice"), ("", "takes 1 to 5 names"),
  ])
  func anObjectiveThatDoesNotExistIsRefused(objectives: String, sentence: String) throws {
    try refuses(sentence) { $0.objectives = NameSelection.split(objectives) }
  }

  @Test func numbersThatDoNotFitAreRefused() throws {
    try refuses("--evaluations") { $0.evaluations = 10 }
    try refuses("--searches") { $0.searches = 0 }
    try refuses("has the baseline nothing alone", mixes: []) { _ in }
    try refuses("No lever is left", mixes: [[0, 0, 0]]) { _ in }
    let session = try session()
    #expect(throws: UsageError.self) {
      _ = try StudySession.budgeted(session.study, at: .amount(-1), model: session.model)
    }
  }

  private func refuses(
    _ sentence: String, mixes: [[Double]] = [[1, 0, 0], [0, 1, 1]],
    _ change: (inout SearchRequest) -> Void
  ) throws {
    do {
      _ = try session(mixes: mixes).search(request(evaluations: 48, change))
      Issue.record("no error with: \(sentence)")
    } catch {
      #expect("\(error)".contains(sentence), "\(error)")
    }
  }
}
