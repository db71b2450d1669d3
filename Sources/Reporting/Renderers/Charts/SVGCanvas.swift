/// SVG elements, written one after the other; all text and attributes are escaped here.
struct SVGCanvas {
  /// What was drawn so far.
  private(set) var elements = ""

  /// Where a text begins, lies or ends.
  enum Anchor: String {
    case start, middle, end

    /// Where that is within a text, as a share of its width.
    var share: Double { self == .start ? 0 : self == .middle ? 0.5 : 1 }
  }

  /// A number as short as a drawing needs it.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }

  /// Writes an element without content.
  mutating func element(_ name: String, _ attributes: [(String, String)]) {
    elements += "<\(name)\(Self.text(attributes))/>"
  }

  /// Opens an element that holds others.
  mutating func open(_ name: String, _ attributes: [(String, String)]) {
    elements += "<\(name)\(Self.text(attributes))>"
  }

  /// Closes one.
  mutating func close(_ name: String) { elements += "</\(name)>" }

  /// Writes text into the element that is open.
  mutating func write(_ text: String) { elements += HTMLText.escaped(text) }

  private static func text(_ attributes: [(String, String)]) -> String {
    attributes.reduce("") { $0 + " \($1.0)=\"\(HTMLText.escaped($1.1))\"" }
  }

  /// A straight line.
  mutating func line(
    _ style: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double),
    _ more: [(String, String)] = []
  ) {
    element(
      "line",
      [
        ("class", style), ("x1", Self.number(start.x)), ("y1", Self.number(start.y)),
        ("x2", Self.number(end.x)), ("y2", Self.number(end.y)),
      ] + more)
  }

  /// A rectangle between two corners, whichever they are.
  mutating func rectangle(
    _ style: String, x: ClosedRange<Double>, y: ClosedRange<Double>,
    _ more: [(String, String)] = []
  ) {
    element(
      "rect",
      [
        ("class", style), ("x", Self.number(x.lowerBound)), ("y", Self.number(y.lowerBound)),
        ("width", Self.number(x.upperBound - x.lowerBound)),
        ("height", Self.number(y.upperBound - y.lowerBound)),
      ] + more)
  }

  /// A dot; every second series has a diamond, so that series differ without colour.
  mutating func dot(
    _ style: String, x: Double, y: Double, series: Int, radius: Double = 4.5,
    _ more: [(String, String)] = []
  ) {
    if series % 2 == 0 {
      element(
        "circle",
        [
          ("class", style), ("cx", Self.number(x)), ("cy", Self.number(y)),
          ("r", Self.number(radius)),
        ] + more)
    } else {
      let reach = radius * 1.25
      let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
      path(style, corners, closed: true, more)
    }
  }

  /// A line through points.
  mutating func path(
    _ style: String, _ points: [(x: Double, y: Double)], closed: Bool = false,
    _ more: [(String, String)] = []
  ) {
    let steps = points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(Self.number(point.x)) \(Self.number(point.y))"
    }
    element("path", [("class", style), ("d", steps.joined() + (closed ? "Z" : ""))] + more)
  }

  /// A line of text.
  mutating func text(
    _ text: String, _ style: String = "", x: Double, y: Double, anchor: Anchor = .start,
    _ more: [(String, String)] = []
  ) {
    var attributes = [("x", Self.number(x)), ("y", Self.number(y))]
    if !style.isEmpty { attributes.append(("class", style)) }
    if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
    open("text", attributes + more)
    write(text)
    close("text")
  }

  /// A name in lines of some height, the last one at `y`; where a line is shortened, the whole name is said under the pointer.
  mutating func name(
    _ name: String, in lines: [String], _ style: String = "name", x: Double, y: Double,
    height: Double, anchor: Anchor = .start
  ) {
    let isWhole = !lines.contains { $0.contains("\u{2026}") }
    for (index, line) in lines.enumerated() {
      let place = y - Double(lines.count - 1 - index) * height
      var attributes = [("x", Self.number(x)), ("y", Self.number(place)), ("class", style)]
      if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
      attributes.append(("data-name", name))
      open("text", attributes)
      if !isWhole {
        open("title", [])
        write(name)
        close("title")
      }
      write(line)
      close("text")
    }
  }
}
