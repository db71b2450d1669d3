/// A horizontal axis of values under rows that have a name each: what dots, bars and steps are drawn in.
///
/// In a wide drawing names stand before the rows and values behind; in a narrow one both stand above them.
struct RowFrame {
  let chart: Chart
  let size: ChartSize
  /// Names of the rows.
  let names: [String]
  /// The axis of values.
  let scale: ChartScale
  /// Height of a row.
  let rowHeight: Double
  /// Where the axis lies.
  let bottom: Double
  /// Height of everything.
  var height: Double { bottom + 46 }

  private let isNarrow: Bool
  private let valueWidth: Double
  /// Names as lines that fit.
  private let lines: [[String]]
  /// Height of a line of a name.
  private var lineHeight: Double { size.text + 1.5 }

  /// Lays out the rows of a chart: those of its first series, then what only others have.
  init(_ chart: Chart, size: ChartSize, values: [Double]) {
    self.chart = chart
    self.size = size
    isNarrow = size == .narrow
    var names: [String] = []
    for point in chart.series.flatMap(\.points) where !names.contains(point.name) {
      names.append(point.name)
    }
    self.names = names
    let longest = chart.series.map { series in
      series.points.map { chart.shown($0.value).count }.max() ?? 0
    }
    valueWidth = longest.reduce(0) { $0 + Double($1 + 2) * size.text * 0.56 }
    let labels = names.map { size.width(of: $0) }.max() ?? 0
    let start = isNarrow ? 8 : min(labels + 14, size.width * 0.42)
    let end = size.width - (isNarrow ? 8 : valueWidth + 12)
    scale = ChartScale(values + [0], from: start, to: end, count: size.ticks - 1)
    let room = isNarrow ? size.width - 16 - valueWidth : start - 14
    let most = isNarrow ? 1 : 2
    lines = names.map { size.lines($0, into: room, atMost: most) }
    let lanes = Double(max(chart.series.count, 1))
    let isBroken = lines.contains { $0.count > 1 }
    rowHeight = isNarrow ? 24 + 13 * lanes : max(16 + 10 * lanes, isBroken ? 2 * size.text + 8 : 0)
    bottom = 6 + Double(names.count) * rowHeight
  }

  /// Height of the line with name and values that stands above the marks of a row in a narrow drawing.
  private var nameHeight: Double { size.text + 6 }

  /// The height at which a series of a row is drawn.
  func y(_ row: Int, _ series: Int) -> Double {
    let count = Double(chart.series.count)
    let lane = isNarrow ? 13.0 : 10.0
    let top = 6 + Double(row) * rowHeight
    let middle = isNarrow ? top + 19 + lane * count / 2 : top + rowHeight / 2
    return middle + (Double(series) - (count - 1) / 2) * lane
  }

  /// The row of a name.
  func row(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }

  /// Draws grid, axis, zones, names and values.
  func draw(on canvas: inout SVGCanvas) {
    for zone in chart.zones {
      let ends = [zone.range.lowerBound, zone.range.upperBound].map(scale.position)
      canvas.rectangle(
        "zone z\(zone.series)", x: ends[0]...max(ends[1], ends[0] + 1), y: 2...bottom,
        [("data-tip", "\(zone.name), \(chart.series[zone.series].name)")])
    }
    for tick in scale.ticks {
      let x = scale.position(tick)
      let style = tick == 0 ? "zero" : "grid"
      if isNarrow {
        // Names stand in the way there: lines pass beside the marks of a row and not through its name.
        for row in names.indices {
          let top = 6 + Double(row) * rowHeight
          canvas.line(style, from: (x, top + nameHeight), to: (x, top + rowHeight))
        }
      } else {
        canvas.line(style, from: (x, 2), to: (x, bottom))
      }
      canvas.text(scale.label(tick), "tick", x: x, y: bottom + 17, anchor: .middle)
    }
    if !chart.shownUnit.isEmpty {
      canvas.text(
        size.fitted(chart.shownUnit, into: size.width - 8), "axis",
        x: isNarrow ? size.width / 2 : (scale.span.start + scale.span.end) / 2, y: bottom + 37,
        anchor: .middle)
    }
    for (row, name) in names.enumerated() {
      let top = 6 + Double(row) * rowHeight
      let y = isNarrow ? top + 13 : top + rowHeight / 2 + 4.5
      canvas.name(
        name, in: lines[row], x: isNarrow ? 8 : scale.span.start - 12,
        y: y + Double(lines[row].count - 1) * lineHeight / 2, height: lineHeight,
        anchor: isNarrow ? .start : .end)
      values(of: name, y: y, on: &canvas)
    }
  }

  /// The values of a row, the first series first.
  private func values(of name: String, y: Double, on canvas: inout SVGCanvas) {
    var x = size.width - 4
    for (index, series) in chart.series.enumerated().reversed() {
      let width = series.points.map { chart.shown($0.value).count }.max() ?? 0
      if let point = series.points.first(where: { $0.name == name }) {
        let style = chart.series.count > 1 ? "value t\(index)" : "value"
        canvas.text(
          chart.shown(point.value), style, x: x, y: y, anchor: .end, [("data-name", name)])
      }
      x -= Double(width + 2) * size.text * 0.56
    }
  }
}
