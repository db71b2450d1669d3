import ModelContract

extension GrowthFactors {
  /// What one unit of a lever costs, relative to the tabulated cost; levers that cost nothing have none.
  static let leverCosts: [Factor] = [
    Factor(
      name: "public_research_cost",
      meaning: "cost of one unit of public research relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 64),
    Factor(
      name: "research_incentive_cost",
      meaning: "cost of one unit of research incentive relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 65),
    Factor(
      name: "education_cost",
      meaning: "cost of one unit of education relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 66),
    Factor(
      name: "management_training_cost",
      meaning: "cost of one unit of management training relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 67),
    Factor(
      name: "foreign_investment_cost",
      meaning: "cost of one unit of foreign investment relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 68),
    Factor(
      name: "technology_leverage_cost",
      meaning: "cost of one unit of technology leverage relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 69),
    Factor(
      name: "export_orientation_cost",
      meaning: "cost of one unit of export orientation relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 72),
    Factor(
      name: "missions_cost",
      meaning: "cost of one unit of missions relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 73),
    Factor(
      name: "coordination_cost",
      meaning: "cost of one unit of coordination relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 75),
    Factor(
      name: "cluster_training_cost",
      meaning: "cost of one unit of cluster training relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 76),
    Factor(
      name: "infrastructure_cost",
      meaning: "cost of one unit of infrastructure relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 77),
    Factor(
      name: "public_procurement_cost",
      meaning: "cost of one unit of public procurement relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: 78),
  ]

  /// How much of a planned change is carried out, one factor a lever, in lever order.
  static let implementation: [Factor] = [
    Factor(
      name: "public_research_implementation",
      meaning: "share of the planned change of public research that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 96),
    Factor(
      name: "research_incentive_implementation",
      meaning: "share of the planned change of research incentive that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 97),
    Factor(
      name: "education_implementation",
      meaning: "share of the planned change of education that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 98),
    Factor(
      name: "management_training_implementation",
      meaning: "share of the planned change of management training that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 99),
    Factor(
      name: "foreign_investment_implementation",
      meaning: "share of the planned change of foreign investment that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 100),
    Factor(
      name: "technology_leverage_implementation",
      meaning: "share of the planned change of technology leverage that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 101),
    Factor(
      name: "joint_venture_terms_implementation",
      meaning: "share of the planned change of joint venture terms that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 102),
    Factor(
      name: "performance_discipline_implementation",
      meaning: "share of the planned change of performance discipline that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 103),
    Factor(
      name: "export_orientation_implementation",
      meaning: "share of the planned change of export orientation that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 104),
    Factor(
      name: "missions_implementation",
      meaning: "share of the planned change of missions that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 105),
    Factor(
      name: "mission_leadership_share_implementation",
      meaning: "share of the planned change of mission leadership share that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 106),
    Factor(
      name: "coordination_implementation",
      meaning: "share of the planned change of coordination that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 107),
    Factor(
      name: "cluster_training_implementation",
      meaning: "share of the planned change of cluster training that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 108),
    Factor(
      name: "infrastructure_implementation",
      meaning: "share of the planned change of infrastructure that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 109),
    Factor(
      name: "public_procurement_implementation",
      meaning: "share of the planned change of public procurement that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 110),
    Factor(
      name: "investment_implementation",
      meaning: "share of the planned change of investment that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 111),
    Factor(
      name: "policy_churn_implementation",
      meaning: "share of the planned change of policy churn that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: 112),
  ]
}
