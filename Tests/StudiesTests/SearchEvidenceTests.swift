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

/// Whether a search over a shipped study is worth more than mixes drawn at random, seed by seed.
///
/// Run with `LATECOMER_EVIDENCE=1 swift test -c release -Xswiftc -enable-testing --filter SearchEvidenceTests`; it takes
/// minutes and writes `Results/reference/search.md`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LATECOMER_EVIDENCE"] != nil))
struct SearchEvidenceTests {
  private static let evaluations = 480
  private static let futures = 64
  private static let seeds = UInt64(0)..<20
  private static let objectives: [SearchObjective] = [.robustGain, .worstTenth, .cost]

  @Test func searchCoversMoreThanChanceOnEverySeed() throws {
    let study = try StudyLoader.load(
      repository.appendingPathComponent("Models/studies/generic.yaml").path)
    var session = try StudySession(study, model: GrowthModel(), context: RunContext(threads: 2))
    try session.select(scenarios: "reference")
    let space = try MixSpace(study, model: session.model, levers: nil, isWide: false)
    let evaluator = try MixEvaluator(
      session, beliefs: [.prior], design: session.with(futures: Self.futures).design,
      cost: session.costColumn, further: [])
    let own = try scores(evaluator, session.policies).map(\.objectives)
    let epsilons = Self.objectives.indices.map { place in
      (own.map { $0[place] }.max()! - own.map { $0[place] }.min()!) / 50
    }
    var rows: [[Table.Cell]] = []
    for seed in Self.seeds {
      var search = ManyObjectiveSearch(
        SearchSettings(
          variables: space.variables, epsilons: epsilons, evaluations: Self.evaluations, seed: seed)
      )
      while !search.isFinished {
        search.tell(try scores(evaluator, search.ask().map { space.mix(at: $0, named: "one") }))
      }
      var drawn = EpsilonArchive(epsilons: epsilons)
      let points = (0..<Self.evaluations).map { number in
        var random = UniformSequence(CounterStream(name: "random_search", seed: seed), number)
        return space.variables.map { _ in random.next() }
      }
      let mixes = points.map { space.mix(at: $0, named: "one") }
      for (point, score) in zip(points, try scores(evaluator, mixes)) {
        drawn.offer(Candidate(point: point, score: score))
      }
      let volumes = [search.archive, drawn].map { archive in
        // Above the baseline's gain and below the dearest of the study's own mixes.
        Hypervolume.volume(
          of: archive.members.map { zip($0.score.objectives, epsilons).map { $0 / $1 } },
          above: [0, 0, own.map { $0[2] }.min()! / epsilons[2]])
      }
      #expect(volumes[0] > volumes[1], "seed \(seed): \(volumes)")
      rows.append([
        .whole(Int(seed)), .plain(volumes[0], digits: 4), .plain(volumes[1], digits: 4),
        .plain(volumes[0] / volumes[1]),
      ])
    }
    let document = Document([
      [
        .title("A search against chance"),
        .text(
          "Mixes of the study generic, \(space.ranges.count) levers in two levels each and institutions of "
            + "\(space.institutions.count) mixes; \(Self.evaluations) evaluations on \(Self.futures) futures of the "
            + "scenario reference under the prior; no mix of the study was given to the search. Volume of the objectives "
            + "that is covered above the baseline's gains and below the cost of the dearest mix of the study, in boxes "
            + "whose edges are a fiftieth of what the study's mixes differ by."),
        .text(
          "Written by `LATECOMER_EVIDENCE=1 swift test -c release -Xswiftc -enable-testing --filter SearchEvidenceTests`."
        ),
      ],
      [
        .table(
          Table(
            [.number("seed"), .number("search"), .number("chance"), .number("ratio")], rows: rows))
      ],
    ])
    try Data(MarkdownRenderer.render(document).utf8).write(
      to: repository.appendingPathComponent("Results/reference/search.md"))
  }

  private func scores(_ evaluator: MixEvaluator, _ mixes: [Policy]) throws -> [SearchScore] {
    try evaluator.figures(of: mixes).map {
      SearchScore(objectives: $0.values(of: Self.objectives))
    }
  }
}
