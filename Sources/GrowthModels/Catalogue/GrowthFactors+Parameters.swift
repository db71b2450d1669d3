import ModelContract

extension GrowthFactors {
  /// The 88 parameters of the growth model, with the judged centre of their priors as default. The last twenty-four
  /// are mechanisms of the second version (two) and of the third; at their default 0 the model is the first.
  public static let parameters: [Factor] = [
    Factor(
      name: "absorption_speed",
      meaning:
        "speed at which absorption closes the gap to the frontier at full absorptive capacity",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.2,
      source: "Benhabib-Spiegel 2005; Griffith-Redding-Van Reenen 2004", dimension: 0),
    Factor(
      name: "leverage_speed",
      meaning:
        "speed of leverage at full programme and capacity in a sector made for it",
      unit: .perYear, defaultValue: 0.16, admissible: 0.0...4.0,
      source: "Mathews 2002; Comin-Hobijn 2010 lags", dimension: 1),
    Factor(
      name: "foreign_investment_half_saturation",
      meaning: "inflow of foreign direct investment at which its effects are half saturated",
      unit: .shareOfOutput, defaultValue: 0.02, admissible: 0.0001...0.5,
      source: "Borensztein-De Gregorio-Lee 1998; Ernst", dimension: 2),
    Factor(
      name: "learning_by_doing_speed",
      meaning: "speed of learning by doing and exporting at full exposure",
      unit: .perYear, defaultValue: 0.05, admissible: 0.0...1.5,
      source: "Lucas 1993; Young 1991; De Loecker 2013", dimension: 3),
    Factor(
      name: "supplier_spillover_speed",
      meaning: "speed of spillovers from capable domestic suppliers",
      unit: .perYear, defaultValue: 0.025, admissible: 0.0...0.8,
      source: "Javorcik 2004; Ernst (industry-level linkages)", dimension: 4),
    Factor(
      name: "diversification_mission_yield",
      meaning: "capability growth from a propagated diversification mission",
      unit: .perYearPerPercentOfOutput, defaultValue: 1.0, admissible: 0.0...25.0,
      source: "Lane 2022 (heavy and chemical industry drive); Ernst (section 4.4)", dimension: 5),
    Factor(
      name: "leadership_mission_yield",
      meaning: "capability growth from a propagated leadership mission",
      unit: .perYearPerPercentOfOutput, defaultValue: 0.5, admissible: 0.0...15.0,
      source: "Ernst (section 4.3); Bloom et al. 2020", dimension: 6),
    Factor(
      name: "invention_scale",
      meaning:
        "scale of invention; at 1 an economy with frontier research and routines keeps up",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...13.0,
      source: "Bloom-Jones-Van Reenen-Webb 2020", dimension: 7),
    Factor(
      name: "invention_proximity_threshold",
      meaning:
        "proximity at which invention is about half effective: learning before invention",
      unit: .dimensionless, defaultValue: 0.5, admissible: 0.0001...8.0,
      source: "Acemoglu-Aghion-Zilibotti 2006; Herrera 2026", dimension: 8),
    Factor(
      name: "research_half_saturation",
      meaning:
        "research stock at which invention is half saturated; 1 is 3 % of GDP sustained",
      unit: .dimensionless, defaultValue: 0.8, admissible: 0.0001...20.0,
      source: "Coe-Helpman 1995; Bloom et al. 2020", dimension: 9),
    Factor(
      name: "obsolescence_scale",
      meaning:
        "multiplier on frontier growth in every sector, the obsolescence of standing still",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...13.0,
      source: "Comin-Hobijn 2010", dimension: 10),
    Factor(
      name: "human_capital_weight",
      meaning:
        "weight of human capital in absorptive capacity; the five weights are divided by their sum",
      unit: .dimensionless, defaultValue: 0.25, admissible: 0.0...4.0,
      source: "Nelson-Phelps 1966; Benhabib-Spiegel 2005", dimension: 11),
    Factor(
      name: "research_weight",
      meaning: "weight of the research stock in absorptive capacity: the second face of research",
      unit: .dimensionless, defaultValue: 0.15, admissible: 0.0...3.5,
      source: "Cohen-Levinthal 1990; Griffith et al. 2004", dimension: 12),
    Factor(
      name: "routines_weight",
      meaning: "weight of organisational routines in absorptive capacity",
      unit: .dimensionless, defaultValue: 0.22, admissible: 0.0...4.0,
      source: "Bloom-Van Reenen 2007; Herrera 2026", dimension: 13),
    Factor(
      name: "institutions_weight",
      meaning: "weight of institutional alignment in absorptive capacity",
      unit: .dimensionless, defaultValue: 0.18, admissible: 0.0...3.5,
      source: "Freeman 1987; Lundvall 1992; Herrera 2026", dimension: 14),
    Factor(
      name: "related_density_weight",
      meaning: "weight of related capabilities in absorptive capacity",
      unit: .dimensionless, defaultValue: 0.2, admissible: 0.0...3.5,
      source: "Hidalgo et al. 2007", dimension: 15),
    Factor(
      name: "complementarity",
      meaning:
        "how far the scarcest ingredient decides: weight of harmonic against arithmetic mean",
      unit: .dimensionless, defaultValue: 0.75, admissible: 0.0...1.0,
      source: "Kremer 1993; Ernst (hard and soft capabilities)", dimension: 16),
    Factor(
      name: "complexity_demand",
      meaning: "absorptive capacity that complex sectors ask for on top",
      unit: .dimensionless, defaultValue: 0.8, admissible: 0.0...12.0,
      source: "Hidalgo-Hausmann 2009; Kremer 1993", dimension: 17),
    Factor(
      name: "precision_gate_strength",
      meaning: "how strongly weak precision engineering bars the sectors that need it",
      unit: .dimensionless, defaultValue: 0.7, admissible: 0.0...1.0,
      source: "Mathews 2002 (disk drives, displays)", dimension: 18),
    Factor(
      name: "routine_diffusion_speed",
      meaning: "speed at which organisational routines spread",
      unit: .perYear, defaultValue: 0.16, admissible: 0.0...3.5,
      source: "Bloom et al. 2013; Tsutsui 1996", dimension: 19),
    Factor(
      name: "routine_erosion",
      meaning: "erosion of organisational routines, raised by policy churn and misallocation",
      unit: .perYear, defaultValue: 0.02, admissible: 0.0...0.5,
      source: "Bloom-Van Reenen 2007", dimension: 20),
    Factor(
      name: "alignment_building_speed",
      meaning: "speed at which coordination builds institutional alignment",
      unit: .perYear, defaultValue: 0.13, admissible: 0.0...3.0,
      source: "Rodrik 2004; Evans 1995", dimension: 21),
    Factor(
      name: "alignment_fragmentation",
      meaning: "erosion of institutional alignment where nobody coordinates",
      unit: .perYear, defaultValue: 0.12, admissible: 0.0...3.0,
      source: "OECD reviews in Herrera 2026", dimension: 22),
    Factor(
      name: "alignment_churn_erosion",
      meaning: "erosion of institutional alignment at full policy churn",
      unit: .perYear, defaultValue: 0.15, admissible: 0.0...4.0,
      source: "Herrera 2026; Wilson Center 2024", dimension: 23),
    Factor(
      name: "schooling_delay",
      meaning: "mean time from education policy to graduates",
      unit: .years, defaultValue: 5, admissible: 0.5...200,
      source: "Barro-Lee 2013", dimension: 24),
    Factor(
      name: "workforce_turnover_time",
      meaning: "mean time in which graduates renew the workforce",
      unit: .years, defaultValue: 14, admissible: 0.5...200,
      source: "Barro-Lee 2013", dimension: 25),
    Factor(
      name: "research_stock_time",
      meaning: "mean lifetime of the research stock, one over its depreciation",
      unit: .years, defaultValue: 7, admissible: 0.5...200,
      source: "Coe-Helpman 1995; Hall-Mairesse-Mohnen 2010", dimension: 26),
    Factor(
      name: "mission_gestation_time",
      meaning: "mean time of each of the two stages of a mission, seeding and propagation",
      unit: .years, defaultValue: 3.5, admissible: 0.5...200,
      source: "Jin-Wang 2025; Mathews 2002", dimension: 27),
    Factor(
      name: "business_research_leverage",
      meaning: "business research induced by one unit of fiscal incentive",
      unit: .dimensionless, defaultValue: 1.4, admissible: 0.0...25.0,
      source: "Hall-Van Reenen 2000", dimension: 28),
    Factor(
      name: "business_research_at_frontier",
      meaning: "business research without incentive at frontier capability, apart from a constant",
      unit: .shareOfOutput, defaultValue: 0.03, admissible: 0.0...0.6,
      source: "OECD Main Science and Technology Indicators", dimension: 29),
    Factor(
      name: "market_linkage_speed",
      meaning: "speed of upgrading from subcontracting to own brands",
      unit: .perYear, defaultValue: 0.08, admissible: 0.0...2.0,
      source: "Hobday 1995; Mathews 2002 (diffusion map)", dimension: 30),
    Factor(
      name: "dependence_buildup",
      meaning: "speed at which saturated foreign investment builds technological dependence",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Ernst (global factory)", dimension: 31),
    Factor(
      name: "dependence_erosion",
      meaning: "speed at which own research, routines and joint-venture terms wear dependence down",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Ernst; Herrera 2026 (joint ventures)", dimension: 32),
    Factor(
      name: "royalty_share",
      meaning: "share of income lost to royalties and profit outflow at full dependence",
      unit: .dimensionless, defaultValue: 0.18, admissible: 0.0...1.0,
      source: "Ernst (global factory, section 2.4)", dimension: 33),
    Factor(
      name: "learning_dependent_leverage",
      meaning: "share of the effect of leverage programmes that needs economic learning",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "Mathews 2002 (economic learning)", dimension: 34),
    Factor(
      name: "economic_learning_speed",
      meaning: "speed at which institutions learn from running leverage programmes and missions",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Mathews 2002", dimension: 35),
    Factor(
      name: "cluster_entry_speed",
      meaning: "speed at which imitators enter a cluster",
      unit: .perYear, defaultValue: 0.4, admissible: 0.0...8.0,
      source: "Sonobe-Otsuka 2006", dimension: 36),
    Factor(
      name: "cluster_exit_speed",
      meaning: "speed at which quality competition thins a cluster out",
      unit: .perYear, defaultValue: 0.18, admissible: 0.0...4.0,
      source: "Sonobe-Otsuka", dimension: 37),
    Factor(
      name: "quality_improvement_speed",
      meaning: "speed of quality improvement by educated managers with routines",
      unit: .perYear, defaultValue: 0.22, admissible: 0.0...5.0,
      source: "Sonobe-Otsuka", dimension: 38),
    Factor(
      name: "cluster_training_effect",
      meaning: "speed of quality improvement by training firms in clusters",
      unit: .perYear, defaultValue: 0.45, admissible: 0.0...10.0,
      source: "Sonobe-Otsuka; Bloom et al. 2013; McKenzie-Woodruff 2014", dimension: 39),
    Factor(
      name: "quality_obsolescence",
      meaning: "obsolescence of quality in a sector of fastest technology turnover",
      unit: .perYear, defaultValue: 0.04, admissible: 0.0...1.0,
      source: "Ernst (product life cycle)", dimension: 40),
    Factor(
      name: "quality_dependent_learning",
      meaning: "share of learning that depends on the phase of product quality",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "Sonobe-Otsuka (imitation: stagnant productivity)", dimension: 41),
    Factor(
      name: "productivity_concavity",
      meaning:
        "concavity of productivity in capability; when small, basic know-how pays most",
      unit: .dimensionless, defaultValue: 0.15, admissible: 0.0001...4.5,
      source: "Hsieh-Klenow 2010; Comin-Mestieri 2018", dimension: 42),
    Factor(
      name: "incumbent_closure",
      meaning: "how far concentrated incumbents close off absorption",
      unit: .dimensionless, defaultValue: 0.75, admissible: 0.0...1.0,
      source: "Mathews 2002 (autos, aerospace)", dimension: 43),
    Factor(
      name: "sheltered_output_weight",
      meaning: "weight of sheltered activities, which are not traded, in output",
      unit: .dimensionless, defaultValue: 0.52, admissible: 0.0...1.0,
      source: "Herrendorf-Rogerson-Valentinyi 2014", dimension: 44),
    Factor(
      name: "internal_diffusion_speed",
      meaning: "speed at which sheltered activities learn from tradable ones",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "Comin-Hobijn 2010", dimension: 45),
    Factor(
      name: "internal_diffusion_breadth",
      meaning:
        "share of tradable productivity that sheltered activities reach by themselves",
      unit: .dimensionless, defaultValue: 0.5, admissible: 0.0...7.5,
      source: "OECD services productivity gaps", dimension: 46),
    Factor(
      name: "breadth_from_exports",
      meaning: "gain in the reach of internal diffusion from full export orientation",
      unit: .dimensionless, defaultValue: 0.3, admissible: 0.0...5.0,
      source: "Herrera 2026 (adoption gap of small firms)", dimension: 47),
    Factor(
      name: "breadth_from_foreign_investment",
      meaning: "gain in the reach of internal diffusion from saturated foreign investment",
      unit: .dimensionless, defaultValue: 0.25, admissible: 0.0...5.0,
      source: "Javorcik 2004", dimension: 48),
    Factor(
      name: "breadth_lost_to_large_firms",
      meaning: "loss in the reach of internal diffusion where large firms alone carry technology",
      unit: .dimensionless, defaultValue: 0.25, admissible: 0.0...5.0,
      source: "Herrera 2026 (gap between large and small firms)", dimension: 49),
    Factor(
      name: "initial_residual_fading_time",
      meaning:
        "fading time of initial income that capability does not explain (rents, protected prices, entrepot trade)",
      unit: .years, defaultValue: 28, admissible: 0.5...200,
      source: "Sachs-Warner 2001; Prebisch terms of trade", dimension: 50),
    Factor(
      name: "window_of_opportunity",
      meaning:
        "proximity at which a sector is entered when it is born, as a share of related capability",
      unit: .dimensionless, defaultValue: 0.65, admissible: 0.0...1.0,
      source: "Perez-Soete 1988; Lee 2013", dimension: 51),
    Factor(
      name: "breadth_lost_to_dualism",
      meaning: "loss in the reach of internal diffusion at full dualism",
      unit: .dimensionless, defaultValue: 0.3, admissible: 0.0...6.0,
      source: "Lewis 1954; La Porta-Shleifer 2014", dimension: 52),
    Factor(
      name: "initial_residual_persistence",
      meaning: "share of the unexplained initial income that lasts",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "resource endowments; geography", dimension: 53),
    Factor(
      name: "seeding_strength",
      meaning:
        "how far leverage and missions can implant a sector from related capability instead of its own",
      unit: .dimensionless, defaultValue: 0.7, admissible: 0.0...16.0,
      source: "Mathews 2002 (seeding); Quinn 1969", dimension: 54),
    Factor(
      name: "research_scale_effect",
      meaning:
        "how much further research and talent go in an economy as large as the frontier",
      unit: .dimensionless, defaultValue: 0.5, admissible: 0.0...12.0,
      source: "Romer 1990; Jones 1995; Herrera 2026 (scale compresses time)", dimension: 55),
    Factor(
      name: "value_captured_by_assemblers",
      meaning: "share of value captured by a producer without own markets and quality",
      unit: .dimensionless, defaultValue: 0.65, admissible: 0.0...1.0,
      source: "Ernst; Kaplinsky-Morris 2001", dimension: 56),
    Factor(
      name: "reallocation_speed",
      meaning: "speed at which shares move to sectors of higher value added",
      unit: .perYear, defaultValue: 0.1, admissible: 0.0...2.5,
      source: "McMillan-Rodrik 2011; Metcalfe 1994", dimension: 57),
    Factor(
      name: "demand_reversion_speed",
      meaning: "speed at which shares return to the composition of world demand",
      unit: .perYear, defaultValue: 0.03, admissible: 0.0...0.8,
      source: "Imbs-Wacziarg 2003", dimension: 58),
    Factor(
      name: "misallocation_loss",
      meaning: "loss of output for each unit of misallocation",
      unit: .dimensionless, defaultValue: 0.4, admissible: 0.0...1.0,
      source: "Hsieh-Klenow 2009", dimension: 59),
    Factor(
      name: "research_crowding_out",
      meaning: "research talent that missions draw away from sectors that are not their targets",
      unit: .dimensionless, defaultValue: 0.2, admissible: 0.0...1.0,
      source: "Goolsbee 1998", dimension: 60),
    Factor(
      name: "capital_share",
      meaning: "share of capital in output",
      unit: .dimensionless, defaultValue: 0.36, admissible: 0.05...0.95,
      source: "Gollin 2002; Penn World Table", dimension: 61),
    Factor(
      name: "home_market_learning",
      meaning: "weight of the home market in learning by doing",
      unit: .dimensionless, defaultValue: 0.6, admissible: 0.0...9.0,
      source: "Herrera 2026 (scale compresses time); Krugman 1980", dimension: 62),
    Factor(
      name: "shock_sensitivity",
      meaning: "response of log income to a shock of size 1 at full exposure",
      unit: .dimensionless, defaultValue: 0.06, admissible: 0.0...1.2,
      source: "Ernst 2001", dimension: 63),
    Factor(
      name: "residual_fading_with_exports",
      meaning:
        "how much sooner the initial residual fades in an economy that exports; 0: all alike",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Ben-David 1993; Wacziarg-Welch 2008", dimension: 81),
    Factor(
      name: "terms_of_trade_response",
      meaning:
        "response of log income to log terms of trade, for each unit of resource sectors' share",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...20.0,
      source: "Kose 2002; Kehoe-Ruhl 2008", dimension: 82),
    Factor(
      name: "vehicle_specialisation",
      meaning:
        "how far each vehicle levers best where it is at home; 0: large firms lead everywhere",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Mathews (Korea, Taiwan, Singapore)", dimension: 83),
    Factor(
      name: "leverage_focus",
      meaning:
        "how far a leverage programme serves its targets alone; 0: all sectors alike",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Mathews (rounds of leverage)", dimension: 84),
    Factor(
      name: "closure_of_spillovers",
      meaning:
        "how far closed incumbents keep suppliers out as well",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Mathews (cars, aircraft)", dimension: 85),
    Factor(
      name: "contract_learning",
      meaning:
        "gain in learning by exporting where contracts hand over designs",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...10.0,
      source: "Hobday 1995; Mathews (diffusion map)", dimension: 86),
    Factor(
      name: "specialisation_learning",
      meaning:
        "how far learning by doing goes with the share of a sector",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Young 1991; Matsuyama 1992; Ernst", dimension: 87),
    Factor(
      name: "specialisation_lock_in",
      meaning:
        "how much harder simple, modular products make the entry into complex ones",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Ernst; Hausmann-Hwang-Rodrik 2007", dimension: 88),
    Factor(
      name: "price_of_crowding",
      meaning:
        "fall of prices where imitators crowd a cluster of low quality",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Sonobe-Otsuka 2006", dimension: 89),
    Factor(
      name: "education_for_training",
      meaning:
        "how far training of firms needs educated entrepreneurs",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Sonobe-Otsuka 2006", dimension: 90),
    Factor(
      name: "margin_squeeze",
      meaning:
        "own research of business lost at full dependence, through thin margins",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Ernst (global factory)", dimension: 91),
    Factor(
      name: "licence_dependence",
      meaning:
        "dependence built by licences of domestic firms, relative to multinationals",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...10.0,
      source: "Ernst; Mathews", dimension: 92),
    Factor(
      name: "licence_fee",
      meaning:
        "licence fees and royalties of a full leverage programme",
      unit: .shareOfOutput, defaultValue: 0, admissible: 0.0...0.1,
      source: "Ernst; Mathews", dimension: 93),
    Factor(
      name: "money_bounds_misallocation",
      meaning:
        "how far misallocation is bounded by the money spent; 0: index of the second version",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Lane 2020; Hsieh-Klenow 2009", dimension: 94),
    Factor(
      name: "leadership_premium",
      meaning:
        "premium on value for each unit of capability ahead of the frontier",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...5.0,
      source: "Aghion-Howitt 1992; Ernst", dimension: 95),
    Factor(
      name: "leadership_risk",
      meaning:
        "how much larger the luck of leadership missions is",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...5.0,
      source: "Ernst (technology leadership)", dimension: 113),
    Factor(
      name: "mission_unevenness",
      meaning:
        "how far diversification missions work only where a sector has something to build on",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Herrera 2026 (uneven missions)", dimension: 114),
    Factor(
      name: "leaders_keep_programmes",
      meaning: "how far a leader's own programmes, practice and suppliers cease to turn against it",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Benhabib-Spiegel 2005; judgement", dimension: 118),
    Factor(
      name: "entry_barrier",
      meaning: "how far closed incumbents with long cycles keep latecomers out",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Mathews (cars, aircraft); Lee-Lim 2001", dimension: 119),
    Factor(
      name: "leadership_needs_proximity",
      meaning: "how far missions for leadership are premature where the frontier is far",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Ernst (technology leadership); Acemoglu-Aghion-Zilibotti 2006", dimension: 120),
    Factor(
      name: "presence_needs_schooling",
      meaning: "how far others learn from foreign firms only with schooling",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...1.0,
      source: "Borensztein-De Gregorio-Lee 1998", dimension: 121),
    Factor(
      name: "crisis_response",
      meaning:
        "response of log income to the log of the output that a dated crisis leaves",
      unit: .dimensionless, defaultValue: 0, admissible: 0.0...5.0,
      source: "Laeven-Valencia 2020", dimension: 115),
    Factor(
      name: "conditions_cost",
      meaning: "cost of watching full conditions on support: discipline, terms, sunset clauses",
      unit: .shareOfOutput, defaultValue: 0, admissible: 0.0...0.1,
      source: "judgement", dimension: 116),
    Factor(
      name: "vehicle_move_cost",
      meaning: "cost of moving all weight from one vehicle to another",
      unit: .shareOfOutput, defaultValue: 0, admissible: 0.0...1.0,
      source: "judgement", dimension: 117),
  ]
}
