/// Dots at pairs of numbers, with the line that joins some of them and names beside or, where there is no room, numbers.
///
/// A name that would lie over another, a dot or the edge is left out; the drawing says below which those are.
struct ScatterMarks: ChartMarks {
  let frame: PlaneFrame
  private let points: [Chart.Point]
  /// By point: what stands beside its dot; nil where there is no room.
  private let labels: [FreeRoom.Box?]
  /// What is said of names without room, in lines.
  private let remark: [String]

  init(_ chart: Chart, size: ChartSize) {
    frame = PlaneFrame(chart, size: size, isTight: false)
    points = (chart.series.first?.points ?? []).filter {
      $0.value.isFinite && $0.place.isFinite
    }
    labels = Self.labels(points, in: frame)
    let unnamed = zip(points, labels).filter { $1 == nil }.map(\.0.name)
    // Where dots have numbers, all names stand below.
    remark =
      unnamed.isEmpty || size == .narrow
      ? []
      : Paragraph.broken(
        "Without room for a name: \(Figures.list(unnamed, limit: 12)).",
        width: Int((size.width - 16) / (size.text * 0.56)))
  }

  private var isNumbered: Bool { frame.size == .narrow }
  private var lineHeight: Double { frame.size.text + 5 }

  var height: Double {
    frame.height + (isNumbered ? Double(points.count) * lineHeight + 8 : 0)
      + (remark.isEmpty ? 0 : Double(remark.count) * lineHeight + 4)
  }

  func draw(on canvas: inout SVGCanvas) {
    let chart = frame.chart
    frame.draw(on: &canvas)
    let joined = Self.joined(points, in: frame)
    if joined.count > 1 { canvas.path("frontier", joined) }
    for (index, point) in points.enumerated() {
      let (x, y) = frame.place(point)
      let series = chart.series[0]
      let isOnPath = chart.path.contains(point.name)
      let mark = [("data-name", point.name), ("data-tip", chart.tip(point, of: series))]
      canvas.dot("mark \(isOnPath ? "f0" : "f6")", x: x, y: y, series: 0, radius: 5, mark)
      guard let box = labels[index] else { continue }
      canvas.text(
        Self.label(point, index, in: frame), isOnPath ? "name" : "name quiet",
        x: box.x + box.width * box.anchor.share, y: box.y + box.height - 4, anchor: box.anchor,
        [("data-name", point.name)])
    }
    frame.drawRemark(on: &canvas)
    for (index, line) in remark.enumerated() {
      canvas.text(line, "axis", x: 8, y: frame.height + 12 + Double(index) * lineHeight)
    }
    guard isNumbered else { return }
    for (index, point) in points.enumerated() {
      let y = frame.height + 12 + Double(index) * lineHeight
      canvas.text("\(index + 1)", "name", x: 8, y: y, [("data-name", point.name)])
      canvas.name(
        point.name, in: [frame.size.fitted(point.name, into: frame.size.width - 100)], x: 28, y: y,
        height: 0)
      canvas.text(
        chart.shown(point.value), "value", x: frame.size.width - 4, y: y, anchor: .end,
        [("data-name", point.name)])
    }
  }

  /// What stands beside a dot.
  private static func label(_ point: Chart.Point, _ index: Int, in frame: PlaneFrame) -> String {
    frame.size == .narrow ? String(index + 1) : point.name
  }

  /// The corners of the line that joins some points.
  private static func joined(
    _ points: [Chart.Point], in frame: PlaneFrame
  ) -> [(x: Double, y: Double)] {
    frame.chart.path.compactMap { name in points.first { $0.name == name } }.map(frame.place)
  }

  /// Room for the name of each point, those on the line first.
  private static func labels(_ points: [Chart.Point], in frame: PlaneFrame) -> [FreeRoom.Box?] {
    let size = frame.size
    var room = FreeRoom(
      left: frame.x.span.start, width: size.width, top: 16, bottom: frame.bottom,
      lineHeight: size.text + 3)
    let joined = joined(points, in: frame)
    for (start, end) in zip(joined, joined.dropFirst()) { room.line(from: start, to: end) }
    for point in points { room.dot(at: frame.place(point)) }
    if !frame.chart.zeroName.isEmpty {
      let zero = frame.y.position(0)
      room.line(from: (frame.x.span.start, zero), to: (frame.x.span.end, zero))
      room.text(endingAt: frame.remarkEnd, width: size.width(of: frame.chart.zeroName))
    }
    var labels = [FreeRoom.Box?](repeating: nil, count: points.count)
    let isOnPath = points.map { frame.chart.path.contains($0.name) }
    for index in points.indices.filter({ isOnPath[$0] }) + points.indices.filter({ !isOnPath[$0] })
    {
      let text = label(points[index], index, in: frame)
      labels[index] = room.place(
        width: size.width(of: text) + 4, beside: frame.place(points[index]))
    }
    return labels
  }
}

extension PlaneFrame {
  /// Where a point lies.
  func place(_ point: Chart.Point) -> (x: Double, y: Double) {
    (x.position(point.place), y.position(point.value))
  }
}
