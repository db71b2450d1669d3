/// A second plan of a policy mix, and what sets it off: a mix that adapts to what it sees.
///
/// At the start of each year of ``looks`` the outcome is compared with the threshold, as the first plan leaves it at that
/// instant. In the first year in which the comparison holds, the future follows the second plan from that instant on, for
/// good; the state goes on as it is. A value that is not finite at a look makes the run a failed one.
///
/// Source: adaptive policy with signposts and triggers, Walker, Rahman and Cave 2001,
/// doi:10.1016/S0377-2217(00)00071-0.
public struct Contingency: Sendable, Hashable {
  /// On which side of the threshold the second plan is set off.
  public enum Side: String, Sendable, Hashable, CaseIterable {
    /// The outcome is smaller than the threshold.
    case below
    /// The outcome is larger than the threshold.
    case above
  }

  /// Everything that a mix plans; a second plan has no further one.
  public struct Plan: Sendable, Hashable {
    /// The planned path of every lever of the model, by lever name.
    public var levers: [String: Path]
    /// The paths of the mix's properties, by trait name.
    public var traits: [String: Path]
    /// Names of the targeted sectors.
    public var targets: [String]

    /// Takes over what a mix plans at first.
    public init(_ policy: Policy) {
      levers = policy.levers
      traits = policy.traits
      targets = policy.targets
    }
  }

  /// A year in which the mix looks, with the plan that it follows when it switches then.
  public struct Look: Sendable, Hashable {
    /// Calendar year, a whole number of years after the start of the run and before its end.
    public var year: Double
    /// Levers, traits and targets from that year on.
    public var plan: Plan

    /// Describes a look.
    public init(year: Double, plan: Plan) {
      self.year = year
      self.plan = plan
    }
  }

  /// Name of the outcome that is looked at.
  public var outcome: String
  /// The side.
  public var side: Side
  /// The threshold, in the outcome's unit.
  public var threshold: Double
  /// The looks, years increasing; never empty.
  public var looks: [Look]
  /// The second plan as it would be followed from the start of the run, for whoever asks what waiting costs.
  public var atOnce: Plan

  /// Describes a contingency.
  ///
  /// - Parameter atOnce: the plan of the first look when nil.
  /// - Precondition: at least one look, years increasing. Files are checked for this before.
  public init(
    outcome: String, side: Side, threshold: Double, looks: [Look], atOnce: Plan? = nil
  ) {
    precondition(!looks.isEmpty, "a contingency needs a year in which it looks")
    precondition(
      zip(looks, looks.dropFirst()).allSatisfy { $0.year < $1.year },
      "years of looks must increase: \(looks.map(\.year))")
    self.outcome = outcome
    self.side = side
    self.threshold = threshold
    self.looks = looks
    self.atOnce = atOnce ?? looks[0].plan
  }

  /// Whether a value sets the second plan off; never for one that is not a number.
  public func holds(_ value: Double) -> Bool {
    switch side {
    case .below: value < threshold
    case .above: value > threshold
    }
  }
}

extension Contingency {
  /// The contingency of one mix as it would be of another: what the second plan leaves as the first plan has it, it leaves as
  /// the other's first plan has it.
  public func moved(from owner: Policy, to mix: Policy) -> Contingency {
    func moved(_ plan: Plan) -> Plan {
      var plan = plan
      for (lever, path) in plan.levers where path == owner.levers[lever] {
        plan.levers[lever] = mix.levers[lever]
      }
      for (trait, path) in plan.traits where path == owner.traits[trait] {
        plan.traits[trait] = mix.traits[trait]
      }
      if plan.targets == owner.targets { plan.targets = mix.targets }
      return plan
    }
    var result = self
    result.looks = looks.map { Look(year: $0.year, plan: moved($0.plan)) }
    result.atOnce = moved(atOnce)
    return result
  }
}

extension Policy {
  /// The mix on its first plan throughout.
  public var onFirstPlan: Policy {
    var result = self
    result.contingency = nil
    return result
  }

  /// The mix on another plan throughout.
  public func following(_ plan: Contingency.Plan) -> Policy {
    Policy(
      name: name, summary: summary, levers: plan.levers, traits: plan.traits, targets: plan.targets)
  }

  /// The mix that switches in the last year in which it looks, whatever it sees; itself without a contingency.
  public var switchingInAnyCase: Policy {
    guard var always = contingency, let last = always.looks.last else { return self }
    always.looks = [last]
    always.side = .above
    always.threshold = -.infinity
    var result = self
    result.contingency = always
    return result
  }
}
