/// Growth of capability relative to a moving frontier.
///
/// `a' = clip(absorption + invention + leadership - gsc g - 0.02 loss mis, -0.2, 0.3) a` with absorption
/// `[(1 - a) bundle + k max(a - 1, 0)(bundle - imitation)] efficiency`, bounded to [0.002, 1.5] after each explicit
/// step.
///
/// Catching up is logistic: it needs a gap and something to build on. An economy that does nothing falls
/// behind at the frontier's pace. A leader loses ground by imitation, so absorption has a sign; its own programmes,
/// practice and suppliers teach it nothing any more, but with k = 1 they do not pull it back. With k = 0 they do, as
/// in the second version. A sector
/// that is not born yet has no frontier; what could become of it follows related density,
/// `a' = 0.15 clip(window density / a - 1, -1, 1) a`.
///
/// Source: Benhabib and Spiegel 2005, doi:10.1016/S1574-0684(05)01013-0; Nelson and Phelps 1966; windows
/// of opportunity, Perez and Soete 1988.
struct CapabilityGrowth {
  /// Relative growth by sector, per year.
  let rate: [Double]
  /// Capability gained by invention, share-weighted over born sectors, per year.
  let inventionFlow: Double
  /// Capability gained by absorption, share-weighted over born sectors, losses left out, per year.
  let absorptionFlow: Double

  init(
    _ state: EconomyState, _ related: Relatedness, catchUp: CatchUp, _ invention: Invention,
    _ surroundings: Surroundings, misallocation: Double, efficiency: [Double],
    _ parameters: GrowthParameters
  ) {
    var rate: [Double] = []
    var invented = 0.0
    var absorbed = 0.0
    for (index, sector) in Sector.all.enumerated() {
      let capability = state.capability[index]
      guard surroundings.year >= sector.emergenceYear else {
        let pull = parameters.windowOfOpportunity * related.density[index] / capability - 1
        rate.append(Coefficient.windowPace * clip(pull, -1, 1))
        continue
      }
      let lead = atLeast(0, capability - 1)
      let programmes = catchUp.speed[index] - catchUp.imitation[index]
      let absorption =
        ((1 - capability) * catchUp.speed[index]
          + parameters.leadersKeepProgrammes * lead * programmes) * efficiency[index]
      let own = invention.ordinary[index] + invention.leadership[index]
      let obsolescence =
        parameters.obsolescenceScale * sector.frontierGrowth * surroundings.frontierPace
      rate.append(
        clip(
          absorption + own - obsolescence
            - Coefficient.misallocationDrag * parameters.misallocationLoss * misallocation,
          Coefficient.capabilityGrowth))
      invented += state.share[index] * own
      absorbed += state.share[index] * atLeast(0, absorption)
    }
    self.rate = rate
    inventionFlow = invented
    absorptionFlow = absorbed
  }

  /// Capability after one step.
  func next(_ capability: [Double], step: Double) -> [Double] {
    zip(capability, rate).map { clip($0 * (1 + step * $1), Coefficient.capability) }
  }
}
