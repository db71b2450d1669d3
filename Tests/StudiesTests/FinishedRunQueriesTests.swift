import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Reporting
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// Queries of a finished run against queries of the runs themselves: the two ways there are.
@Suite("Queries of a study and of its folder")
struct FinishedRunQueriesTests {
  private static let package = repository.path
  private static let policies = ["baseline", "education_only", "balanced"]

  /// A session of a shipped study: three mixes, one scenario, few futures.
  private func session(_ change: (inout Study) -> Void = { _ in }) throws -> StudySession {
    var study = try StudyLoader.load(Self.package + "/Models/studies/generic.yaml")
    study.design.futures = 64
    change(&study)
    var session = try StudySession(
      study, model: GrowthModel(), context: RunContext(threads: 2))
    try session.select(scenarios: study.scenarios[0].name)
    session.selected = Array(session.policies.prefix(3))
    return session
  }

  /// Runs a session into a folder.
  private func record(_ session: StudySession, _ path: String) throws {
    let folder = try RunFolder(path: path)
    let comparison = try StudyComparison(
      session: session,
      runs: [try folder.record(session, under: .prior, isFirst: true, stage: "")])
    try folder.finish {
      Manifest(comparison, command: [], version: "", started: Date(), files: $0)
    }
  }

  /// The values of a query in the runs of a session.
  private func values(_ query: Query, _ session: StudySession) throws -> [Double] {
    let evaluator = try QueryEvaluator(
      query, outcomes: session.study.allOutcomes(of: session.model),
      policies: session.selected.map(\.name))
    let experiment = try session.experiment(.prior)
    return try RowExperiment(
      experiment: experiment, rows: PointRows(pointCount: session.design.futures),
      targets: [evaluator]
    ).run().values[0][0]
  }

  private func question(_ measure: Query.Measure, _ outcome: String) -> SensitivityQuestion {
    var question = SensitivityQuestion()
    question.outcomes = [outcome]
    switch measure {
    case .outcome(let policy): question.policy = policy
    case .difference(let first, let second): question.difference = (first, second)
    case .beats(let first, let second): question.beats = (first, second)
    case .regret(let policy): question.regret = policy
    case .isBest, .rank: preconditionFailure("no question of a folder")
    }
    return question
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "/latecomer-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("every query has the same values, years that are not reached among them")
  func agreement() throws {
    // A threshold of catching up that some futures reach and others do not.
    let session = try session()
    let names = session.selected.map(\.name)
    try withFolder { path in
      try record(session, path)
      var sizes: Set<Int> = []
      for outcome in ["catch_up_year", "discounted_consumption"] {
        for measure in [
          .outcome(of: names[1]), .difference(names[1], minus: names[0]),
          .beats(names[1], over: names[2]), .regret(of: names[0]),
        ] as [Query.Measure] {
          let table = try SensitivityTable(
            folder: path, question: question(measure, outcome), model: session.model)
          #expect(
            try table.outcome == values(Query(measure, outcome: outcome), session),
            "\(measure) \(outcome)")
          #expect(table.outcome.allSatisfy { !$0.isNaN })
          sizes.insert(Set(table.outcome).count)
        }
      }
      // They are not all the same number.
      #expect(sizes.contains { $0 > 10 })
    }
  }

  @Test("the study's directions come with the folder")
  func directions() throws {
    let outcome = "discounted_consumption"
    var results: [[Double]] = []
    for direction in [Outcome.Direction.maximize, .minimize] {
      let session = try session { study in
        let position = study.outcomes.firstIndex { $0.name == outcome }!
        study.outcomes[position].direction = direction
      }
      try withFolder { path in
        try record(session, path)
        let measure = Query.Measure.regret(of: session.selected[0].name)
        let table = try SensitivityTable(
          folder: path, question: question(measure, outcome), model: session.model)
        #expect(try table.outcome == values(Query(measure, outcome: outcome), session))
        #expect(!table.notes.contains(.assumedDirections))
        results.append(table.outcome)
      }
    }
    #expect(results[0] != results[1])
  }

  @Test("a folder of an earlier version is read with the model's directions, and says so")
  func earlierFolders() throws {
    let session = try session()
    try withFolder { path in
      try record(session, path)
      let manifest = path + "/manifest.json"
      try "{\"version\": \"0.1.0\"}".write(toFile: manifest, atomically: true, encoding: .utf8)
      let regret = question(.regret(of: session.selected[0].name), "discounted_consumption")
      let table = try SensitivityTable(folder: path, question: regret, model: session.model)
      #expect(table.notes.contains(.assumedDirections))
      let plain = question(.outcome(of: session.selected[0].name), "catch_up_year")
      let years = try SensitivityTable(folder: path, question: plain, model: session.model)
      #expect(years.outcome.allSatisfy { $0 == 0 || $0 == 1 })
      #expect(!years.notes.contains(.assumedDirections))
    }
  }

  @Test("a region of years holds futures that never reach it on its other side")
  func regions() throws {
    let session = try session()
    try withFolder { path in
      try record(session, path)
      let table = try SensitivityTable(
        folder: path, question: question(.outcome(of: session.selected[0].name), "catch_up_year"),
        model: session.model)
      let times = try #require(table.times)
      #expect(times.contains(.infinity))
      let below = SensitivityMethods.options.first { $0.name == "below" }!
      let bound = times.filter(\.isFinite).sorted().last.map { $0 + 1 } ?? 2050
      let inside = times.count { $0 < bound }
      guard inside >= 10, times.count - inside >= 10 else { return }
      let result = try table.sensitivity(.regional, option: (below, bound))
      #expect(result.failed == 0)
      #expect(
        result.findings.first == .region(.below(bound), inside: inside, rows: times.count))
    }
  }
}
