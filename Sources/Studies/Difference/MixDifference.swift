import Analysis
import Foundation

/// What became of one mix from one run to another, in the leading scenario.
public struct MixDifference: Sendable, Hashable {
  /// What a run says of the mix.
  public struct Standing: Sendable, Hashable {
    /// Expected gain over the baseline.
    public let gain: DecisionSummary.Gain
    /// Share of futures in which no mix is better; nil without a complete future.
    public let shareBest: Estimate?
    /// Place on the outcome that ranks, 1 being the best.
    public let place: Int
  }

  /// A difference of gains with its 95 % interval.
  public struct Change: Sendable, Hashable {
    /// New gain less old gain.
    public let value: Double
    /// Lower end.
    public let low: Double
    /// Upper end.
    public let high: Double
    /// Whether it was taken future by future, both runs having the same ones; else the two errors are added in squares.
    public let isPaired: Bool

    /// Whether the difference may be nothing but sampling error.
    public var isWithinError: Bool { low <= 0 && high >= 0 && !isZero }
    /// Whether there is no difference in any future.
    public var isZero: Bool { value == 0 && low == 0 && high == 0 }
  }

  /// The mix.
  public let policy: String
  /// Before; nil where it did not run.
  public let old: Standing?
  /// After; nil where it does not run.
  public let new: Standing?
  /// How its gain changed; nil where one is missing or has no expectation.
  public let change: Change?
}

/// What became of the answer under one set of beliefs.
public struct AnswerDifference: Sendable {
  /// Name of the beliefs.
  public let beliefs: String
  /// Scenario of the verdict, before and after.
  public let scenarios: (old: String, new: String)
  /// The leader, before and after.
  public let leaders: (old: String, new: String)
  /// Whether the leader could not be told from others, before and after.
  public let isOpen: (old: Bool, new: Bool)
  /// The mixes: those that run now, best first, then those that are gone.
  public let mixes: [MixDifference]
}

/// Compares the answers of two runs under the same beliefs.
struct AnswerComparison {
  let old: StudyAnswers.Part
  let new: StudyAnswers.Part
  /// Positions of mixes in the columns.
  let oldNames: [String]
  let newNames: [String]
  /// Whether future i of the one run has the draws of future i of the other.
  let isPaired: Bool
  /// Whether both rank by the same outcome.
  let isComparable: Bool
  /// Error groups of the design.
  let groupCount: Int
  /// Whether gains are shares of the baseline's expectation.
  let isRelative: Bool

  func difference() -> AnswerDifference {
    let (before, after) = (old.comparison, new.comparison)
    let (oldGains, newGains) = (gains(before), gains(after))
    let names = after.leadingScenario.ranking.map(\.policy)
    let gone = before.leadingScenario.ranking.map(\.policy).filter { !names.contains($0) }
    return AnswerDifference(
      beliefs: before.beliefs,
      scenarios: (before.verdict.leadingScenario, after.verdict.leadingScenario),
      leaders: (before.verdict.leader, after.verdict.leader),
      isOpen: (before.verdict.finding != .clear, after.verdict.finding != .clear),
      mixes: (names + gone).map { name in
        let pair = (
          standing(name, before, oldNames, oldGains), standing(name, after, newNames, newGains)
        )
        return MixDifference(
          policy: name, old: pair.0, new: pair.1,
          change: change(name, pair.0, pair.1, oldGains, newGains))
      })
  }

  /// Gains in the scenario of the verdict.
  private func gains(_ comparison: Comparison) -> PlaceGains {
    let places = PlaceGains.places(comparison, isRelative: isRelative)
    return places.first { $0.scenario == comparison.verdict.leadingScenario } ?? places[0]
  }

  private func standing(
    _ name: String, _ comparison: Comparison, _ names: [String], _ gains: PlaceGains
  ) -> MixDifference.Standing? {
    let ranking = comparison.leadingScenario.ranking
    guard let place = ranking.firstIndex(where: { $0.policy == name }),
      let position = names.firstIndex(of: name)
    else { return nil }
    return MixDifference.Standing(
      gain: gains.gains[position], shareBest: ranking[place].shareBestEstimate, place: place + 1)
  }

  private func change(
    _ name: String, _ before: MixDifference.Standing?, _ after: MixDifference.Standing?,
    _ oldGains: PlaceGains, _ newGains: PlaceGains
  ) -> MixDifference.Change? {
    guard isComparable, let before = before?.gain, let after = after?.gain, before.value.isFinite,
      after.value.isFinite
    else { return nil }
    if isPaired, let paired = paired(name, oldGains, newGains) { return paired }
    let value = after.value - before.value
    let half = hypot((before.high - before.low) / 2, (after.high - after.low) / 2)
    return MixDifference.Change(
      value: value, low: value - half, high: value + half, isPaired: false)
  }

  /// The difference future by future, over futures in which every mix of both runs succeeded.
  private func paired(
    _ name: String, _ oldGains: PlaceGains, _ newGains: PlaceGains
  ) -> MixDifference.Change? {
    guard old.columns.groups == new.columns.groups, old.columns.rows == new.columns.rows,
      let before = gains(name, old, oldNames, oldGains),
      let after = gains(name, new, newNames, newGains)
    else { return nil }
    let futures = PairedFutures(
      new.columns, isComplete: zip(complete(old), complete(new)).map { $0 && $1 },
      groupCount: groupCount, ensemble: new.beliefs.ensembleSize)
    let magnitude = zip(after, before).reduce(0) { $1.0.isFinite ? max($0, abs($1.0)) : $0 }
    guard
      let estimate = futures.estimate(
        of: zip(after, before).map { $0 - $1 }, magnitude: magnitude)
    else { return nil }
    return MixDifference.Change(
      value: estimate.value, low: estimate.low, high: estimate.high, isPaired: true)
  }

  /// The gain of a mix in every future.
  private func gains(
    _ name: String, _ part: StudyAnswers.Part, _ names: [String], _ gains: PlaceGains
  ) -> [Double]? {
    guard let own = names.firstIndex(of: name),
      let baseline = names.firstIndex(of: part.comparison.baseline)
    else { return nil }
    return zip(
      part.columns.values(policy: own, outcome: 0),
      part.columns.values(policy: baseline, outcome: 0)
    ).map { ($0 - $1) / gains.divisor }
  }

  /// By future, whether every mix succeeded.
  private func complete(_ part: StudyAnswers.Part) -> [Bool] {
    let columns = (0..<part.columns.policyCount).map {
      part.columns.values(policy: $0, outcome: 0)
    }
    return part.columns.groups.indices.map { future in columns.allSatisfy { $0[future].isFinite } }
  }
}
