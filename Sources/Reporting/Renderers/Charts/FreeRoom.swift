/// The room that is left in a drawing for names beside dots.
struct FreeRoom {
  /// Room that something takes.
  struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    /// Which end of a text in it lies beside its dot.
    var anchor = SVGCanvas.Anchor.start

    /// The area that two boxes have in common.
    func overlap(_ other: Box) -> Double {
      let wide = min(x + width, other.x + other.width) - max(x, other.x)
      let high = min(y + height, other.y + other.height) - max(y, other.y)
      return wide > 0 && high > 0 ? wide * high : 0
    }
  }

  /// Where the axis stands, left of which are its own numbers.
  let left: Double
  /// Width of the drawing.
  let width: Double
  /// The heights between which names may stand.
  let top: Double, bottom: Double
  /// Height of a name.
  let lineHeight: Double

  /// What no name may lie over: dots and names.
  private var taken: [Box] = []
  /// What a name had better not lie over: lines.
  private var lines: [Box] = []

  /// A drawing in which everything is free.
  init(left: Double, width: Double, top: Double, bottom: Double, lineHeight: Double) {
    self.left = left
    self.width = width
    self.top = top
    self.bottom = bottom
    self.lineHeight = lineHeight
  }

  /// Takes the room of a dot.
  mutating func dot(at place: (x: Double, y: Double)) {
    taken.append(Box(x: place.x - 6, y: place.y - 6, width: 12, height: 12))
  }

  /// Takes the room of a text that ends at a place.
  mutating func text(endingAt place: (x: Double, y: Double), width: Double) {
    taken.append(
      Box(x: place.x - width, y: place.y - lineHeight + 4, width: width, height: lineHeight))
  }

  /// Takes the room of a line, as small boxes on it.
  mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    let count = Int(max(abs(end.x - start.x), abs(end.y - start.y)) / 6) + 1
    lines += (0...count).map { step in
      let share = Double(step) / Double(count)
      return Box(
        x: start.x + share * (end.x - start.x) - 2, y: start.y + share * (end.y - start.y) - 2,
        width: 4, height: 4)
    }
  }

  /// Takes room for a name beside a dot; nil, and nothing taken, where every place near it lies over a dot or a name, or
  /// leaves the drawing.
  mutating func place(width: Double, beside dot: (x: Double, y: Double)) -> Box? {
    let free = candidates(width: width, dot).filter { box in
      box.x >= left && box.x + box.width <= self.width - 2 && box.y >= top
        && box.y + box.height <= bottom && !taken.contains { $0.overlap(box) > 0 }
    }
    func crossed(_ box: Box) -> Double { lines.reduce(0) { $0 + $1.overlap(box) } }
    let best = free.enumerated().min {
      crossed($0.element) + Double($0.offset) < crossed($1.element) + Double($1.offset)
    }?.element
    if let best { taken.append(best) }
    return best
  }

  /// Places beside a dot, the best first.
  private func candidates(width: Double, _ dot: (x: Double, y: Double)) -> [Box] {
    func box(_ left: Double, _ top: Double, _ anchor: SVGCanvas.Anchor) -> Box {
      Box(x: left, y: top, width: width, height: lineHeight, anchor: anchor)
    }
    let (right, left, middle) = (dot.x + 9, dot.x - 9 - width, dot.x - width / 2)
    let level = dot.y - lineHeight / 2
    let (above, below) = (dot.y - lineHeight - 8, dot.y + 8)
    return [
      box(right, level, .start), box(left, level, .end),
      box(middle, above, .middle), box(middle, below, .middle),
      box(right - 2, dot.y + 4, .start), box(right - 2, dot.y - lineHeight - 4, .start),
      box(left + 2, dot.y + 4, .end), box(left + 2, dot.y - lineHeight - 4, .end),
      box(right, level - 6, .start), box(right, level + 6, .start),
      box(left, level - 6, .end), box(left, level + 6, .end),
      box(dot.x - 6, above, .start), box(dot.x - 6, below, .start),
      box(dot.x + 6 - width, above, .end), box(dot.x + 6 - width, below, .end),
    ]
  }
}
