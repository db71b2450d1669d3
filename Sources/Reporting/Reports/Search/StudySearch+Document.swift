import Analysis
import ModelContract
import Studies
import StudyContract

extension StudySearch: Report {
  /// Rows of the table: what fits on a page.
  static let rowLimit = 10

  /// The answer, the set, its levers, and how far the search is to be trusted.
  public var document: Document {
    let words = SearchWords(search: self)
    var document = Document([
      [
        .title("Mixes that nobody wrote down: \(session.study.name)"),
        .entry("Study", studyLine), .entry("Searched", searched),
        .entry("Wanted", Figures.list(objectives.map(words.words), limit: 5)),
        .entry("Budget", budgetLine(words)),
      ],
      [.entry("ANSWER", SearchAnswer(search: self, words: words).text)],
    ])
    if contest != nil {
      document.add([
        .heading("THE SET, on fresh futures"), .table(table(words)), .note(tableNote(words)),
      ])
      document.add([.heading("LEVERS"), .table(levers), .note(leverNote)])
    }
    document.add([.heading("HOW SURE")] + doubts(words))
    return document
  }

  private var studyLine: String {
    let held = beliefs.map(\.name)
    return
      "\(Figures.count(session.scenarios.count, "scenario")), beliefs \(Figures.list(held)); "
      + "\(Figures.grouped(searchFutures.count)) futures of seed \(searchFutures.seed) for the search, "
      + "\(Figures.grouped(freshFutures.count)) of seed \(freshFutures.seed) for the second look"
  }

  private var searched: String {
    let kinds =
      space.institutions.count > 1
      ? ", institutions and targets of \(space.institutions.count) mixes" : ""
    let range =
      request.isWide ? "all values the model admits" : "the values that the study's mixes give"
    return
      "\(Figures.count(space.ranges.count, "lever")), each with a level in \(Figures.year(space.rampEnd)) and one in "
      + "\(Figures.year(space.middle)) within \(range)\(kinds); "
      + "\(Figures.count(request.searches, "search", "searches")) of "
      + "\(Figures.count(request.evaluations, "mix", "mixes"))"
  }

  private func budgetLine(_ words: SearchWords) -> String {
    guard let budget = session.study.budget else {
      return objectives.contains(.cost) ? "none; what mixes cost is an objective" : "none"
    }
    return
      "at most \(words.cost(budget.aboveBaseline)) above the baseline, as the study's budgets are measured"
  }

  private func table(_ words: SearchWords) -> Table {
    let further = objectives.indices.filter {
      if case .outcome = objectives[$0] { true } else { false }
    }
    let hasCost = own.contains { $0.fresh.cost != nil }
    var table = Table(
      [
        .text("mix"), .number("robust", "gain", unit: words.gainUnit),
        .number("worst", "tenth", unit: words.gainUnit),
      ]
        + (hasCost ? [.number("cost")] : [])
        + further.map { Table.Column(Figures.broken(objectives[$0].name), .number) }
        + [.number("search", "- fresh"), .text("institutions", "and targets as in")])
    let ownRows = own.indices.filter { own[$0].isKept || $0 == contest?.own }.map { own[$0] }
    for member in shown(Self.rowLimit) + ownRows {
      let fresh = member.fresh
      var row: [Table.Cell] = [
        .text(member.mix.name),
        .fixed(words.scaled(fresh.robustGain), decimals: words.gainDecimals, showsPlus: true),
        .fixed(words.scaled(fresh.worstTenth), decimals: words.gainDecimals, showsPlus: true),
      ]
      if hasCost {
        row.append(
          .fixed(fresh.cost.map(words.scaledCost), decimals: words.costDecimals, showsPlus: true))
      }
      row += further.map { .plain(member.freshObjectives[$0]) }
      row.append(
        .fixed(
          words.scaled(member.search.robustGain - fresh.robustGain),
          decimals: words.gainDecimals + 1,
          showsPlus: true))
      row.append(member.institutions.map { .text($0) } ?? "the study's own")
      table.rows.append(row)
    }
    return table
  }

  private func tableNote(_ words: SearchWords) -> String {
    let kept = self.kept.count
    let left =
      kept > Self.rowLimit
      ? "\(Self.rowLimit) of \(kept) mixes, spread over the set; --format csv has all. " : ""
    let gains =
      words.gainUnit == "%"
      ? "in % of the baseline's \(session.study.rankedBy)" : "in \(words.gainUnit)"
    let cost =
      own.contains { $0.fresh.cost != nil } ? "; cost above the baseline in \(words.costUnit)" : ""
    return
      "\(left)Gains \(gains): robust, the smallest over beliefs and scenarios; worst tenth of futures in "
      + "\(leadingScenario)\(cost). search - fresh: how much better the robust gain looked to the search."
  }

  private var levers: Table {
    let rows = shown(Self.rowLimit)
    let reference = contest.map { own[$0.own] }
    let others = reference.map { $0.mix.name == session.study.baseline ? [] : [$0] } ?? []
    var table = Table(
      [.text("lever"), .text("unit"), .number("baseline")]
        + (rows + others).map { Table.Column(Figures.broken($0.mix.name), .number) })
    for range in space.ranges {
      let name = range.lever.name
      table.rows.append(
        [.text(name), .text(range.lever.unit.rawValue), levels(session.study.baselinePolicy, name)]
          + (rows + others).map { levels($0.mix, name) })
    }
    return table
  }

  private func levels(_ mix: Policy, _ lever: String) -> Table.Cell {
    guard let path = mix.levers[lever] else { return "-" }
    let values = [space.rampEnd, space.middle].map { Figures.plain(path.value(at: $0)) }
    return .text(values[0] == values[1] ? values[0] : "\(values[0]) / \(values[1])")
  }

  private var leverNote: String {
    let free = space.ranges.filter { $0.lever.cost == 0 }.map(\.lever.name)
    let warning =
      free.isEmpty
      ? ""
      : " The model charges nothing for \(Figures.list(free)): a search takes them wherever they help."
    return
      "Level in \(Figures.year(space.rampEnd)) / in \(Figures.year(space.middle)) and after; one number where both are "
      + "the same.\(warning)"
  }
}
