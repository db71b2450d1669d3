import Analysis

extension SensitivityDetails {
  /// Factors whose ranks are listed beyond those that may be among the three largest.
  private static let listedRanks = 12
  /// Factors of the table of looks: those that are named.
  private static let namedIndices = 3

  /// The answer, above all tables.
  func answerLines(width: Int) -> [String] {
    var lines: [String] = []
    for (index, sentence) in answer.enumerated() {
      lines += Paragraph.lines(
        sentence, width: width, first: index == 0 ? "ANSWER    " : "          ",
        next: "          ")
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  /// The tables of ranks and of looks, each with an empty line before it.
  func tableLines(width: Int) -> [String] {
    rankLines(width: width) + lookLines(width: width)
  }

  private func rankLines(width: Int) -> [String] {
    guard let ranks = target.ranks else { return [] }
    let groups = target.indices.groups
    let candidates = order.filter { ranks.ranks[$0].lowerBound <= 3 }
    guard candidates.count > 1 else { return [] }
    var table = TextTable(columns: [
      .text("factor"), .number("total"), .number("ranks that cannot", "be excluded"),
      .number("probability of", "the top three"),
    ])
    for group in candidates.prefix(Self.listedRanks) {
      let (low, high) = (ranks.ranks[group].lowerBound, ranks.ranks[group].upperBound)
      table.rows.append([
        groups[group].name, Figures.fixed(groups[group].total.value, decimals: 3),
        low == high ? "\(low)" : "\(low) to \(high)",
        Figures.percent(target.top?.membership[group] ?? .nan),
      ])
    }
    var lines =
      [""]
      + Paragraph.lines(
        "RANKS by total index: all sets hold at once with \(Self.confidence(ranks.confidence)) confidence. "
          + "The probability is that of another run of this size.", width: width)
      + table.lines(width: width)
    let hidden = candidates.count - min(candidates.count, Self.listedRanks)
    if hidden > 0 { lines.append("and \(hidden) more that may be among the three largest") }
    return lines
  }

  private func lookLines(width: Int) -> [String] {
    let why = stop.map { [""] + Paragraph.lines($0.sentence, width: width) } ?? []
    guard whole.looks.count > 1 else { return why }
    var table = TextTable(columns: [
      .number("base points"), .number("runs"), .number("widest", "half-width"),
    ])
    let named = order.prefix(Self.namedIndices)
    for place in named.indices { table.columns.append(.number("total index", "of \(place + 1)")) }
    for look in whole.looks {
      table.rows.append(
        [
          Figures.grouped(look.basePoints), Figures.grouped(look.runs),
          Figures.fixed(halfWidth(look), decimals: 3),
        ]
          + named.map { group in
            let total = look.indices[position].groups[group].total
            return Figures.fixed(total.value, decimals: 3) + " +- "
              + Figures.fixed((total.high - total.low) / 2, decimals: 3)
          })
    }
    let legend = named.enumerated().map { "\($0 + 1) \(target.indices.groups[$1].name)" }
      .joined(separator: ", ")
    return why + [""]
      + Paragraph.lines("CONVERGENCE: indices against the number of runs.", width: width)
      + table.lines(width: width) + Paragraph.lines(legend + ".", width: width)
  }
}
