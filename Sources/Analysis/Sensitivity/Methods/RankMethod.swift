extension GivenDataMethod {
  /// First-order indices from ranks; the default for rows of any origin.
  public static let ranks = GivenDataMethod(
    name: "given-data", title: "first-order indices from ranks of given data",
    measure: .firstOrder,
    checks: [
      .init(.firstOrder, estimator: "given-data (ranks)", symbol: "S", bias: 0.01) {
        RankIndices.firstOrder($0).map(\.index.value)
      }
    ]
  ) { RankIndices.firstOrder($0) }
}
