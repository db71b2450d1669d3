import Analysis
import Ensembles
import ModelContract
import StudyContract

/// What comes after the searches: the second look, the contest with the study's own mixes, and how far searches agree.
extension StudySearcher {
  /// Judges members and the study's own mixes anew, and says which are beaten.
  func judged(
    _ candidates: [Candidate]
  ) throws -> (found: [StudySearch.Member], own: [StudySearch.Member]) {
    session.context.announce?("judging \(candidates.count) mixes on fresh futures")
    let prefix = Self.prefix(own.map(\.name))
    let ordered = candidates.sorted {
      $1.score.objectives.lexicographicallyPrecedes($0.score.objectives)
    }
    let digits = "\(ordered.count)".count
    let mixes = ordered.enumerated().map { place, candidate in
      let number = "\(place + 1)"
      let padding = String(repeating: "0", count: digits - number.count)
      let like = space.institutions[space.institution(at: candidate.point)].name
      return space.mix(
        at: candidate.point, named: prefix + padding + number,
        summary:
          "found by a search over \(session.study.name), with institutions and targets of \(like)")
    }
    let figures = try evaluator.figures(of: mixes)
    let fresh = try self.fresh.figures(of: mixes + own)
    let failing = [ownFigures, Array(fresh.suffix(own.count))].map(Self.failureShare)
    let all = zip(figures + ownFigures, fresh).enumerated().map { place, pair in
      let isOwn = place >= mixes.count
      return (
        pair.0, pair.1, score(pair.0, failing: failing[0], isOwn: isOwn),
        score(pair.1, failing: failing[1], isOwn: isOwn)
      )
    }
    let best = Self.contestants(
      all.map { ($0.0, $0.2.isFeasible) }, found: mixes.count)?.found
    let front = Set(NonDominatedSorting.first(all.map(\.3)))
    // What does as a mix of the study does was not found.
    let known = Set(all.dropFirst(mixes.count).map(\.3))
    func isKept(_ place: Int) -> Bool {
      front.contains(place) && (place >= mixes.count || !known.contains(all[place].3))
    }
    let members = all.enumerated().map { place, figures in
      StudySearch.Member(
        mix: place < mixes.count ? mixes[place] : own[place - mixes.count],
        institutions: place < mixes.count
          ? space.institutions[space.institution(at: ordered[place].point)].name : nil,
        search: figures.0, fresh: figures.1, searchObjectives: figures.2.objectives,
        freshObjectives: figures.3.objectives, isFeasible: figures.2.isFeasible,
        isKept: isKept(place) || place == best)
    }
    return (Array(members.prefix(mixes.count)), Array(members.dropFirst(mixes.count)))
  }

  /// The best found mix and the best of the study's own within the constraints, by robust gain on the futures of the
  /// search: by position, the found ones first.
  private static func contestants(
    _ mixes: [(figures: MixFigures, isFeasible: Bool)], found: Int
  ) -> (found: Int, own: Int)? {
    func best(_ places: Range<Int>) -> Int? {
      places.filter { mixes[$0].isFeasible }.reduce(nil) { best, place in
        guard let best else { return place }
        return mixes[place].figures.robustGain > mixes[best].figures.robustGain ? place : best
      }
    }
    guard let one = best(0..<found), let other = best(found..<mixes.count) else { return nil }
    return (one, other)
  }

  /// A beginning of names that no mix of the study has.
  private static func prefix(_ names: [String]) -> String {
    var prefix = "found_"
    while names.contains(where: { $0.hasPrefix(prefix) }) { prefix = "newly_" + prefix }
    return prefix
  }

  func coverages(
    _ searches: [ManyObjectiveSearch], _ common: EpsilonArchive
  ) -> [StudySearch.Run] {
    let all = common.members.map(\.score.objectives)
    let reference = epsilons.indices.map { place in
      (all.map { $0[place] }.min() ?? 0) - epsilons[place]
    }
    func volume(_ points: [[Double]]) -> Double {
      // In units of epsilon, so that no objective makes the others vanish.
      let scaled = points.map { point in zip(point, epsilons).map { $0 / $1 } }
      return Hypervolume.volume(of: scaled, above: zip(reference, epsilons).map { $0 / $1 })
    }
    let whole = volume(searches.flatMap { $0.archive.members.map(\.score.objectives) })
    return searches.map { search in
      let members = search.archive.members
      return StudySearch.Run(
        evaluated: search.evaluated, failed: search.failed, restarts: search.restarts,
        members: members.count,
        coverage: whole > 0 ? volume(members.map(\.score.objectives)) / whole : 1,
        contributed: Set(members).intersection(common.members).count)
    }
  }

  /// Measures the best found mix against the best of the study's own on fresh futures.
  ///
  /// The difference of two smallest gains is estimated by the gains in the two places where they are smallest, future by
  /// future, as the smallest of several means moves with the one that it is.
  func contest(
    _ found: [StudySearch.Member], _ own: [StudySearch.Member]
  ) throws -> StudySearch.Contest? {
    let all = (found + own).map { ($0.search, $0.isFeasible) }
    guard let places = Self.contestants(all, found: found.count) else { return nil }
    let one = found[places.found]
    let other = own[places.own - found.count]
    let (first, second) = (one.fresh.worstPlace, other.fresh.worstPlace)
    let (mine, runs) = try fresh.gains(
      of: one.mix, beliefs: first.beliefs, scenario: first.scenario)
    let (theirs, _) = try fresh.gains(
      of: other.mix, beliefs: second.beliefs, scenario: second.scenario)
    let differences = zip(mine, theirs).map { $0 - $1 }
    let futures = PairedFutures(
      runs, isComplete: differences.map(\.isFinite),
      groupCount: fresh.design.errorGroupCount,
      ensemble: beliefs[first.beliefs].ensembleSize)
    guard let difference = futures.estimate(of: differences) else { return nil }
    let middle = space.middle
    let shifts = space.ranges.map { range in
      func level(_ mix: Policy) -> Double { mix.levers[range.lever.name]?.value(at: middle) ?? 0 }
      return (
        lever: range.lever, shift: (level(one.mix) - level(other.mix)) / (range.high - range.low)
      )
    }
    return StudySearch.Contest(
      found: places.found, own: places.own - found.count, difference: difference,
      levers: shifts.enumerated()
        .sorted { (-abs($0.element.shift), $0.offset) < (-abs($1.element.shift), $1.offset) }
        .map(\.element))
  }
}
