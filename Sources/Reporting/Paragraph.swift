/// Running text broken into lines.
enum Paragraph {
  /// The text in lines of at most `width` columns.
  ///
  /// - Parameters:
  ///   - text: words separated by spaces.
  ///   - width: columns of a line, the prefix included.
  ///   - first: what the first line begins with.
  ///   - next: what the others begin with; as many spaces as `first` is long unless given.
  static func lines(
    _ text: String, width: Int, first: String = "", next: String? = nil
  ) -> [String] {
    let following = next ?? String(repeating: " ", count: first.count)
    let narrow = max(width - max(first.count, following.count), 1)
    return broken(text, width: narrow).enumerated().map { index, line in
      index == 0 ? first + line : following + line
    }
  }

  /// The text in pieces of at most `width` characters, broken at spaces, after underscores where a word
  /// is longer than a line, and anywhere when that does not help either.
  static func broken(_ text: String, width: Int) -> [String] {
    if text.count <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var rest = String(word)
      while rest.count > width {
        let head = rest.prefix(width)
        let end =
          head.lastIndex(of: "_").map { head.index(after: $0) } ?? head.endIndex
        lines.append(String(rest[..<end]))
        rest = String(rest[end...])
      }
      line = rest
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Words in a row: `a`, `a and b`, `a, b and c`; what exceeds `limit` is counted.
  static func list(_ words: [String], limit: Int = 4) -> String {
    var shown = words
    if words.count > limit {
      shown = Array(words.prefix(limit - 1)) + ["\(words.count - limit + 1) others"]
    }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
