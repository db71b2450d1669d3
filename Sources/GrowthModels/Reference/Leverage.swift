/// Leverage of foreign technology by the three institutional vehicles, and the way past incumbents.
struct Leverage {
  /// Index of the sector that gates the others.
  static let precisionEngineering = Sector.index("precision_engineering")!

  /// Leverage speed by sector, per year.
  let speed: [Double]
  /// How far incumbents leave knowledge accessible, by sector.
  let accessibility: [Double]

  /// `speed = access * lambda * gate [lever * learned * kept * focus (v1 lev1 + v2 lev2)
  /// + v3 lev3 foreign presence (1 - 0.6 D)(0.6 + 0.4 terms)]` with
  /// `learned = 1 - rho (1 - economic learning)`, `focus = 1 - f + f w` where w is the weight of the sector among
  /// the targets (``SectorLeverage/focus(targetShares:)``), `kept` what misallocation leaves of a programme,
  /// `gate = max(1 - precision * g max(0.85 - a of precision engineering, 0), 0.1)`, and
  /// `accessibility = 1 - c concentration (1 - 0.7 v1 scale economies)`.
  ///
  /// Large firms and public laboratories lever under a programme that learns from experience;
  /// multinationals transfer with their investment, less when the economy is dependent and more under
  /// joint-venture terms. Weak precision engineering bars sectors that need it. With a focus f of 0 a programme
  /// serves all sectors alike, as in the second version; with 1 it serves its targets alone. The suitabilities lev1
  /// to lev3 are those of ``SectorLeverage``, moved towards each vehicle's home ground by the specialisation of
  /// vehicles.
  ///
  /// Source: Mathews 2002, doi:10.1023/A:1020586223665, and his cases of disk drives and displays.
  init(
    _ state: EconomyState, _ surroundings: Surroundings, _ levers: LeverSettings,
    _ mix: MixConstants, foreignPresence: Double, kept: Double, _ parameters: GrowthParameters
  ) {
    let learned = 1 - parameters.learningDependentLeverage * (1 - state.economicLearning)
    let barrier =
      parameters.precisionGateStrength
      * atLeast(0, Coefficient.precisionMark - state.capability[Self.precisionEngineering])
    speed = Sector.all.enumerated().map { index, sector in
      let turnover = surroundings.turnover[index]
      let concentration = surroundings.concentration[index]
      let focus =
        1 - parameters.leverageFocus + parameters.leverageFocus
        * mix.focus[index]
      let gate = atLeast(Coefficient.narrowestGate, 1 - sector.precision * barrier)
      let specialisation = parameters.vehicleSpecialisation
      let domestic =
        mix.largeFirms
        * SectorLeverage.largeFirms(sector, turnover: turnover, concentration: concentration)
        * (1 - specialisation + specialisation * SectorLeverage.groundOfLargeFirms(sector))
        + mix.publicLaboratories
        * SectorLeverage.publicLaboratories(
          sector, turnover: turnover, concentration: concentration)
        * (1 - specialisation + specialisation * SectorLeverage.groundOfLaboratories(sector))
      let foreign =
        mix.multinationals
        * SectorLeverage.multinationals(sector, turnover: turnover, concentration: concentration)
        * (1 - specialisation + specialisation * SectorLeverage.groundOfMultinationals(sector))
        * foreignPresence * (1 - 0.6 * state.dependence) * (0.6 + 0.4 * levers.jointVentureTerms)
      return surroundings.technologyAccess * parameters.leverageSpeed * gate
        * (levers.technologyLeverage * learned * kept * focus * domestic + foreign)
    }
    accessibility = Sector.all.enumerated().map { index, sector in
      1 - parameters.incumbentClosure * surroundings.concentration[index]
        * (1 - 0.7 * mix.largeFirms * sector.scaleEconomies)
    }
  }
}
