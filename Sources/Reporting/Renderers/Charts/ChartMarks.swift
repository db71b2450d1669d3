/// A way to draw a chart: marks of one kind in the frame they need.
protocol ChartMarks {
  /// Lays the chart out.
  init(_ chart: Chart, size: ChartSize)
  /// Height of the drawing.
  var height: Double { get }
  /// Draws frame and marks.
  func draw(on canvas: inout SVGCanvas)
}

extension Chart {
  /// The marks of its kind.
  func marks(_ size: ChartSize) -> any ChartMarks {
    switch kind {
    case .bars, .waterfall: BarMarks(self, size: size)
    case .curves: LineMarks(self, size: size)
    case .dots: DotMarks(self, size: size)
    case .scatter: ScatterMarks(self, size: size)
    case .heat: HeatMarks(self, size: size)
    }
  }

  /// What is said of a point where a pointer rests on it.
  func tip(_ point: Point, of series: Series) -> String {
    let isPlace = point.name.isEmpty
    var text = isPlace ? series.name : point.name
    if !isPlace && (self.series.count > 1 || kind == .heat) { text += ", \(series.name)" }
    if isPlace { text += ", \(shownPlace(point.place))" }
    if kind == .scatter { text += ", \(places) \(Figures.plain(point.place))" }
    text += ": \(shown(point.value))"
    if let low = point.low, let high = point.high {
      text += " [\(shown(low)), \(shown(high))]"
    }
    return text
  }

  /// What the chart is, in a sentence, for those who do not see it.
  var alternative: String {
    let kinds: [Kind: String] = [
      .bars: "Bars", .curves: "Lines", .dots: "Dots with whiskers", .scatter: "Scattered dots",
      .heat: "A table of coloured cells", .waterfall: "Steps that add up",
    ]
    let names = series.map(\.name)
    let values = series.flatMap { $0.points.map(\.value) }.filter(\.isFinite)
    let ends = [values.min(), values.max()].compactMap { $0.map(shown) }
    let range = ends.count == 2 ? ", from \(ends[0]) to \(ends[1])" : ""
    return "\(kinds[kind] ?? "A chart") of \(Figures.list(names, limit: 6))\(range). "
      + "\(shownUnit.isEmpty ? "" : "In \(shownUnit). ")All values stand in the table below it."
  }
}
