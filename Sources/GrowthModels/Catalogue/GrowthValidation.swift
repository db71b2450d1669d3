import ModelContract

/// What the growth model asks of a policy mix and a world before it runs them.
///
/// Both implementations call this once; inside the time loop nothing is checked.
public enum GrowthValidation {
  /// Settings a world may have, with the model's own defaults.
  public static let settings = Dictionary(
    uniqueKeysWithValues: GrowthSchema.settings.map { ($0.name, $0.defaultValue) })

  /// The value of a setting in a world, its default where the world does not state it.
  ///
  /// - Precondition: a setting of the model.
  static func setting(_ name: String, of world: World) -> Double {
    world.settings[name] ?? settings[name]!
  }

  /// Outside paths that exist once, with the model's own defaults.
  public static let aggregatePaths = Dictionary(
    uniqueKeysWithValues: GrowthSchema.outsidePaths.filter { !$0.isBySector }.map {
      ($0.name, $0.defaultValue)
    })

  /// Outside paths that exist once a sector, as `world_demand.semiconductors`; all are 1 by default.
  public static let sectorPaths = GrowthSchema.outsidePaths.filter(\.isBySector).map(\.name)

  /// Series an economy may have; all are 1 by default.
  public static let series = GrowthSchema.series.map(\.name)

  /// Relative error allowed between a horizon and a whole number of steps: rounding of decimal steps
  /// such as 0.1, nothing more.
  private static let wholeStepTolerance = 1e-9

  /// Checks that the model can run a policy mix in a world.
  ///
  /// - Throws: ``ModelError`` with one sentence that names what is wrong: a horizon or step that does not
  ///   fit, a rate that leaves the terminal value infinite, an unknown name, a missing lever or trait, a
  ///   value outside what the model accepts.
  public static func check(_ policy: Policy, in world: World) throws(ModelError) {
    try checkTime(world)
    try checkSettings(world)
    try checkPaths(world)
    try checkRates(world)
    try checkEconomy(world.economy)
    try checkPolicy(policy)
    if let contingency = policy.contingency { try check(contingency, of: policy, in: world) }
    // A reference is what levers are measured from and is never carried out: its values need only be numbers.
    try checkPolicy(world.reference, isCarriedOut: false)
    for fixed in [world.reference, world.origin?.policy] {
      if let fixed, fixed.contingency != nil {
        throw ModelError(
          "Policy '\(fixed.name)' has a second plan; what others are measured from, and a history, follow one."
        )
      }
    }
    if let origin = world.origin { try checkOrigin(origin, of: world) }
  }

  static func require(_ condition: Bool, _ sentence: @autoclosure () -> String)
    throws(ModelError)
  {
    if !condition { throw ModelError(sentence()) }
  }

  private static func isWhole(_ number: Double) -> Bool {
    abs(number - number.rounded()) <= wholeStepTolerance * max(1, abs(number))
  }

  private static func checkTime(_ world: World) throws(ModelError) {
    try require(
      World.dividesYear(world.step),
      "The step of world '\(world.name)' is \(world.step) years; it must divide one year.")
    try require(
      world.start.isFinite && world.end.isFinite && world.end > world.start,
      "World '\(world.name)' ends in \(world.end), which is not after its start in \(world.start).")
    try require(
      isWhole((world.end - world.start) / world.step),
      "World '\(world.name)' lasts \(world.end - world.start) years, which is not a whole number of "
        + "steps of \(world.step) years.")
  }

  private static func checkSettings(_ world: World) throws(ModelError) {
    for (name, value) in world.settings.sorted(by: { $0.key < $1.key }) {
      switch name {
      case "catch_up_income":
        try require(
          value.isFinite && value > 0,
          "The setting 'catch_up_income' is \(value); it must be a positive income.")
      case "consumption_equation":
        try require(
          value == 1 || value == 2,
          "The setting 'consumption_equation' is \(value); the model has equations 1 and 2.")
      case "transition_years":
        try require(
          value >= 0 && value <= 50,
          "The setting 'transition_years' is \(value); it must be a number of years from 0 to 50.")
      default:
        throw ModelError(
          "The growth model has no setting '\(name)'; it has "
            + "\(settings.keys.sorted().joined(separator: ", ")).")
      }
    }
  }

  private static func checkPaths(_ world: World) throws(ModelError) {
    for (name, path) in world.paths.sorted(by: { $0.key < $1.key }) {
      try require(isKnownPath(name), unknownPath(name))
      let mustBePositive = name.hasPrefix("world_demand.") || name == "terms_of_trade"
      for corner in path.breakpoints {
        try require(
          corner.year.isFinite && corner.value.isFinite
            && (mustBePositive ? corner.value > 0 : corner.value >= 0),
          "The outside path '\(name)' is \(corner.value) in \(corner.year); it must be "
            + (mustBePositive ? "positive." : "zero or positive."))
      }
    }
  }

  private static func isKnownPath(_ name: String) -> Bool {
    if aggregatePaths[name] != nil { return true }
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && sectorPaths.contains(String(parts[0]))
      && Sector.index(String(parts[1])) != nil
  }

