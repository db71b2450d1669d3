import Foundation
import Sampling

@testable import Analysis

/// Problems whose best sets and their volumes are known; all objectives are negated, because they are wanted small.
struct SearchProblem: Sendable {
  let name: String
  let variables: Int
  let objectives: Int
  /// What is covered of the unit cube by the best set that there is.
  let volume: Double
  /// Size of boxes: fine enough that a full archive covers more than is asked for.
  let epsilon: Double
  let function: @Sendable ([Double]) -> [Double]

  /// E. Zitzler, K. Deb and L. Thiele 2000, Comparison of multiobjective evolutionary algorithms,
  /// doi:10.1162/106365600568202: `f2 = 1 - sqrt(f1)` at best, which covers 2/3.
  static let zdt1 = SearchProblem(
    name: "ZDT1", variables: 30, objectives: 2, volume: 2.0 / 3, epsilon: 0.002
  ) { x in
    let g = 1 + 9 * x.dropFirst().reduce(0, +) / Double(x.count - 1)
    return [x[0], g * (1 - (x[0] / g).squareRoot())]
  }

  /// The same authors: `f2 = 1 - f1^2` at best, which covers 1/3.
  static let zdt2 = SearchProblem(
    name: "ZDT2", variables: 30, objectives: 2, volume: 1.0 / 3, epsilon: 0.002
  ) { x in
    let g = 1 + 9 * x.dropFirst().reduce(0, +) / Double(x.count - 1)
    return [x[0], g * (1 - (x[0] / g) * (x[0] / g))]
  }

  /// K. Deb, L. Thiele, M. Laumanns and E. Zitzler 2005, Scalable test problems for evolutionary multiobjective
  /// optimization, doi:10.1007/1-84628-137-7_6: an eighth of the unit sphere at best, which covers 1 - pi/6.
  static let dtlz2 = SearchProblem(
    name: "DTLZ2", variables: 12, objectives: 3, volume: 1 - Double.pi / 6, epsilon: 0.01
  ) { x in
    let g = 1 + x.dropFirst(2).reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) }
    let (a, b) = (x[0] * Double.pi / 2, x[1] * Double.pi / 2)
    return [g * cos(a) * cos(b), g * cos(a) * sin(b), g * sin(a)]
  }

  static let all = [zdt1, zdt2, dtlz2]

  func score(_ point: [Double]) -> SearchScore {
    SearchScore(objectives: function(point).map { -$0 })
  }

  func settings(evaluations: Int, seed: UInt64) -> SearchSettings {
    SearchSettings(
      variables: Array(repeating: .number, count: variables),
      epsilons: Array(repeating: epsilon, count: objectives), evaluations: evaluations, seed: seed)
  }

  /// Share of the largest volume that an archive covers.
  func coverage(_ archive: EpsilonArchive) -> Double {
    Hypervolume.volume(
      of: archive.members.map(\.score.objectives), above: Array(repeating: -1, count: objectives))
      / volume
  }

  /// The archive of a search.
  func searched(evaluations: Int, seed: UInt64) -> EpsilonArchive {
    var search = ManyObjectiveSearch(settings(evaluations: evaluations, seed: seed))
    while !search.isFinished { search.tell(search.ask().map(score)) }
    return search.archive
  }

  /// The archive of as many points drawn at random.
  func drawn(evaluations: Int, seed: UInt64) -> EpsilonArchive {
    var archive = EpsilonArchive(epsilons: Array(repeating: epsilon, count: objectives))
    for number in 0..<evaluations {
      var random = UniformSequence(CounterStream(name: "random_search", seed: seed), number)
      let point = (0..<variables).map { _ in random.next() }
      archive.offer(Candidate(point: point, score: score(point)))
    }
    return archive
  }
}
