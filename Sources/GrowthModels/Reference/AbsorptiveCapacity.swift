/// How much of the frontier's knowledge a sector can take in.
///
/// `c0 = omega / (sum_i w_i / (x_i + e_i)) + (1 - omega) sum_i w_i x_i` over human capital, research,
/// routines, alignment and related density; `c = clip(c0 (1 - d complexity (1 - c0)), 0.02, 1.1)`.
///
/// The first term is a harmonic mean: the scarcest ingredient decides. The small constants e keep a
/// missing ingredient from closing everything. Complex sectors ask for more. Weights are divided by their
/// sum; how much more, d, is that of ``Specialisation``. A large home market makes research and talent go further.
///
/// Source: Cohen and Levinthal 1990, doi:10.2307/2393553; Nelson and Phelps 1966; Kremer 1993,
/// doi:10.2307/2118400 (complementarity); Romer 1990, doi:10.1086/261725 (scale).
struct AbsorptiveCapacity {
  /// Research stock made effective by scale, `R (1 + scale * home market)`.
  let effectiveResearch: Double
  /// Capacity by sector.
  let sector: [Double]

  init(
    _ state: EconomyState, density: [Double], demand: Double, _ parameters: GrowthParameters
  ) {
    let scale = parameters.researchScaleEffect * parameters.homeMarketSize
    let research = state.researchStock * (1 + scale)
    let skill = atMost(
      Coefficient.mostSkill, state.humanCapital * parameters.cognitiveSkill * (1 + 0.5 * scale))

    let sum =
      parameters.humanCapitalWeight + parameters.researchWeight + parameters.routinesWeight
      + parameters.institutionsWeight + parameters.relatedDensityWeight
    let skillWeight = parameters.humanCapitalWeight / sum
    let researchWeight = parameters.researchWeight / sum
    let routinesWeight = parameters.routinesWeight / sum
    let alignmentWeight = parameters.institutionsWeight / sum
    let densityWeight = parameters.relatedDensityWeight / sum

    let scarcity =
      skillWeight / (skill + 0.03) + researchWeight / (research + 0.15)
      + routinesWeight / (state.routines + 0.03) + alignmentWeight / (state.alignment + 0.03)
    let plenty =
      skillWeight * skill + researchWeight * atMost(Coefficient.mostAbsorbingResearch, research)
      + routinesWeight * state.routines + alignmentWeight * state.alignment

    effectiveResearch = research
    sector = zip(Sector.all, density).map { sector, density in
      let harmonic = 1 / (scarcity + densityWeight / (density + Coefficient.scarceDensity))
      let arithmetic = plenty + densityWeight * density
      let capacity =
        parameters.complementarity * harmonic + (1 - parameters.complementarity) * arithmetic
      let demanded = demand * sector.complexity * (1 - capacity)
      return clip(capacity * (1 - demanded), Coefficient.absorptiveCapacity)
    }
  }
}
