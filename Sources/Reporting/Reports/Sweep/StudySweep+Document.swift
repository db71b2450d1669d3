import Analysis
import Studies

extension StudySweep: Report {
  /// Columns of the drawing beside a table.
  private static let drawingWidth = 31

  /// What was varied, then a curve or a surface for every scenario.
  public var document: Document {
    let axes = sweep.grid.axes.map(\.name).joined(separator: " and ")
    let wanted =
      switch sweep.direction {
      case .describe: ""
      case .maximize: "; more is better"
      case .minimize: "; less is better"
      }
    var document = Document([
      [
        .text("\(sweep.outcome) against \(axes), mix \(policy.name), study \(session.study.name)"),
        .text(
          "\(DesignText.text(session.design)), seed \(session.design.specification.seed), "
            + "beliefs \(beliefs.name); the same futures at all "
            + "\(sweep.grid.pointCount) points"),
        .text("\(sweep.outcome): \(outcome.meaning), in \(outcome.unit.rawValue)\(wanted)"),
      ] + leverSentences.map { .text($0) }
    ])
    for scenario in sweep.scenarios {
      document.add([.heading("Scenario \(scenario.scenario)")])
      document.add(sweep.grid.axes.count == 1 ? curve(scenario) : surface(scenario))
      document.add(findings(scenario).map { .note($0) })
    }
    document.add(legend)
    return document
  }

  private var legend: [Document.Block] {
    var blocks = [
      Document.Block.text(
        "band: 5 % to 95 % of futures; mean and change with their 95 % intervals; best:\n"
          + "probability that the point's expectation is the best of the grid")
    ]
    for (axis, present) in zip(sweep.grid.axes, present) {
      if let present {
        blocks.append(.text("the mix as it is has \(axis.name) at \(Figures.exact(present))"))
      }
    }
    if sweep.failedRuns > 0 {
      blocks.append(.text("\(Figures.grouped(sweep.failedRuns)) runs failed"))
    }
    if let error = DesignText.error(session.design) {
      blocks.append(.labelled("note:", columns: 6, error))
    }
    return blocks + session.study.caveats(for: beliefs).map { .labelled("note:", columns: 6, $0) }
  }

  /// One axis: a table with a drawing of band and mean, and the change to the next level.
  private func curve(_ scenario: SweepScenario) -> [Document.Block] {
    let axis = sweep.grid.axes[0]
    let points = scenario.points
    let ends = points.flatMap(\.band)
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
    let decimals = Figures.decimals(for: points.compactMap { $0.mean?.value }, digits: 4)
    let changeDecimals = Figures.decimals(for: scenario.returns.map(\.perUnit.value), digits: 2)
    var table = Table([
      .number(axis.name), .number("mean", "+-"), .number("5 %"), .number("95 %"),
      .drawing(Self.scale(low, high, decimals)), .number("best"),
      .number("change a unit", "to the next"), .number("+-"),
    ])
    for (index, point) in points.enumerated() {
      let change = scenario.returns.first { $0.from == index }?.perUnit
      table.rows.append([
        Self.level(point.levels[0]),
        point.mean.map {
          .number(
            $0.value,
            Figures.fixed($0.value, decimals: decimals) + " "
              + Figures.fixed(($0.high - $0.low) / 2, decimals: decimals))
        } ?? "-",
        .fixed(point.band.first, decimals: decimals), .fixed(point.band.last, decimals: decimals),
        .text(Self.drawing(point, low: low, high: high)),
        .percent(scenario.best == nil ? nil : point.confidenceBest),
        change.map { .fixed($0.value, decimals: changeDecimals, showsPlus: true) } ?? .empty,
        change.map { .fixed(($0.high - $0.low) / 2, decimals: changeDecimals) } ?? .empty,
      ])
    }
    var chart = Chart(
      .curves, title: "\(sweep.outcome), scenario \(scenario.scenario)",
      places: "\(axis.name) (\(axis.unit))", unit: outcome.unit.rawValue,
      series: [
        Chart.Series(
          name: "mean, with the band of 90 % of futures",
          points: points.compactMap { point in
            point.mean.map {
              Chart.Point(
                place: point.levels[0], value: $0.value, low: point.band.first,
                high: point.band.last)
            }
          })
      ])
    chart.source =
      "Line: mean; band: 90 % of futures. Mix \(policy.name). Source: \(session.study.name), "
      + "\(DesignText.text(session.design)), seed \(session.design.specification.seed); beliefs \(beliefs.name)."
    return [.table(table), .chart(chart)]
  }

