/// Documents as plain text: sections with an empty line between them, charts left out.
///
/// Nothing depends on the terminal, the locale or the clock: the same document gives the same text.
public enum TextRenderer {
  /// Columns the text never exceeds.
  public static let width = 100

  /// The text, ending with a newline.
  public static func render(_ document: Document, width: Int = width) -> String {
    document.sections.map { section in
      section.flatMap { lines($0, width: width) }.joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }

  private static func lines(_ block: Document.Block, width: Int) -> [String] {
    switch block {
    case .heading(let text, level: _): Paragraph.lines(text, width: width)
    case .paragraph(let paragraph): lines(paragraph, width: width)
    case .list(let items): items.flatMap { Paragraph.lines($0, width: width, first: "- ") }
    case .table(let table): TextTable(table).lines(width: width, indentation: table.indentation)
    case .chart, .figure: []
    case .aside(let title, let parts):
      Paragraph.lines(title, width: width) + parts.flatMap { lines($0, width: width) }
    }
  }

  private static func lines(_ paragraph: Paragraph, width: Int) -> [String] {
    let label = paragraph.label ?? ""
    let before = String(repeating: " ", count: paragraph.indentation) + label
    let padding = String(repeating: " ", count: paragraph.columns - label.count)
    let hanging = String(repeating: " ", count: paragraph.hanging)
    let lines = paragraph.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line in
      Paragraph.lines(
        String(line), width: width, first: index == 0 ? before + padding : hanging, next: hanging)
    }
  }
}

/// Running text broken into lines.
extension Paragraph {
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
}
