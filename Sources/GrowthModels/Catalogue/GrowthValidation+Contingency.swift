import ModelContract

extension GrowthValidation {
  /// Checks that the model can look for what sets a second plan off, and carry the plan out.
  static func check(_ contingency: Contingency, of policy: Policy, in world: World)
    throws(ModelError)
  {
    let outcome = GrowthOutcomes.all.first { $0.name == contingency.outcome }
    try require(
      outcome != nil,
      "Policy '\(policy.name)' looks at '\(contingency.outcome)', which is not an outcome of the growth model."
    )
    try require(
      outcome?.isKnownOnTheWay == true,
      "Policy '\(policy.name)' looks at '\(contingency.outcome)', which is known at the end alone.")
    try require(
      !contingency.threshold.isNaN, "The threshold of policy '\(policy.name)' is not a number.")
    for look in contingency.looks {
      let years = look.year - world.start
      try require(
        years >= 0 && look.year < world.end && years == years.rounded(),
        "Policy '\(policy.name)' looks in \(look.year); it must be a whole number of years after the start in "
          + "\(world.start) and before the end in \(world.end).")
      try checkPolicy(policy.following(look.plan))
    }
    try checkPolicy(policy.following(contingency.atOnce))
  }
}
