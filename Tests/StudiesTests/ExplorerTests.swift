import Analysis
import Ensembles
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// What moves with levers is what a run of a study with the same mixes says, to the last bit.
@Suite struct ExplorerTests {
  private static let context = RunContext(threads: 2)

  private static func session(futures: Int = 1500) throws -> StudySession {
    let path = repository.appendingPathComponent("Models/studies/first-study.yaml").path
    var design = try StudyLoader.load(path).design
    design.futures = futures
    var session = try StudySession(
      StudyLoader.load(path), model: GrowthModel(), design: design, context: context)
    try session.select(policies: "education_only,global_factory")
    return session
  }

  private static func request(
    _ session: StudySession, scenario: String = "reference", beliefs: String = "prior",
    mix: [String: Double] = [:], baseline: [String: Double] = [:], rankedBy: String? = nil,
    rate: Double? = nil
  ) -> ExplorationRequest {
    let study = session.study
    return ExplorationRequest(
      scenario: scenario, beliefs: beliefs, rankedBy: rankedBy ?? study.rankedBy,
      discountRate: rate ?? study.discountRate,
      mix: MovedMix(name: "mine", basedOn: "education_only", levers: mix),
      baseline: MovedMix(
        name: StudyExplorer.changedName, basedOn: study.baseline, levers: baseline))
  }

  /// A run in the ordinary way, of a session with the moved mixes among its own.
  private func run(
    _ session: StudySession, _ answer: ExplorationAnswer, baseline: String? = nil
  ) throws -> Comparison {
    var session = session
    try session.select(scenarios: answer.request.scenario)
    session.selected += (answer.changedBaseline.map { [$0] } ?? []) + [answer.mix]
    session.study.rankedBy = answer.request.rankedBy
    let beliefs = try session.beliefs(answer.request.beliefs)[0]
    let experiment = try session.experiment(beliefs)
    // The world keeps the study's baseline, from which plans depart; only gains are measured from another mix.
    if let baseline { session.study.baseline = baseline }
    let settings = try session.comparisonSettings(experiment, beliefs: beliefs)
    return try EnsembleRunner.run(experiment, context: Self.context) {
      ComparisonAccumulator(settings: settings)
    }.summary.finish()
  }

