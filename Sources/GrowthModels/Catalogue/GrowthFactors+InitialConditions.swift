import ModelContract

extension GrowthFactors {
  /// Where an economy starts; an economy file replaces the defaults, which are the generic latecomer's.
  public static let initialConditions: [Factor] = [
    Factor(
      name: "initial_proximity_multiplier",
      meaning: "multiplier on the initial proximity to the frontier",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.05...5.0,
      source: "judgement; spread of the fit to seven histories", dimension: 128),
    Factor(
      name: "initial_income",
      meaning:
        "income a head at the start relative to the frontier; 0 when it follows from the state",
      unit: .relativeToFrontier, defaultValue: 0.0, admissible: 0.0...5.0,
      source: "Penn World Table 10.01, Feenstra-Inklaar-Timmer 2015", dimension: 129),
    Factor(
      name: "initial_proximity",
      meaning: "proximity to the frontier that a sector without complexity would have at the start",
      unit: .relativeToFrontier, defaultValue: 0.45, admissible: 0.003...1.1,
      source: "judgement", dimension: 130),
    Factor(
      name: "initial_complexity_slope",
      meaning: "how fast proximity falls with sector complexity at the start",
      unit: .dimensionless, defaultValue: 1.3, admissible: 0.0...10.0,
      source: "judgement, ordered after the economic complexity index 1965-80", dimension: 131),
    Factor(
      name: "initial_human_capital",
      meaning: "human capital of the workforce at the start",
      unit: .relativeToFrontier, defaultValue: 0.4, admissible: 0.0...1.3,
      source: "Penn World Table 10.01, Feenstra-Inklaar-Timmer 2015; Barro-Lee 2013", dimension: 132
    ),
    Factor(
      name: "cognitive_skill",
      meaning: "cognitive skill for each unit of schooling",
      unit: .relativeToFrontier, defaultValue: 0.9, admissible: 0.1...2.0,
      source: "Hanushek-Woessmann 2012", dimension: 133),
    Factor(
      name: "initial_research_stock",
      meaning: "stock of research at the start; 1 is 3 % of GDP sustained",
      unit: .dimensionless, defaultValue: 0.1, admissible: 0.0...5.0,
      source: "judgement", dimension: 134),
    Factor(
      name: "initial_routines",
      meaning: "organisational routines at the start",
      unit: .relativeToFrontier, defaultValue: 0.25, admissible: 0.02...1.0,
      source: "judgement", dimension: 135),
    Factor(
      name: "initial_alignment",
      meaning: "institutional alignment at the start",
      unit: .relativeToFrontier, defaultValue: 0.3, admissible: 0.02...1.0,
      source: "judgement", dimension: 136),
    Factor(
      name: "initial_capital_intensity",
      meaning: "capital-output ratio at the start",
      unit: .relativeToFrontier, defaultValue: 0.8, admissible: 0.02...3.0,
      source: "Penn World Table 10.01, Feenstra-Inklaar-Timmer 2015", dimension: 137),
    Factor(
      name: "home_market_size",
      meaning: "size of the home market",
      unit: .relativeToFrontier, defaultValue: 0.3, admissible: 0.0...2.0,
      source: "judgement", dimension: 138),
    Factor(
      name: "dualism",
      meaning: "informality and the divide between town and country",
      unit: .fraction, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "judgement", dimension: 139),
    Factor(
      name: "population_growth",
      meaning: "growth of the population",
      unit: .perYear, defaultValue: 0.008, admissible: -0.05...0.06,
      source: "Penn World Table 10.01, Feenstra-Inklaar-Timmer 2015", dimension: 140),
    Factor(
      name: "initial_market_linkage",
      meaning: "market linkage at the start, from subcontracting 0 to own brands 1",
      unit: .fraction, defaultValue: 0.15, admissible: 0.0...1.0,
      source: "judgement", dimension: 141),
    Factor(
      name: "initial_quality",
      meaning: "phase of product quality at the start",
      unit: .fraction, defaultValue: 0.2, admissible: 0.0...1.0,
      source: "judgement", dimension: 142),
    Factor(
      name: "initial_cluster_size",
      meaning: "size of clusters at the start relative to saturation",
      unit: .fraction, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "judgement", dimension: 143),
    Factor(
      name: "initial_dependence",
      meaning: "technological dependence at the start",
      unit: .fraction, defaultValue: 0.3, admissible: 0.0...1.0,
      source: "judgement", dimension: 144),
  ]
}
