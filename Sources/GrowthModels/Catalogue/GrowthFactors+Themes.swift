extension GrowthFactors {
  /// What a factor is about.
  public enum Theme: String, Sendable, Hashable, CaseIterable {
    /// Where the economy starts and what it is made of.
    case economy
    /// Absorption: its speed, absorptive capacity and what it asks for.
    case absorption
    /// Leverage of foreign technology, foreign investment and the dependence they build.
    case leverage
    /// Research, invention and the frontier.
    case invention
    /// Routines, alignment, economic learning and misallocation.
    case institutions
    /// Clusters and product quality.
    case clusters
    /// Technology missions.
    case missions
    /// How productivity spreads through the economy and becomes income.
    case diffusion
    /// What levers cost.
    case costs
    /// How much of a plan is carried out.
    case implementation
    /// How far world shocks reach the economy; luck belongs here as well.
    case shocks

    /// The theme in a line.
    public var meaning: String {
      switch self {
      case .economy: "where the economy starts and what it is made of"
      case .absorption: "speed of absorption, absorptive capacity and what it asks for"
      case .leverage: "leverage of foreign technology, foreign investment, dependence"
      case .invention: "research, invention and the frontier"
      case .institutions: "routines, alignment, economic learning, misallocation"
      case .clusters: "clusters and product quality"
      case .missions: "technology missions"
      case .diffusion: "how productivity spreads and becomes income"
      case .costs: "what levers cost"
      case .implementation: "how much of a plan is carried out"
      case .shocks: "shocks and luck"
      }
    }
  }

  /// The theme of a factor: the block of the model in which it acts first.
  public static func theme(of name: String) -> Theme {
    if name.hasSuffix("_cost") { return .costs }
    if name.hasSuffix("_implementation") { return .implementation }
    return themes[name] ?? .economy
  }

  /// Factors whose theme is neither the economy nor told by their name.
  static let themes: [String: Theme] = {
    let members: [(Theme, [String])] = [
      (
        .absorption,
        [
          "absorption_speed", "learning_by_doing_speed", "human_capital_weight", "research_weight",
          "routines_weight", "institutions_weight", "related_density_weight", "complementarity",
          "complexity_demand", "precision_gate_strength", "schooling_delay",
          "workforce_turnover_time", "incumbent_closure", "home_market_learning",
          "quality_dependent_learning",
        ]
      ),
      (
        .leverage,
        [
          "leverage_speed", "foreign_investment_half_saturation", "supplier_spillover_speed",
          "dependence_buildup", "dependence_erosion", "royalty_share",
          "learning_dependent_leverage", "seeding_strength", "window_of_opportunity",
          "market_linkage_speed", "value_captured_by_assemblers",
        ]
      ),
      (
        .invention,
        [
          "invention_scale", "invention_proximity_threshold", "research_half_saturation",
          "obsolescence_scale", "research_stock_time", "business_research_leverage",
          "business_research_at_frontier", "research_scale_effect", "research_crowding_out",
        ]
      ),
      (
        .institutions,
        [
          "routine_diffusion_speed", "routine_erosion", "alignment_building_speed",
          "alignment_fragmentation", "alignment_churn_erosion", "economic_learning_speed",
          "misallocation_loss",
        ]
      ),
      (
        .clusters,
        [
          "cluster_entry_speed", "cluster_exit_speed", "quality_improvement_speed",
          "cluster_training_effect", "quality_obsolescence",
        ]
      ),
      (
        .missions,
        [
          "diversification_mission_yield", "leadership_mission_yield", "mission_gestation_time",
        ]
      ),
      (
        .diffusion,
        [
          "productivity_concavity", "sheltered_output_weight", "internal_diffusion_speed",
          "internal_diffusion_breadth", "breadth_from_exports", "breadth_from_foreign_investment",
          "breadth_lost_to_large_firms", "breadth_lost_to_dualism", "reallocation_speed",
          "demand_reversion_speed", "capital_share",
        ]
      ),
      (.shocks, ["shock_sensitivity"]),
    ]
    return Dictionary(
      uniqueKeysWithValues: members.flatMap { theme, names in
        names.map { ($0, theme) }
      })
  }()
}
