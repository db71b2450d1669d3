/// Everything that a time step carries on to the next: seven states a sector and the aggregate ones.
struct EconomyState {
  /// Capability relative to the frontier, in [0.002, 1.5]: process upgrading.
  var capability: [Double]
  /// Market linkage, from subcontracting near 0 to own brands at 1: functional upgrading.
  var marketLinkage: [Double]
  /// Firms in the sector's cluster relative to saturation, in [0.005, 1].
  var clusterSize: [Double]
  /// Phase of product quality, in [0.01, 0.99]: product upgrading.
  var quality: [Double]
  /// Shares of the tradable economy, positive, summing to 1: inter-sectoral upgrading.
  var share: [Double]
  /// Missions seeded and not yet propagated; 1 is a concentrated programme of 1 % of GDP.
  var missionsSeeded: [Double]
  /// Missions propagated, in the same unit.
  var missionsPropagated: [Double]

  /// Human capital on its way from school into the workforce, frontier = 1.
  var humanCapitalInSchool: Double
  /// Human capital of the workforce, frontier = 1.
  var humanCapital: Double
  /// Stock of research; 1 is 3 % of GDP sustained.
  var researchStock: Double
  /// Organisational routines, in [0.02, 1].
  var routines: Double
  /// Institutional alignment, in [0.02, 1].
  var alignment: Double
  /// Economic learning: experience with leverage programmes and missions, in [0, 1].
  var economicLearning: Double
  /// Technological dependence, in [0, 1].
  var dependence: Double
  /// Infrastructure, in [0, 1].
  var infrastructure: Double
  /// Productivity of sheltered activities, frontier = 1.
  var shelteredProductivity: Double
  /// Capital per effective worker, frontier = 1, in [0.02, 6].
  var capital: Double
  /// Global demand shock, 0 in a calm world.
  var shock: Double

  /// Log of the initial income that the state leaves open.
  var logResidual: Double
  /// Years over which the residual has faded, see ``InitialResidual``.
  var residualAge: Double
  /// Dependence at the start, which initial income already reflects.
  var initialDependence: Double
}
