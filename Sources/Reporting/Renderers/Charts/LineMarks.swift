/// Lines over a number, with bands where they have ends; those in the background first.
struct LineMarks: ChartMarks {
  let frame: PlaneFrame

  init(_ chart: Chart, size: ChartSize) { frame = PlaneFrame(chart, size: size, isTight: true) }

  var height: Double { frame.height }

  func draw(on canvas: inout SVGCanvas) {
    frame.draw(on: &canvas)
    let main = frame.chart.series.filter(\.isMain)
    canvas.open("g", [("data-places", frame.places)])
    for series in frame.chart.series where !series.isMain { draw(series, nil, on: &canvas) }
    for (index, series) in main.enumerated() { band(series, index, on: &canvas) }
    for (index, series) in main.enumerated() { draw(series, index, on: &canvas) }
    canvas.close("g")
    frame.drawRemark(on: &canvas)
  }

  private func places(
    _ points: [Chart.Point], _ value: (Chart.Point) -> Double?
  ) -> [(x: Double, y: Double)] {
    points.compactMap { point in
      guard let value = value(point), value.isFinite, point.place.isFinite else { return nil }
      return (frame.x.position(point.place), frame.y.position(value))
    }
  }

  private func band(_ series: Chart.Series, _ index: Int, on canvas: inout SVGCanvas) {
    let upper = places(series.points) { $0.high }
    let lower = places(series.points) { $0.low }
    guard upper.count > 1, upper.count == lower.count else { return }
    canvas.path(
      "band b\(index % 7)", upper + lower.reversed(), closed: true, [("data-name", series.name)])
  }

  private func draw(_ series: Chart.Series, _ index: Int?, on canvas: inout SVGCanvas) {
    let line = places(series.points) { $0.value }
    if line.isEmpty { return }
    let last = series.points.last { $0.value.isFinite }
    // A script finds the value under the pointer in the table of the chart; without one a line says its last value.
    let mark = [
      ("data-name", series.name), ("data-series", series.name),
      ("data-tip", last.map { frame.chart.tip($0, of: series) } ?? series.name),
    ]
    let style = index.map { "mark line c\($0 % 7) d\($0 % 7)" } ?? "mark line faint"
    if line.count == 1 {
      canvas.dot(
        "mark f\((index ?? 6) % 7)", x: line[0].x, y: line[0].y, series: 0, mark)
    } else {
      canvas.path(style, line, mark)
    }
  }
}
