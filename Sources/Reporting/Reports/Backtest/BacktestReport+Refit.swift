import Calibration
import Foundation
import Studies

/// What was run besides the protocols: fits to fewer data, and levers that stay as they were.
extension BacktestReport {
  /// What was fitted again, beside what importance weights make of one fit.
  var fittedAgain: [Document.Block] {
    guard let refit else { return [] }
    var leftOut = ""
    if !refit.folds.isEmpty {
      leftOut =
        "; without "
        + refit.folds.map { "\($0.name) (\(Figures.list($0.economies, limit: 60)))" }
        .joined(separator: ", ") + " in turn for the forecasts in space"
    } else if !refit.leftOut.isEmpty {
      leftOut =
        "; without " + Figures.list(refit.leftOut, limit: 12)
        + " in turn for the forecasts in space"
    }
    let text =
      "The calibration \(refit.calibration) was fitted again, "
      + "\(refit.runs == 1 ? "one run" : "\(refit.runs) runs") of "
      + "\(Figures.grouped(refit.particles)) particles each, under seeds that follow from "
      + "\(seed) and the name of the fit: to the years up to \(Backtest.cutoff) for the forecasts in time, with the "
      + "discrepancy of that fit going on from its value in \(Backtest.cutoff)\(leftOut)"
      + ". Beside the errors of these fits stand those of the ensemble of all data: freed by importance weights, or, "
      + "marked ~, not freed because weights fail."
    return [.heading("FITTED AGAIN"), .text(text), .table(table(refit))] + convergence(refit)
  }

  /// How far the runs of each fit agree; nothing where each is one run.
  private func convergence(_ refit: Refit) -> [Document.Block] {
    if refit.runs < 2 { return [] }
    return [
      .text(
        "How far the runs of each fit agree, at the worst of its quantities; an ensemble would need a split R-hat below "
          + "\(Convergence.Rule().splitRHat) and an effective size of \(Figures.grouped(Int(Convergence.Rule().effectiveSize)))."
      ),
      .table(
        Table(
          [.text("fit"), .number("split", "R-hat"), .number("effective", "size")],
          rows: refit.fits.map {
            [
              .text($0.name), .fixed($0.splitRHat, decimals: 3),
              .shown($0.effectiveSize) { Figures.grouped(Int($0)) },
            ]
          }, indentation: 2)),
    ]
  }

  private func table(_ refit: Refit) -> Table {
    let pairs = protocols.compactMap { result in
      refit.weighted.first { $0.kind == result.kind }.map { (after: result, before: $0) }
    }
    var table = Table([.text("economy")], indentation: 2)
    for pair in pairs {
      let words = pair.after.kind.column
      table.columns += [.number(words, "one fit"), .number(words, "again")]
    }
    var names: [String] = []
    for name in pairs.flatMap({ $0.after.economies.map(\.name) }) where !names.contains(name) {
      names.append(name)
    }
    for name in names {
      table.rows.append(
        [.text(name)]
          + pairs.flatMap { pair -> [Table.Cell] in
            let mark = pair.before.notFreed.contains(name) ? "~" : ""
            return [
              .shown(pair.before.economies.first { $0.name == name }?.rmse, none: mark + "-") {
                mark + Figures.fixed($0, decimals: 3)
              },
              .fixed(pair.after.economies.first { $0.name == name }?.rmse, decimals: 3),
            ]
          })
    }
    table.rows.append(
      ["all"]
        + pairs.flatMap { [$0.before.rmse, $0.after.rmse].map { .fixed($0, decimals: 3) } })
    table.rows.append(
      ["in 90 % bands"]
        + pairs.flatMap { [$0.before, $0.after].map { .percent($0.mean(\.coverage90)) } })
    return table
  }

  /// What the levers of history did, economy by economy.
  var frozenLeverTable: [Document.Block] {
    if frozenLevers.isEmpty { return [] }
    let table = Table(
      [
        .text("economy"), .number("from"), .number("to"), .number("income if", "frozen"),
        .number("log", "difference"), .number("5 %"), .number("95 %"), .number("rows", "above 0"),
      ],
      rows: frozenLevers.map { levers in
        [
          .text(levers.economy + (levers.wasFitted ? "" : "+")), .year(Double(levers.start)),
          .year(Double(levers.year)),
        ]
          + [exp(levers.frozen), levers.median, levers.low, levers.high].map {
            .fixed($0, decimals: 3)
          } + [.percent(levers.shareAbove)]
      }, indentation: 2)
    let text =
      "Log income in the last year under the levers of history, minus that under the levers of the first year for "
      + "ever, in the same rows of the ensemble: median and 90 % interval. Investment and labour are those of history "
      + "in both\(isCodedByRule ? "" : ", and levers were coded by people who knew what came"): the interval is what the "
      + "model cannot tell, not what nobody can."
    let mark =
      frozenLevers.allSatisfy(\.wasFitted)
      ? ""
      : " + marks economies the ensemble was not fitted to; their conditions are not sampled here."
    return [.heading("FROZEN LEVERS"), .text(text + mark), .table(table)]
  }
}
