extension SensitivityResult {
  /// The index of several outcomes of the same rows: the mean of their indices, each outcome counting the same
  /// whatever its unit. Constant outcomes are left out; nil where fewer than two are left.
  ///
  /// Outcomes of the same rows depend on each other, as the years of one run do, in a way that no method says. The
  /// standard error of a mean is never above the mean of the standard errors, which is what it is taken for: exact
  /// where the outcomes move together, too large elsewhere. In the same way the noise floor is the mean of the floors,
  /// and twice the mean of p values is a p value under any dependence.
  ///
  /// F. Gamboa, A. Janon, T. Klein and A. Lagnoux 2014, doi:10.1214/14-EJS895 (the index); V. Vovk and R. Wang 2020,
  /// Combining p-values via averaging, doi:10.1093/biomet/asaa027.
  ///
  /// - Precondition: results of one method for the same factors.
  public static func aggregate(_ results: [SensitivityResult]) -> SensitivityResult? {
    let varying = results.filter { !$0.findings.contains(.constant) }
    guard varying.count > 1, let first = varying.first else { return nil }
    precondition(
      varying.allSatisfy { $0.method == first.method && $0.rows.count == first.rows.count },
      "results of several methods")
    let series = results.map(\.series?.name)
    let areYears = series.allSatisfy { $0 != nil && $0 == series[0] }
    return SensitivityResult(
      method: first.method, title: first.title, target: .all(results.count, areYears: areYears),
      source: first.source, runs: first.runs, failed: results.map(\.failed).max() ?? 0,
      measures: first.measures,
      rows: first.rows.indices.map { row in Self.mean(varying.map { $0.rows[row] }) },
      findings: [.equalWeights], warnings: first.warnings.filter(\.isOfTheRows))
  }

  private static func mean(_ rows: [SensitivityRow]) -> SensitivityRow {
    let estimates = rows[0].estimates.indices.map { measure in
      IndexEstimate.mean(rows.map { $0.estimates[measure] })
    }
    func mean(_ numbers: [Double?]) -> Double? {
      numbers.contains(nil)
        ? nil : numbers.reduce(0) { $0 + $1! } / Double(numbers.count)
    }
    return SensitivityRow(
      factor: rows[0].factor, estimates: estimates, noiseFloor: mean(rows.map(\.noiseFloor)),
      pValue: mean(rows.map(\.pValue)).map { min(1, 2 * $0) },
      isInert: rows.allSatisfy(\.isInert))
  }
}

extension IndexEstimate {
  /// The mean of estimates that depend on each other in an unknown way; undefined where one is.
  static func mean(_ estimates: [IndexEstimate]) -> IndexEstimate {
    let count = Double(estimates.count)
    return IndexEstimate(
      value: estimates.reduce(0) { $0 + $1.value } / count,
      standardError: estimates.reduce(0) { $0 + $1.standardError } / count,
      degreesOfFreedom: estimates.map(\.degreesOfFreedom).min() ?? 0)
  }
}

extension SensitivityWarning {
  /// Whether it is about the rows, whatever their outcome.
  var isOfTheRows: Bool {
    switch self {
    case .lostSteps, .lost, .failures, .failedRuns, .failedBasePoints, .fewRowsCarryVariance,
      .fewEvents:
      false
    case .ensembleGroup, .correlatedGroups, .players, .unmoved, .luckIsNoFactor,
      .assumedDirections, .rowsOfADesign, .fewBasePoints, .farNeighbours, .repeatedRows,
      .dependentFactors:
      true
    }
  }
}
