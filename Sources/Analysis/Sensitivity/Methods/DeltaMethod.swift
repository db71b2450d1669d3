extension GivenDataMethod {
  /// Borgonovo's delta, whose classes are wide and which cannot be negative: its noise floor is high.
  public static let delta = GivenDataMethod(
    name: "delta", title: "Borgonovo's delta",
    measures: [
      SensitivityMeasure(
        key: "delta", name: "delta",
        meaning:
          "mean area by which the density of the outcome moves when the factor becomes known.",
        isCentred: false)
    ],
    checks: [
      .init(.delta, estimator: "delta", symbol: "delta", bias: 0.06) {
        try DeltaIndices.indices($0).map(\.index.value)
      }
    ], indices: { [try DeltaIndices.indices($0)] },
    analyse: { data, _ in
      // 39 dummies still give an exact 5 % (2 of 40).
      MethodResult(
        rows: data.rows(
          [try DeltaIndices.indices(data)], floor: NoiseFloor.delta(data, draws: 39).upper))
    })
}
