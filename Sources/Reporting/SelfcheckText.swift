import Analysis

/// The analytic suite as text of at most 100 columns.
public enum SelfcheckText {
  /// The report.
  public static func render(_ results: [SelfcheckResult]) -> String {
    let failures = Set(Selfcheck.failures(results))
    var lines = Paragraph.lines(
      "Estimates of sensitivity indices against exact values. Estimators of designs (sobol, shapley, "
        + "dgsm): \(Selfcheck.replicates) replicates of \(Selfcheck.pointsPerReplicate) base points; efast and "
        + "morris: \(Selfcheck.curveSamples) resamples of curves and \(Selfcheck.walks) walks. Others: the mean "
        + "of \(Selfcheck.samples) samples of \(Selfcheck.rows) rows; their bias at that number of rows is "
        + "the difference from exact, and z counts it. A check fails when the difference, less the bias "
        + "that belongs to the estimator, exceeds what one run in 100 would show anywhere in the list.",
      width: 100)
    var name = ""
    var table = TextTable(columns: columns)
    func flush() {
      if table.rows.isEmpty { return }
      lines += ["", name] + table.lines(width: 100, indentation: 2)
      table.rows = []
    }
    for result in results {
      if result.caseName != name {
        flush()
        name = result.caseName
      }
      let isBiased = result.allowedBias > 0
      let isExact = result.standardError == 0 && result.z == 0
      table.rows.append([
        result.estimator, result.quantity, Figures.fixed(result.estimate, decimals: 5),
        Figures.fixed(result.exact, decimals: 5), Figures.fixed(result.standardError, decimals: 5),
        Figures.fixed(result.z, decimals: 2, showsPlus: true),
        isBiased
          ? Figures.fixed(result.estimate - result.exact, decimals: 4, showsPlus: true) : "",
        failures.contains(result)
          ? "FAILS" : isExact ? "exact" : isBiased ? "within bias" : "agrees",
      ])
    }
    flush()
    lines += [
      "",
      failures.isEmpty
        ? "All \(results.count) checks agree."
        : "\(failures.count) of \(results.count) checks FAIL; when all is well that happens in 1 of 100 "
          + "seeds.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static var columns: [TextTable.Column] {
    [
      .text("estimator"), .text("index"), .number("estimate"), .number("exact"),
      .number("std error"), .number("z"), .number("bias"), .text("verdict"),
    ]
  }
}
