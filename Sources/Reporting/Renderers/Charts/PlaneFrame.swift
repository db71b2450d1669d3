/// Two axes with numbers: what lines and scattered dots are drawn in.
struct PlaneFrame {
  let chart: Chart
  let size: ChartSize
  let x: ChartScale
  let y: ChartScale
  /// Where the horizontal axis lies.
  let bottom: Double
  /// Height of both axes with their labels.
  var height: Double { bottom + 46 }

  private static let top = 30.0

  /// Lays out both axes.
  ///
  /// - Parameter isTight: whether the horizontal axis ends where the places do.
  init(_ chart: Chart, size: ChartSize, isTight: Bool) {
    self.chart = chart
    self.size = size
    bottom = size == .wide ? 370 : 270
    let vertical = ChartScale(
      chart.extent + (chart.zeroName.isEmpty ? [] : [0]), from: bottom, to: Self.top,
      count: size == .wide ? 6 : 5)
    y = vertical
    let labels = vertical.ticks.map { size.width(of: vertical.label($0)) }.max() ?? 0
    x = ChartScale(
      chart.series.flatMap { $0.points.map(\.place) } + (isTight ? [] : [0]), from: labels + 12,
      to: size.width - (size == .wide ? 20 : 12), count: size.ticks, isTight: isTight)
  }

  /// Where numbers lie in the drawing, for whoever asks what lies under a pointer: of each axis two numbers and where they are.
  var places: String {
    [x, y].flatMap { [$0.range.lowerBound, $0.range.upperBound, $0.span.start, $0.span.end] }
      .map(Figures.exact).joined(separator: " ")
  }

  /// Draws grid and axes.
  func draw(on canvas: inout SVGCanvas) {
    canvas.text(
      size.fitted(chart.shownUnit, into: size.width - 8), "axis", x: 2, y: Self.top - 14)
    for tick in y.ticks {
      let height = y.position(tick)
      canvas.line(
        tick == 0 ? "zero" : "grid", from: (x.span.start, height), to: (x.span.end, height))
      canvas.text(y.label(tick), "tick", x: x.span.start - 7, y: height + 4, anchor: .end)
    }
    for tick in x.ticks {
      let place = x.position(tick)
      canvas.line("tickmark", from: (place, bottom), to: (place, bottom + 4))
      canvas.text(x.label(tick), "tick", x: place, y: bottom + 18, anchor: .middle)
    }
    canvas.text(
      size.fitted(chart.places, into: size.width - 8), "axis", x: x.span.end, y: bottom + 38,
      anchor: .end)
  }

  /// Where the word for 0 ends, which stands on the line of 0 at the right.
  var remarkEnd: (x: Double, y: Double) { (x.span.end - 2, y.position(0) - 5) }

  /// Says what 0 means, above all marks.
  func drawRemark(on canvas: inout SVGCanvas) {
    if chart.zeroName.isEmpty { return }
    canvas.text(chart.zeroName, "remark", x: remarkEnd.x, y: remarkEnd.y, anchor: .end)
  }
}
