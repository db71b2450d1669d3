extension GivenDataMethod {
  /// Which factors differ between a region of the outcome and the rest.
  public static let regional = GivenDataMethod(
    name: "regional", title: "regional analysis (Monte Carlo filtering)",
    measures: [
      SensitivityMeasure(
        key: "distance", name: "Kolmogorov-Smirnov distance",
        meaning:
          "between values of the factor inside and outside the region; p values are corrected for "
          + "the number of factors.", role: .correctedDistance, isCentred: false)
    ],
    options: [above, below]
  ) { data, option in
    let region = regionOf(option!)
    let indices = try RegionalAnalysis.indices(data) { region.contains($0) }
    let visible = indices.filter { $0.adjustedPValue < 0.05 }
      .sorted { $0.distance > $1.distance }.prefix(3)
    return MethodResult(
      rows: indices.enumerated().map { position, index in
        SensitivityRow(
          factor: index.name,
          estimates: [
            IndexEstimate(value: index.distance, standardError: .infinity, degreesOfFreedom: 0)
          ],
          pValue: index.adjustedPValue, isInert: data.isConstant(position))
      },
      findings: [
        .region(region, inside: data.outcome.count { region.contains($0) }, rows: data.rowCount)
      ]
        + visible.map {
          .separation(factor: $0.name, isLargerInside: $0.isLargerInside, at: $0.at)
        })
  }

  private static let above = MethodOption(
    "above",
    help: "For method regional: the region is where the outcome is above this number.")
  private static let below = MethodOption(
    "below",
    help: "For method regional: the region is where the outcome is below this number.")

  private static func regionOf(_ given: (option: MethodOption, value: Double)) -> OutcomeRegion {
    given.option == above ? .above(given.value) : .below(given.value)
  }
}
