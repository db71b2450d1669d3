extension GivenDataMethod {
  /// Coefficients of linear regressions on values and on ranks.
  public static let regression = GivenDataMethod(
    name: "regression", title: "linear regression on values and ranks",
    measures: [
      SensitivityMeasure(
        key: "src", name: "standardised regression coefficient",
        meaning: "standard deviations of the outcome for one of the factor (SRC).", isSigned: true),
      SensitivityMeasure(
        key: "srrc", name: "standardised rank regression coefficient",
        meaning: "the same between ranks (SRRC).", isSigned: true),
      SensitivityMeasure(
        key: "prcc", name: "partial rank correlation",
        meaning: "correlation of ranks without what other factors explain (PRCC).", isSigned: true),
    ],
    checks: [
      .init(.coefficient, estimator: "regression", symbol: "SRC", bias: 0) {
        try RegressionIndices($0).coefficients.map(\.index.value)
      }
    ], isOfVariance: true,
    indices: {
      let fit = try RegressionIndices($0)
      return [fit.coefficients, fit.rankCoefficients, fit.partialRankCorrelations]
    },
    analyse: { data, _ in
      let fit = try RegressionIndices(data)
      let dummies = try RegressionIndices(data.dummies()).coefficients
      return MethodResult(
        rows: data.rows(
          [fit.coefficients, fit.rankCoefficients, fit.partialRankCorrelations],
          floor: NoiseFloor.halfWidth(dummies)),
        findings: [.linearFit(values: fit.determination, ranks: fit.rankDetermination)])
    })
}
