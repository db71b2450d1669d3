import Sampling
import Testing

@testable import Analysis

/// A search against problems whose best sets are known, and against chance.
@Suite struct ManyObjectiveSearchTests {
  /// 20,000 evaluations bring five seeds in a row within a hundredth of the two curves; the sphere takes three
  /// dimensions' worth of boxes, of which a twentieth is left.
  @Test(arguments: [(SearchProblem.zdt1, 0.99), (.zdt2, 0.99), (.dtlz2, 0.95)])
  func theBestSetIsCovered(problem: SearchProblem, share: Double) {
    for seed in UInt64(0)..<5 {
      let coverage = problem.coverage(problem.searched(evaluations: 20_000, seed: seed))
      #expect(coverage >= share && coverage < 1, "\(problem.name), seed \(seed): \(coverage)")
    }
  }

  /// Twenty of twenty seeds: with a search no better than chance that would happen once in a million.
  @Test(arguments: SearchProblem.all)
  func chanceIsBeatenOnEverySeed(problem: SearchProblem) {
    for seed in UInt64(0)..<20 {
      let found = problem.coverage(problem.searched(evaluations: 6000, seed: seed))
      let drawn = problem.coverage(problem.drawn(evaluations: 6000, seed: seed))
      #expect(found > drawn, "\(problem.name), seed \(seed): \(found) against \(drawn)")
    }
  }

  @Test func theSameSeedAsksForTheSamePoints() {
    let problem = SearchProblem.dtlz2
    let first = problem.searched(evaluations: 500, seed: 3).members
    #expect(first == problem.searched(evaluations: 500, seed: 3).members)
    #expect(first != problem.searched(evaluations: 500, seed: 4).members)
    var other = problem.settings(evaluations: 24, seed: 3)
    other.replicate = 1
    var (one, two) = (
      ManyObjectiveSearch(problem.settings(evaluations: 24, seed: 3)), ManyObjectiveSearch(other)
    )
    let points = [one.ask(), two.ask()]
    #expect(points[0] != points[1])
  }

  @Test func noMoreIsAskedThanMayBeEvaluatedAndWhatIsGivenComesFirst() {
    let problem = SearchProblem.zdt1
    let start = [Double](repeating: 0.25, count: problem.variables)
    var search = ManyObjectiveSearch(
      problem.settings(evaluations: 100, seed: 0), startingWith: [start])
    var sizes: [Int] = []
    while !search.isFinished {
      let points = search.ask()
      if sizes.isEmpty { #expect(points[0] == start) }
      #expect(points.allSatisfy { $0.count == problem.variables })
      #expect(points.joined().allSatisfy { (0...1).contains($0) })
      sizes.append(points.count)
      search.tell(points.map(problem.score))
    }
    #expect(sizes == [24, 24, 24, 24, 4] && search.evaluated == 100)
    let left = search.ask()
    #expect(left.isEmpty)
  }

  /// The largest `x + y` within `x + y <= 1`, which half of all points break.
  @Test func constraintsAreKept() {
    var search = ManyObjectiveSearch(
      SearchSettings(
        variables: [.number, .number], epsilons: [0.001], evaluations: 2000, seed: 1))
    while !search.isFinished {
      search.tell(
        search.ask().map { point in
          let sum = point[0] + point[1]
          return SearchScore(objectives: [sum], violation: max(sum - 1, 0))
        })
    }
    #expect(search.archive.members.count == 1)
    let best = search.archive.members[0].score.objectives[0]
    #expect(best <= 1 && best > 0.999)
  }

  /// Which of four things with values 0, 3, 1, 2 is best, beside a number that should be small.
  @Test func categoriesAreSearched() {
    var search = ManyObjectiveSearch(
      SearchSettings(
        variables: [.category(count: 4), .number], epsilons: [0.01], evaluations: 400, seed: 1))
    while !search.isFinished {
      search.tell(
        search.ask().map { point in
          let value = [0.0, 3, 1, 2][SearchVariable.category(of: point[0], count: 4)]
          return SearchScore(objectives: [value - point[1]])
        })
    }
    let best = search.archive.members[0]
    #expect(SearchVariable.category(of: best.point[0], count: 4) == 1)
    #expect(best.score.objectives[0] > 2.97)
    // One box is reached soon, and nothing is left to be found: the search begins anew.
    #expect(search.restarts > 0)
  }

  @Test func whatCannotBeEvaluatedIsCountedAndNeverKept() {
    var search = ManyObjectiveSearch(
      SearchSettings(variables: [.number], epsilons: [0.1], evaluations: 48, seed: 0))
    while !search.isFinished {
      search.tell(search.ask().map { SearchScore(objectives: [$0[0] > 0.5 ? .nan : $0[0]]) })
    }
    #expect(search.failed > 0)
    #expect(search.archive.members.allSatisfy { $0.score.objectives[0] <= 0.5 })
  }
}
