import Analysis
import ModelContract
import StudyContract

/// What a search found: a set of mixes that nobody wrote down, judged anew on futures that the search has not seen.
public struct StudySearch: Sendable {
  /// A mix with its figures on the futures of the search and on fresh ones.
  public struct Member: Sendable {
    /// The mix, complete.
    public let mix: Policy
    /// Name of the mix of the study whose institutions and targets it has; nil for a mix of the study itself.
    public let institutions: String?
    /// Its figures on the futures of the search.
    public let search: MixFigures
    /// Its figures on fresh futures.
    public let fresh: MixFigures
    /// Objectives on the futures of the search, larger better.
    public let searchObjectives: [Double]
    /// Objectives on fresh futures.
    public let freshObjectives: [Double]
    /// Whether it costs no more than the budget, and fails no more often than the study's own mixes.
    public let isFeasible: Bool
    /// Whether no other member and no mix of the study beats it in all objectives on fresh futures, and it does not the
    /// same as one of the study's; always so for the one in the contest.
    public let isKept: Bool
  }

  /// One search.
  public struct Run: Sendable, Hashable {
    /// Mixes it evaluated.
    public let evaluated: Int
    /// Mixes of which it could not say anything because every run failed.
    public let failed: Int
    /// Times it began anew.
    public let restarts: Int
    /// Members of its archive.
    public let members: Int
    /// Volume that its archive covers, as a share of what all archives cover together.
    public let coverage: Double
    /// Members of the common set that came from it.
    public let contributed: Int
  }

  /// The best mix that was found against the best of the study's own, by robust gain; both were chosen on the futures of
  /// the search, so that fresh futures measure without favour.
  public struct Contest: Sendable {
    /// Position of the mix among ``StudySearch/members``.
    public let found: Int
    /// Position of the mix among ``StudySearch/own``.
    public let own: Int
    /// How much more the found mix gains at the place where each gains least, on fresh futures.
    public let difference: Estimate
    /// Levers, by how much of their range the found mix differs from the other in the middle of the horizon, the largest
    /// first; positive where it does more.
    public let levers: [(lever: Lever, shift: Double)]
  }

  /// The session.
  public let session: StudySession
  /// What was asked for.
  public let request: SearchRequest
  /// The mixes among which was searched.
  public let space: MixSpace
  /// What mixes were to be good at.
  public let objectives: [SearchObjective]
  /// The beliefs.
  public let beliefs: [Beliefs]
  /// Whether gains are shares of the baseline's mean.
  public let isRelative: Bool
  /// Difference below which two mixes count as equally good, by objective.
  public let epsilons: [Double]
  /// Futures on which the search judged mixes, with their seed.
  public let searchFutures: (count: Int, seed: UInt64)
  /// Futures on which members were judged anew, with their seed.
  public let freshFutures: (count: Int, seed: UInt64)
  /// The searches.
  public let runs: [Run]
  /// The set: what no search found anything better than, in the order of the objectives on the futures of the search.
  public let members: [Member]
  /// The study's own mixes, the baseline among them, as they are run.
  public let own: [Member]
  /// The contest; nil where nothing was found within the constraints.
  public let contest: Contest?
  /// Expected discounted output of the baseline, of which costs are shares; nil for a model without one.
  public let baselineOutput: Double?
  /// Runs of the model: a future under a mix in a scenario and under beliefs.
  public let modelRuns: Int
  /// Seconds that the searches and the second look took; no other number depends on it.
  public let seconds: Double

  /// Name of the scenario of which worst tenths and further outcomes are.
  public var leadingScenario: String { session.leadingScenario.name }

  /// Members that are left after the second look.
  public var kept: [Member] { members.filter(\.isKept) }

  /// Members to show: those that are best in one objective, the one of the contest, and then always the one that is
  /// farthest from all that are shown, in units of epsilon on fresh futures, until there are so many; the most robust
  /// first.
  public func shown(_ limit: Int) -> [Member] {
    let all = kept
    var places: [Int] = []
    func show(_ place: Int?) {
      if let place, !places.contains(place), places.count < limit { places.append(place) }
    }
    show(
      contest.flatMap { contest in
        all.firstIndex { $0.mix.name == members[contest.found].mix.name }
      })
    for objective in objectives.indices {
      show(
        all.indices.max { all[$0].freshObjectives[objective] < all[$1].freshObjectives[objective] })
    }
    func distance(_ first: Int, _ second: Int) -> Double {
      epsilons.indices.reduce(0) { sum, place in
        let gap =
          (all[first].freshObjectives[place] - all[second].freshObjectives[place]) / epsilons[place]
        return sum + gap * gap
      }
    }
    func nearest(_ place: Int) -> Double { places.map { distance(place, $0) }.min() ?? 0 }
    while places.count < min(limit, all.count) {
      show(all.indices.filter { !places.contains($0) }.max { nearest($0) < nearest($1) })
    }
    return places.sorted().map { all[$0] }
      .sorted { $0.fresh.robustGain > $1.fresh.robustGain }
  }

  /// How much better objectives look on the futures of the search than on fresh ones, by objective: the mean and the
  /// largest over the members.
  public var optimism: [(mean: Double, largest: Double)] {
    objectives.indices.map { place in
      let excess = members.map { $0.searchObjectives[place] - $0.freshObjectives[place] }
      return (
        excess.isEmpty ? 0 : excess.reduce(0, +) / Double(excess.count), excess.max() ?? 0
      )
    }
  }
}
