import Analysis
import Ensembles
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// A search on its way.
struct StudySearcher {
  /// Parts into which an objective's differences among the study's own mixes are cut: two mixes in one part are equally
  /// good. Fifty leave a set of tens to a few hundred mixes, which can be judged anew.
  static let parts = 50.0
  /// A difference of this share of an objective is one of rounding, whatever the study's mixes differ by.
  static let leastShare = 1e-9

  let session: StudySession
  let request: SearchRequest
  let space: MixSpace
  let objectives: [SearchObjective]
  let beliefs: [Beliefs]
  let evaluator: MixEvaluator
  let fresh: MixEvaluator
  let own: [Policy]
  let ownFigures: [MixFigures]
  let epsilons: [Double]
  let started = ContinuousClock().now

  init(_ session: StudySession, _ request: SearchRequest, beliefs name: String?) throws {
    guard SearchRequest.evaluationCounts.contains(request.evaluations) else {
      throw UsageError(
        "--evaluations: expected a whole number from \(SearchRequest.evaluationCounts.lowerBound), the mixes of a first "
          + "population, to \(SearchRequest.evaluationCounts.upperBound), found \(request.evaluations)."
      )
    }
    guard SearchRequest.searchCounts.contains(request.searches) else {
      throw UsageError(
        "--searches: expected a whole number from 1 to \(SearchRequest.searchCounts.upperBound), found "
          + "\(request.searches).")
    }
    let study = session.study
    let outcomes = study.allOutcomes(of: session.model)
    if !study.policies.contains(where: { $0.name != study.baseline }) {
      throw UsageError(
        "The study \(study.name) has the baseline \(study.baseline) alone; a search needs mixes to start from and to be "
          + "measured against.")
    }
    let cost = session.costColumn
    let objectives = try SearchObjective.parse(
      request.objectives, outcomes: outcomes, hasCost: cost != nil)
    let further = objectives.compactMap { objective -> Int? in
      guard case .outcome(let name, _) = objective else { return nil }
      return outcomes.firstIndex { $0.name == name }
    }
    let space = try MixSpace(
      study, model: session.model, levers: request.levers, isWide: request.isWide)
    let beliefs = try session.beliefs(name)
    let design = try session.with(futures: request.futures).design
    var specification = design.specification
    specification.futures = request.checkFutures
    specification.seed &+= 1
    let evaluator = try MixEvaluator(
      session, beliefs: beliefs, design: design, cost: cost, further: further)
    fresh = try MixEvaluator(
      session, beliefs: beliefs, design: Design(specification), cost: cost, further: further)
    own = session.policies
    let figures = try evaluator.figures(of: own)
    ownFigures = figures
    epsilons = objectives.indices.map { place in
      let values = figures.map { $0.values(of: objectives)[place] }.filter(\.isFinite)
      let size = values.map(\.magnitude).max() ?? 0
      let range = (values.max() ?? 0) - (values.min() ?? 0)
      return max(range / Self.parts, size * Self.leastShare, .leastNormalMagnitude.squareRoot())
    }
    self.session = session
    self.request = request
    self.space = space
    self.objectives = objectives
    self.beliefs = beliefs
    self.evaluator = evaluator
  }

  /// How a search sees figures: objectives, with the budget and failed runs as constraints.
  ///
  /// A mix that was found may cost what the budget rule leaves a mix that it scales; one of the study's own may cost what
  /// the rule leaves as it is.
  ///
  /// - Parameter failing: share of runs that may fail.
  func score(_ figures: MixFigures, failing: Double, isOwn: Bool = false) -> SearchScore {
    var violation = max(Double(figures.failed) / Double(figures.runs) - failing, 0)
    if let budget = session.study.budget, let cost = figures.cost {
      let part = isOwn ? 1 : BudgetScaling.searchTolerance
      let allowed = budget.aboveBaseline + budget.tolerance * part
      violation += max(cost - allowed, 0) / max(budget.aboveBaseline, budget.tolerance)
    }
    return SearchScore(objectives: figures.values(of: objectives), violation: violation)
  }

  /// The share of runs that fail under the mix of the study that fails most.
  static func failureShare(_ figures: [MixFigures]) -> Double {
    figures.map { Double($0.failed) / Double($0.runs) }.max() ?? 0
  }

  func result() throws -> StudySearch {
    let searches = try searched()
    var common = EpsilonArchive(epsilons: epsilons)
    for member in searches.flatMap(\.archive.members) { common.offer(member) }
    let members = try judged(common.members)
    let judgedMixes = common.members.count + own.count
    let modelRuns =
      (searches.reduce(0) { $0 + $1.evaluated } + judgedMixes) * evaluator.runsPerMix
      + judgedMixes * fresh.runsPerMix
    return StudySearch(
      session: session, request: request, space: space, objectives: objectives, beliefs: beliefs,
      isRelative: evaluator.isRelative, epsilons: epsilons,
      searchFutures: (evaluator.design.futures, evaluator.design.specification.seed),
      freshFutures: (fresh.design.futures, fresh.design.specification.seed),
      runs: coverages(searches, common), members: members.found, own: members.own,
      contest: try contest(members.found, members.own),
      baselineOutput: try session.baselineOutput(under: .prior), modelRuns: modelRuns,
      seconds: started.duration(to: ContinuousClock().now).inSeconds)
  }

  /// Runs all searches side by side, so that a batch holds the points of each.
  private func searched() throws -> [ManyObjectiveSearch] {
    let start =
      own.map { space.point(near: $0, of: session.study) }
      .reduce(into: [[Double]]()) { points, point in
        if !points.contains(point) { points.append(point) }
      }
    var searches = (0..<request.searches).map { replicate in
      ManyObjectiveSearch(
        SearchSettings(
          variables: space.variables, epsilons: epsilons, evaluations: request.evaluations,
          population: max(SearchSettings.usualPopulation, min(start.count, request.evaluations)),
          seed: request.seed, replicate: replicate),
        startingWith: start)
    }
    let total = request.searches * request.evaluations
    let failing = Self.failureShare(ownFigures)
    while searches.contains(where: { !$0.isFinished }) {
      var asked: [[[Double]]] = []
      for place in searches.indices { asked.append(searches[place].ask()) }
      let mixes = asked.joined().map { space.mix(at: $0, named: "candidate") }
      var scores = try evaluator.figures(of: mixes).map { score($0, failing: failing) }[...]
      for place in searches.indices where !asked[place].isEmpty {
        searches[place].tell(Array(scores.prefix(asked[place].count)))
        scores = scores.dropFirst(asked[place].count)
      }
      report(searches.reduce(0) { $0 + $1.evaluated }, of: total)
    }
    return searches
  }

  private func report(_ evaluated: Int, of total: Int) {
    session.context.progress?(
      "searching  ",
      RunProgress(
        blocksDone: evaluated, blockCount: total, runsDone: evaluated * evaluator.runsPerMix,
        runCount: total * evaluator.runsPerMix,
        elapsed: started.duration(to: ContinuousClock().now).inSeconds))
  }
}

extension Duration {
  /// The duration as a number of seconds.
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
