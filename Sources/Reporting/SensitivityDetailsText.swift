import Analysis

extension SensitivityDetails {
  /// Factors whose ranks are listed beyond those that may be among the three largest.
  private static let listedRanks = 12
  /// Factors of the table of looks: those that are named.
  static let listedIndices = 3

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
    let candidates = ranks.filter { $0.ranks.lowerBound <= 3 }
    guard candidates.count > 1 else { return [] }
    var table = TextTable(columns: [
      .text("factor"), .number("total"), .number("ranks that cannot", "be excluded"),
      .number("probability of", "the top three"),
    ])
    for rank in candidates.prefix(Self.listedRanks) {
      let (low, high) = (rank.ranks.lowerBound, rank.ranks.upperBound)
      table.rows.append([
        rank.factor, Figures.fixed(rank.total.value, decimals: 3),
        low == high ? "\(low)" : "\(low) to \(high)", Figures.percent(rank.membership),
      ])
    }
    var lines =
      [""]
      + Paragraph.lines(
        "RANKS by total index: all sets hold at once with \(Self.percent(rankConfidence)) confidence. "
          + "The probability is that of another run of this size.", width: width)
      + table.lines(width: width)
    let hidden = candidates.count - min(candidates.count, Self.listedRanks)
    if hidden > 0 { lines.append("and \(hidden) more that may be among the three largest") }
    return lines
  }

  private func lookLines(width: Int) -> [String] {
    let why = stop.map { [""] + Paragraph.lines($0.sentence, width: width) } ?? []
    guard looks.count > 1, let last = looks.last else { return why }
    var table = TextTable(columns: [
      .number("base points"), .number("runs"), .number("widest", "half-width"),
    ])
    let named = last.indices.prefix(Self.listedIndices)
    for position in named.indices {
      table.columns.append(.number("total index", "of \(position + 1)"))
    }
    for look in looks {
      table.rows.append(
        [
          Figures.grouped(look.basePoints), Figures.grouped(look.runs),
          Figures.fixed(look.halfWidth, decimals: 3),
        ]
          + look.indices.prefix(named.count).map { index in
            Figures.fixed(index.total.value, decimals: 3) + " +- "
              + Figures.fixed((index.total.high - index.total.low) / 2, decimals: 3)
          })
    }
    let legend = named.enumerated().map { "\($0 + 1) \($1.factor)" }.joined(separator: ", ")
    return why + [""]
      + Paragraph.lines("CONVERGENCE: indices against the number of runs.", width: width)
      + table.lines(width: width) + Paragraph.lines(legend + ".", width: width)
  }

  /// A confidence in per cent, with decimals where it has them.
  public static func percent(_ confidence: Double) -> String {
    let share = 100 * confidence
    let decimals = abs(share - share.rounded()) < 1e-9 ? 0 : 2
    return Figures.fixed(share, decimals: decimals) + " %"
  }
}
