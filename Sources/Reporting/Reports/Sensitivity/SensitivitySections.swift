import Analysis

/// One sensitivity result as sections of a document: bars, intervals and one sentence a finding.
struct SensitivitySections {
  /// The result.
  let result: SensitivityResult

  private static let barWidth = 28
  /// Factors shown that cannot be told from 0; the sentences name some more and the other formats have all.
  private static let silentRows = 10
  /// Columns of labels.
  private static let labelWidth = 10

  init(_ result: SensitivityResult) { self.result = result }

  /// All sections.
  var all: [[Document.Block]] {
    let details = SensitivityDetails(result)
    let rows = shown
    var sections: [[Document.Block]] = [
      [.text("SENSITIVITY of \(result.target): \(result.title), \(runs).")],
      Self.labelled("ANSWER", details?.answer ?? []), bars(rows) + hidden(rows),
    ]
    sections += result.measures.indices.dropFirst().map { [intervals($0, rows)] }
    sections.append([.text(legend)])
    sections += details?.sections ?? []
    sections.append(Self.labelled("FINDINGS", findings))
    sections.append(
      result.warnings.map { .labelled("WARNING", columns: Self.labelWidth, $0.sentence) })
    return sections.filter { !$0.isEmpty }
  }

  /// Sentences behind one label.
  private static func labelled(_ label: String, _ sentences: [String]) -> [Document.Block] {
    sentences.enumerated().map { index, sentence in
      .labelled(index == 0 ? label : "", columns: labelWidth, sentence)
    }
  }

  /// How many runs there were.
  private var runs: String {
    let count = "\(Figures.grouped(result.runs)) runs in \(result.sourceName)"
    if result.failed == 0 { return count }
    return count
      + ", \(Figures.grouped(result.failed)) of them left out because the outcome is not a finite number"
  }

  /// The first index, with bars.
  private func bars(_ rows: [SensitivityRow]) -> [Document.Block] {
    let measure = result.measures[0]
    let all = result.rows.map { $0.estimates[0] }
    let decimals = decimals(all)
    let scale = max(
      all.map { $0.value.isFinite ? $0.value.magnitude : 0 }.max() ?? 0,
      min(all.map { $0.high.isFinite ? $0.high : 0 }.max() ?? 0, 1))
    let hasFloor = result.rows.contains { $0.noiseFloor != nil }
    let hasProbability = result.rows.contains { $0.pValue != nil }
    let table = Table(
      [
        .text("factor"), .drawing("0 to \(Figures.plain(scale, digits: 2))"),
        .number(measure.key), .number("95 % interval"),
      ] + (hasFloor ? [.number("noise floor")] : []) + (hasProbability ? [.number("p value")] : []),
      rows: rows.map { row in
        let cells = cells(row, 0, decimals: decimals)
        return [.text(row.factor), Table.Cell(stringLiteral: bar(row, scale: scale))] + cells
          + (hasFloor ? [.fixed(row.noiseFloor, decimals: decimals)] : [])
          + (hasProbability ? [.shown(row.pValue, Self.probability)] : [])
      })
    let chart = Chart(
      .bars, title: "\(measure.name) of \(result.target)", places: "factor", unit: "",
      series: [
        Chart.Series(
          name: measure.key,
          points: rows.enumerated().map { place, row in
            let estimate = row.estimates[0]
            return Chart.Point(
              place: Double(place), name: row.factor, value: estimate.value,
              low: estimate.low.isFinite ? estimate.low : nil,
              high: estimate.high.isFinite ? estimate.high : nil)
          })
      ])
    return [.table(table), .chart(chart)]
  }

  /// The rows of the tables: all that can be told from 0 in some measure, and the first of the others.
  private var shown: [SensitivityRow] {
    var silent = 0
    let isLong = result.rows.count > Self.longReport
    return result.ordered.filter { row in
      if isLong && isNegligible(row) { return false }
      if result.measures.indices.contains(where: { result.isDistinguishable(row, $0) }) {
        return true
      }
      silent += 1
      return silent <= Self.silentRows
    }
  }

  /// Rows from which on negligible ones are left to the other formats.
  private static let longReport = 20
  /// Shares of the variance below which an index is negligible: one per cent.
  static let negligible = 0.01

