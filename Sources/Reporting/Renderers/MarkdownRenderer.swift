/// Documents as Markdown, tables as GitHub has them, charts left out.
public enum MarkdownRenderer {
  /// The text: an empty line between any two parts, a newline at the end.
  public static func render(_ document: Document) -> String {
    render(Array(document.sections.joined())) + "\n"
  }

  private static func render(_ blocks: [Document.Block]) -> String {
    blocks.map { render($0) }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func render(_ block: Document.Block) -> String {
    switch block {
    case .heading(let text, let level):
      String(repeating: "#", count: level) + " " + escaped(text)
    case .paragraph(let paragraph): render(paragraph)
    case .list(let items): items.map { "- " + escaped($0) }.joined(separator: "\n")
    case .table(let table): render(table)
    case .chart, .figure: ""
    case .aside(let title, let parts): render([.heading(title, level: 3)] + parts)
    }
  }

  private static func render(_ paragraph: Paragraph) -> String {
    let text = escaped(paragraph.text).replacing("\n", with: " ")
    if let label = paragraph.label, !label.isEmpty { return "**\(escaped(label))** \(text)" }
    // What would begin a list, a heading or a quotation.
    let opening = text.prefix { $0.isNumber || "+-#>".contains($0) }
    let isMark = ["+", "-", ">"].contains(opening) || opening.first == "#"
    let isNumbered = opening.last?.isNumber == true && text.dropFirst(opening.count).hasPrefix(". ")
    return isMark ? "\\" + text : isNumbered ? opening + "\\" + text.dropFirst(opening.count) : text
  }

  private static func render(_ table: Table) -> String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { escaped($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let rules = table.columns.map { $0.content == .number ? "---:|" : "---|" }
    let rows = table.rows.map { row in
      line(
        zip(table.columns, row).map { column, cell in
          column.content == .drawing && cell != .empty ? "`\(cell.shown)`" : cell.shown
        })
    }
    return ([line(table.columns.map(\.titleInOneLine)), "|" + rules.joined()] + rows).joined(
      separator: "\n")
  }

  /// Text in which single stars, tildes and opening brackets stand for themselves; code is left alone.
  private static func escaped(_ text: String) -> String {
    var result = ""
    var isCode = false
    var before: Character?
    for (index, character) in zip(text.indices, text) {
      let after = text[index...].dropFirst().first
      if character == "`" { isCode.toggle() }
      let isStar = character == "*" && before != "*" && after != "*"
      let isTag = character == "<" && after.map { $0.isLetter || "/!?".contains($0) } == true
      if !isCode && (isStar || isTag || character == "~") { result += "\\" }
      result.append(character)
      before = character
    }
    return result
  }
}
