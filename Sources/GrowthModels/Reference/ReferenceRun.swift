import ModelContract

/// One future of one policy from the start of a run on: the economy, its outcomes to date, and the switch to a second plan.
struct ReferenceRun {
  private let policy: Policy
  private(set) var economy: ReferenceEconomy
  private var outcomes: RunningOutcomes
  private var watch: ContingencyWatch

  init(_ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]) {
    self.policy = policy
    economy = ReferenceEconomy(policy, in: world, factors: factors, luck: luck)
    outcomes = RunningOutcomes(world)
    watch = ContingencyWatch(policy.contingency)
  }

  /// Looks at the economy, under the second plan if that begins now, and adds it to the outcomes; once a row.
  mutating func observe() -> (now: Instant, outcomes: [Double]) {
    var now = economy.observe()
    if let plan = watch.look(at: now, of: economy, so: outcomes) {
      economy.follow(policy.following(plan))
      now = economy.observe()
    }
    let row = outcomes.add(now, economy.state, switchedIn: watch.switchYear)
    return (now, watch.told(row))
  }

  /// Moves the economy by one time step from what ``observe()`` sees now.
  mutating func step(from now: Instant) { economy.step(from: now) }
}