  private static func unknownPath(_ name: String) -> String {
    let known = aggregatePaths.keys.sorted() + sectorPaths.map { $0 + ".<sector>" }
    return "The growth model has no outside path '\(name)'; it has "
      + "\(known.joined(separator: ", "))."
  }

  private static func checkRates(_ world: World) throws(ModelError) {
    let growth =
      world.paths["frontier_growth"]?.value(at: world.end) ?? aggregatePaths["frontier_growth"]!
    try require(
      world.discountRate.isFinite && world.discountRate > growth,
      "The discount rate \(world.discountRate) of world '\(world.name)' is not above the frontier's "
        + "growth \(growth) in \(world.end), so that the value of the years after the end is infinite."
    )
  }

  private static func checkEconomy(_ economy: Economy) throws(ModelError) {
    for (name, value) in economy.initialConditions.sorted(by: { $0.key < $1.key }) {
      guard let column = GrowthFactors.column(name) else {
        throw ModelError(
          "Economy '\(economy.name)' sets '\(name)', which is not a factor of the growth model.")
      }
      let admissible = GrowthFactors.all[column].admissible
      try require(
        admissible.contains(value),
        "Economy '\(economy.name)' sets '\(name)' to \(value); the model accepts "
          + "\(admissible.lowerBound) to \(admissible.upperBound).")
    }
    for (name, path) in economy.series.sorted(by: { $0.key < $1.key }) {
      try require(
        series.contains(name),
        "Economy '\(economy.name)' has a series '\(name)'; the growth model reads only "
          + "\(series.joined(separator: ", ")).")
      for corner in path.breakpoints {
        try require(
          corner.value.isFinite && corner.value > 0,
          "The series '\(name)' of economy '\(economy.name)' is \(corner.value) in \(corner.year); "
            + "it must be positive.")
      }
    }
    for (name, value) in economy.strengths.sorted(by: { $0.key < $1.key }) {
      try require(
        Sector.index(name) != nil,
        "Economy '\(economy.name)' has a strength in '\(name)', which is not a sector of the model."
      )
      try require(
        value.isFinite && value > 0,
        "The strength of economy '\(economy.name)' in '\(name)' is \(value); it must be positive.")
    }
  }

  static func checkPolicy(
    _ policy: Policy, isCarriedOut: Bool = true
  ) throws(ModelError) {
    for lever in GrowthLevers.all {
      guard let path = policy.levers[lever.name] else {
        throw ModelError("Policy '\(policy.name)' has no path for the lever '\(lever.name)'.")
      }
      for corner in path.breakpoints {
        try require(
          corner.year.isFinite && corner.value.isFinite
            && (lever.admissible.contains(corner.value) || !isCarriedOut),
          "Policy '\(policy.name)' sets '\(lever.name)' to \(corner.value) in \(corner.year); the "
            + "model accepts \(lever.admissible.lowerBound) to \(lever.admissible.upperBound).")
      }
    }
    for name in policy.levers.keys.sorted() {
      try require(
        GrowthLevers.all.contains { $0.name == name },
        "Policy '\(policy.name)' moves '\(name)', which is not a lever of the growth model.")
    }
    try checkTraits(policy)
    for (position, target) in policy.targets.enumerated() {
      try require(
        Sector.index(target) != nil,
        "Policy '\(policy.name)' targets '\(target)', which is not a sector of the model.")
      try require(
        !policy.targets[..<position].contains(target),
        "Policy '\(policy.name)' targets '\(target)' twice.")
    }
  }

  private static func checkTraits(_ policy: Policy) throws(ModelError) {
    for trait in GrowthLevers.traits {
      guard let value = policy.traits[trait.name] else {
        throw ModelError("Policy '\(policy.name)' has no value for the trait '\(trait.name)'.")
      }
      for corner in value.breakpoints {
        try require(
          trait.admissible.contains(corner.value),
          "Policy '\(policy.name)' sets the trait '\(trait.name)' to \(corner.value); the model accepts "
            + "\(trait.admissible.lowerBound) to \(trait.admissible.upperBound).")
      }
    }
    for name in policy.traits.keys.sorted() {
      try require(
        GrowthLevers.traits.contains { $0.name == name },
        "Policy '\(policy.name)' sets '\(name)', which is not a trait of the growth model.")
    }
  }

  private static func checkOrigin(_ origin: Origin, of world: World) throws(ModelError) {
    try require(
      origin.start.isFinite && origin.start < world.start,
      "The history of world '\(world.name)' starts in \(origin.start), which is not before the run's "
        + "start in \(world.start).")
    try require(
      isWhole((world.start - origin.start) / world.step),
      "The history of world '\(world.name)' lasts \(world.start - origin.start) years, which is not "
        + "a whole number of steps of \(world.step) years.")
    if let income = origin.observedIncome {
      try require(
        income.isFinite && income > 0,
        "The income observed at the start of world '\(world.name)' is \(income); it must be positive."
      )
    }
    try checkPolicy(origin.policy)
  }
}
