import Calibration
import Studies

/// What was fitted again for a backtest, beside what importance weights make of one fit.
enum BacktestRefitText {
  /// The section without its heading.
  static func lines(
    _ refit: BacktestReport.Refit, _ results: [ProtocolResult], _ seed: UInt64
  ) -> [String] {
    let size =
      "\(refit.runs == 1 ? "one run" : "\(refit.runs) runs") of "
      + "\(Figures.grouped(refit.particles)) particles"
    var text =
      "The calibration \(refit.calibration) was fitted again, \(size) each, under seeds that follow from "
      + "\(seed) and the name of the fit: to the years up to \(Backtest.cutoff) for the forecasts in time, with the "
      + "discrepancy of that fit going on from its value in \(Backtest.cutoff)"
    if !refit.leftOut.isEmpty {
      text +=
        "; without " + Paragraph.list(refit.leftOut, limit: 12)
        + " in turn for the forecasts in space"
    }
    text +=
      ". Beside the errors of these fits stand those of the ensemble of all data: freed by importance weights, or, "
      + "marked ~, not freed because weights fail."
    let pairs = results.compactMap { result in
      refit.weighted.first { $0.kind == result.kind }.map { (after: result, before: $0) }
    }
    var table = TextTable(columns: [.text("economy")])
    for pair in pairs {
      let words = pair.after.kind.column
      table.columns.append(.init(heading: [words, "one fit"], isNumeric: true))
      table.columns.append(.init(heading: [words, "again"], isNumeric: true))
    }
    func number(_ value: Double?) -> String {
      value.map { Figures.fixed($0, decimals: 3) } ?? "-"
    }
    var names: [String] = []
    for name in pairs.flatMap({ $0.after.economies.map(\.name) }) where !names.contains(name) {
      names.append(name)
    }
    for name in names {
      table.rows.append(
        [name]
          + pairs.flatMap { pair in
            let before = pair.before.economies.first { $0.name == name }
            let mark = pair.before.notFreed.contains(name) ? "~" : ""
            return [
              mark + number(before?.rmse),
              number(pair.after.economies.first { $0.name == name }?.rmse),
            ]
          })
    }
    table.rows.append(
      ["all"] + pairs.flatMap { [number($0.before.rmse), number($0.after.rmse)] })
    table.rows.append(
      ["in 90 % bands"]
        + pairs.flatMap { pair in
          [pair.before, pair.after].map { Figures.percent($0.mean(\.coverage90)) }
        })
    return Paragraph.lines(text, width: 100) + table.lines(width: 100, indentation: 2)
  }
}

extension ProtocolResult.Kind {
  /// The heading of a narrow column.
  fileprivate var column: String {
    switch self {
    case .inSample: "in sample"
    case .heldOutInTimeConditional: "time, known"
    case .heldOutInTimeUnconditional: "time, blind"
    case .heldOutInSpace: "space"
    }
  }
}
