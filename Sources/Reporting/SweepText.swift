import Analysis
import Foundation

/// The report of a sweep as text of at most 100 columns.
public enum SweepText {
  /// Columns of the report.
  static let width = 100
  /// Columns of the plot beside a table.
  private static let plotWidth = 31

  /// Renders the report, ending with a newline.
  public static func render(_ report: SweepReport) -> String {
    let sweep = report.sweep
    let axes = sweep.grid.axes.map(\.name).joined(separator: " and ")
    var lines = Paragraph.lines(
      "\(sweep.outcome) against \(axes), mix \(report.policy), study \(report.study)", width: width)
    lines += Paragraph.lines(
      "\(report.design), seed \(report.seed), beliefs \(report.beliefs); the same futures at all "
        + "\(sweep.grid.pointCount) points", width: width)
    lines += Paragraph.lines(
      "\(sweep.outcome): \(report.outcomeMeaning), in \(report.outcomeUnit)"
        + (sweep.direction == .describe
          ? "" : sweep.direction == .maximize ? "; more is better" : "; less is better"),
      width: width)
    for sentence in report.leverSentences { lines += Paragraph.lines(sentence, width: width) }
    for scenario in sweep.scenarios {
      lines += ["", "Scenario \(scenario.scenario)", ""]
      lines += sweep.grid.axes.count == 1 ? curve(scenario, report) : surface(scenario, report)
      lines.append("")
      for sentence in report.findings(scenario) {
        lines += Paragraph.lines(sentence, width: width, first: "  ")
      }
    }
    lines += ["", "band: 5 % to 95 % of futures; mean and change with their 95 % intervals; best:"]
    lines.append("probability that the point's expectation is the best of the grid")
    for axis in sweep.grid.axes.indices {
      if let present = report.present[axis] {
        lines.append(
          "the mix as it is has \(sweep.grid.axes[axis].name) at \(SweepReport.level(present))")
      }
    }
    if sweep.failedRuns > 0 {
      lines.append("\(Figures.grouped(sweep.failedRuns)) runs failed")
    }
    for caveat in report.caveats { lines += Paragraph.lines(caveat, width: width, first: "note: ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One axis: a table with a plot of band and mean, and the change to the next level.
  private static func curve(_ scenario: SweepScenario, _ report: SweepReport) -> [String] {
    let points = scenario.points
    let ends = points.flatMap(\.band)
    let low = ends.min() ?? 0
    let high = ends.max() ?? 1
    let decimals = Figures.decimals(for: points.compactMap { $0.mean?.value }, digits: 4)
    let changeDecimals = Figures.decimals(for: scenario.returns.map(\.perUnit.value), digits: 2)
    var table = TextTable(columns: [
      .number(report.sweep.grid.axes[0].name), .number("mean", "+-"), .number("5 %"),
      .number("95 %"),
      .text(
        heading(low, high, decimals)), .number("best"), .number("change a unit", "to the next"),
      .number("+-"),
    ])
    for (index, point) in points.enumerated() {
      let change = scenario.returns.first { $0.from == index }?.perUnit
      table.rows.append([
        SweepReport.level(point.levels[0]),
        point.mean.map {
          Figures.fixed($0.value, decimals: decimals) + " "
            + Figures.fixed(($0.high - $0.low) / 2, decimals: decimals)
        } ?? "-",
        point.band.isEmpty ? "-" : Figures.fixed(point.band[0], decimals: decimals),
        point.band.isEmpty ? "-" : Figures.fixed(point.band[2], decimals: decimals),
        bar(point, low: low, high: high),
        scenario.best == nil ? "-" : Figures.percent(point.confidenceBest),
        change.map { Figures.fixed($0.value, decimals: changeDecimals, showsPlus: true) } ?? "",
        change.map { Figures.fixed(($0.high - $0.low) / 2, decimals: changeDecimals) } ?? "",
      ])
    }
    return table.lines(width: width)
  }

  private static func heading(_ low: Double, _ high: Double, _ decimals: Int) -> String {
    let left = Figures.fixed(low, decimals: decimals)
    let right = Figures.fixed(high, decimals: decimals)
    return left + String(repeating: ".", count: max(plotWidth - left.count - right.count, 1))
      + right
  }

  /// Band and mean on a line of characters.
  private static func bar(_ point: SweepPoint, low: Double, high: Double) -> String {
    var cells = [Character](repeating: ".", count: plotWidth)
    guard let mean = point.mean, !point.band.isEmpty, high > low else { return String(cells) }
    func column(_ value: Double) -> Int {
      let share = (value - low) / (high - low) * Double(plotWidth - 1)
      return min(max(Int(share.rounded()), 0), plotWidth - 1)
    }
    for index in column(point.band[0])...column(point.band[2]) { cells[index] = "-" }
    cells[column(point.band[1])] = "|"
    cells[column(mean.value)] = "o"
    return String(cells)
  }

  /// Two axes: the mean at every point, the best marked, and the gain of each axis at the best point.
  private static func surface(_ scenario: SweepScenario, _ report: SweepReport) -> [String] {
    let grid = report.sweep.grid
    let decimals = Figures.decimals(for: scenario.points.compactMap { $0.mean?.value }, digits: 4)
    var table = TextTable(
      columns: [.number(grid.axes[0].name)]
        + grid.axes[1].levels.map { TextTable.Column.number(SweepReport.level($0)) })
    let width = grid.axes[1].levels.count
    for (row, level) in grid.axes[0].levels.enumerated() {
      table.rows.append(
        [SweepReport.level(level)]
          + (0..<width).map { column in
            let index = row * width + column
            let point = scenario.points[index]
            let mark =
              index == scenario.best ? "*" : scenario.best != nil && point.isContender ? "~" : " "
            return (point.mean.map { Figures.fixed($0.value, decimals: decimals) } ?? "-") + mark
          })
    }
    let halves = scenario.points.compactMap { $0.mean.map { ($0.high - $0.low) / 2 } }
    var lines = ["mean, by \(grid.axes[0].name) (down) and \(grid.axes[1].name) (across)"]
    lines += table.lines(width: Self.width)
    lines.append(
      "* the best, ~ cannot be excluded as the best; half the 95 % interval of a mean is at most "
        + Figures.plain(halves.max() ?? .nan, digits: 2))
    let start = scenario.best ?? 0
    for axis in grid.axes.indices {
      for step in scenario.returns
      where step.axis == axis && (step.from == start || step.to == start) {
        let decimals = Figures.decimals(for: step.perUnit)
        lines.append(
          "\(grid.axes[axis].name) \(SweepReport.level(grid.levels(of: step.from)[axis])) to "
            + "\(SweepReport.level(grid.levels(of: step.to)[axis])): "
            + Figures.fixed(step.perUnit.value, decimals: decimals, showsPlus: true)
            + " a unit (\(Figures.fixed(step.perUnit.low, decimals: decimals)) to "
            + "\(Figures.fixed(step.perUnit.high, decimals: decimals)))")
      }
    }
    return lines
  }
}
