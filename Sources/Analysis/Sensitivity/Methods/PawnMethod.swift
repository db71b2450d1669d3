extension GivenDataMethod {
  /// PAWN, whose classes are wide and which cannot be negative: its noise floor is high.
  public static let pawn = GivenDataMethod(
    name: "pawn", title: "PAWN",
    measures: [
      SensitivityMeasure(
        key: "pawn", name: "PAWN index",
        meaning:
          "median distance (Kolmogorov-Smirnov) by which the distribution of the outcome moves when the "
          + "factor becomes known.", isCentred: false,
        isOfExpectedValue: true)
    ],
    checks: [
      .init(.pawn, estimator: "pawn", symbol: "KS", bias: 0.06) {
        try PawnIndices.indices($0).map(\.index.value)
      }
    ], indices: { [try PawnIndices.indices($0)] },
    analyse: { data, _ in
      MethodResult(
        rows: data.rows([try PawnIndices.indices(data)], floor: NoiseFloor.pawn(data).upper))
    })
}
