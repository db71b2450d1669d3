import Analysis
import ModelContract
import StudyContract

/// The first page of a run: what a reader with two minutes and no knowledge of the project has to know.
///
/// Question, answer, one table, how sure that is, what would change it, how far the model was tested, what to type next.
/// It has at most ``mostLines`` lines; where a study has so many mixes that it would have more, the worst rows of the
/// table are counted instead of shown.
struct FirstPage {
  /// Lines of a page: what a terminal of usual size shows after one turn of a wheel.
  static let mostLines = 45

  /// Costs that differ by less than this share of the budget count as the same, where its tolerance is wider: mixes that a
  /// rule made cost the same differ by a tenth of the tolerance, and cheap ones must not be taken for one another.
  private static let alikeCosts = 0.02

  /// What is reported.
  let report: RunReport
  /// What the study's decision rule says; nil where expectations rank.
  let rule: RuleReading?
  /// What it says, all beliefs together.
  let summary: DecisionSummary
  /// By beliefs, paths that end where the run itself says.
  let years: [YearlyPaths?]

  /// Reads the findings off a report.
  init(_ report: RunReport) {
    self.report = report
    let leading = report.comparisons[0]
    rule = report.rule.flatMap(RuleReading.init)
    years = report.comparisons.enumerated().map { index, comparison in
      guard report.years.indices.contains(index), let paths = report.years[index] else {
        return nil
      }
      return paths.ending(at: Self.totals(comparison, scenario: paths.scenario))
    }
    let tolerance = report.budget.flatMap { budget in
      report.years.first.flatMap { $0 }.map { paths in
        min(
          budget.rule.tolerance, Self.alikeCosts * max(budget.rule.aboveBaseline, 0))
          / (paths.output.max() ?? .nan)
      }
    }
    summary = DecisionSummary(
      report.comparisons, years: report.years,
      isRelative: leading.rankedBy.contains("consumption"),
      costTolerance: tolerance.flatMap { $0.isFinite ? $0 : nil } ?? 0)
  }

  /// Expectations of discounted consumption by mix; empty where that does not decide.
  private static func totals(_ comparison: Comparison, scenario: String) -> [String: Double] {
    guard comparison.rankedBy == "discounted_consumption",
      let rows = comparison.scenarios.first(where: { $0.scenario == scenario })?.ranking
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.policy, $0.mean) })
  }

  /// The sections of the page.
  var sections: [[Document.Block]] {
    let head: [[Document.Block]] = [
      [.title(report.title.uppercased()), .text(report.question)],
      [.labelled("ANSWER", columns: 9, answer)],
    ]
    var rows = summary.mixes.count
    var dropped = 0
    while true {
      let sections = head + [table(rows: rows), tail(without: Self.expendable.prefix(dropped))]
      let text = TextRenderer.render(Document(sections))
      let lines = text.count { $0 == "\n" }
      if lines <= Self.mostLines { return sections }
      if rows > 3 {
        rows -= max(1, min(lines - Self.mostLines, rows - 3))
      } else if dropped < Self.expendable.count {
        dropped += 1
      } else {
        return sections
      }
    }
  }

  /// Entries that a page without room does without, the first first; `--full` has what they say.
  private static let expendable = ["Scenarios", "Model error"]

  /// What follows the table.
  private func tail(without dropped: ArraySlice<String>) -> [Document.Block] {
    let changes = changes.filter { !dropped.contains($0.label) }
    return [.heading("HOW SURE")] + howSure.map { .entry($0.label, $0.text) }
      + (changes.isEmpty ? [] : [.heading("WHAT WOULD CHANGE IT")])
      + changes.map { .entry($0.label, $0.text) }
      + [
        .labelled("TRACK RECORD", columns: 14, trackRecord), .labelled("NEXT", columns: 14, next),
      ]
  }

  /// The commands that go on from here.
  private var next: String {
    "latecomer run \(report.command) --full; compare, sensitivity, backtest"
  }
}

/// Words and figures of the page.
extension FirstPage {
  /// A line with a label.
  struct Entry {
    let label: String
    let text: String
  }

  /// Beliefs called what they are: `fitted to 47 countries`.
  func phrase(_ beliefs: Int) -> String { report.phrase(of: summary.beliefs[beliefs]) }

  /// A clause with the beliefs it holds under, where there are several.
  func clause(_ text: String, _ beliefs: Int) -> String {
    summary.beliefs.count > 1 ? "\(text) \(phrase(beliefs))" : text
  }

  /// What decides, in plain words: `discounted consumption`.
  var outcome: String { report.comparisons[0].rankedBy.replacing("_", with: " ") }

  /// The unit of gains.
  var unit: String {
    summary.isRelative
      ? "%"
      : report.outcomes.first { $0.name == report.comparisons[0].rankedBy }?.unit.rawValue ?? ""
  }

  /// Decimals of gains.
  var decimals: Int {
    let gains = summary.mixes.flatMap { $0.gains.map(\.value) }.filter(\.isFinite).map(abs)
    if !summary.isRelative { return Figures.decimals(for: gains) }
    return (gains.max() ?? 0) < 0.01 ? 2 : 1
  }

  /// A gain without its unit: `+13.2`.
  func number(_ gain: Double, showsPlus: Bool = false) -> String {
    Figures.fixed(
      summary.isRelative ? gain * 100 : gain, decimals: decimals, showsPlus: showsPlus)
  }

  /// A gain with its unit: `13.2 %`.
  func size(_ gain: Double) -> String { "\(number(gain)) \(unit)" }

  /// A share of output in per cent: `0.61`.
  static func perCent(_ share: Double) -> String { Figures.fixed(share * 100, decimals: 2) }

  /// A probability in words with its number: `very likely (93 %)`.
  static func likelihood(_ probability: Double) -> String {
    guard let word = Likelihood(probability) else { return "unknown" }
    return "\(word.rawValue) (\(Figures.percent(probability)))"
  }

  /// Two numbers as a range, or one where both read the same.
  static func range(_ low: String, _ high: String) -> String {
    low == high ? low : "\(low) to \(high)"
  }

  /// A mix, or the baseline as such.
  func name(_ policy: String) -> String {
    policy == summary.baseline ? "the baseline" : Figures.mix(policy)
  }

  /// Texts by beliefs joined into one, with the short names of the table; said once where all say the same.
  func byBeliefs(_ text: (Int) -> String) -> String {
    let texts = summary.beliefs.indices.map(text)
    if Set(texts).count == 1 { return texts[0] }
    return texts.enumerated().map { "\(report.head(of: summary.beliefs[$0])): \($1)" }
      .joined(separator: "; ")
  }

  /// The first letter as a capital, unless it begins a name as files have it.
  func sentence(_ text: String) -> String {
    let word = String(text.prefix { $0 != " " && $0 != "," && $0 != ":" })
    let isName = word.contains("_") || summary.mix(word) != nil
    return (isName ? text : Figures.capitalized(text)) + "."
  }
}

extension RunReport {
  /// Beliefs called what they are.
  func phrase(of beliefs: String) -> String {
    if let phrase = beliefPhrases[beliefs] { return phrase }
    return switch beliefs {
    case "prior": "before fitting to history"
    case "ensemble": "fitted to history"
    default: "under the \(beliefs)"
    }
  }

  /// The same as the heading of a column.
  func head(of beliefs: String) -> String {
    switch beliefs {
    case "prior": "before"
    case "ensemble": "fitted"
    default: beliefs
    }
  }
}
