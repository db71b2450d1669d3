/// Dots at pairs of numbers, with the line that joins some of them and names beside or, where there is no room, numbers.
struct ScatterMarks: ChartMarks {
  let frame: PlaneFrame

  init(_ chart: Chart, size: ChartSize) { frame = PlaneFrame(chart, size: size, isTight: false) }

  private var points: [Chart.Point] {
    (frame.chart.series.first?.points ?? []).filter { $0.value.isFinite && $0.place.isFinite }
  }
  private var isNumbered: Bool { frame.size == .narrow }
  private var lineHeight: Double { frame.size.text + 5 }

  var height: Double { frame.height + (isNumbered ? Double(points.count) * lineHeight + 8 : 0) }

  func draw(on canvas: inout SVGCanvas) {
    let chart = frame.chart
    frame.draw(on: &canvas)
    let joined = chart.path.compactMap { name in points.first { $0.name == name } }
    if joined.count > 1 { canvas.path("frontier", joined.map(place)) }
    var taken = points.map { point -> Box in
      let (x, y) = place(point)
      return Box(x: x - 6, y: y - 6, width: 12, height: 12)
    }
    taken += zip(joined, joined.dropFirst()).flatMap { along(place($0), place($1)) }
    for (index, point) in points.enumerated() {
      let (x, y) = place(point)
      let series = chart.series[0]
      let isOnPath = chart.path.contains(point.name)
      let mark = [("data-name", point.name), ("data-tip", chart.tip(point, of: series))]
      canvas.dot("mark \(isOnPath ? "f0" : "f6")", x: x, y: y, series: 0, radius: 5, mark)
      let name = isNumbered ? String(index + 1) : point.name
      let box = free(name, x: x, y: y, taken)
      taken.append(box)
      canvas.text(
        name, isOnPath ? "name" : "name quiet", x: box.x + box.width * box.anchor.share,
        y: box.y + box.height - 4, anchor: box.anchor, [("data-name", point.name)])
    }
    frame.drawRemark(on: &canvas)
    guard isNumbered else { return }
    for (index, point) in points.enumerated() {
      canvas.text(
        "\(index + 1)  \(frame.size.fitted(point.name, into: frame.size.width - 100))", "name",
        x: 8,
        y: frame.height + 12 + Double(index) * lineHeight, [("data-name", point.name)])
      canvas.text(
        chart.shown(point.value), "value", x: frame.size.width - 4,
        y: frame.height + 12 + Double(index) * lineHeight, anchor: .end, [("data-name", point.name)]
      )
    }
  }

  private func place(_ point: Chart.Point) -> (x: Double, y: Double) {
    (frame.x.position(point.place), frame.y.position(point.value))
  }

  /// Room that a line takes, as small boxes on it.
  private func along(_ start: (x: Double, y: Double), _ end: (x: Double, y: Double)) -> [Box] {
    let count = Int(max(abs(end.x - start.x), abs(end.y - start.y)) / 6) + 1
    return (0...count).map { step in
      let share = Double(step) / Double(count)
      return Box(
        x: start.x + share * (end.x - start.x) - 2, y: start.y + share * (end.y - start.y) - 2,
        width: 4, height: 4)
    }
  }

  /// Room that something takes.
  private struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    /// Which end of a text in it lies beside its dot.
    var anchor = SVGCanvas.Anchor.start

    func overlap(_ other: Box) -> Double {
      let wide = min(x + width, other.x + other.width) - max(x, other.x)
      let high = min(y + height, other.y + other.height) - max(y, other.y)
      return wide > 0 && high > 0 ? wide * high : 0
    }
  }

  /// Where a name beside a dot hides least of what is there.
  private func free(_ name: String, x: Double, y: Double, _ taken: [Box]) -> Box {
    let (width, height) = (frame.size.width(of: name) + 4, frame.size.text + 3)
    func box(_ left: Double, _ top: Double, _ anchor: SVGCanvas.Anchor) -> Box {
      Box(x: left, y: top, width: width, height: height, anchor: anchor)
    }
    let left = x - 9 - width
    let middle = x - width / 2
    let boxes = [
      box(x + 9, y - height / 2, .start), box(left, y - height / 2, .end),
      box(middle, y - height - 8, .middle), box(middle, y + 8, .middle),
      box(x + 7, y + 4, .start), box(x + 7, y - height - 4, .start),
      box(left + 2, y + 4, .end), box(left + 2, y - height - 4, .end),
      box(x + 9, y + 14, .start), box(x + 9, y - height - 14, .start),
    ]
    func cost(_ box: Box) -> Double {
      let outside =
        max(0, 4 - box.x) + max(0, box.x + box.width - frame.size.width)
        + max(0, box.y + box.height - frame.bottom) + max(0, 16 - box.y)
      return taken.reduce(outside * 100) { $0 + box.overlap($1) }
    }
    return boxes.enumerated().min {
      cost($0.element) + Double($0.offset) < cost($1.element) + Double($1.offset)
    }!
    .element
  }
}
