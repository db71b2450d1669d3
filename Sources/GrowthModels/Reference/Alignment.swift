/// Alignment of institutions: coordination builds it, fragmentation and churn wear it down.
///
/// `I' = rho coordination (1 - I) - phi (1 - coordination) I - chi churn I`, bounded to [0.02, 1].
///
/// Source: Freeman 1987; Rodrik 2004; Herrera 2026, doi:10.4236/ti.2026.172008.
enum Alignment {
  static func next(
    _ alignment: Double, _ levers: LeverSettings, step: Double, _ parameters: GrowthParameters
  ) -> Double {
    let building =
      parameters.alignmentBuildingSpeed * levers.coordination * (1 - alignment)
    let fragmentation =
      parameters.alignmentFragmentation * (1 - levers.coordination) * alignment
    let churn = parameters.alignmentChurnErosion * levers.policyChurn * alignment
    return clip(alignment + step * (building - fragmentation - churn), Coefficient.alignment)
  }
}
