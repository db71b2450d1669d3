import Analysis

/// The analytic suite: every estimator against exact values.
public struct SelfcheckReport: Report, Sendable {
  /// The checks, those of one case together.
  public let results: [SelfcheckResult]

  /// Collects checks.
  public init(_ results: [SelfcheckResult]) { self.results = results }

  /// One table a case, the verdict last.
  public var document: Document {
    let failures = Set(Selfcheck.failures(results))
    var document = Document([
      [
        .text(
          "Estimates of sensitivity indices against exact values. Estimators of designs (sobol, shapley, "
            + "dgsm): \(Selfcheck.replicates) replicates of \(Selfcheck.pointsPerReplicate) base points; efast and "
            + "morris: \(Selfcheck.curveSamples) resamples of curves and \(Selfcheck.walks) walks. Others: the mean "
            + "of \(Selfcheck.samples) samples of \(Selfcheck.rows) rows; their bias at that number of rows is "
            + "the difference from exact, and z counts it. A check fails when the difference, less the bias "
            + "that belongs to the estimator, exceeds what one run in 100 would show anywhere in the list."
        )
      ]
    ])
    var rest = results[...]
    while let first = rest.first {
      let own = rest.prefix { $0.caseName == first.caseName }
      rest = rest.dropFirst(own.count)
      let table = Table(
        Self.columns, rows: own.map { row($0, fails: failures.contains($0)) }, indentation: 2)
      document.add([.heading(first.caseName), .table(table)])
    }
    document.add([
      .text(
        failures.isEmpty
          ? "All \(results.count) checks agree."
          : "\(failures.count) of \(results.count) checks FAIL; when all is well that happens in 1 of 100 "
            + "seeds.")
    ])
    return document
  }

  private func row(_ result: SelfcheckResult, fails: Bool) -> [Table.Cell] {
    let isBiased = result.allowedBias > 0
    let isExact = result.standardError == 0 && result.z == 0
    let bias = result.estimate - result.exact
    return [
      .text(result.estimator), .text(result.quantity), .fixed(result.estimate, decimals: 5),
      .fixed(result.exact, decimals: 5), .fixed(result.standardError, decimals: 5),
      .fixed(result.z, decimals: 2, showsPlus: true),
      isBiased ? .fixed(bias, decimals: 4, showsPlus: true) : .empty,
      fails ? "FAILS" : isExact ? "exact" : isBiased ? "within bias" : "agrees",
    ]
  }

  private static let columns: [Table.Column] = [
    .text("estimator"), .text("index"), .number("estimate"), .number("exact"),
    .number("std error"), .number("z"), .number("bias"), .text("verdict"),
  ]
}
