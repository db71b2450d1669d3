import Foundation
import Sampling
import Testing

@testable import Analysis

/// Sorting, crowding, operators and archive of a search against their definitions.
@Suite struct SearchPartsTests {
  private static func scores(_ seed: UInt64, count: Int = 60) -> [SearchScore] {
    var random = UniformSequence(CounterStream(name: "scores", seed: seed), 0)
    return (0..<count).map { _ in
      // A grid of five values makes ties; a third breaks a constraint.
      let objectives = (0..<3).map { _ in Double(random.next(below: 5)) }
      let violation = random.next() < 1.0 / 3 ? Double(1 + random.next(below: 3)) : 0
      return SearchScore(objectives: objectives, violation: violation)
    }
  }

  /// Peels off what nothing left dominates, comparing all pairs anew each time.
  @Test func frontsAreWhatIsLeftUndominated() {
    for seed in UInt64(0)..<20 {
      let scores = Self.scores(seed)
      var left = Array(scores.indices)
      var fronts: [[Int]] = []
      while !left.isEmpty {
        let front = left.filter { one in !left.contains { scores[$0].dominates(scores[one]) } }
        fronts.append(front)
        left.removeAll { front.contains($0) }
      }
      #expect(NonDominatedSorting.fronts(scores) == fronts)
      #expect(NonDominatedSorting.first(scores) == fronts[0])
    }
    #expect(NonDominatedSorting.fronts([]).isEmpty)
  }

  @Test func feasiblePointsComeFirstThenLesserViolations() {
    let poor = SearchScore(objectives: [0, 0])
    let good = SearchScore(objectives: [9, 9], violation: 0.1)
    let worse = SearchScore(objectives: [10, 10], violation: 0.2)
    let failed = SearchScore(objectives: [.nan, 11])
    #expect(poor.dominates(good) && good.dominates(worse) && worse.dominates(failed))
    #expect(!good.dominates(poor) && !failed.dominates(failed) && !poor.dominates(poor))
  }

  /// For each point the distance between its nearest neighbours, found by looking at all others.
  @Test func crowdingIsTheDistanceOfNeighbours() {
    for seed in UInt64(0)..<20 {
      var random = UniformSequence(CounterStream(name: "crowd", seed: seed), 0)
      let points = (0..<30).map { _ in (0..<3).map { _ in random.next() } }
      let distances = CrowdingDistance.distances(points)
      for (place, point) in points.enumerated() {
        var expected = 0.0
        for objective in 0..<3 {
          let values = points.map { $0[objective] }
          let below = values.filter { $0 < point[objective] }.max() ?? -.infinity
          let above = values.filter { $0 > point[objective] }.min() ?? .infinity
          expected += (above - below) / (values.max()! - values.min()!)
        }
        #expect(
          distances[place] == expected || abs(distances[place] - expected) < 1e-12,
          "\(distances[place]) against \(expected)")
      }
    }
    #expect(CrowdingDistance.distances([[1, 1], [1, 1]]) == [0, 0])
  }

  /// Means over 20,000 pairs. Children spread by at most 0.35 about their parents, so that their mean has a standard error
  /// below 0.0018; five of them are exceeded once in two million times.
  @Test func crossoverStaysInBoundsAndKeepsTheMean() {
    let variables: [SearchVariable] = [.number, .number, .category(count: 3)]
    let (first, second) = ([0.3, 0.02, 1.0 / 6], [0.7, 0.98, 5.0 / 6])
    var sum = 0.0
    for pair in 0..<20_000 {
      var random = UniformSequence(CounterStream(name: "pairs", seed: 1), pair)
      let (one, other) = SimulatedBinaryCrossover().children(
        of: first, and: second, variables: variables, random: &random)
      for child in [one, other] {
        #expect(child.allSatisfy { (0...1).contains($0) })
        #expect(child[2] == first[2] || child[2] == second[2])
      }
      // What one takes of a category the other gives.
      #expect(one[2] + other[2] == first[2] + second[2])
      sum += (one[0] + other[0]) / 2
    }
    #expect(abs(sum / 20_000 - 0.5) < 0.009)
  }

  @Test func mutationStaysInBoundsAndKeepsTheMeanOfTheMiddle() {
    var sum = 0.0
    for number in 0..<20_000 {
      var random = UniformSequence(CounterStream(name: "mutants", seed: 1), number)
      let point = PolynomialMutation().mutated(
        [0.5, 0, 1, 0.5], variables: [.number, .number, .number, .category(count: 4)],
        probability: 1, random: &random)
      #expect(point.allSatisfy { (0...1).contains($0) })
      #expect([0.125, 0.375, 0.625, 0.875].contains(point[3]))
      sum += point[0]
    }
    // A step has a standard deviation below 0.1.
    #expect(abs(sum / 20_000 - 0.5) < 5 * 0.1 / 20_000.squareRoot())
    // One of four coordinates changes on average: 5,000 +- 5 x 61 of 5,000 points' 20,000.
    let changed = (0..<5000).reduce(0) { count, number in
      var random = UniformSequence(CounterStream(name: "rate", seed: 1), number)
      let point = [0.5, 0.5, 0.5, 0.5]
      let mutant = PolynomialMutation().mutated(
        point, variables: Array(repeating: .number, count: 4), random: &random)
      return count + zip(point, mutant).count { $0 != $1 }
    }
    #expect(abs(changed - 5000) < 5 * 62)
  }

  @Test func anArchiveHasOnePointABoxAndNoneThatABoxDominates() {
    let epsilons = [0.1, 0.25, 0.05]
    for seed in UInt64(0)..<10 {
      var random = UniformSequence(CounterStream(name: "archive", seed: seed), 0)
      var archive = EpsilonArchive(epsilons: epsilons)
      var offered: [Candidate] = []
      for _ in 0..<400 {
        let point = (0..<3).map { _ in random.next() }
        let candidate = Candidate(point: point, score: SearchScore(objectives: point))
        offered.append(candidate)
        archive.offer(candidate)
      }
      func box(_ candidate: Candidate) -> [Double] {
        zip(candidate.score.objectives, epsilons).map { ($0 / $1).rounded(.down) }
      }
      let boxes = archive.members.map(box)
      #expect(Set(boxes).count == boxes.count)
      #expect(!boxes.contains { one in boxes.contains { SearchScore.dominates($0, one) } })
      // Everything that was offered is matched or beaten to a box.
      for candidate in offered {
        let own = box(candidate)
        #expect(boxes.contains { $0 == own || SearchScore.dominates($0, own) })
      }
    }
  }

  @Test func anArchiveRefusesWhatBreaksAConstraint() {
    var archive = EpsilonArchive(epsilons: [1])
    let offers = [
      SearchScore(objectives: [9], violation: 1), SearchScore(objectives: [1.5]),
      SearchScore(objectives: [1.2]), SearchScore(objectives: [1.7]),
    ]
    let isTaken = offers.enumerated().map { place, score in
      archive.offer(Candidate(point: [Double(place)], score: score))
    }
    #expect(isTaken == [false, true, false, true])
    #expect(archive.members.map(\.point) == [[3]] && archive.progress == 1)
  }
}
