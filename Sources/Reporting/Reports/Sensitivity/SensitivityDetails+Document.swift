import Analysis

extension SensitivityDetails {
  /// Factors whose ranks are listed beyond those that may be among the three largest.
  private static let listedRanks = 12
  /// Factors of the table of looks: those that are named.
  private static let namedIndices = 3

  /// The tables of ranks and of looks.
  var sections: [[Document.Block]] {
    [ranks, stop.map { [.text($0.sentence)] } ?? [], looks].filter { !$0.isEmpty }
  }

  private var ranks: [Document.Block] {
    guard let ranks = target.ranks else { return [] }
    let groups = target.indices.groups
    let candidates = order.filter { ranks.ranks[$0].lowerBound <= 3 }
    guard candidates.count > 1 else { return [] }
    let table = Table(
      [
        .text("factor"), .number("total"), .number("ranks that cannot", "be excluded"),
        .number("probability of", "the top three"),
      ],
      rows: candidates.prefix(Self.listedRanks).map { group in
        let (low, high) = (ranks.ranks[group].lowerBound, ranks.ranks[group].upperBound)
        return [
          .text(groups[group].name), .fixed(groups[group].total.value, decimals: 3),
          low == high ? "\(low)" : "\(low) to \(high)",
          .percent(target.top?.membership[group] ?? .nan),
        ]
      })
    let hidden = candidates.count - table.rows.count
    return [
      .text(
        "RANKS by total index: all sets hold at once with \(Self.confidence(ranks.confidence)) confidence. "
          + "The probability is that of another run of this size."), .table(table),
    ] + (hidden > 0 ? [.text("and \(hidden) more that may be among the three largest")] : [])
  }

  private var looks: [Document.Block] {
    guard whole.looks.count > 1 else { return [] }
    let named = order.prefix(Self.namedIndices)
    let table = Table(
      [.number("base points"), .number("runs"), .number("widest", "half-width")]
        + named.indices.map { .number("total index", "of \($0 + 1)") },
      rows: whole.looks.map { look in
        [.whole(look.basePoints), .whole(look.runs), .fixed(halfWidth(look), decimals: 3)]
          + named.map { group in
            let total = look.indices[position].groups[group].total
            return .number(
              total.value,
              Figures.fixed(total.value, decimals: 3) + " +- "
                + Figures.fixed((total.high - total.low) / 2, decimals: 3))
          }
      })
    let legend = named.enumerated().map { "\($0 + 1) \(target.indices.groups[$1].name)" }
      .joined(separator: ", ")
    return [
      .text("CONVERGENCE: indices against the number of runs."), .table(table),
      .text(legend + "."),
    ]
  }
}
