import Sampling

/// An evolutionary search for points that no other beats in all objectives at once.
///
/// The search asks for points and is told their scores, so that whoever evaluates them may do so many at a time, on any
/// number of threads. What it asks for depends on its settings and on what it was told alone.
///
/// Operators are published ones. Generations: non-dominated sorting, crowding and binary tournaments (NSGA-II),
/// ``SimulatedBinaryCrossover`` and ``PolynomialMutation``. Memory: an ``EpsilonArchive``, from which every other pair
/// takes one parent. When ``SearchSettings/patience`` generations fill no new box of the archive the search
/// begins anew: from the archive, and from points around its members or anywhere, four for each member of the archive.
///
/// No search proves that nothing better exists. Several searches from different replicates that agree are what there is
/// instead of a proof.
///
/// Sources: K. Deb, A. Pratap, S. Agarwal and T. Meyarivan 2002, doi:10.1109/4235.996017 (NSGA-II); J. B. Kollat and
/// P. M. Reed 2006, doi:10.1016/j.advwatres.2005.07.010 (archive, progress, growing populations, restarts); K. Deb,
/// M. Mohan and S. Mishra 2005, doi:10.1162/106365605774666895 (a parent from the archive); D. Hadka and P. Reed 2013,
/// doi:10.1162/EVCO_a_00075 (restarts around members of the archive).
public struct ManyObjectiveSearch: Sendable {
  /// What was asked for.
  public let settings: SearchSettings
  /// The best points so far.
  public private(set) var archive: EpsilonArchive
  /// Points that were evaluated.
  public private(set) var evaluated = 0
  /// Times that the search began anew.
  public private(set) var restarts = 0
  /// Points that could not be evaluated.
  public private(set) var failed = 0

  private let stream: CounterStream
  private let firstPoints: [[Double]]
  private let crossover = SimulatedBinaryCrossover()
  private let mutation = PolynomialMutation()
  private var population: [Ranked] = []
  private var size: Int
  private var generation = 0
  private var asked: [[Double]] = []
  private var isRestarting = false
  private var progressSeen = 0
  private var quietGenerations = 0

  /// A member of the population with what selection looks at.
  private struct Ranked {
    let candidate: Candidate
    let front: Int
    let distance: Double
  }

  /// Begins a search.
  ///
  /// - Parameter points: that are in the first population, the first of them where it is too small for all.
  public init(_ settings: SearchSettings, startingWith points: [[Double]] = []) {
    self.settings = settings
    archive = EpsilonArchive(epsilons: settings.epsilons)
    stream = CounterStream(
      name: "many_objective_search", seed: settings.seed, replicate: settings.replicate)
    size = settings.population
    firstPoints = Array(points.prefix(settings.population))
  }

  /// Whether no evaluation is left.
  public var isFinished: Bool { evaluated >= settings.evaluations }

  /// Points whose scores are wanted next; none when the search is finished.
  ///
  /// - Precondition: the points that were asked for before have been told.
  public mutating func ask() -> [[Double]] {
    precondition(asked.isEmpty, "scores of \(asked.count) points are missing")
    if isFinished { return [] }
    let points: [[Double]]
    if generation == 0 {
      points = firstPoints + scattered(size - firstPoints.count)
    } else if isRestarting {
      points = restarted()
    } else {
      points = children()
    }
    asked = Array(points.prefix(settings.evaluations - evaluated))
    return asked
  }

  /// Takes the scores of the points that were asked for, in their order.
  public mutating func tell(_ scores: [SearchScore]) {
    precondition(scores.count == asked.count, "\(scores.count) scores of \(asked.count) points")
    let candidates = zip(asked, scores).map { Candidate(point: $0, score: $1) }
    asked = []
    evaluated += candidates.count
    failed += candidates.count { $0.score.violation == .infinity }
    for candidate in candidates { archive.offer(candidate) }
    population = selected(population.map(\.candidate) + candidates)
    isRestarting = false
    generation += 1
    quietGenerations = archive.progress == progressSeen ? quietGenerations + 1 : 0
    progressSeen = archive.progress
    if quietGenerations >= SearchSettings.patience, !archive.members.isEmpty { beginAnew() }
  }

  private mutating func beginAnew() {
    restarts += 1
    quietGenerations = 0
    isRestarting = true
    let wanted = SearchSettings.pointsPerMember * archive.members.count
    size = max(
      settings.population, min(wanted, SearchSettings.largestGrowth * settings.population))
    population = selected(archive.members)
  }
}

// MARK: Points

extension ManyObjectiveSearch {
  /// Points of a Latin hypercube: each coordinate takes a number from each of so many equal parts.
  ///
  /// Source: M. D. McKay, R. J. Beckman and W. J. Conover 1979, doi:10.1080/00401706.1979.10489755.
  private func scattered(_ count: Int) -> [[Double]] {
    guard count > 0 else { return [] }
    var points = [[Double]](repeating: [], count: count)
    for variable in settings.variables.indices {
      let order = stream.permutation(generation, variable, 1 << 30, count: count)
      var random = UniformSequence(stream, generation, variable)
      for (place, part) in order.enumerated() {
        points[place].append((Double(part) + random.next()) / Double(count))
      }
    }
    return points
  }

  /// Points for a new beginning: half of them around members of the archive, half anywhere.
  private func restarted() -> [[Double]] {
    let count = max(size - archive.members.count, size / 2)
    let near = count / 2
    let variables = settings.variables
    let mutants = (0..<near).map { place in
      var random = UniformSequence(stream, generation, variables.count + place)
      let member = archive.members[random.next(below: archive.members.count)].point
      return member.map { random.next() < 1 / Double(member.count) ? random.next() : $0 }
    }
    return mutants + scattered(count - near)
  }

  /// Children of the population and the archive, as many as the population has room for.
  private func children() -> [[Double]] {
    var points: [[Double]] = []
    for pair in 0..<((size + 1) / 2) {
      var random = UniformSequence(stream, generation, pair)
      let first = winner(&random)
      let takesMember = random.next() < 0.5
      let second =
        takesMember && !archive.members.isEmpty
        ? archive.members[random.next(below: archive.members.count)].point : winner(&random)
      let (one, other) = crossover.children(
        of: first, and: second, variables: settings.variables, random: &random)
      for child in [one, other] {
        points.append(
          mutation.mutated(child, variables: settings.variables, random: &random))
      }
    }
    return Array(points.prefix(size))
  }

  /// The better of two members of the population: of the better front, then the lonelier one.
  private func winner(_ random: inout UniformSequence) -> [Double] {
    let one = population[random.next(below: population.count)]
    let other = population[random.next(below: population.count)]
    let isFirst =
      one.front != other.front ? one.front < other.front : one.distance >= other.distance
    return (isFirst ? one : other).candidate.point
  }

  /// The members of the next population: whole fronts while they fit, then the loneliest of the front that does not.
  private func selected(_ candidates: [Candidate]) -> [Ranked] {
    var result: [Ranked] = []
    let fronts = NonDominatedSorting.fronts(candidates.map(\.score))
    for (number, front) in fronts.enumerated() where result.count < size {
      let distances = CrowdingDistance.distances(front.map { candidates[$0].score.objectives })
      let order = front.indices.sorted { (-distances[$0], $0) < (-distances[$1], $1) }
      for place in order.prefix(size - result.count) {
        result.append(
          Ranked(
            candidate: candidates[front[place]], front: number, distance: distances[place]))
      }
    }
    return result
  }
}
