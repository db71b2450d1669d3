import Calibration
import Studies

/// A backtest as one JSON object; the same results give the same bytes.
///
/// `rivals` has the members `lastValue`, `trend`, `convergence`, `growthDistribution` and `regression`; one that cannot
/// forecast is `null`.
public enum BacktestJSON {
  /// Renders the report, ending with a newline.
  public static func render(_ report: BacktestReport) -> String {
    JSONValue.object([
      ("ensemble", .text(report.ensemble)),
      ("rows", .whole(report.rows)),
      ("converged", .boolean(report.hasConverged)),
      ("fitted", .list(report.fitted.map { .text($0) })),
      ("model", .text(report.model)),
      ("seed", .unsigned(report.seed)),
      ("protocols", .list(report.protocols.map(protocolValue))),
      ("placebo", placebo(report.placebo)),
      ("frozenLevers", .list(report.frozenLevers.map(frozen))),
      ("refit", refit(report.refit)),
    ]).rendered
  }

  private static func frozen(_ levers: FrozenLevers) -> JSONValue {
    .object([
      ("name", .text(levers.economy)), ("fitted", .boolean(levers.wasFitted)),
      ("start", .whole(levers.start)), ("year", .whole(levers.year)),
      ("frozenLogIncome", .real(levers.frozen)), ("median", .real(levers.median)),
      ("low90", .real(levers.low)), ("high90", .real(levers.high)),
      ("shareAbove", .real(levers.shareAbove)),
    ])
  }

  private static func refit(_ refit: BacktestReport.Refit?) -> JSONValue {
    guard let refit else { return .null }
    return .object([
      ("calibration", .text(refit.calibration)), ("runs", .whole(refit.runs)),
      ("particles", .whole(refit.particles)),
      (
        "fits",
        .list(
          refit.fits.map { .object([("name", .text($0.name)), ("seed", .unsigned($0.seed))]) })
      ),
      ("leftOut", .list(refit.leftOut.map { .text($0) })),
      ("weighted", .list(refit.weighted.map(protocolValue))),
    ])
  }

  private static func rivals(_ value: (Rivals.Kind) -> Double?) -> JSONValue {
    .object(Rivals.Kind.allCases.map { ($0.rawValue, .optional(value($0))) })
  }

  private static func protocolValue(_ result: ProtocolResult) -> JSONValue {
    let (coverage90, error90) = result.share(\.coverage90)
    let (coverage50, error50) = result.share(\.coverage50)
    return .object([
      ("name", .text(result.kind.rawValue)),
      ("heldOut", .boolean(result.isHeldOut)),
      ("notFreed", .list(result.notFreed.map { .text($0) })),
      ("economies", .list(result.economies.map(economy))),
      (
        "pooled",
        .object([
          ("rmse", .real(result.rmse)),
          ("rivals", rivals { result.rival($0) }),
          ("coverage90", .real(coverage90)),
          ("coverage90StandardError", .optional(error90)),
          ("coverage50", .real(coverage50)),
          ("coverage50StandardError", .optional(error50)),
          ("crps", .real(result.mean(\.crps))),
          ("intervalScore", .real(result.mean(\.intervalScore))),
          ("transforms", .list(result.histogram.map { .real($0) })),
          ("differenceError", .optional(result.differenceError)),
          ("discrepancySize", .real(result.discrepancy.size)),
          ("discrepancyPersistence", .real(result.discrepancy.persistence)),
        ])
      ),
    ])
  }

  private static func economy(_ score: EconomyScore) -> JSONValue {
    .object([
      ("name", .text(score.name)),
      ("series", .text(score.series)),
      ("rmse", .real(score.rmse)),
      ("rivals", rivals { score.rivals[$0] }),
      ("coverage90", .real(score.coverage90)),
      ("coverage50", .real(score.coverage50)),
      ("crps", .real(score.crps)),
      ("intervalScore", .real(score.intervalScore)),
      ("effectiveSize", .real(score.effectiveSize)),
      ("weightShape", .optional(score.shape)),
      (
        "years",
        .list(
          score.years.map { year in
            .object([
              ("year", .whole(year.year)), ("observed", .real(year.observed)),
              ("forecast", .real(year.forecast)), ("low90", .real(year.low)),
              ("high90", .real(year.high)), ("transform", .real(year.transform)),
            ])
          })
      ),
    ])
  }

  private static func placebo(_ placebo: Placebo?) -> JSONValue {
    guard let placebo else { return .null }
    return .object([
      ("rmse", .real(placebo.own)), ("permutedRmse", .real(placebo.permuted)),
      ("share", .real(placebo.share)), ("permutations", .whole(placebo.permutations)),
    ])
  }
}
