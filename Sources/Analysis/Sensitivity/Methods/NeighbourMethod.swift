extension GivenDataMethod {
  /// First-order indices from nearest neighbours.
  public static let nearestNeighbours = GivenDataMethod(
    name: "nearest-neighbours",
    title: "first-order indices from nearest neighbours of given data", measure: .firstOrder,
    checks: [
      .init(.firstOrder, estimator: "nearest-neighbours", symbol: "S", bias: 0.01) {
        try NearestNeighbourIndices.firstOrder($0).map(\.index.value)
      }
    ]
  ) { try NearestNeighbourIndices.firstOrder($0) }
}
