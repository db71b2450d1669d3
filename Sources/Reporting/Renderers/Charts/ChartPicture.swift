/// A chart as an SVG picture: part of a page, or a file by itself with title, legend and source.
public enum ChartPicture {
  /// The picture for a page, which has title, legend and source beside it.
  ///
  /// - Parameter name: what the picture is called within the page, letters, digits and hyphens.
  static func inPage(_ chart: Chart, size: ChartSize, name: String) -> String {
    let marks = chart.marks(size)
    var canvas = SVGCanvas()
    open(chart, size: size, height: marks.height, name: name, isFile: false, on: &canvas)
    marks.draw(on: &canvas)
    canvas.close("svg")
    return canvas.elements
  }

  /// The picture as a file: SVG 1.1, black on white, readable by whatever reads SVG.
  public static func file(_ chart: Chart) -> String {
    let size = ChartSize.wide
    let marks = chart.marks(size)
    let caption = Caption(chart, width: size.width - 8)
    let head = caption.head
    let height = head + marks.height + caption.foot
    var canvas = SVGCanvas()
    open(chart, size: size, height: height, name: "chart", isFile: true, on: &canvas)
    canvas.element(
      "rect",
      [("width", "100%"), ("height", "100%"), ("fill", "#ffffff")])
    caption.draw(on: &canvas, end: height)
    canvas.open("g", [("transform", "translate(0 \(SVGCanvas.number(head)))")])
    marks.draw(on: &canvas)
    canvas.close("g")
    canvas.close("svg")
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + canvas.elements + "\n"
  }

  private static func open(
    _ chart: Chart, size: ChartSize, height: Double, name: String, isFile: Bool,
    on canvas: inout SVGCanvas
  ) {
    let (width, tall) = (SVGCanvas.number(size.width), SVGCanvas.number(height.rounded(.up)))
    let own: [(String, String)] =
      isFile ? [("xmlns", "http://www.w3.org/2000/svg"), ("width", width), ("height", tall)] : []
    canvas.open(
      "svg",
      own + [
        ("class", "chart \(size.rawValue)"), ("viewBox", "0 0 \(width) \(tall)"), ("role", "img"),
        ("font-size", SVGCanvas.number(size.text)),
        ("aria-labelledby", "\(name)-title \(name)-text"),
      ])
    canvas.open("title", [("id", "\(name)-title")])
    canvas.write(chart.title)
    canvas.close("title")
    canvas.open("desc", [("id", "\(name)-text")])
    canvas.write(chart.alternative)
    canvas.close("desc")
    if isFile {
      canvas.open("style", [])
      canvas.write(ChartStyle.ofPictures)
      canvas.close("style")
    }
  }

  /// Title and legend above a picture, source below.
  private struct Caption {
    let title: [String]
    let legend: [(text: String, index: Int?)]
    let source: [String]

    init(_ chart: Chart, width: Double) {
      title = Paragraph.broken(chart.title, width: Int(width / (15 * 0.56)))
      legend = chart.legend
      source =
        chart.source.isEmpty
        ? [] : Paragraph.broken(chart.source, width: Int(width / (11.5 * 0.5)))
    }

    var head: Double { Double(title.count) * 20 + Double(legend.count) * 18 + 16 }
    var foot: Double { Double(source.count) * 15 + 12 }

    func draw(on canvas: inout SVGCanvas, end: Double) {
      for (index, line) in title.enumerated() {
        canvas.text(
          line, "head", x: 4, y: 22 + Double(index) * 20, [("font-size", "15")])
      }
      for (index, entry) in legend.enumerated() {
        let y = Double(title.count) * 20 + 22 + Double(index) * 18
        if let series = entry.index {
          canvas.line("line c\(series) d\(series)", from: (4, y - 4), to: (26, y - 4))
          canvas.dot("mark f\(series)", x: 15, y: y - 4, series: series, radius: 3.5)
        } else {
          canvas.line("line faint", from: (4, y - 4), to: (26, y - 4))
        }
        canvas.text(entry.text, x: 34, y: y)
      }
      for (index, line) in source.enumerated() {
        canvas.text(
          line, "axis", x: 4, y: end - foot + 12 + Double(index) * 15, [("font-size", "11.5")])
      }
    }
  }
}

extension Chart {
  /// What colours mean; empty for a single series, whose name says nothing new. An index of nil is the background.
  var legend: [(text: String, index: Int?)] {
    guard series.count > 1, kind != .heat, kind != .scatter else { return [] }
    let main = series.filter(\.isMain)
    var entries: [(text: String, index: Int?)] = main.enumerated().map { ($1.name, $0 % 7) }
    let others = series.count - main.count
    if others > 0 { entries.append((Figures.count(others, "other mix", "other mixes"), nil)) }
    return entries
  }
}
