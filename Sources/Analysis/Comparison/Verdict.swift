/// What the numbers say, before anybody writes a sentence about it.
public struct Verdict: Sendable, Hashable {
  /// The three things a comparison can say.
  public enum Finding: Sendable, Hashable {
    /// One policy is best, and every other can be excluded.
    case clear
    /// Several policies cannot be told apart by this run, and the gap may matter.
    case tooCloseToCall
    /// The leaders differ by less than the indifference margin, for certain.
    case equalForPracticalPurposes
  }

  /// What was found in the leading scenario.
  public let finding: Finding
  /// Name of the scenario that leads: the most probable one, or the first when none has a probability.
  public let leadingScenario: String
  /// The policy with the best expected outcome.
  public let leader: String
  /// The policy with the second best expected outcome; nil when there is one policy only.
  public let runnerUp: String?
  /// Leader minus runner-up in the unit of the outcome, so negative when less is better; nil without a
  /// runner-up or a complete future.
  public let lead: Estimate?
  /// The policies that cannot be excluded, the leader among them, best first.
  public let contenders: [String]
  /// The policies that are certain (95 %, simultaneous) to be within the indifference margin of the best,
  /// best first; empty when the error is too large to say so even of the leader.
  public let practicallyEqual: [String]
  /// Scenarios in which another policy leads, with that policy.
  public let scenariosThatChangeIt: [String: String]
  /// The same, in the study's order, and whether the change is more than noise.
  public let leaderChanges: [LeaderChange]
  /// The policy that leads when the terminal value is added to discounted consumption, where that differs;
  /// nil when it does not.
  public let leaderWithTerminalValue: String?
  /// Whether the leader is the best (alone or tied) in every future of the leading scenario.
  public let isSameInEveryFuture: Bool

  /// Collects a verdict.
  public init(
    finding: Finding, leadingScenario: String = "", leader: String, runnerUp: String? = nil,
    lead: Estimate? = nil, contenders: [String], practicallyEqual: [String] = [],
    scenariosThatChangeIt: [String: String] = [:], leaderChanges: [LeaderChange] = [],
    leaderWithTerminalValue: String? = nil, isSameInEveryFuture: Bool = false
  ) {
    self.finding = finding
    self.leadingScenario = leadingScenario
    self.leader = leader
    self.runnerUp = runnerUp
    self.lead = lead
    self.contenders = contenders
    self.practicallyEqual = practicallyEqual
    self.scenariosThatChangeIt = scenariosThatChangeIt
    self.leaderChanges = leaderChanges
    self.leaderWithTerminalValue = leaderWithTerminalValue
    self.isSameInEveryFuture = isSameInEveryFuture
  }
}

/// A scenario in which the leading scenario's leader does not lead.
public struct LeaderChange: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// The policy that leads there.
  public let leader: String
  /// Whether the leading scenario's leader can be excluded as the best there at 95 % (Hsu).
  public let isCertain: Bool

  /// Collects a change.
  public init(scenario: String, leader: String, isCertain: Bool) {
    self.scenario = scenario
    self.leader = leader
    self.isCertain = isCertain
  }
}

/// How probable a deeply uncertain scenario must be before another policy is the best choice.
///
/// With probability q of the scenario s the expected outcome of policy i is `(1 - q) E_0 f_i + q E_s f_i`,
/// where E_0 is the expectation without the scenario: over the scenarios that have probabilities, weighted
/// with them, or in the leading scenario when none has.
public struct BreakEven: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// The policy that is best without it.
  public let holder: String
  /// The policy that becomes best; nil when none does at any probability.
  public let challenger: String?
  /// The smallest probability at which it does; nil when none.
  public let probability: Double?
  /// Whether the holder can be excluded as the best in the scenario itself at 95 % (Hsu), so that some
  /// probability certainly changes the choice.
  public let isCertain: Bool

  /// Collects a break-even probability.
  public init(
    scenario: String, holder: String, challenger: String?, probability: Double?,
    isCertain: Bool = false
  ) {
    self.scenario = scenario
    self.holder = holder
    self.challenger = challenger
    self.probability = probability
    self.isCertain = isCertain
  }
}
