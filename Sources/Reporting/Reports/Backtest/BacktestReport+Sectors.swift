import Calibration
import Studies

/// Orders of sectors beside observed ones.
extension BacktestReport {
  private static var columns: [(heading: [String], key: String, value: (SectorScore) -> Double?)] {
    [
      (["model,", "in sample"], "inSample", \.inSample),
      (["model,", "held out"], "heldOut", \.heldOut),
      (["order of", "start stays"], "stays", \.stays),
      (["simple", "first"], "simpleFirst", \.simpleFirst),
    ]
  }

  /// A row for every economy whose sectors are known, and the medians.
  var sectorTable: [Document.Block] {
    guard let sectors else { return [] }
    var table = Table(
      [.text("economy"), .number("from"), .number("in"), .number("sectors")]
        + Self.columns.map { Table.Column($0.heading, .number) }, indentation: 2)
    table.rows = sectors.economies.map { score in
      [
        .text(score.economy), .year(Double(score.first)), .year(Double(score.last)),
        .whole(score.sectors),
      ] + Self.columns.map { .fixed($0.value(score), decimals: 2) }
    }
    table.rows.append(
      ["median", .empty, .empty, .empty]
        + Self.columns.map { .fixed(sectors.median($0.value), decimals: 2) })
    let text =
      "Rank correlations over sectors with observed comparative advantage (the share of a sector in the economy's exports "
      + "over its share in those of the world, \(sectors.table)) in the year shown: of the model's capability relative to "
      + "the mean of the economies shown (to the frontier where they are fewer than \(ModelledAdvantage.leastEconomies)), "
      + "median over rows; of the order that was observed in the first year; and of one order for all "
      + "economies, simple sectors before complex ones. Held out are parameters that have not seen the economy, with its "
      + "conditions drawn from their laws."
    return [.heading("SECTORS"), .text(text), .table(table), .text(Self.verdict(sectors))]
  }

  /// Who foresees the order best in the median economy.
  static func verdict(_ sectors: SectorScores) -> String {
    let rivals = max(sectors.median(\.stays) ?? -1, sectors.median(\.simpleFirst) ?? -1)
    let (seen, unseen) = (sectors.median(\.inSample), sectors.median(\.heldOut))
    guard let model = unseen ?? seen else { return "The model has no order." }
    let words = unseen == nil ? "in sample" : "held out"
    let name =
      rivals == sectors.median(\.stays) ? "the order of the start" : "simple before complex"
    let (own, other) = (Figures.fixed(model, decimals: 2), Figures.fixed(rivals, decimals: 2))
    return model > rivals
      ? "In the median economy the model \(words) (\(own)) is nearer to what came than \(name) (\(other))."
      : "In the median economy \(name) (\(other)) is as near to what came as the model \(words) (\(own)), or nearer."
  }

  static func json(_ sectors: SectorScores) -> JSONValue {
    [
      "table": sectors.table,
      "economies": sectors.economies.json { score in
        [
          "name": score.economy, "first": score.first, "last": score.last,
          "sectors": score.sectors,
          "rankCorrelations": JSONValue.object(columns.map { ($0.key, $0.value(score).json) }),
        ]
      },
      "medians": JSONValue.object(columns.map { ($0.key, sectors.median($0.value).json) }),
    ]
  }
}