  /// Whether all shares of variance of a row are negligible.
  private func isNegligible(
    _ row: SensitivityRow
  ) -> Bool {
    result.measures.allSatisfy { [.firstOrder, .total].contains($0.role) }
      && row.estimates.allSatisfy { $0.value < Self.negligible }
  }

  private func hidden(_ shown: [SensitivityRow]) -> [Document.Block] {
    let names = Set(shown.map(\.factor))
    let rest = result.rows.filter { !names.contains($0.factor) }
    if rest.isEmpty { return [] }
    let small = rest.count { isNegligible($0) }
    let what =
      small == rest.count
      ? "with indices below \(Self.negligible)"
      : small == 0
        ? "that are not distinguishable from 0"
        : "with indices below \(Self.negligible) or not distinguishable from 0"
    return [.text("and \(rest.count) more \(rest.count == 1 ? "factor" : "factors") \(what)")]
  }

  private func intervals(_ measure: Int, _ rows: [SensitivityRow]) -> Document.Block {
    let decimals = decimals(result.rows.map { $0.estimates[measure] })
    return .table(
      Table(
        [
          .text("factor"), .number(result.measures[measure].key), .number("95 % interval"),
        ], rows: rows.map { [.text($0.factor)] + cells($0, measure, decimals: decimals) }))
  }

  /// Estimate and interval in words where there is no number to print.
  private func cells(
    _ row: SensitivityRow, _ measure: Int, decimals: Int
  ) -> [Table.Cell] {
    let estimate = row.estimates[measure]
    if row.isInert { return ["0", "exactly"] }
    guard estimate.value.isFinite else { return ["-", "undefined"] }
    let isSigned = result.measures[measure].isSigned
    func fixed(_ value: Double) -> String { Figures.fixed(value, decimals: decimals) }
    if !result.isDistinguishable(row, measure) {
      let high = isSigned ? max(estimate.high.magnitude, estimate.low.magnitude) : estimate.high
      let hasReach = result.measures[measure].isCentred && high.isFinite
      return [
        .number(estimate.value, "~0"), hasReach ? "at most \(fixed(max(high, 0)))" : "-",
      ]
    }
    let value = Table.Cell.fixed(estimate.value, decimals: decimals)
    guard estimate.low.isFinite else { return [value, "-"] }
    let low = isSigned ? estimate.low : max(estimate.low, 0)
    return [value, "\(fixed(low)) to \(fixed(estimate.high))"]
  }

  func decimals(_ estimates: [IndexEstimate]) -> Int {
    min(max(Figures.decimals(for: estimates.map(\.value)), 2), 4)
  }

  private func bar(
    _ row: SensitivityRow, scale: Double
  ) -> String {
    let estimate = row.estimates[0]
    guard scale > 0, estimate.value.isFinite, !row.isInert else { return "" }
    func place(_ value: Double) -> Int {
      Int((min(max(value / scale, 0), 1) * Double(Self.barWidth)).rounded())
    }
    if !estimate.low.isFinite {
      return String(repeating: "#", count: place(estimate.value.magnitude))
    }
    let isNegative = estimate.value < 0 && result.measures[0].isSigned
    let low = place(isNegative ? -estimate.high : estimate.low)
    let high = place(isNegative ? -estimate.low : estimate.high)
    return String(repeating: "#", count: low) + String(repeating: "+", count: max(high - low, 0))
  }

  private static func probability(_ value: Double) -> String {
    value < 0.001 ? "<0.001" : Figures.fixed(value, decimals: 3)
  }

  private var legend: String {
    let hasIntervals = result.rows.contains { $0.estimates[0].low.isFinite && !$0.isInert }
    var text =
      hasIntervals
      ? "Bars: # up to the lower end of the 95 % interval, + up to its upper end. " : ""
    for measure in result.measures { text += measure.key + ": " + measure.meaning + " " }
    let expected = result.measures.filter(\.isOfExpectedValue).map(\.key)
    if hasIntervals && !expected.isEmpty {
      text +=
        "The interval of \(Figures.list(expected, limit: 4)) is that of the value which so many rows give on average; "
        + "luck makes that value too large where a factor matters little. "
    }
    let isUnseen = result.rows.contains { row in
      !row.isInert && result.measures.indices.contains { !result.isDistinguishable(row, $0) }
    }
    if isUnseen { text += "~0: not distinguishable from 0. " }
    if result.rows.contains(where: { $0.noiseFloor != nil }) {
      text += "noise floor: what an input without any influence may show with these runs."
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
