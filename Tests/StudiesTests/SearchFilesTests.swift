import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Reporting
import Sampling
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// What a search writes can be read, run, and gives the same numbers.
@Suite struct SearchFilesTests {
  @Test func theFilesOfMixesReproduceThem() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("latecomer-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("Models").path,
      withDestinationPath: repository.appendingPathComponent("Models").path)
    let path = repository.appendingPathComponent("Models/studies/mexico-2025.yaml").path
    var session = try StudySession(
      StudyLoader.load(path), model: GrowthModel(), context: RunContext(threads: 2))
    try session.select(scenarios: "reference")
    var request = SearchRequest()
    request.futures = 32
    request.checkFutures = 32
    request.evaluations = 24
    request.searches = 1
    let found = try session.search(request, beliefs: "prior")
    let output = SearchFolder(folder.appendingPathComponent("found").path)
    try output.check(reading: path, replaces: false)
    try output.write(found)
    #expect(throws: CreationError.self) { try output.check(reading: path, replaces: false) }

    let study = try StudyLoader.load(output.studyFile)
    #expect(study.policies.count == session.policies.count + found.kept.count)
    #expect(study.budget == session.study.budget && study.baseline == session.study.baseline)
    var again = try StudySession(study, model: GrowthModel(), context: RunContext(threads: 1))
    try again.select(scenarios: "reference")
    let evaluator = try MixEvaluator(
      again, beliefs: [.prior],
      design: Design(
        .init(
          kind: .sobol, futures: found.freshFutures.count, seed: found.freshFutures.seed,
          replicates: session.design.specification.replicates)), cost: session.costColumn,
      further: [])
    for member in found.kept {
      let mix = try #require(again.policies.first { $0.name == member.mix.name })
      // A path that stays where it is comes back as a number; it is the same in every year.
      for year in stride(from: 1950, through: study.end, by: 0.25) {
        for (name, path) in member.mix.levers {
          #expect(mix.levers[name]!.value(at: year) == path.value(at: year), "\(name) in \(year)")
        }
      }
      #expect(mix.traits == member.mix.traits)
      #expect(mix.targets == member.mix.targets)
      #expect(try evaluator.figures(of: [mix])[0] == member.fresh, "\(member.mix.name)")
    }
  }
}
