extension GivenDataMethod {
  /// First-order indices from classes of factors, which do not see what varies within a class.
  public static let classes = GivenDataMethod(
    name: "classes", title: "first-order indices from classes of given data", measure: .firstOrder,
    checks: [
      .init(.firstOrder, estimator: "classes", symbol: "S", bias: 0.03) {
        try BinnedIndices.firstOrder($0).map(\.index.value)
      }
    ]
  ) { try BinnedIndices.firstOrder($0) }
}
