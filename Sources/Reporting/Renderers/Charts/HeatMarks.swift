/// Cells whose colour and number say the same: rows are names, columns are series.
struct HeatMarks: ChartMarks {
  /// Shades from nothing to the largest value.
  static let shades = 8

  private let chart: Chart
  private let size: ChartSize
  private let names: [String]
  private let start: Double
  private let top: Double
  private let rowHeight: Double
  private let heads: [[String]]
  private let isNumbered: Bool

  init(_ chart: Chart, size: ChartSize) {
    self.chart = chart
    self.size = size
    names = chart.series.first?.points.map(\.name) ?? []
    let isNarrow = size == .narrow
    start = isNarrow ? 8 : min((names.map { size.width(of: $0) }.max() ?? 0) + 14, size.width * 0.4)
    let width = (size.width - 4 - start) / Double(max(chart.series.count, 1))
    let broken = chart.series.map { Figures.broken($0.name) }
    isNumbered =
      broken.joined().contains { size.width(of: $0, scale: 0.92) > width - 2 }
    heads = isNumbered ? chart.series.indices.map { [String($0 + 1)] } : broken
    rowHeight = isNarrow ? 42 : 27
    top = 8 + Double(heads.map(\.count).max() ?? 1) * (size.text + 2)
  }

  private var bottom: Double { top + Double(names.count) * rowHeight }
  private var key: [String] {
    isNumbered ? chart.series.enumerated().map { "\($0 + 1) \($1.name)" } : []
  }
  var height: Double { bottom + 10 + Double(key.count) * (size.text + 4) }

  func draw(on canvas: inout SVGCanvas) {
    let width = (size.width - 4 - start) / Double(max(chart.series.count, 1))
    let largest = chart.series.flatMap { $0.points.map(\.value) }.filter(\.isFinite).max() ?? 0
    for (column, head) in heads.enumerated() {
      let x = start + (Double(column) + 0.5) * width
      for (line, text) in head.enumerated() {
        let y = top - 6 - Double(head.count - 1 - line) * (size.text + 1)
        canvas.text(text, "tick", x: x, y: y, anchor: .middle)
      }
    }
    for (row, name) in names.enumerated() {
      let y = top + Double(row) * rowHeight
      if size == .narrow {
        canvas.name(
          name, in: [size.fitted(name, into: size.width - 12)], x: 8, y: y + 14, height: 0)
      } else {
        canvas.name(
          name, in: [size.fitted(name, into: start - 12)], x: start - 10, y: y + 18, height: 0,
          anchor: .end)
      }
    }
    for (column, series) in chart.series.enumerated() {
      canvas.open("g", [("class", "series"), ("data-series", series.name)])
      for point in series.points {
        let row = names.firstIndex(of: point.name) ?? 0
        let x = start + Double(column) * width
        let y = top + Double(row) * rowHeight + (size == .narrow ? 18 : 0)
        let cell = size == .narrow ? 23.0 : rowHeight
        let share = largest > 0 && point.value.isFinite ? max(point.value, 0) / largest : 0
        // Nothing has the first shade, the largest value the last.
        let shade = share == 0 ? 0 : 1 + min(Int(share * Double(Self.shades - 1)), Self.shades - 2)
        let mark = [("data-name", point.name), ("data-tip", chart.tip(point, of: series))]
        canvas.rectangle(
          "mark cell h\(shade)", x: (x + 1)...(x + width - 1), y: (y + 1)...(y + cell - 1), mark)
        canvas.text(
          chart.shown(point.value), "number n\(shade)", x: x + width / 2, y: y + cell / 2 + 4.5,
          anchor: .middle, [("data-name", point.name)])
      }
      canvas.close("g")
    }
    for (index, line) in key.enumerated() {
      canvas.text(
        line, "tick", x: 8, y: bottom + 18 + Double(index) * (size.text + 4))
    }
  }
}
