/// A table in plain text that never exceeds its width.
///
/// A table that is too wide first closes its gaps, then breaks the text of its widest left-aligned
/// columns at spaces, and at last continues in further panels that repeat the first column. Nothing is cut off, and
/// no name is broken unless it is longer than a line.
struct TextTable {
  /// One column.
  struct Column {
    /// Lines of the heading.
    var heading: [String]
    /// Whether the column holds numbers, which end at the right.
    var isNumeric: Bool
    /// Whether the column keeps its width whatever happens.
    var isFixed = false

    /// Text, which starts at the left.
    static func text(_ heading: String...) -> Column { Column(heading: heading, isNumeric: false) }
    /// Numbers, which end at the right.
    static func number(_ heading: String...) -> Column { Column(heading: heading, isNumeric: true) }
  }

  /// The columns, the first one repeated in every panel.
  var columns: [Column]
  /// Rows of one cell a column.
  var rows: [[String]] = []

  /// Narrowest width to which a column of text is squeezed: shorter fragments do not read.
  private static let narrowestText = 14

  /// The layout of a document's table.
  init(_ table: Table) {
    self.init(
      columns: table.columns.map {
        Column(
          heading: $0.title, isNumeric: $0.content == .number, isFixed: $0.content == .name)
      },
      rows: table.rows.map { $0.map(\.shown) })
  }

  /// Lays columns out.
  init(columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The lines of the table.
  func lines(width: Int, indentation: Int = 0) -> [String] {
    let natural = columns.indices.map { column in
      max(
        columns[column].heading.map(\.count).max() ?? 0,
        rows.map { $0[column].count }.max() ?? 0)
    }
    let available = width - indentation
    let all = Array(columns.indices)
    for gap in [2, 1] where natural.reduce(gap * (columns.count - 1), +) <= available {
      return panel(all, natural, gap: gap, indentation)
    }
    let narrowest = columns.indices.map { column in
      columns[column].isFixed
        ? natural[column] : max(Self.narrowestText, longestWord(column: column))
    }
    let hasPanels = natural.dropFirst().allSatisfy { natural[0] + 2 + $0 <= available }
    // Names are broken where neither whole ones nor panels fit the line.
    for narrowest in hasPanels
      ? [narrowest]
      : [narrowest, zip(columns, natural).map { $0.isFixed ? $1 : Self.narrowestText }]
    {
      for gap in [2, 1] {
        let room = available - gap * (columns.count - 1)
        if let widths = squeezed(natural, to: room, narrowest: narrowest) {
          return panel(all, widths, gap: gap, indentation)
        }
      }
    }
    // Text that fits no panel beside the first column is broken there.
    let room = max(available - natural[0] - 2, Self.narrowestText)
    let fitting = columns.indices.map { column in
      column == 0 || columns[column].isNumeric ? natural[column] : min(natural[column], room)
    }
    return panels(fitting, available: available, indentation)
  }

  /// The widths with the widest columns of text made narrower until all fit; nil when they cannot.
  private func squeezed(_ natural: [Int], to available: Int, narrowest: [Int]) -> [Int]? {
    var widths = natural
    while widths.reduce(0, +) > available {
      let squeezable = columns.indices.filter {
        !columns[$0].isNumeric && widths[$0] > narrowest[$0]
      }
      guard let widest = squeezable.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  /// Characters of the longest word of a column, its heading included.
  private func longestWord(column: Int) -> Int {
    (columns[column].heading + rows.map { $0[column] })
      .flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
  }

  private func panels(_ widths: [Int], available: Int, _ indentation: Int) -> [String] {
    var groups: [[Int]] = []
    var group: [Int] = []
    var used = widths[0]
    for column in columns.indices.dropFirst() {
      if !group.isEmpty && used + 2 + widths[column] > available {
        groups.append(group)
        group = []
        used = widths[0]
      }
      group.append(column)
      used += 2 + widths[column]
    }
    groups.append(group)
    return Array(
      groups.map { panel([0] + $0, widths, gap: 2, indentation) }.joined(separator: [""]))
  }

  private func panel(
    _ chosen: [Int], _ widths: [Int], gap: Int, _ indentation: Int
  ) -> [String] {
    let spaces = String(repeating: " ", count: gap)
    func line(_ cells: [String]) -> String {
      let padded = zip(chosen, cells).map { column, cell in
        let padding = String(repeating: " ", count: max(widths[column] - cell.count, 0))
        return columns[column].isNumeric ? padding + cell : cell + padding
      }
      var text = String(repeating: " ", count: indentation) + padded.joined(separator: spaces)
      while text.last == " " { text.removeLast() }
      return text
    }
    let headings = chosen.map { column in
      columns[column].heading.flatMap { Paragraph.broken($0, width: widths[column]) }
    }
    let headingHeight = headings.map(\.count).max() ?? 0
    var lines = (0..<headingHeight).map { height in
      line(
        headings.map { heading in
          let missing = headingHeight - heading.count
          return height < missing ? "" : heading[height - missing]
        })
    }
    lines.append(line(chosen.map { String(repeating: "-", count: widths[$0]) }))
    for row in rows {
      let cells = chosen.map { Paragraph.broken(row[$0], width: widths[$0]) }
      for height in 0..<(cells.map(\.count).max() ?? 0) {
        lines.append(line(cells.map { height < $0.count ? $0[height] : "" }))
      }
    }
    return lines
  }
}
