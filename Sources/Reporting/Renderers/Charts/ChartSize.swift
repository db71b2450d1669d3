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

  /// A text that fits a width, its end replaced by a dot where it does not.
  func fitted(_ text: String, into width: Double) -> String {
    let room = Int(width / (self.text * 0.56))
    return text.count <= room ? text : text.prefix(max(room - 1, 1)) + "."
  }
}
