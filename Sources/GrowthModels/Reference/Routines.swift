/// Organisational routines spread from plant to plant and erode under churn and rent.
///
/// `Q' = rho (Q + 0.02)(1 - Q)(0.05 + 0.55 training + 0.3 discipline (0.4 + 0.6 exports) + 0.1 F)
/// - delta Q (1 + 2 churn + mis)`, bounded to [0.02, 1], F foreign presence.
///
/// Source: Bloom and Van Reenen 2007, doi:10.1162/qjec.2007.122.4.1351; Bloom and others 2013,
/// doi:10.1093/qje/qjs044.
enum Routines {
  static func next(
    _ routines: Double, _ levers: LeverSettings, foreignPresence: Double, misallocation: Double,
    step: Double, _ parameters: GrowthParameters
  ) -> Double {
    let impulse =
      0.05 + 0.55 * levers.managementTraining
      + 0.3 * levers.performanceDiscipline * (0.4 + 0.6 * levers.exportOrientation)
      + 0.1 * foreignPresence
    let diffusion =
      parameters.routineDiffusionSpeed * (routines + 0.02) * (1 - routines) * impulse
    let erosion =
      parameters.routineErosion * routines * (1 + 2 * levers.policyChurn + misallocation)
    return clip(routines + step * (diffusion - erosion), Coefficient.routines)
  }
}
