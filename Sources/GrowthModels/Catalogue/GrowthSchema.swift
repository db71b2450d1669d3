import ModelContract

/// What files may say of the growth model besides its factors, levers and outcomes.
enum GrowthSchema {
  /// Settings.
  ///
  /// Half of frontier income is the judged mark of having caught up; the second consumption equation
  /// charges business research beyond the incentive.
  static let settings = [
    ModelSchema.Setting(
      name: "catch_up_income", meaning: "income that counts as having caught up",
      defaultValue: 0.5, admissible: 0.01...2),
    ModelSchema.Setting(
      name: "consumption_equation",
      meaning: "2: consumption pays for business research too; 1: for the incentive alone",
      defaultValue: 2, admissible: 1...2, isWhole: true),
    ModelSchema.Setting(
      name: "transition_years",
      meaning: "years in which the institutions of a mix replace those of the baseline; 0: at once",
      defaultValue: 5, admissible: 0...50),
  ]

  /// Outside paths.
  ///
  /// 0.018 a year is the growth of the frontier that the sector tables and the capital equation are
  /// scaled to; a crisis comes once in about seventeen years (0.06 a year) and takes three times the
  /// standard deviation of ordinary demand noise (1.5). Both are judgement. Terms of trade multiply the
  /// economy's own series.
  static let outsidePaths = [
    ModelSchema.OutsidePath(
      name: "frontier_growth",
      meaning: "growth of the frontier; feeds obsolescence, capital dilution and the accumulators",
      unit: .perYear, defaultValue: 0.018, admissible: 0...0.1),
    ModelSchema.OutsidePath(
      name: "world_demand", isBySector: true,
      meaning: "multiplies the weight of a sector in world demand", unit: .dimensionless,
      defaultValue: 1, admissible: 0.001...1000),
    ModelSchema.OutsidePath(
      name: "incumbent_closeness", isBySector: true,
      meaning: "multiplies the concentration of a sector's incumbents, up to 1",
      unit: .dimensionless, defaultValue: 1, admissible: 0...20),
    ModelSchema.OutsidePath(
      name: "technology_turnover", isBySector: true,
      meaning: "multiplies the turnover of a sector's products, up to 1", unit: .dimensionless,
      defaultValue: 1, admissible: 0...20),
    ModelSchema.OutsidePath(
      name: "technology_access",
      meaning: "multiplies leverage and the transfer by multinationals", unit: .dimensionless,
      defaultValue: 1, admissible: 0...10),
    ModelSchema.OutsidePath(
      name: "shock_frequency", meaning: "chance of a global crisis", unit: .perYear,
      defaultValue: 0.06, admissible: 0...1),
    ModelSchema.OutsidePath(
      name: "shock_size",
      meaning: "fall of the demand shock in a crisis, in standard deviations of its noise",
      unit: .dimensionless, defaultValue: 1.5, admissible: 0...20),
    ModelSchema.OutsidePath(
      name: "terms_of_trade",
      meaning: "multiplies the prices of the economy's exports over those of its imports",
      unit: .dimensionless, defaultValue: 1, admissible: 0.1...10),
  ]

  /// Series; all are 1 by default.
  static let series = [
    ModelSchema.Series(
      name: "employment", unit: Unit.relativeToFrontier.rawValue, admissible: 0.1...5,
      hasUncertainGrowth: true),
    ModelSchema.Series(
      name: "terms_of_trade", unit: "exports over imports", admissible: 0.1...10),
    ModelSchema.Series(
      name: "crisis_output", unit: "share of output a crisis leaves", admissible: 0.1...1),
  ]

  /// Initial conditions. The multiplier of initial proximity is not one of them: it is the law of a condition
  /// that is stated.
  static let initialConditions = GrowthFactors.initialConditions.map(\.name).filter {
    $0 != proximityMultiplier
  }.map {
    ModelSchema.InitialCondition(
      $0, multiplier: $0 == "initial_proximity" ? proximityMultiplier : nil)
  }

  private static let proximityMultiplier = "initial_proximity_multiplier"

  /// The carriers of leverage.
  static let vehicles = ModelSchema.TraitGroup(
    key: "vehicles", singular: "vehicle", plural: "the three vehicles",
    members: [
      .init("large_firms", "large_firm_vehicle"),
      .init("public_laboratories", "public_laboratory_vehicle"),
      .init("multinationals", "multinational_vehicle"),
    ])

  /// Themes of factors; luck is about shocks.
  private static let themes = Dictionary(
    uniqueKeysWithValues: GrowthFactors.all.map {
      ($0.name, GrowthFactors.theme(of: $0.name).rawValue)
    } + GrowthOutcomes.luck.map { ($0.name, GrowthFactors.Theme.shocks.rawValue) })

  /// All of it.
  static let schema = ModelSchema(
    name: GrowthModel.name, version: GrowthModel.version, factors: GrowthFactors.all,
    parameters: GrowthFactors.parameters.map(\.name), themes: themes, levers: GrowthLevers.all,
    traits: GrowthLevers.traits, traitGroups: [vehicles], outcomes: GrowthOutcomes.all,
    outsidePaths: outsidePaths, growthPath: "frontier_growth", settings: settings,
    initialConditions: initialConditions, series: series, sectors: Sector.all.map(\.name))
}
