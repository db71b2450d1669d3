import Analysis

/// The one table of the page.
extension FirstPage {
  /// The best mixes by worst regret, with what the columns mean.
  func table(rows: Int) -> [Document.Block] {
    let isSeveral = summary.beliefs.count > 1
    let hasCosts = summary.mixes.contains { $0.costs.contains { $0 != nil } }
    let hasTails = summary.mixes.contains { mix in
      mix.policy != summary.baseline && mix.worstTenths.contains { $0 != nil }
    }
    let gain = summary.isRelative ? "gain, %" : "gain"
    var columns: [Table.Column] = [.text("policy mix")]
    columns += summary.beliefs.map {
      Table.Column(isSeveral ? [gain, report.head(of: $0)] : [gain], .number)
    }
    if hasCosts { columns.append(.number("cost, %", "of GDP")) }
    columns.append(.number("chance", "of gain"))
    if hasTails { columns.append(.number("worst", "tenth")) }
    columns.append(.number("worst", "regret"))
    if let rule { columns.append(Table.Column(Figures.broken(rule.metric.name), .number)) }
    let strip = Strip(summary, style: report.stripStyle)
    if let strip { columns.append(.drawing(strip.title)) }
    var table = Table(columns)
    let shown = shown(rows: rows)
    table.rows = shown.map { mix in
      let isBase = mix.policy == summary.baseline
      var row: [Table.Cell] = [.text(mix.policy)]
      row += summary.beliefs.indices.map { belief in
        let gain = mix.gains[belief].value
        return .number(gain, number(gain, showsPlus: true) + " " + letter(mix.groups[belief]))
      }
      if hasCosts { row.append(pair(mix.costs) { Self.perCent($0) }) }
      row.append(isBase ? "-" : pair(mix.chances.map { $0 }) { Self.whole($0) })
      if hasTails {
        row.append(isBase ? "-" : pair(mix.worstTenths) { number($0, showsPlus: true) })
      }
      row.append(.number(mix.worstRegret, number(mix.worstRegret)))
      if let rule { row.append(rule.cell(mix.policy)) }
      if let strip { row.append(.text(strip.line(mix))) }
      return row
    }
    let fits = TextTable(table).lines(width: TextRenderer.width).count
    let wanted = TextTable(table).lines(width: 10_000).count
    if strip != nil && fits > wanted {
      table.columns.removeLast()
      table.rows = table.rows.map { Array($0.dropLast()) }
      return [.table(table)] + notes(hidden: summary.mixes.count - shown.count, strip: nil)
    }
    return [.table(table)] + notes(hidden: summary.mixes.count - shown.count, strip: strip)
  }

  /// As many as fit: the baseline first, then those that lead under some beliefs, then the least regretted.
  private func shown(rows: Int) -> [DecisionSummary.Mix] {
    let mixes = summary.mixes.indices
    func isLeader(_ index: Int) -> Bool { summary.mixes[index].groups.contains(0) }
    let base = mixes.filter { summary.mixes[$0].policy == summary.baseline }
    let others = mixes.filter { !base.contains($0) }
    let wanted = base + others.filter(isLeader) + others.filter { !isLeader($0) }
    let shown = wanted.prefix(rows).sorted().map { summary.mixes[$0] }
    guard let rule else { return shown }
    let places = rule.order
    return shown.sorted { (places[$0.policy] ?? .max) < (places[$1.policy] ?? .max) }
  }

  /// Groups as letters.
  private func letter(_ group: Int) -> String {
    String(UnicodeScalar(UInt8(97 + min(group, 25))))
  }

  /// A number by beliefs: `88/61`, once where all read the same.
  private func pair(_ values: [Double?], _ text: (Double) -> String) -> Table.Cell {
    let texts = values.map { value in value.flatMap { $0.isFinite ? text($0) : nil } ?? "-" }
    let shown = Set(texts).count == 1 ? texts[0] : texts.joined(separator: "/")
    return values[0].map { .number($0, shown) } ?? .text(shown)
  }

  /// A share in whole per cent, without the sign.
  private static func whole(_ share: Double) -> String {
    String(Figures.percent(share).dropLast(2))
  }

