import ModelContract

/// What the growth model reports, defined once.
///
/// Sums run over the twenty sectors; `share`, `capability` and so on are states at the year concerned.
/// Cumulative outcomes are running totals in a trace.
public enum GrowthOutcomes {
  /// All outcomes, in column order.
  public static let all: [Outcome] =
    [
      Outcome(
        name: "income", meaning: "income per head relative to the frontier in the last year",
        unit: .relativeToFrontier, direction: .maximize),
      Outcome(
        name: "capability", meaning: "mean capability, weighted by sector shares",
        unit: .relativeToFrontier, direction: .maximize),
      Outcome(
        name: "complexity", meaning: "sum of share times complexity times capability",
        unit: .dimensionless, direction: .maximize),
      Outcome(
        name: "process_upgrading", meaning: "mean of organisational routines and mean capability",
        unit: .relativeToFrontier, direction: .maximize),
      Outcome(
        name: "product_upgrading", meaning: "mean product quality, weighted by sector shares",
        unit: .fraction, direction: .maximize),
      Outcome(
        name: "functional_upgrading",
        meaning: "mean market linkage, from subcontracting 0 to own brands 1", unit: .fraction,
        direction: .maximize),
      Outcome(
        name: "intersectoral_upgrading", meaning: "sum of share times complexity",
        unit: .dimensionless, direction: .maximize),
      Outcome(
        name: "domestic_value_added", meaning: "domestic share of value added in output",
        unit: .fraction, direction: .maximize),
      Outcome(
        name: "rd_intensity", meaning: "realised research spending as a share of GDP",
        unit: .shareOfOutput, direction: .describe),
      Outcome(
        name: "discounted_consumption",
        meaning:
          "discounted national consumption from the start to the end, growing with the frontier",
        unit: .discountedOutput, direction: .maximize),
      Outcome(
        name: "terminal_value",
        meaning:
          "discounted value of the last year's consumption growing with the frontier for ever",
        unit: .discountedOutput, direction: .maximize, isKnownOnTheWay: false),
      Outcome(
        name: "fiscal_cost", meaning: "discounted fiscal cost of the policy mix",
        unit: .discountedOutput, direction: .minimize),
      Outcome(
        name: "catch_up_year", meaning: "first year in which income reaches the catch-up threshold",
        unit: .calendarYear, direction: .minimize, isCensored: true, isKnownOnTheWay: false),
      Outcome(
        name: "trap",
        meaning:
          "1 if income ends at most 5 % above its start and mean capability ends below 0.6, else 0",
        unit: .fraction, direction: .minimize, isKnownOnTheWay: false),
      Outcome(
        name: "dispersion", meaning: "standard deviation over sectors of log capability",
        unit: .logRatio, direction: .describe),
      Outcome(
        name: "volatility",
        meaning:
          "standard deviation of yearly changes of log relative income, from whole-year values",
        unit: .logRatio, direction: .minimize),
      Outcome(
        name: "invention_share",
        meaning: "share of invention in capability gained over the run, both summed over the run",
        unit: .fraction, direction: .maximize),
      Outcome(
        name: "initial_residual",
        meaning:
          "log of the initial income that capability, capital, schooling and labour leave open",
        unit: .logRatio, direction: .describe),
      Outcome(
        name: "consumption_first_version",
        meaning:
          "discounted consumption when business research beyond the incentive is not charged to it",
        unit: .discountedOutput, direction: .maximize),
      Outcome(
        name: "real_wage",
        meaning: "income for each unit of labour, the frontier's real wage being 1",
        unit: .relativeToFrontier, direction: .maximize),
      Outcome(
        name: "productivity_gap",
        meaning:
          "productivity of firms that trade over that of small, sheltered ones: large against small",
        unit: .dimensionless, direction: .minimize),
      Outcome(
        name: "subcontracting_share",
        meaning: "share of sectors at the stage of subcontracting, market linkage below 0.25",
        unit: .fraction, direction: .describe),
      Outcome(
        name: "own_design_share",
        meaning: "share of sectors at the stage of own design, market linkage from 0.25 to 0.5",
        unit: .fraction, direction: .describe),
      Outcome(
        name: "logistics_share",
        meaning:
          "share of sectors at the stage of global logistics, market linkage from 0.5 to 0.75",
        unit: .fraction, direction: .describe),
      Outcome(
        name: "own_brand_share",
        meaning: "share of sectors with own brands, market linkage of 0.75 or more",
        unit: .fraction, direction: .describe),
      Outcome(
        name: "dependence",
        meaning: "dependence on foreign owners and licensors of technology, from 0 to 1",
        unit: .fraction, direction: .minimize),
    ] + sectorCapabilities + [
      Outcome(
        name: "switched_years",
        meaning:
          "years for which the mix has been on its second plan; 0 where it never switched",
        unit: .years, direction: .describe, isKnownOnTheWay: false)
    ]

  /// Capability of each sector in the last year.
  static let sectorCapabilities = Sector.all.map {
    Outcome(
      name: "capability_" + $0.name,
      meaning: "capability in \($0.name.replacing("_", with: " "))", unit: .relativeToFrontier,
      direction: .maximize)
  }

  /// Streams of luck: sector luck of radical missions, lasting sector efficiency, and the demand shock.
  public static let luck: [LuckStream] = [
    LuckStream(
      name: "sector_luck", meaning: "luck of leadership missions, by sector",
      width: Sector.count, law: .standardNormal,
      timing: .once(firstDimension: GrowthFactors.sectorLuckDimension)),
    LuckStream(
      name: "sector_efficiency", meaning: "lasting efficiency of absorption, by sector",
      width: Sector.count, law: .standardNormal,
      timing: .once(firstDimension: GrowthFactors.sectorEfficiencyDimension)),
    LuckStream(
      name: "demand_noise", meaning: "normal part of the global demand shock", width: 1,
      law: .standardNormal, timing: .everyStep),
    LuckStream(
      name: "demand_crisis", meaning: "chance of a global crisis", width: 1, law: .uniform,
      timing: .everyStep),
  ]
}
