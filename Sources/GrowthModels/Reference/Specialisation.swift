/// What an economy makes decides what it can learn to make.
///
/// Two sides of the same coin. Learning by doing goes with what is done,
/// `learning * (1 - l + l min(share / demand, 2))`: a sector in which the economy is specialised learns faster, one that
/// it hardly has learns little. And an economy of homogeneous, routine, modular products finds complex sectors harder
/// to enter, `d = d0 (1 + k (1 - 2 U))`, where the upgrading potential `U = sum share (complexity + turnover + 1 -
/// modularity) / 3` is low for garments and assembly and high for precision work. So a narrow specialisation helps early
/// and locks in later. With l = 0 and k = 0 shares do not enter capability, as in the second version.
///
/// Source: Ernst, Beyond the "global factory" model, on specialisation (homogeneous or differentiated products, routine or
/// complex tasks, modular or integrated production) and upgrading potential; Young 1991, doi:10.2307/2937942, and
/// Matsuyama 1992, doi:10.1016/0022-0531(92)90057-O, on learning that is tied to the sector; Hausmann, Hwang and Rodrik
/// 2007, doi:10.1007/s10887-006-9009-4.
enum Specialisation {
  /// Upgrading potential of a sector's products: differentiated, complex, integrated.
  static func potential(_ sector: Sector) -> Double {
    (sector.complexity + sector.turnover + 1 - sector.modularity) / 3
  }

  /// Extra absorptive capacity that complex sectors ask for, d.
  static func complexityDemand(shares: [Double], _ parameters: GrowthParameters) -> Double {
    let potential = weightedMean(Sector.all.map(potential), shares: shares)
    return parameters.complexityDemand
      * (1 + parameters.specialisationLockIn * (1 - 2 * potential))
  }

  /// Multiplier on learning by doing in a sector.
  static func learning(share: Double, demand: Double, _ parameters: GrowthParameters) -> Double {
    let weight = parameters.specialisationLearning
    return 1 - weight + weight * atMost(Coefficient.mostSpecialised, share / demand)
  }
}
