import Studies
import StudyContract

extension EffectsResult: Report {
  /// What was run, effects of levers and mixes beside what was published, and where that is from.
  public var document: Document {
    var document = Document([
      [
        .text("Effects in the study \(session.study.name), scenario \(scenario.name)"),
        .text(
          "\(DesignText.text(session.design)), seed \(session.design.specification.seed); the same futures with and "
            + "without the change, which is complete in \(Figures.year(session.study.start + 1)) and carried out as stated"
        ),
        .text(
          "median [5 %, 95 %] over futures; in logs of the outcome with the change over that without, where marked diff. "
            + "the difference of the two; * the median lies outside the published range, ~ the range is a judged reading"
        ),
      ]
    ])
    document.add(tallySentences.map { .text($0) })
    document.add(section("Levers", effects))
    document.add(section("Mixes of the study, against \(session.study.baseline)", programmes))
    document.add(references)
    document.add(notes)
    return document
  }

  private var tallySentences: [String] {
    zip(beliefs, tally).filter { $1.compared > 0 }.map { beliefs, tally in
      "\(beliefs.name): \(tally.outside) of \(tally.compared) medians with a published range lie outside it."
    }
  }

  /// One table of all changes, with published ranges where the card has any.
  private func section(_ heading: String, _ effects: [Effect]) -> [Document.Block] {
    if effects.isEmpty { return [] }
    let hasRanges = effects.contains { !$0.change.published.isEmpty }
    var table = Table(
      [.text("change"), .number("years")] + beliefs.map { .number($0.name) }
        + (hasRanges ? [.number("published")] : []))
    for effect in effects {
      for (index, row) in effect.rows.enumerated() {
        let isFirst = index == 0 || effect.rows[index - 1].outcome != row.outcome
        let name = index == 0 ? effect.change.name : isFirst ? "  " + Self.label(row) : ""
        table.rows.append(
          [.text(name), .whole(row.years)] + beliefs.indices.map { size(row, $0) }
            + (hasRanges ? [published(row, effect.change)] : []))
      }
    }
    return [.heading(heading), .table(table)]
      + effects.map { effect in
        let first = effect.rows.first.map { Self.label($0) + ". " } ?? ""
        let obstacle = effect.obstacle.map { " Not run: \($0)." } ?? ""
        return .definition(effect.change.name, first + effect.change.change + "." + obstacle)
      }
  }

  private static func label(_ row: Row) -> String {
    row.outcome + (row.measure == .logRatio ? "" : ", diff.")
  }

  private func size(_ row: Row, _ beliefs: Int) -> Table.Cell {
    guard let size = row.sizes[beliefs] else { return "failed" }
    let mark = row.isOutside[beliefs] == true ? "*" : ""
    return .number(
      size.median,
      Figures.fixed(size.median, decimals: 3, showsPlus: true) + mark
        + " [\(Self.shown(size.interval.lowerBound)), \(Self.shown(size.interval.upperBound))]")
  }

  private func published(_ row: Row, _ change: StatedChange) -> Table.Cell {
    guard let range = row.published else { return "none known" }
    let mark = change.published(of: row.outcome)?.isJudged == true ? "~" : ""
    return .text("\(mark)\(Self.shown(range.lowerBound)) to \(Self.shown(range.upperBound))")
  }

  private static func shown(_ number: Double) -> String { Figures.fixed(number, decimals: 3) }

  /// How ranges follow from publications, and the publications.
  private var references: [Document.Block] {
    let ranges = effects.flatMap { effect in
      effect.change.published.map { (effect.change.name, $0) }
    }
    if ranges.isEmpty { return [] }
    let used = Set(ranges.flatMap { $0.1.sources })
    return [.heading("Published ranges")]
      + ranges.map { name, range in
        .definition(
          "\(name), \(range.outcome)",
          (range.isJudged ? "judged reading of " : "from ")
            + Figures.list(range.sources.compactMap { citation($0) }, limit: 8) + ": "
            + range.reading)
      }
      + card.sources.filter { used.contains($0.name) }.map { source in
        .definition(
          "\(source.authors) \(source.year)" + (source.doi.map { ", doi:\($0)" } ?? ""),
          source.finding)
      }
  }

  private func citation(_ name: String) -> String? {
    card.sources.first { $0.name == name }.map { "\($0.authors) \($0.year)" }
  }

  private var notes: [Document.Block] {
    let failed =
      (effects + programmes).flatMap(\.rows).flatMap { $0.sizes.compactMap { $0?.failed } }
      .max() ?? 0
    let failures =
      failed > 0
      ? ["in up to \(Figures.grouped(failed)) futures a run failed; they are left out"] : []
    return failures.map { .labelled("note:", columns: 6, $0) }
      + (beliefs.last.map { session.study.caveats(for: $0) } ?? []).map {
        .labelled("note:", columns: 6, $0)
      }
  }
}
