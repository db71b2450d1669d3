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

/// The stylised facts that ship, looked for in the runs of their studies; what the model misses is a known issue.
@Suite(.serialized) struct FactsTests {
  /// Facts that are missed, with the beliefs under which they are.
  static let missed: [String: Set<String>] = [
    "a2": ["ensemble"],
    "b1": ["prior"],
    "b2": ["prior"],
    "b3": ["prior", "ensemble"],
    "h1": ["prior", "ensemble"],
    "h3": ["prior"],
    "i1": ["prior", "ensemble"],
    "j3": ["prior", "ensemble"],
    "k4": ["prior", "ensemble"],
  ]

  static let names =
    (try? FileManager.default.contentsOfDirectory(
      atPath: repository.appendingPathComponent("Models/facts").path
    )
    .filter { $0.hasSuffix(".yaml") }.sorted()) ?? []

  @Test(arguments: names)
  func shippedFacts(file: String) throws {
    let path = repository.appendingPathComponent("Models/facts/\(file)").path
    let result = try FactsResult(
      of: try FactGroupFile.load(path), context: RunContext(threads: 1))
    let group = try #require(result.groups.first)
    #expect(group.group.name + ".yaml" == file)
    for (fact, findings) in zip(group.group.facts, group.findings) {
      for (beliefs, finding) in zip(group.beliefs, findings) {
        withKnownIssue("missed by the model") {
          #expect(finding.holds, "\(fact.name) under \(beliefs.name): \(finding)")
        } when: {
          Self.missed[fact.name]?.contains(beliefs.name) ?? false
        }
      }
    }
    #expect(result.text.contains(group.group.facts[0].name))
  }

  @Test func everyClaimOfTheSourcesHasAFact() throws {
    let folder = repository.appendingPathComponent("Models/facts").path
    let facts = try Self.names.flatMap {
      try FactGroupFile.load("\(folder)/\($0)").flatMap(\.facts)
    }
    #expect(Set(facts.map(\.name)).count == facts.count)
    #expect(Set(facts.compactMap(\.name.first)) == Set("abcdefghijklmn"))
    #expect(Set(Self.missed.keys).isSubset(of: facts.map(\.name)))
  }

  /// A fact is computed from the very numbers that a run reports.
  @Test func aFactIsMadeOfTheOutcomesOfRuns() throws {
    var study = Study(
      name: "saving", modelName: "solow", economy: Economy(name: "anywhere"),
      policies: [0.2, 0.3].enumerated().map {
        Policy(name: "save_\($0)", levers: ["investment": Path(constant: $1)])
      },
      priors: [
        FactorPrior(factor: "capital_share", distribution: .uniform(low: 0.2, high: 0.4))
      ], start: 2000, end: 2050, outcomes: [Objective(name: "income", direction: .maximize)])
    study.design = .init(kind: .random, futures: 32, seed: 4)
    let model = SolowModel()
    func income(_ policy: Int) -> FactExpression {
      .reading(
        .init(
          scenario: 0, policy: policy,
          outcomes: [model.outcomes.firstIndex { $0.name == "income" }!], year: 2050))
    }
    let group = FactGroup(
      name: "saving", summary: "",
      study: study,
      facts: [
        StylisedFact(
          name: "s", statement: "", source: "",
          claim: .value(.operation(.minus, income(1), income(0)), in: 0...(.infinity), share: 0.9)),
        StylisedFact(name: "t", statement: "", source: "", claim: .notExpressible("so")),
        StylisedFact(
          name: "u", statement: "", source: "", claim: .spread(more: income(1), less: income(0))),
      ])
    let found = try #require(
      FactsResult(of: [group], context: RunContext(threads: 1)).groups.first)
    let session = try StudySession(study, model: model)
    let table = try EnsembleRunner.run(session.experiment(.prior)) { OutcomeTable(model: model) }
      .summary
    let differences = zip(table.columns[0][1][1], table.columns[0][0][1]).map { $0 - $1 }.sorted()
    let quantiles = try #require(found.findings[0][0].quantiles)
    #expect(quantiles.median == (differences[15] + differences[16]) / 2)
    #expect(found.findings[0][0].found == 1 && found.findings[0][0].holds)
    #expect(found.findings[1].isEmpty)
    #expect(found.findings[2][0].holds)
  }
}
