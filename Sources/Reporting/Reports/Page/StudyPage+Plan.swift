import ModelContract
import StudyContract

/// What the leading mix does, in numbers that can be acted on.
extension StudyPage {
  /// Levers and institutions in which the leader differs from the baseline: from where, to where, until when. Nothing where the
  /// baseline leads.
  var plan: [Document.Block] {
    let session = findings.comparison.session
    let (start, end) = (session.study.start, session.study.end)
    let base = session.study.baselinePolicy
    guard findings.leader != base.name,
      let mix = session.policies.first(where: { $0.name == findings.leader })
    else { return [] }
    var table = Table([
      .text("what is moved"), .text("unit"), .number("in \(Figures.year(start))"),
      .number("baseline in \(Figures.year(end))"), .number("mix in \(Figures.year(end))"),
      .text("reached in"),
    ])
    func add(_ name: String, _ unit: Unit?, _ path: Path?, _ own: Path?) {
      guard let path, path != own else { return }
      let isShare = unit == .shareOfOutput
      func cell(_ path: Path?, _ year: Double) -> Table.Cell {
        guard let value = path?.value(at: year) else { return .empty }
        return .number(value, Figures.plain(isShare ? value * 100 : value))
      }
      let last = path.value(at: end)
      let reached =
        path.breakpoints.first { corner in
          corner.year >= start
            && path.breakpoints.allSatisfy { $0.year < corner.year || $0.value == corner.value }
        }?.year ?? start
      let arrival = last == path.value(at: start) ? start : min(max(reached, start), end)
      table.rows.append([
        .text(name.replacing("_", with: " ")),
        .text(isShare ? "% of GDP" : unit?.rawValue ?? "weight"), cell(own, start),
        cell(own, end), cell(path, end), .text(Figures.year(arrival)),
      ])
    }
    for lever in session.model.levers {
      add(lever.name, lever.unit, mix.levers[lever.name], base.levers[lever.name])
    }
    for trait in session.model.traits {
      add(trait.name, nil, mix.traits[trait.name], base.traits[trait.name])
    }
    if table.rows.isEmpty { return [] }
    var blocks: [Document.Block] = [
      .heading("What \(findings.leader) does", level: 3), .table(table),
    ]
    let scaled = session.budgeted.first { $0.policy.name == mix.name && !$0.isWithinBudget }
    if let scaled {
      blocks.append(
        .text(
          "The budget scales this mix to \(Figures.fixed(100 * scaled.share, decimals: 0)) % of its distance to the baseline as "
            + "the study states it; the figures here are those that were run."))
    }
    return blocks
  }
}
