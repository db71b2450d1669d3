extension GivenDataMethod {
  /// First-order indices by Fourier analysis of sorted rows, which does not see what is faster than the last
  /// harmonic.
  public static let randomBalance = GivenDataMethod(
    name: "fast", title: "first-order indices by Fourier analysis (RBD-FAST)",
    measure: .firstOrder,
    checks: [
      .init(.firstOrder, estimator: "fast (RBD)", symbol: "S", bias: 0.03) {
        try RandomBalanceIndices.firstOrder($0).map(\.index.value)
      }
    ], switchesForFewValues: true
  ) { try RandomBalanceIndices.firstOrder($0) }
}
