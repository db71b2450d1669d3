/// How wide a chart is drawn: once for a page or paper, once for a telephone, so that its text is legible on both.
enum ChartSize: String, CaseIterable {
  /// For 640 pixels and more.
  case wide
  /// For less, down to 320 pixels.
  case narrow

  /// Width of the drawing in its own units, which are about pixels.
  var width: Double { self == .wide ? 760 : 336 }
  /// Size of its text in the same units.
  var text: Double { self == .wide ? 13 : 11.5 }
  /// About how many ticks a horizontal axis has room for.
  var ticks: Int { self == .wide ? 7 : 4 }

  /// About how wide a text is: 0.56 of its size a character is on the safe side in the usual sans serif types.
  func width(of text: String, scale: Double = 1) -> Double {
    Double(text.count) * self.text * scale * 0.56
  }

  /// A text that fits a width: where it does not, its middle is replaced by dots, since names that begin alike differ at
  /// their ends.
  func fitted(_ text: String, into width: Double) -> String {
    let room = characters(in: width)
    if text.count <= room { return text }
    let kept = max(room - 1, 2)
    return text.prefix((kept + 1) / 2) + "\u{2026}" + text.suffix(kept / 2)
  }

  /// A text as at most so many lines that fit a width, broken behind blanks and underscores; the last line is shortened as by
  /// ``fitted(_:into:)`` where the rest does not fit.
  func lines(_ text: String, into width: Double, atMost most: Int) -> [String] {
    let room = characters(in: width)
    var lines: [String] = []
    var rest = Substring(text)
    while rest.count > room && lines.count + 1 < most {
      let end = rest.prefix(room).lastIndex { $0 == "_" || $0 == " " }
      guard let end, end > rest.startIndex else { break }
      let next = rest.index(after: end)
      lines.append(String(rest[end] == " " ? rest[..<end] : rest[..<next]))
      rest = rest[next...]
    }
    return lines + [fitted(String(rest), into: width)]
  }

  /// About how many characters a width has room for.
  private func characters(in width: Double) -> Int { Int(width / (self.text * 0.56)) }
}