  private func notes(hidden: Int, strip: Strip?) -> [Document.Block] {
    let comparison = report.comparisons[0]
    let (heads, isSeveral) = (
      summary.beliefs.map { report.head(of: $0) }, summary.beliefs.count > 1
    )
    let base =
      summary.baseline == "baseline" ? "the baseline's" : "\(Figures.mix(summary.baseline))'s"
    var text =
      summary.isRelative
      ? "In % of \(base) \(outcome)" : "In \(outcome) (\(unit)) above \(base)"
    if comparison.rankedBy == "discounted_consumption" { text += ", net of a mix's cost" }
    text +=
      summary.hasProbabilities
      ? "; gains weighed by the scenarios' probabilities"
      : "; scenario \(comparison.leadingScenario.scenario)"
    if isSeveral { text += "; \(heads.joined(separator: "/"))" }
    text += ". Same letter: equal for practical purposes. Mean of the worst tenth of futures; "
    text += "regret over \(isSeveral ? "beliefs and " : "")scenarios."
    if let rule { text += " The last column is what the study ranks by, \(rule.direction)." }
    if let strip { text += " " + strip.legend(heads: heads) }
    if hidden > 0 { text += " \(Figures.count(hidden, "mix", "mixes")) with more regret: --full." }
    return [.note(text)]
  }
}

/// Gains as dots on a line: where each set of beliefs puts a mix, and how far beliefs and scenarios put it apart.
struct Strip {
  /// Characters of a strip: what is left of a hundred columns beside long names.
  static let width = 12

  private let style: RunReport.StripStyle
  private let low: Double
  private let high: Double
  private let isRelative: Bool

  /// Finds the scale; nil without anything to draw.
  init?(_ summary: DecisionSummary, style: RunReport.StripStyle?) {
    let ranges: [ClosedRange<Double>] = summary.mixes.compactMap(\.range)
    let ends: [Double] = ranges.map(\.lowerBound) + ranges.map(\.upperBound) + [0]
    guard let style, let low = ends.min(), let high = ends.max(), high > low else { return nil }
    self.style = style
    self.low = low
    self.high = high
    isRelative = summary.isRelative
  }

  /// The scale as a heading of the strip's width.
  var title: String {
    let ends = [low, high].map { end in
      end == 0
        ? "0" : isRelative ? Figures.plain(end * 100, digits: 2) : Figures.plain(end, digits: 2)
    }
    let gap = max(Self.width - ends[0].count - ends[1].count, 1)
    return ends[0] + String(repeating: " ", count: gap) + ends[1]
  }

  private func place(_ gain: Double) -> Int {
    min(
      max(Int(((gain - low) / (high - low) * Double(Self.width - 1)).rounded()), 0), Self.width - 1)
  }

  /// The strip of a mix.
  func line(_ mix: DecisionSummary.Mix) -> String {
    var characters = [Character](repeating: " ", count: Self.width)
    if let range = mix.range {
      for place in place(range.lowerBound)...place(range.upperBound)
      where range.lowerBound < range.upperBound {
        characters[place] = style.line
      }
    }
    characters[place(0)] = style.zero
    for (belief, gain) in mix.gains.enumerated() where gain.value.isFinite {
      let place = place(gain.value)
      let isTaken = mix.gains[..<belief].contains {
        $0.value.isFinite && self.place($0.value) == place
      }
      characters[place] = isTaken ? style.both : style.dots[min(belief, 2)]
    }
    while characters.last == " " { characters.removeLast() }
    return String(characters)
  }

  /// What the marks mean.
  func legend(heads: [String]) -> String {
    let marks = heads.enumerated().map { "\(style.dots[min($0, 2)]) \($1)" }
    let gain = heads.count > 1 ? marks.joined(separator: ", ") : "\(style.dots[0]) gain"
    return "\(gain), \(style.line) worst to best scenario."
  }
}

extension RunReport.StripStyle {
  fileprivate var line: Character { self == .ascii ? "-" : "\u{2500}" }
  fileprivate var zero: Character { self == .ascii ? "|" : "\u{2502}" }
  fileprivate var dots: [Character] {
    self == .ascii ? ["o", "x", "+"] : ["\u{25CB}", "\u{25CF}", "\u{25C6}"]
  }
  fileprivate var both: Character { self == .ascii ? "*" : "\u{25C9}" }
}
