extension GivenDataMethod {
  /// Dependence of any kind by kernels of factor and outcome.
  public static let hsic = GivenDataMethod(
    name: "hsic", title: "kernel dependence (R2-HSIC)",
    measures: [
      SensitivityMeasure(
        key: "hsic", name: "R2-HSIC index",
        meaning: "dependence of any kind, 0 only for independence.", isCentred: false,
        isOfExpectedValue: true)
    ],
    checks: [
      .init(.dependence, estimator: "hsic", symbol: "R2-HSIC", bias: 0.01) {
        try KernelDependence.indices($0).map(\.index.value)
      }
    ], isOfVariance: true
  ) { data, _ in
    MethodResult(
      rows: try KernelDependence.indices(data).enumerated().map { position, index in
        SensitivityRow(
          factor: index.name, estimates: [index.index], pValue: index.pValue,
          isInert: data.isConstant(position))
      })
  }
}
