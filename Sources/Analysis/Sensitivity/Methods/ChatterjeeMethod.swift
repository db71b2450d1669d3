extension GivenDataMethod {
  /// Chatterjee's rank correlation.
  public static let chatterjee = GivenDataMethod(
    name: "chatterjee", title: "Chatterjee's rank correlation",
    measure: SensitivityMeasure(
      key: "chatterjee", name: "correlation",
      meaning: "Chatterjee's xi, 0 for independence and 1 for a function of the factor."),
    checks: [
      .init(.correlation, estimator: "chatterjee", symbol: "xi", bias: 0.005) {
        RankIndices.chatterjee($0).map(\.index.value)
      }
    ], isOfVariance: false
  ) { RankIndices.chatterjee($0) }
}
