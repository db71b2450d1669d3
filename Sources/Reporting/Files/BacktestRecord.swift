import Calibration
import Studies

/// The record of a backtest that lies beside the ensemble, for results that use the ensemble to quote.
public enum BacktestRecord {
  /// Columns of the record.
  public static let header = [
    "protocol", "economies", "years", "held_out", "rmse", "best_rival", "best_rival_rmse",
    "coverage90", "coverage90_error", "difference_error",
  ]

  /// A table with one row a protocol.
  public static func render(_ report: BacktestReport) -> String {
    func text(_ value: Double?) -> String {
      value.map { Figures.fixed($0, decimals: 4) } ?? "-"
    }
    var lines = [
      "# How far the ensemble \(report.ensemble) was tested: written by latecomer backtest --record, seed "
        + "\(report.seed), \(report.model).",
      "# Errors are root mean squares of log income relative to the USA."
        + (report.refit.map {
          " Held out: \($0.fits.count) fits to fewer data by the calibration \($0.calibration)."
        } ?? ""),
      header.joined(separator: ","),
    ]
    for result in report.protocols {
      let (coverage, error) = result.share(\.coverage90)
      let best = result.bestRival
      lines.append(
        [
          result.kind.rawValue, "\(result.economies.count)",
          "\(result.economies.reduce(0) { $0 + $1.years.count })",
          result.isHeldOut ? "true" : "false", text(result.rmse),
          best?.kind.rawValue ?? "-", text(best?.rmse), text(coverage), text(error),
          text(result.differenceError),
        ].joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
