/// Dots with whiskers, a row a name.
struct DotMarks: ChartMarks {
  let frame: RowFrame

  init(_ chart: Chart, size: ChartSize) {
    frame = RowFrame(chart, size: size, values: chart.extent)
  }

  var height: Double { frame.height }

  func draw(on canvas: inout SVGCanvas) {
    frame.draw(on: &canvas)
    let chart = frame.chart
    for (index, series) in chart.series.enumerated() {
      canvas.open("g", [("class", "series"), ("data-series", series.name)])
      for point in series.points where point.value.isFinite {
        let y = frame.y(frame.row(point.name), index)
        let mark = [("data-name", point.name), ("data-tip", chart.tip(point, of: series))]
        if let low = point.low, let high = point.high, low.isFinite, high.isFinite {
          canvas.line(
            "whisker c\(index)", from: (frame.scale.position(low), y),
            to: (frame.scale.position(high), y), mark)
        }
        canvas.dot(
          "mark f\(index)", x: frame.scale.position(point.value), y: y, series: index, mark)
      }
      canvas.close("g")
    }
  }
}
