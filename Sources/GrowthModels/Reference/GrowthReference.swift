import ModelContract

/// The readable implementation of the capability-accumulation growth model.
///
/// It is the definition that the batch kernel is tested against: one file a mechanism, scalar numbers, the
/// order of the model card. Start reading at `ReferenceEconomy.step(from:)`.
public enum GrowthReference {
  /// Names of the columns that a trace has besides the outcomes.
  public static let details: [String] =
    ["capability", "market_linkage", "cluster_size", "quality", "share", "mission_stock"]
    .flatMap { state in Sector.all.map { state + "." + $0.name } }
    + [
      "human_capital", "research_stock", "routines", "alignment", "economic_learning", "dependence",
      "infrastructure", "sheltered_productivity", "capital", "shock", "invention_flow",
      "absorption_flow",
    ]

  /// One future of one policy in one world, with a row for every time step, both ends included.
  ///
  /// - Parameters:
  ///   - policy: the policy mix.
  ///   - world: economy, outside paths, horizon and step. A history before the start is run and not
  ///     traced.
  ///   - factors: one value for each factor of ``GrowthFactors/all``.
  ///   - luck: for each stream of ``GrowthOutcomes/luck`` its numbers for this future (20, 20, and one a
  ///     step of history and run for the two demand streams), or nil when switched off.
  /// - Returns: rows with the outcomes of ``GrowthOutcomes/all`` to date and the columns of ``details``.
  ///   Numbers that leave the model's domain come back as NaN or infinity, never as a bound.
  /// - Throws: ``ModelError`` as ``GrowthValidation/check(_:in:)`` does.
  ///
  /// Cost: about 0.08 milliseconds a time step, most of it looking up paths by name.
  public static func trace(
    _ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws(ModelError) -> Trace {
    try GrowthValidation.check(policy, in: world)
    var run = ReferenceRun(policy, in: world, factors: factors, luck: luck)
    var rows: [Trace.Row] = []
    for step in 0...world.stepCount {
      let (now, outcomes) = run.observe()
      rows.append(
        Trace.Row(
          year: run.economy.year, outcomes: outcomes,
          details: detailValues(now, run.economy.state)))
      if step < world.stepCount { run.step(from: now) }
    }
    return Trace(details: details, rows: rows)
  }

  private static func detailValues(_ now: Instant, _ state: EconomyState) -> [Double] {
    let sectors = [
      state.capability, state.marketLinkage, state.clusterSize, state.quality, state.share,
      state.missionsPropagated,
    ]
    return sectors.flatMap { $0 } + [
      state.humanCapital, state.researchStock, state.routines, state.alignment,
      state.economicLearning, state.dependence, state.infrastructure,
      state.shelteredProductivity, state.capital, state.shock, now.growth.inventionFlow,
      now.growth.absorptionFlow,
    ]
  }
}
