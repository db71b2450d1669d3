extension GivenDataMethod {
  /// PAWN, whose classes are wide and which cannot be negative: its noise floor is high.
  public static let pawn = GivenDataMethod(
    name: "pawn", title: "PAWN",
    measures: [
      SensitivityMeasure(
        key: "pawn", name: "PAWN index",
        meaning:
          "median distance (Kolmogorov-Smirnov) by which the distribution of the outcome moves when the "
          + "factor becomes known.", isCentred: false)
    ],
    checks: [
      .init(.pawn, estimator: "pawn", symbol: "KS", bias: 0.06) {
        try DistributionIndices.pawn($0).map(\.index.value)
      }
    ]
  ) { data, _ in
    MethodResult(
      rows: data.rows([try DistributionIndices.pawn(data)], floor: NoiseFloor.pawn(data).upper))
  }
}
