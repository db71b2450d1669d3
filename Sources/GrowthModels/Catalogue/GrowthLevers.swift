import ModelContract

/// The levers and constants of a policy mix, in the order of the model's tables.
///
/// Costs are shares of gross domestic product per unit of the lever. They are judgement; the factors of
/// ``GrowthFactors/leverCosts`` make them uncertain.
public enum GrowthLevers {
  /// The seventeen levers.
  public static let all: [Lever] = [
    Lever(
      name: "public_research", meaning: "public spending on research",
      unit: .shareOfOutput, admissible: 0.0...0.1, cost: 1.0),
    Lever(
      name: "research_incentive", meaning: "fiscal incentive to business research",
      unit: .shareOfOutput, admissible: 0.0...0.1, cost: 1.0),
    Lever(
      name: "education", meaning: "target of human capital in education",
      unit: .relativeToFrontier, admissible: 0.0...1.3, cost: 0.045),
    Lever(
      name: "management_training", meaning: "training in quality and management",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.004),
    Lever(
      name: "foreign_investment", meaning: "inflow of foreign direct investment",
      unit: .shareOfOutput, admissible: 0.0...0.5, cost: 0.03),
    Lever(
      name: "technology_leverage",
      meaning: "programme of licensing and leverage of foreign technology",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.006),
    Lever(
      name: "joint_venture_terms",
      meaning: "local-content and joint-venture terms for foreign firms",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.0),
    Lever(
      name: "performance_discipline", meaning: "support conditional on export performance",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.0),
    Lever(
      name: "export_orientation", meaning: "export orientation",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.006),
    Lever(
      name: "missions", meaning: "budget of technology missions",
      unit: .shareOfOutput, admissible: 0.0...0.1, cost: 1.0),
    Lever(
      name: "mission_leadership_share",
      meaning: "share of missions aimed at technology leadership; the rest diversifies",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.0),
    Lever(
      name: "coordination", meaning: "coordination among ministries, firms and education",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.001),
    Lever(
      name: "cluster_training", meaning: "training of firms in clusters",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.004),
    Lever(
      name: "infrastructure", meaning: "target of infrastructure",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.03),
    Lever(
      name: "public_procurement", meaning: "public procurement and home test-beds",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.008),
    Lever(
      name: "investment", meaning: "investment",
      unit: .shareOfOutput, admissible: 0.0...0.8, cost: 0.0),
    Lever(
      name: "policy_churn", meaning: "instability of policy, a nuisance more than a lever",
      unit: .fraction, admissible: 0.0...1.0, cost: 0.0),
  ]

  /// The constants of a mix.
  public static let traits: [Trait] = [
    Trait(
      name: "large_firm_vehicle",
      meaning: "weight of large established firms as carriers of leverage",
      admissible: 0...1),
    Trait(
      name: "public_laboratory_vehicle",
      meaning: "weight of public laboratories with consortia of small firms", admissible: 0...1),
    Trait(
      name: "multinational_vehicle", meaning: "weight of multinational firms", admissible: 0...1),
    Trait(
      name: "cronyism", meaning: "how far selective support goes to friends", admissible: 0...1),
    Trait(
      name: "sunset_strength", meaning: "strength of sunset clauses on support", admissible: 0...1),
  ]
}
