import Calibration
import Foundation
import Studies

/// The table of frozen levers, with what it does not mean.
enum FrozenLeversText {
  /// The section with its heading; nothing without economies.
  static func lines(_ economies: [FrozenLevers]) -> [String] {
    if economies.isEmpty { return [] }
    var table = TextTable(
      columns: [
        .text("economy"), .number("from"), .number("to"), .number("income if", "frozen"),
        .number("log", "difference"), .number("5 %"), .number("95 %"), .number("rows", "above 0"),
      ])
    func number(_ value: Double) -> String { Figures.fixed(value, decimals: 3) }
    for levers in economies {
      table.rows.append([
        levers.economy + (levers.wasFitted ? "" : "+"), "\(levers.start)", "\(levers.year)",
        number(exp(levers.frozen)), number(levers.median), number(levers.low), number(levers.high),
        Figures.percent(levers.shareAbove),
      ])
    }
    var text =
      "Log income in the last year under the levers of history, minus that under the levers of the first year for "
      + "ever, in the same rows of the ensemble: median and 90 % interval. Investment and labour are those of history "
      + "in both, and levers were coded by people who knew what came: the interval is what the model cannot tell, "
      + "not what nobody can."
    if economies.contains(where: { !$0.wasFitted }) {
      text +=
        " + marks economies the ensemble was not fitted to; their conditions are not sampled here."
    }
    return ["", "FROZEN LEVERS"] + Paragraph.lines(text, width: 100)
      + table.lines(width: 100, indentation: 2)
  }
}
