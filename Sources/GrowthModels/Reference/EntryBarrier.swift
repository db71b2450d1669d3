/// Closed incumbents and long cycles keep latecomers out of a sector.
///
/// Catching up and invention in a sector are multiplied by `1 - e closure (1 - turnover) max(1 - a^2, 0)` with
/// `closure = concentration (1 - 0.7 v1 scale economies)`. Where few firms own the knowledge and a product lives long,
/// neither suppliers nor programmes nor own research get a latecomer far: cars, aircraft, drugs. Fast cycles open
/// the door again and again; large firms with a home in economies of scale push it open; whoever is near the frontier is
/// an incumbent. With e = 0 there is no barrier, as in the second version.
///
/// Source: Mathews 2002, doi:10.1023/A:1020586223665, on Taiwan's attempts at cars and aircraft; Lee and Lim 2001,
/// doi:10.1016/S0048-7333(00)00088-3, on cycles and catching up; the form is judgement.
enum EntryBarrier {
  /// What the barrier leaves of every effort, by sector.
  static func passage(
    capability: [Double], _ surroundings: Surroundings, _ mix: MixConstants,
    _ parameters: GrowthParameters
  ) -> [Double] {
    Sector.all.enumerated().map { index, sector in
      let closure =
        surroundings.concentration[index] * (1 - 0.7 * mix.largeFirms * sector.scaleEconomies)
      let behind = atLeast(0, 1 - capability[index] * capability[index])
      return 1 - parameters.entryBarrier * closure * (1 - surroundings.turnover[index]) * behind
    }
  }
}
