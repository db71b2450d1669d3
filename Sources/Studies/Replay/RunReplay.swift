import Ensembles
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// One run of a finished study, executed again by itself and held against what was stored.
public struct RunReplay: Sendable {
  /// One outcome, stored and computed again.
  public struct Comparison: Sendable, Hashable {
    /// Name of the outcome.
    public let outcome: String
    /// Its number in the table of the run.
    public let stored: Double
    /// Its number now.
    public let replayed: Double

    /// Compares two numbers.
    public init(outcome: String, stored: Double, replayed: Double) {
      self.outcome = outcome
      self.stored = stored
      self.replayed = replayed
    }

    /// Whether both have the same bits; two that are no numbers count as the same, since a table has one word for them.
    public var isSameToTheBit: Bool {
      stored.bitPattern == replayed.bitPattern || (stored.isNaN && replayed.isNaN)
    }

    /// Whether both are the same, or differ by no more than a share of the larger one.
    public func isSame(within tolerance: Double) -> Bool {
      if isSameToTheBit || stored == replayed { return true }
      guard stored.isFinite, replayed.isFinite else { return false }
      return abs(stored - replayed) <= tolerance * max(abs(stored), abs(replayed), 1e-12)
    }
  }

  /// What two vector paths may differ by, as a share: that to which every path agrees with the reference.
  public static let pathTolerance = 1e-9

  /// The folder.
  public let folder: String
  /// Name of the beliefs.
  public let beliefs: String
  /// Machine code of the run.
  public let storedPath: String
  /// Machine code of the replay.
  public let path: String
  /// The future through time.
  public let trace: StudyTrace
  /// By outcome, in the model's order.
  public let outcomes: [Comparison]
  /// Where the run failed, as it was stored; nil where it did not fail or was not kept.
  public let storedFailure: FinishedFailure?
  /// Whether the replay failed.
  public let hasFailed: Bool
  /// Where the replay failed.
  public let reason: FailureReason?

  /// Whether bits are compared: where the same machine code computed both.
  public var comparesBits: Bool { storedPath == path }

  /// Outcomes that are not the stored ones.
  public var differences: [Comparison] {
    outcomes.filter { comparesBits ? !$0.isSameToTheBit : !$0.isSame(within: Self.pathTolerance) }
  }

  /// Whether the replay failed where the run did; true where that is not stored.
  public var failsAsStored: Bool {
    guard let storedFailure else { return true }
    guard storedFailure.year == reason?.year, storedFailure.quantity == reason?.quantity else {
      return false
    }
    guard let stored = storedFailure.value, let value = reason?.value else { return true }
    let comparison = Comparison(outcome: "", stored: stored, replayed: value)
    return comparesBits
      ? comparison.isSameToTheBit : comparison.isSame(within: Self.pathTolerance)
  }

  /// Whether all is as it was stored.
  public var isSame: Bool { differences.isEmpty && failsAsStored }
}

extension StudySession {
  /// Executes one run of a finished study again.
  ///
  /// Cost: the block of the future under one mix, and its table, which is read once.
  ///
  /// - Parameters:
  ///   - archive: the finished run, of which this is the session.
  ///   - future: the future, from 0.
  ///   - policy: name of the mix.
  ///   - scenario: name of the scenario; the first one of the run when nil.
  ///   - beliefs: name of the beliefs; the first ones of the run when nil.
  /// - Throws: `UsageError` for a future or a name that the run does not have, `StudyErrors` for a table that is not the one of
  ///   the run.
  public func replay(
    _ archive: RunArchive, future: Int, policy: String, scenario: String? = nil,
    beliefs: String? = nil
  ) throws -> RunReplay {
    let scenario = scenario ?? archive.scenarios[0]
    let beliefs = beliefs ?? archive.beliefs[0]
    let table = try archive.table("outcomes", belief: 0)
    try NameSelection.check(policy, among: table.policies, kind: "policy")
    try NameSelection.check(scenario, among: archive.scenarios, kind: "scenario")
    try NameSelection.check(beliefs, among: archive.beliefs, kind: "set of beliefs")
    guard (0..<archive.futures).contains(future) else {
      throw UsageError(
        "There is no future \(future): \(archive.folder) has the futures 0 to \(archive.futures - 1)."
      )
    }
    let belief = archive.beliefs.firstIndex(of: beliefs)!
    let own = belief == 0 ? table : try archive.table("outcomes", belief: belief)
    let stored = try own.numbers(
      scenario: archive.scenarios.firstIndex(of: scenario)!,
      policy: own.policies.firstIndex(of: policy)!, future: future)
    var single = self
    try single.select(scenarios: scenario)
    single.selected = policies.filter { $0.name == policy }
    let experiment = try single.experiment(self.beliefs(beliefs)[0])
    let replay = try FutureReplay(experiment)
    let replayed = replay.outcomes(of: future, policy: 0, scenario: 0)
    let hasFailed = zip(model.outcomes, replayed).contains { !$0.isPossible($1) }
    let failure = Failure(scenario: 0, policy: 0, future: future, outcomes: [], factors: [])
    return RunReplay(
      folder: archive.folder, beliefs: beliefs, storedPath: archive.vectorPath,
      path: model.vectorPath,
      trace: try single.trace(policy, future: future, beliefs: beliefs),
      outcomes: zip(own.columns, zip(stored, replayed)).map {
        RunReplay.Comparison(outcome: $0, stored: $1.0, replayed: $1.1)
      },
      storedFailure: try archive.failures(belief: belief).failures.first {
        $0.future == future && $0.policy == policy && $0.scenario == scenario
      }, hasFailed: hasFailed, reason: hasFailed ? try replay.reason(for: failure) : nil)
  }
}
