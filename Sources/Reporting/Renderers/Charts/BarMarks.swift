/// Bars from 0, with intervals where they are known; of a waterfall each begins where the one before it ends.
struct BarMarks: ChartMarks {
  let frame: RowFrame
  private let isWaterfall: Bool

  init(_ chart: Chart, size: ChartSize) {
    isWaterfall = chart.kind == .waterfall
    var values = chart.extent
    if isWaterfall {
      values = Self.steps(chart).flatMap { [$0.start, $0.end] }
    }
    frame = RowFrame(chart, size: size, values: values)
  }

  var height: Double { frame.height }

  /// Where each bar of a waterfall begins and ends; the last one is the sum and begins at 0.
  private static func steps(_ chart: Chart) -> [(start: Double, end: Double)] {
    var sum = 0.0
    let points = chart.series.first?.points ?? []
    return points.enumerated().map { index, point in
      if index == points.count - 1 { return (0, point.value) }
      defer { sum += point.value }
      return (sum, sum + point.value)
    }
  }

  func draw(on canvas: inout SVGCanvas) {
    frame.draw(on: &canvas)
    let chart = frame.chart
    let steps = isWaterfall ? Self.steps(chart) : []
    let half = chart.series.count > 1 ? 4.0 : 6.5
    for (index, series) in chart.series.enumerated() {
      canvas.open("g", [("class", "series"), ("data-series", series.name)])
      for (place, point) in series.points.enumerated() where point.value.isFinite {
        let y = frame.y(frame.row(point.name), index)
        let (start, end) = isWaterfall ? steps[place] : (0, point.value)
        let ends = [start, end].map(frame.scale.position).sorted()
        let isSum = isWaterfall && place == series.points.count - 1
        let style = isWaterfall ? (isSum ? "f6" : end < start ? "f1" : "f0") : "f\(index)"
        let mark = [("data-name", point.name), ("data-tip", chart.tip(point, of: series))]
        canvas.rectangle(
          "mark bar \(style)", x: ends[0]...max(ends[1], ends[0] + 0.8), y: (y - half)...(y + half),
          mark)
        if isWaterfall, place + 1 < series.points.count {
          let next = frame.y(frame.row(series.points[place + 1].name), index)
          let x = frame.scale.position(end)
          canvas.line("step", from: (x, y + half), to: (x, next - half))
        }
        if !isWaterfall, let low = point.low, let high = point.high, low.isFinite, high.isFinite {
          canvas.line(
            "error", from: (frame.scale.position(low), y), to: (frame.scale.position(high), y))
        }
      }
      canvas.close("g")
    }
  }
}
