import Analysis

/// A sensitivity result as text of at most 100 columns: bars, intervals and one sentence a finding.
public enum SensitivityText {
  /// Columns of the report.
  public static let width = 100
  private static let barWidth = 28
  /// Factors shown that cannot be told from 0; the sentences name some more and the other formats have all.
  private static let silentRows = 10

  /// The report.
  public static func render(_ report: SensitivityResult) -> String {
    let details = SensitivityDetails(report)
    var lines = Paragraph.lines(
      "SENSITIVITY of \(report.output): \(report.title), " + runs(report) + ".", width: width)
    lines.append("")
    lines += details?.answerLines(width: width) ?? []
    lines += bars(report)
    lines += hidden(report)
    for index in report.measures.indices.dropFirst() { lines += [""] + others(report, index) }
    lines.append("")
    lines += legend(report)
    lines += details?.tableLines(width: width) ?? []
    let findings = sentences(report)
    lines.append("")
    for (index, sentence) in findings.enumerated() {
      lines += Paragraph.lines(
        sentence, width: width, first: index == 0 ? "FINDINGS  " : "          ",
        next: "          ")
    }
    if !report.warnings.isEmpty { lines.append("") }
    for warning in report.warnings {
      lines += Paragraph.lines(warning.sentence, width: width, first: "WARNING   ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many runs there were.
  private static func runs(_ report: SensitivityResult) -> String {
    let count = "\(Figures.grouped(report.runs)) runs in \(report.sourceName)"
    if report.failed == 0 { return count }
    return count
      + ", \(Figures.grouped(report.failed)) of them left out because the outcome is not "
      + "a finite number"
  }

  /// The first index, with bars.
  private static func bars(_ report: SensitivityResult) -> [String] {
    let measure = report.measures[0]
    let all = report.rows.map { $0.estimates[0] }
    let decimals = decimals(all)
    let scale = max(
      all.map { $0.value.isFinite ? $0.value.magnitude : 0 }.max() ?? 0,
      min(all.map { $0.high.isFinite ? $0.high : 0 }.max() ?? 0, 1))
    var table = TextTable(columns: [
      .text("factor"), .text("0 to \(Figures.plain(scale, digits: 2))"),
      .number(measure.key), .number("95 % interval"),
    ])
    let hasFloor = report.rows.contains { $0.noiseFloor != nil }
    let hasProbability = report.rows.contains { $0.pValue != nil }
    if hasFloor { table.columns.append(.number("noise floor")) }
    if hasProbability { table.columns.append(.number("p value")) }
    for row in shown(report) {
      var cells = [row.factor] + self.cells(report, row, 0, decimals: decimals)
      cells.insert(bar(report, row, scale: scale), at: 1)
      if hasFloor {
        cells.append(row.noiseFloor.map { Figures.fixed($0, decimals: decimals) } ?? "-")
      }
      if hasProbability { cells.append(row.pValue.map(probability) ?? "-") }
      table.rows.append(cells)
    }
    return table.lines(width: width)
  }

  /// The rows of the tables: all that can be told from 0 in some measure, and the first of the others.
  private static func shown(_ report: SensitivityResult) -> [SensitivityRow] {
    var silent = 0
    let isLong = report.rows.count > longReport
    return report.ordered.filter { row in
      if isLong && isNegligible(report, row) { return false }
      if report.measures.indices.contains(where: { report.isDistinguishable(row, $0) }) {
        return true
      }
      silent += 1
      return silent <= silentRows
    }
  }

  /// Rows from which on negligible ones are left to the other formats.
  private static let longReport = 20
  /// Shares of the variance below which an index is negligible: one per cent.
  private static let negligible = 0.01

  /// Whether all shares of variance of a row are negligible.
  private static func isNegligible(
    _ report: SensitivityResult, _ row: SensitivityRow
  ) -> Bool {
    report.measures.allSatisfy { [.firstOrder, .total].contains($0.role) }
      && row.estimates.allSatisfy { $0.value < negligible }
  }

  private static func hidden(_ report: SensitivityResult) -> [String] {
    let shown = Set(shown(report).map(\.factor))
    let rest = report.rows.filter { !shown.contains($0.factor) }
    if rest.isEmpty { return [] }
    let small = rest.count { isNegligible(report, $0) }
    let what =
      small == rest.count
      ? "with indices below \(negligible)"
      : small == 0
        ? "that are not distinguishable from 0"
        : "with indices below \(negligible) or not distinguishable from 0"
    return ["and \(rest.count) more \(rest.count == 1 ? "factor" : "factors") \(what)"]
  }

  private static func others(_ report: SensitivityResult, _ measure: Int) -> [String] {
    let decimals = decimals(report.rows.map { $0.estimates[measure] })
    var table = TextTable(columns: [
      .text("factor"), .number(report.measures[measure].key), .number("95 % interval"),
    ])
    for row in shown(report) {
      table.rows.append([row.factor] + cells(report, row, measure, decimals: decimals))
    }
    return table.lines(width: width)
  }

  /// Estimate and interval in words where there is no number to print.
  private static func cells(
    _ report: SensitivityResult, _ row: SensitivityRow, _ measure: Int, decimals: Int
  ) -> [String] {
    let estimate = row.estimates[measure]
    if row.isInert { return ["0", "exactly"] }
    guard estimate.value.isFinite else { return ["-", "undefined"] }
    let isSigned = report.measures[measure].isSigned
    if !report.isDistinguishable(row, measure) {
      let high = isSigned ? max(estimate.high.magnitude, estimate.low.magnitude) : estimate.high
      let hasReach = report.measures[measure].isCentred && high.isFinite
      return ["~0", hasReach ? "at most " + Figures.fixed(max(high, 0), decimals: decimals) : "-"]
    }
    guard estimate.low.isFinite else {
      return [Figures.fixed(estimate.value, decimals: decimals), "-"]
    }
    let low = isSigned ? estimate.low : max(estimate.low, 0)
    return [
      Figures.fixed(estimate.value, decimals: decimals),
      Figures.fixed(low, decimals: decimals) + " to "
        + Figures.fixed(estimate.high, decimals: decimals),
    ]
  }

  private static func decimals(_ estimates: [IndexEstimate]) -> Int {
    min(max(Figures.decimals(for: estimates.map(\.value)), 2), 4)
  }

  private static func bar(
    _ report: SensitivityResult, _ row: SensitivityRow, scale: Double
  ) -> String {
    let estimate = row.estimates[0]
    guard scale > 0, estimate.value.isFinite, !row.isInert else { return "" }
    func place(_ value: Double) -> Int {
      Int((min(max(value / scale, 0), 1) * Double(barWidth)).rounded())
    }
    if !estimate.low.isFinite {
      return String(repeating: "#", count: place(estimate.value.magnitude))
    }
    let isNegative = estimate.value < 0 && report.measures[0].isSigned
    let low = place(isNegative ? -estimate.high : estimate.low)
    let high = place(isNegative ? -estimate.low : estimate.high)
    return String(repeating: "#", count: low) + String(repeating: "+", count: max(high - low, 0))
  }

  private static func probability(_ value: Double) -> String {
    value < 0.001 ? "<0.001" : Figures.fixed(value, decimals: 3)
  }

  private static func legend(_ report: SensitivityResult) -> [String] {
    let hasIntervals = report.rows.contains { $0.estimates[0].low.isFinite && !$0.isInert }
    var text =
      hasIntervals
      ? "Bars: # up to the lower end of the 95 % interval, + up to its upper end. " : ""
    for measure in report.measures { text += measure.key + ": " + measure.meaning + " " }
    let isUnseen = report.rows.contains { row in
      !row.isInert && report.measures.indices.contains { !report.isDistinguishable(row, $0) }
    }
    if isUnseen { text += "~0: not distinguishable from 0. " }
    if report.rows.contains(where: { $0.noiseFloor != nil }) {
      text += "noise floor: what an input without any influence may show with these runs."
    }
    return Paragraph.lines(text.trimmingSuffix, width: width)
  }

  /// The findings: which factors matter, which do not, and what the method says as a whole.
  static func sentences(_ report: SensitivityResult) -> [String] {
    let measure = report.measures[0]
    let ordered = report.ordered
    let mattering = ordered.filter { report.isDistinguishable($0, 0) }
    var sentences: [String] = []
    let decimals = decimals(report.rows.map { $0.estimates[0] })
    for row in mattering.prefix(3) {
      let estimate = row.estimates[0]
      let value = Figures.fixed(estimate.value, decimals: decimals)
      let low = measure.isSigned ? estimate.low : max(estimate.low, 0)
      let interval =
        estimate.low.isFinite
        ? " (95 % interval \(Figures.fixed(low, decimals: decimals)) to "
          + "\(Figures.fixed(estimate.high, decimals: decimals)))"
        : ""
      sentences.append(
        "\(row.factor) has the \(measure.name) \(value)\(interval)"
          + interaction(report, row, decimals: decimals) + ".")
    }
    if mattering.count > 3 {
      let others = mattering.dropFirst(3).map(\.factor)
      sentences.append(
        Paragraph.list(others, limit: 8)
          + (others.count == 1 ? " also has an index" : " also have indices")
          + " that can be told from 0.")
    }
    if mattering.isEmpty {
      sentences.append("No factor can be told from one without influence with these runs.")
    }
    let inert = ordered.filter(\.isInert).map(\.factor)
    let unseen = ordered.filter { !$0.isInert && !report.isDistinguishable($0, 0) }
    let total = report.measures.firstIndex { $0.role == .total }
    let interacting = unseen.filter { row in
      total.map { report.isDistinguishable(row, $0) && row.estimates[$0].value >= negligible }
        ?? false
    }
    if let total, !interacting.isEmpty {
      let largest = interacting.sorted { $0.estimates[total].value > $1.estimates[total].value }
      sentences.append(
        "Not distinguishable from 0 by \(largest.count == 1 ? "itself, but acting" : "themselves, but acting") "
          + "through interactions: "
          + Paragraph.list(
            largest.map {
              "\($0.factor) (total index "
                + "\(Figures.fixed($0.estimates[total].value, decimals: max(decimals, 3))))"
            }) + ".")
    }
    let silent = unseen.filter { row in
      total.map { !report.isDistinguishable(row, $0) } ?? true
    }.map(\.factor)
    if !silent.isEmpty && !mattering.isEmpty {
      sentences.append(
        Paragraph.list(silent, limit: 8) + (silent.count == 1 ? " is" : " are")
          + " not distinguishable from 0.")
    }
    if !inert.isEmpty {
      sentences.append(
        Paragraph.list(inert, limit: 8) + (inert.count == 1 ? " is" : " are")
          + " inert: exactly 0, in every run.")
    }
    if mattering.count >= 2 {
      let (a, b) = (mattering[0].estimates[0], mattering[1].estimates[0])
      if !measure.isSigned && a.low.isFinite && a.low <= b.high {
        sentences.append(
          "The intervals of \(mattering[0].factor) and \(mattering[1].factor) overlap: which of the "
            + "two matters more is open.")
      }
    }
    let tested = ordered.count { !$0.isInert }
    if !mattering.isEmpty && tested >= 20 && measure.role != .correctedDistance {
      // One-sided errors of 95 % intervals and of noise floors.
      let share = measure.isCentred && !measure.isSigned ? 0.025 : SensitivityResult.falseAlarms
      sentences.append(
        "Of \(tested) factors without influence about "
          + "\(Figures.plain(share * Double(tested), digits: 2)) would be told from 0 by luck; small indices "
          + "among many deserve more runs before they are believed.")
    }
    return sentences + report.findings.flatMap { $0.sentences(of: report) }
  }

  /// What a total index adds to a first-order one.
  private static func interaction(
    _ report: SensitivityResult, _ row: SensitivityRow, decimals: Int
  ) -> String {
    guard let total = report.measures.firstIndex(where: { $0.role == .total }), total > 0,
      report.measures[0].role == .firstOrder
    else { return "" }
    let value = row.estimates[total].value
    return value.isFinite
      ? " and the total index \(Figures.fixed(value, decimals: decimals)), interactions with other "
        + "factors included" : ""
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmingSuffix: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