  private static func level(_ level: Double) -> Table.Cell {
    .number(level, Figures.exact(level))
  }

  /// The ends of the drawings as their heading.
  private static func scale(_ low: Double, _ high: Double, _ decimals: Int) -> String {
    let left = Figures.fixed(low, decimals: decimals)
    let right = Figures.fixed(high, decimals: decimals)
    let dots = max(drawingWidth - left.count - right.count, 1)
    return left + String(repeating: ".", count: dots) + right
  }

  /// Band and mean on a line of characters.
  private static func drawing(_ point: SweepPoint, low: Double, high: Double) -> String {
    var cells = [Character](repeating: ".", count: drawingWidth)
    guard let mean = point.mean, !point.band.isEmpty, high > low else { return String(cells) }
    func column(_ value: Double) -> Int {
      let share = (value - low) / (high - low) * Double(drawingWidth - 1)
      return min(max(Int(share.rounded()), 0), drawingWidth - 1)
    }
    for index in column(point.band[0])...column(point.band[2]) { cells[index] = "-" }
    cells[column(point.band[1])] = "|"
    cells[column(mean.value)] = "o"
    return String(cells)
  }

  /// Two axes: the mean at every point, the best marked, and the gain of each axis at the best point.
  private func surface(_ scenario: SweepScenario) -> [Document.Block] {
    let axes = sweep.grid.axes
    let width = axes[1].levels.count
    let decimals = Figures.decimals(for: scenario.points.compactMap { $0.mean?.value }, digits: 4)
    var table = Table(
      [.number(axes[0].name)] + axes[1].levels.map { .number(Figures.exact($0)) })
    for (row, level) in axes[0].levels.enumerated() {
      table.rows.append(
        [Self.level(level)]
          + (row * width..<(row + 1) * width).map { index in
            let point = scenario.points[index]
            let mark =
              index == scenario.best ? "*" : scenario.best != nil && point.isContender ? "~" : " "
            return point.mean.map { .fixed($0.value, decimals: decimals, mark: mark) }
              ?? .text("-" + mark)
          })
    }
    let halves = scenario.points.compactMap { $0.mean.map { ($0.high - $0.low) / 2 } }
    let start = scenario.best ?? 0
    let gains = scenario.returns.filter { $0.from == start || $0.to == start }
    return [
      .text("mean, by \(axes[0].name) (down) and \(axes[1].name) (across)"), .table(table),
      .text(
        "* the best, ~ cannot be excluded as the best; half the 95 % interval of a mean is at most "
          + Figures.plain(halves.max() ?? .nan, digits: 2)),
    ] + axes.indices.flatMap { axis in gains.filter { $0.axis == axis }.map { .text(gain($0)) } }
  }

  /// What one step along an axis changes, by unit of the axis.
  private func gain(_ step: MarginalReturn) -> String {
    let (grid, axis) = (sweep.grid, step.axis)
    let decimals = Figures.decimals(for: step.perUnit)
    return "\(grid.axes[axis].name) \(Figures.exact(grid.levels(of: step.from)[axis])) to "
      + "\(Figures.exact(grid.levels(of: step.to)[axis])): "
      + Figures.fixed(step.perUnit.value, decimals: decimals, showsPlus: true)
      + " a unit (\(Figures.fixed(step.perUnit.low, decimals: decimals)) to "
      + "\(Figures.fixed(step.perUnit.high, decimals: decimals)))"
  }
}
