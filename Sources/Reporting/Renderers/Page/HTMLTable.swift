/// A table as HTML; numbers keep all their digits beside those that are shown.
enum HTMLTable {
  /// The table, which scrolls by itself where it is too wide.
  ///
  /// - Parameters:
  ///   - name: what a file with the table is called.
  ///   - label: what the table is called where it is not seen; no two of a page have the same.
  static func render(_ table: Table, name: String, label: String) -> String {
    let heads = table.columns.map { column in
      "<th scope=\"col\"\(style(column))>\(HTMLText.breakable(HTMLText.escaped(column.titleInOneLine)))</th>"
    }
    let rows = table.rows.map { row in
      let cells = zip(table.columns, row).enumerated().map { position, cell in
        render(cell.1, cell.0, isFirst: position == 0)
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(HTMLText.escaped(label))">
      <table data-file="\(HTMLText.escaped(name))">
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private static func render(_ cell: Table.Cell, _ column: Table.Column, isFirst: Bool) -> String {
    let shown = HTMLText.breakable(HTMLText.escaped(cell.shown))
    if isFirst, case .text = cell {
      return "<th scope=\"row\"\(style(column))>\(shown)</th>"
    }
    guard case .number(let value, _) = cell else { return "<td\(style(column))>\(shown)</td>" }
    let exact =
      value.isFinite ? Figures.exact(value) : value.isNaN ? "" : value > 0 ? "Inf" : "-Inf"
    return "<td\(style(column)) data-value=\"\(exact)\">\(shown)</td>"
  }

  private static func style(_ column: Table.Column) -> String {
    switch column.content {
    case .text, .name: ""
    case .number: " class=\"n\""
    case .drawing: " class=\"drawing\""
    }
  }
}
