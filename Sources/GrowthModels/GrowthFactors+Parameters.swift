import ModelContract

extension GrowthFactors {
  /// The 64 parameters of the growth model, with the judged centre of their priors as default.
  static let parameters: [Factor] = [
    Factor(
      name: "absorption_speed",
      meaning: "absorption speed at AC=1 (logistic technology diffusion)",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.2,
      source: "Benhabib-Spiegel 2005; Griffith-Redding-Van Reenen 2004", dimension: 0),
    Factor(
      name: "leverage_speed",
      meaning: "leverage speed at full flow, AC=1, leverage-ability 1",
      unit: .perYear, defaultValue: 0.16, admissible: 0.0...4.0,
      source: "Mathews 2002; Comin-Hobijn 2010 lags", dimension: 1),
    Factor(
      name: "foreign_investment_half_saturation",
      meaning: "FDI inflow at which FDI leverage is half saturated",
      unit: .shareOfOutput, defaultValue: 0.02, admissible: 0.0001...0.5,
      source: "Borensztein-De Gregorio-Lee 1998; Ernst", dimension: 2),
    Factor(
      name: "learning_by_doing_speed",
      meaning: "learning by doing/exporting at full exposure",
      unit: .perYear, defaultValue: 0.05, admissible: 0.0...1.5,
      source: "Lucas 1993; Young 1991; De Loecker 2013", dimension: 3),
    Factor(
      name: "supplier_spillover_speed",
      meaning: "supplier-linkage spillover",
      unit: .perYear, defaultValue: 0.025, admissible: 0.0...0.8,
      source: "Javorcik 2004; Ernst (industry-level linkages)", dimension: 4),
    Factor(
      name: "diversification_mission_yield",
      meaning: "technology-diversification mission yield (per 1% GDP propagated stock)",
      unit: .perYearPerPercentOfOutput, defaultValue: 1.0, admissible: 0.0...25.0,
      source: "Lane 2022 (HCI); Ernst s.4.4", dimension: 5),
    Factor(
      name: "leadership_mission_yield",
      meaning: "technology-leadership (radical) mission yield",
      unit: .perYearPerPercentOfOutput, defaultValue: 0.5, admissible: 0.0...15.0,
      source: "Ernst s.4.3; Bloom et al. 2020", dimension: 6),
    Factor(
      name: "invention_scale",
      meaning: "invention scale (1: frontier country with R=Q=1 just tracks the frontier)",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...13.0,
      source: "Bloom-Jones-Van Reenen-Webb 2020", dimension: 7),
    Factor(
      name: "invention_proximity_threshold",
      meaning: "proximity at which invention is half effective (learning before invention)",
      unit: .dimensionless, defaultValue: 0.5, admissible: 0.0001...8.0,
      source: "Acemoglu-Aghion-Zilibotti 2006; Herrera", dimension: 8),
    Factor(
      name: "research_half_saturation",
      meaning: "R&D half-saturation (diminishing returns), R=1 is 3% of GDP",
      unit: .dimensionless, defaultValue: 0.8, admissible: 0.0001...20.0,
      source: "Coe-Helpman 1995; Bloom et al. 2020", dimension: 9),
    Factor(
      name: "obsolescence_scale",
      meaning: "multiplier on all frontier growth rates (obsolescence)",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...13.0,
      source: "Comin-Hobijn 2010", dimension: 10),
    Factor(
      name: "human_capital_weight",
      meaning: "AC weight of human capital (normalised with the other four)",
      unit: .dimensionless, defaultValue: 0.25, admissible: 0.0...4.0,
      source: "Nelson-Phelps 1966; Benhabib-Spiegel 2005", dimension: 11),
    Factor(
      name: "research_weight",
      meaning: "AC weight of R&D stock (second face of R&D)",
      unit: .dimensionless, defaultValue: 0.15, admissible: 0.0...3.5,
      source: "Cohen-Levinthal 1990; Griffith et al. 2004", dimension: 12),
    Factor(
      name: "routines_weight",
      meaning: "AC weight of organisational routines",
      unit: .dimensionless, defaultValue: 0.22, admissible: 0.0...4.0,
      source: "Bloom-Van Reenen 2007; Herrera", dimension: 13),
    Factor(
      name: "institutions_weight",
      meaning: "AC weight of institutional alignment",
      unit: .dimensionless, defaultValue: 0.18, admissible: 0.0...3.5,
      source: "Freeman 1987; Lundvall 1992; Herrera", dimension: 14),
    Factor(
      name: "related_density_weight",
      meaning: "AC weight of related-capability density",
      unit: .dimensionless, defaultValue: 0.2, admissible: 0.0...3.5,
      source: "Hidalgo et al. 2007", dimension: 15),
    Factor(
      name: "complementarity",
      meaning: "complementarity: weight of harmonic (CES rho=-1) against arithmetic mean in AC",
      unit: .dimensionless, defaultValue: 0.75, admissible: 0.0...1.0,
      source: "Kremer 1993; Ernst (hard+soft)", dimension: 16),
    Factor(
      name: "complexity_demand",
      meaning: "extra AC demand of complex sectors",
      unit: .dimensionless, defaultValue: 0.8, admissible: 0.0...12.0,
      source: "Hidalgo-Hausmann 2009; Kremer 1993", dimension: 17),
    Factor(
      name: "precision_gate_strength",
      meaning: "strength of the precision-engineering gate",
      unit: .dimensionless, defaultValue: 0.7, admissible: 0.0...1.0,
      source: "Mathews (HDD/LCD cases)", dimension: 18),
    Factor(
      name: "routine_diffusion_speed",
      meaning: "routine diffusion speed",
      unit: .perYear, defaultValue: 0.16, admissible: 0.0...3.5,
      source: "Bloom et al. 2013; Tsutsui 1996", dimension: 19),
    Factor(
      name: "routine_erosion",
      meaning: "routine erosion under churn and rent",
      unit: .perYear, defaultValue: 0.02, admissible: 0.0...0.5,
      source: "Bloom-Van Reenen 2007", dimension: 20),
    Factor(
      name: "alignment_building_speed",
      meaning: "alignment building by coordination",
      unit: .perYear, defaultValue: 0.13, admissible: 0.0...3.0,
      source: "Rodrik 2004; Evans 1995", dimension: 21),
    Factor(
      name: "alignment_fragmentation",
      meaning: "alignment erosion by fragmentation",
      unit: .perYear, defaultValue: 0.12, admissible: 0.0...3.0,
      source: "OECD reviews (Herrera s.2.4-2.5)", dimension: 22),
    Factor(
      name: "alignment_churn_erosion",
      meaning: "alignment erosion per unit policy churn",
      unit: .perYear, defaultValue: 0.15, admissible: 0.0...4.0,
      source: "Herrera; Wilson Center 2024", dimension: 23),
    Factor(
      name: "schooling_delay",
      meaning: "education pipeline delay 1 (schooling)",
      unit: .years, defaultValue: 5, admissible: 0.5...200,
      source: "Barro-Lee 2013", dimension: 24),
    Factor(
      name: "workforce_turnover_time",
      meaning: "education pipeline delay 2 (workforce turnover)",
      unit: .years, defaultValue: 14, admissible: 0.5...200,
      source: "Barro-Lee 2013", dimension: 25),
    Factor(
      name: "research_stock_time",
      meaning: "R&D stock time constant (1/depreciation)",
      unit: .years, defaultValue: 7, admissible: 0.5...200,
      source: "Coe-Helpman 1995; Hall-Mairesse-Mohnen 2010", dimension: 26),
    Factor(
      name: "mission_gestation_time",
      meaning: "mission/leverage gestation, each of two stages (seeding, propagation)",
      unit: .years, defaultValue: 3.5, admissible: 0.5...200,
      source: "Jin-Wang 2025; Mathews DRL", dimension: 27),
    Factor(
      name: "business_research_leverage",
      meaning: "business R&D per unit of fiscal incentive",
      unit: .dimensionless, defaultValue: 1.4, admissible: 0.0...25.0,
      source: "Hall-Van Reenen 2000", dimension: 28),
    Factor(
      name: "business_research_at_frontier",
      meaning: "endogenous business R&D at the frontier",
      unit: .shareOfOutput, defaultValue: 0.03, admissible: 0.0...0.6,
      source: "OECD MSTI", dimension: 29),
    Factor(
      name: "market_linkage_speed",
      meaning: "market-linkage upgrading OEM to OBM",
      unit: .perYear, defaultValue: 0.08, admissible: 0.0...2.0,
      source: "Hobday 1995; Mathews diffusion map", dimension: 30),
    Factor(
      name: "dependence_buildup",
      meaning: "dependence build-up from saturated FDI",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Ernst (global factory)", dimension: 31),
    Factor(
      name: "dependence_erosion",
      meaning: "dependence erosion by own R&D, routines and JV/local content",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Ernst; Herrera (JV)", dimension: 32),
    Factor(
      name: "royalty_share",
      meaning: "share of value-added lost to royalties/profit outflow at full dependence",
      unit: .dimensionless, defaultValue: 0.18, admissible: 0.0...1.0,
      source: "Ernst s.2.4", dimension: 33),
    Factor(
      name: "learning_dependent_leverage",
      meaning: "share of leverage efficacy that needs economic learning",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "Mathews (economic learning)", dimension: 34),
    Factor(
      name: "economic_learning_speed",
      meaning: "economic-learning speed per unit completed propagation",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Mathews", dimension: 35),
    Factor(
      name: "cluster_entry_speed",
      meaning: "cluster entry (imitation) speed",
      unit: .perYear, defaultValue: 0.4, admissible: 0.0...8.0,
      source: "Sonobe-Otsuka 2006", dimension: 36),
    Factor(
      name: "cluster_exit_speed",
      meaning: "cluster exit/consolidation speed",
      unit: .perYear, defaultValue: 0.18, admissible: 0.0...4.0,
      source: "Sonobe-Otsuka", dimension: 37),
    Factor(
      name: "quality_improvement_speed",
      meaning: "quality improvement by educated managers",
      unit: .perYear, defaultValue: 0.22, admissible: 0.0...5.0,
      source: "Sonobe-Otsuka", dimension: 38),
    Factor(
      name: "cluster_training_effect",
      meaning: "cluster-training effect on quality",
      unit: .perYear, defaultValue: 0.45, admissible: 0.0...10.0,
      source: "Sonobe-Otsuka; Bloom et al. 2013; McKenzie-Woodruff 2014", dimension: 39),
    Factor(
      name: "quality_obsolescence",
      meaning: "quality obsolescence at turnover 1",
      unit: .perYear, defaultValue: 0.04, admissible: 0.0...1.0,
      source: "Ernst (PLC)", dimension: 40),
    Factor(
      name: "quality_dependent_learning",
      meaning: "share of learning that depends on product quality phase",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "Sonobe-Otsuka (imitation: stagnant productivity)", dimension: 41),
    Factor(
      name: "productivity_concavity",
      meaning: "concavity of productivity in capability: p(a)=a(1+pc)/(a+pc)",
      unit: .dimensionless, defaultValue: 0.15, admissible: 0.0001...4.5,
      source: "Hsieh-Klenow 2010; Comin-Mestieri 2018", dimension: 42),
    Factor(
      name: "incumbent_closure",
      meaning: "how much incumbent concentration closes absorption (terms dictated by incumbents)",
      unit: .dimensionless, defaultValue: 0.75, admissible: 0.0...1.0,
      source: "Mathews (autos, aerospace)", dimension: 43),
    Factor(
      name: "sheltered_output_weight",
      meaning: "weight of sheltered (non-tradable) activities in output",
      unit: .dimensionless, defaultValue: 0.52, admissible: 0.0...1.0,
      source: "Herrendorf-Rogerson-Valentinyi 2014", dimension: 44),
    Factor(
      name: "internal_diffusion_speed",
      meaning: "internal diffusion speed from tradable to sheltered activities",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Comin-Hobijn 2010", dimension: 45),
    Factor(
      name: "internal_diffusion_breadth",
      meaning: "internal diffusion breadth, intercept",
      unit: .dimensionless, defaultValue: 0.5, admissible: 0.0...7.5,
      source: "OECD services productivity gaps", dimension: 46),
    Factor(
      name: "breadth_from_exports",
      meaning: "breadth gained from export openness",
      unit: .dimensionless, defaultValue: 0.3, admissible: 0.0...5.0,
      source: "Herrera (SME adoption gap)", dimension: 47),
    Factor(
      name: "breadth_from_foreign_investment",
      meaning: "breadth gained from FDI presence (saturated)",
      unit: .dimensionless, defaultValue: 0.25, admissible: 0.0...5.0,
      source: "Javorcik 2004", dimension: 48),
    Factor(
      name: "breadth_lost_to_large_firms",
      meaning: "breadth lost to large-firm dualism",
      unit: .dimensionless, defaultValue: 0.25, admissible: 0.0...5.0,
      source: "Herrera s.4.5.2 (chaebol-SME gap)", dimension: 49),
    Factor(
      name: "initial_residual_fading_time",
      meaning: "fading time of initial non-capability income (rents, protected prices, entrepot)",
      unit: .years, defaultValue: 28, admissible: 0.5...200,
      source: "Sachs-Warner 2001; Prebisch terms of trade", dimension: 50),
    Factor(
      name: "window_of_opportunity",
      meaning:
        "entry proximity in a newly emerged sector as a share of related density (window of opportunity)",
      unit: .dimensionless, defaultValue: 0.65, admissible: 0.0...1.0,
      source: "Perez-Soete 1988; Lee 2013", dimension: 51),
    Factor(
      name: "breadth_lost_to_dualism",
      meaning: "breadth lost to informality / rural-urban dualism",
      unit: .dimensionless, defaultValue: 0.3, admissible: 0.0...6.0,
      source: "Lewis 1954; La Porta-Shleifer 2014", dimension: 52),
    Factor(
      name: "initial_residual_persistence",
      meaning: "persistent part of initial non-capability income",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "resource endowments; geography", dimension: 53),
    Factor(
      name: "seeding_strength",
      meaning:
        "seeding: strength of additive implantation by leverage and missions, relative to proportional absorption",
      unit: .dimensionless, defaultValue: 0.7, admissible: 0.0...16.0,
      source: "Mathews DRL (seeding/implantation); Quinn 1969", dimension: 54),
    Factor(
      name: "research_scale_effect",
      meaning:
        "non-rivalry / talent-pool scale: effective R is R*(1+scR*dm), effective h is h*cog*(1+scR*dm/2)",
      unit: .dimensionless, defaultValue: 0.5, admissible: 0.0...12.0,
      source: "Romer 1990; Jones 1995; Herrera (scale compresses time)", dimension: 55),
    Factor(
      name: "value_captured_by_assemblers",
      meaning: "value captured by pure OEM low-quality producer",
      unit: .dimensionless, defaultValue: 0.65, admissible: 0.0...1.0,
      source: "Ernst; Kaplinsky-Morris 2001", dimension: 56),
    Factor(
      name: "reallocation_speed",
      meaning: "reallocation towards high value-added sectors (replicator)",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "McMillan-Rodrik 2011; Metcalfe 1994", dimension: 57),
    Factor(
      name: "demand_reversion_speed",
      meaning: "reversion to world/domestic demand composition",
      unit: .perYear, defaultValue: 0.03, admissible: 0.0...0.8,
      source: "Imbs-Wacziarg 2003", dimension: 58),
    Factor(
      name: "misallocation_loss",
      meaning: "output loss coefficient on misallocation index",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "Hsieh-Klenow 2009", dimension: 59),
    Factor(
      name: "research_crowding_out",
      meaning: "crowding out of R&D talent per unit mission share",
      unit: .dimensionless, defaultValue: 0.2, admissible: 0.0...1.0,
      source: "Goolsbee 1998", dimension: 60),
    Factor(
      name: "capital_share",
      meaning: "capital share",
      unit: .dimensionless, defaultValue: 0.36, admissible: 0.05...0.95,
      source: "Gollin 2002; PWT", dimension: 61),
    Factor(
      name: "home_market_learning",
      meaning: "home-market scale learning weight",
      unit: .dimensionless, defaultValue: 0.6, admissible: 0.0...9.0,
      source: "Herrera (scale compresses time); Krugman 1980", dimension: 62),
    Factor(
      name: "shock_sensitivity",
      meaning: "output sensitivity to a one-sigma global shock at full network exposure",
      unit: .dimensionless, defaultValue: 0.06, admissible: 0.0...1.2,
      source: "Ernst 2001", dimension: 63),
  ]
}