  private func expectSame(_ answer: ExplorationAnswer, _ truth: Comparison) {
    let own = answer.findings.comparison.runs[0].comparison
    #expect(own.scenarios.count == 1 && own.futures == truth.futures)
    #expect(own.scenarios[0].ranking == truth.scenarios[0].ranking)
    #expect(own.verdict.leader == truth.verdict.leader && own.verdict.lead == truth.verdict.lead)
    for policy in answer.findings.policies where policy != own.baseline {
      #expect(
        own.scenarios[0].difference(of: policy, on: own.rankedBy)
          == truth.scenarios[0].difference(of: policy, on: own.rankedBy))
    }
  }

  @Test func theNumbersAreThoseOfARun() throws {
    let session = try Self.session()
    let explorer = StudyExplorer(session)
    let requests = [
      Self.request(session, mix: ["education": 0.8]),
      Self.request(session, mix: ["education": 0.9, "public_research": 0.01]),
      Self.request(session, scenario: "faster_frontier", mix: ["education": 0.9]),
      Self.request(
        session, beliefs: "ensemble", mix: ["missions": 0.01], baseline: ["coordination": 0.5]),
      Self.request(session, mix: ["education": 0.8], rankedBy: "income"),
      // What was asked first, once more.
      Self.request(session, mix: ["education": 0.8]),
    ]
    for request in requests {
      let answer = try explorer.answer(request, context: Self.context)
      #expect(answer.isWhole && answer.futures == session.design.futures)
      expectSame(answer, try run(session, answer))
      if let over = answer.gainOverChanged {
        let truth = try run(session, answer, baseline: StudyExplorer.changedName)
        let place = PlaceGains.places(truth, isRelative: answer.findings.isRelative)[0]
        #expect(over.place.gains == place.gains)
      }
    }
  }

  @Test func aLeverThatMovesIsQuickAndAFirstLookIsTheFirstFutures() throws {
    let session = try Self.session(futures: 2048)
    let explorer = StudyExplorer(session)
    let request = Self.request(session, mix: ["education": 0.7])
    #expect(!explorer.isQuick(request))
    let first = try explorer.answer(
      request, futures: StudyExplorer.firstFutures, context: Self.context)
    #expect(!first.isWhole && first.futures == StudyExplorer.firstFutures)
    expectSame(first, try run(session.with(futures: StudyExplorer.firstFutures), first))
    #expect(!explorer.isQuick(request))
    _ = try explorer.answer(request, context: Self.context)
    #expect(explorer.isQuick(Self.request(session, mix: ["education": 0.9])))
    #expect(!explorer.isQuick(Self.request(session, scenario: "green_window")))
    #expect(!explorer.isQuick(Self.request(session, rate: 0.05)))
  }

  @Test func theLinesAreTheBaselinesAndTheMix() throws {
    let session = try Self.session()
    let explorer = StudyExplorer(session)
    let two = try explorer.answer(
      Self.request(session, mix: ["education": 0.7]), context: Self.context)
    #expect(two.changedBaseline == nil && two.gainOverChanged == nil)
    #expect(two.lines.map(\.outcome.name) == ["income", "capability"])
    #expect(two.lines[0].policies == ["baseline", "mine"])
    let three = try explorer.answer(
      Self.request(session, mix: ["education": 0.7], baseline: ["coordination": 0.6]),
      context: Self.context)
    #expect(three.lines[0].policies == ["baseline", StudyExplorer.changedName, "mine"])
    #expect(three.lines[0].levels[0] == two.lines[0].levels[0])
  }

  @Test func anotherRateIsAnotherStudy() throws {
    let session = try Self.session(futures: 512)
    var study = session.study
    study.discountRate = 0.06
    var other = try StudySession(
      study, model: session.model, design: session.design.specification, context: Self.context)
    try other.select(policies: "education_only,global_factory")
    let answer = try StudyExplorer(session).answer(
      Self.request(session, mix: ["education": 0.8], rate: 0.06), context: Self.context)
    expectSame(answer, try run(other, answer))
  }

  @Test func aMovedLeverHasARampAndKeepsWhatWasNotMoved() throws {
    let session = try Self.session(futures: 64)
    let base = session.policies.first { $0.name == "education_only" }!
    let mix = try StudyExplorer(session).mix(
      Self.request(session, mix: ["missions": 0.02]), context: Self.context)
    #expect(mix.levers["education"] == base.levers["education"] && mix.traits == base.traits)
    let path = try #require(mix.levers["missions"])
    #expect(path.value(at: 2025) == base.levers["missions"]!.value(at: 2025))
    #expect(path.value(at: 2025 + MovedMix.ramp) == 0.02 && path.value(at: 2065) == 0.02)
    let same = try StudyExplorer(session).mix(Self.request(session), context: Self.context)
    #expect(same.levers == base.levers)
  }

  @Test func namesAreTheStudysAndWorkCanBeStopped() throws {
    let session = try Self.session(futures: 64)
    let explorer = StudyExplorer(session)
    #expect(throws: UsageError.self) {
      try explorer.answer(
        Self.request(session, scenario: "none"), context: Self.context)
    }
    #expect(throws: UsageError.self) {
      try explorer.answer(
        Self.request(session, rankedBy: "catch_up_year"), context: Self.context)
    }
    #expect(throws: EnsembleError.self) {
      try explorer.answer(
        Self.request(session), context: RunContext(threads: 1, isCancelled: { true }))
    }
  }

  @Test func thePageOfTheStudyHasTheMix() throws {
    let session = try Self.session(futures: 256)
    let findings = try StudyExplorer(session).findings(
      Self.request(session, mix: ["education": 0.8], baseline: ["coordination": 0.6]),
      context: Self.context)
    #expect(findings.policies.suffix(2) == [StudyExplorer.changedName, "mine"])
    #expect(findings.comparison.session.scenarios.count == session.scenarios.count)
  }

  @Test func aCacheKeepsWhatFits() {
    let cache = BoundedCache<Int, String>(capacity: 10)
    cache.keep("a", size: 4, for: 1)
    cache.keep("b", size: 4, for: 2)
    #expect(cache.value(1) == "a")
    cache.keep("c", size: 4, for: 3)
    #expect(cache.value(2) == nil && cache.value(1) == "a" && cache.value(3) == "c")
    cache.keep("d", size: 11, for: 4)
    #expect(cache.value(4) == nil && cache.value(1) == "a")
    #expect(cache.value(3, size: 1) { "other" } == "c")
  }
}
