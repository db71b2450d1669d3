import Analysis
import ModelContract

/// The report of a run as plain text of at most 100 columns, for a reader who has never seen the project.
///
/// It begins with the question and the verdict, says how sure that is and why, and only then shows the
/// tables; caveats close it. Nothing depends on the terminal, the locale or the clock: the same results
/// give the same text.
public enum TextReport {
  /// Columns the text never exceeds.
  public static let width = 100

  /// Renders the report, ending with a newline.
  public static func render(_ report: RunReport) -> String {
    var sections = [heading(report), verdict(report), certainty(report), ranking(report)]
    sections += scenarioWinners(report)
    sections.append(outcomeWinners(report))
    sections.append(keyOutcomes(report))
    sections.append(breakEvens(report))
    sections.append(budget(report))
    sections.append(caveats(report))
    sections.append(closing(report))
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  static func heading(_ report: RunReport) -> [String] {
    let leading = report.comparisons[0]
    var lines = Paragraph.lines(report.title.uppercased(), width: width)
    lines += Paragraph.lines(report.question, width: width)
    lines.append("")
    let start = Figures.year(report.horizon.lowerBound)
    let end = Figures.year(report.horizon.upperBound)
    let wanted = leading.direction == .minimize ? "less is better" : "more is better"
    let outcome = report.outcomes.first { $0.name == leading.rankedBy }
    let definition = outcome.map { "\($0.meaning); unit: \($0.unit.rawValue); " } ?? ""
    let discount = Figures.plain(report.discountRate * 100, digits: 2)
    let mixes = leading.scenarios[0].policies.count
    lines += entry("Economy", report.economy)
    lines += entry("Horizon", "\(start) to \(end), discounted at \(discount) % a year")
    lines += entry("Ranked by", "\(leading.rankedBy) (\(definition)\(wanted))")
    lines += entry(
      "Compared",
      "\(mixes) policy mixes, among them \(leading.baselinePhrase), in \(count(leading.scenarios.count, "scenario")), "
        + "all on the same futures")
    lines += entry("Futures", "\(report.design); seed \(report.seed)")
    return lines
  }

  static func verdict(_ report: RunReport) -> [String] {
    Paragraph.lines(VerdictSentence.text(report), width: width, first: "VERDICT  ")
  }

  static func caveats(_ report: RunReport) -> [String] {
    var sentences = report.caveats.map(sentence)
    sentences += report.provenance.filter { $0.judgement > 0 }.map {
      "\($0.judgement) of \($0.total) \($0.subject) are judgement, not published figures."
    }
    sentences += failures(report)
    if sentences.isEmpty { return [] }
    return ["WHY TO BE CAREFUL"]
      + sentences.flatMap { Paragraph.lines($0, width: width, first: "- ") }
  }

  /// A caveat with a capital and a full stop; a name keeps the letters it has in files.
  private static func sentence(_ text: String) -> String {
    let word = text.prefix { $0 != " " }
    let opening = word.contains("_") ? text : text.prefix(1).uppercased() + text.dropFirst()
    return opening.last.map { ".?!:".contains($0) } == true ? opening : opening + "."
  }

  private static func failures(_ report: RunReport) -> [String] {
    report.comparisons.compactMap { comparison in
      guard comparison.failedRuns > 0 else { return nil }
      let incomplete = comparison.scenarios.map(\.incompleteFutures).reduce(0, +)
      let beliefs = report.comparisons.count > 1 ? " under the \(comparison.beliefs)" : ""
      return "\(count(comparison.failedRuns, "run")) failed\(beliefs); "
        + "\(count(incomplete, "future")), counted by scenario, are left out of differences and "
        + "rankings for that reason. Failures are rarely random: the rest may look better than it is."
        + first(comparison)
    }
  }

  private static func first(_ comparison: Comparison) -> String {
    guard let failure = comparison.failures.first else { return "" }
    return " The first: policy \(failure.policy), scenario \(failure.scenario), future "
      + "\(failure.future), outcome \(failure.outcome)."
  }

  private static func closing(_ report: RunReport) -> [String] {
    guard let elapsed = report.elapsed else { return [] }
    let path = report.vectorPath.isEmpty ? "" : " (\(report.vectorPath))"
    return ["Ran in \(ProgressLine.duration(elapsed))\(path)."]
  }

  /// A labelled entry of the heading or of the certainty section.
  static func entry(_ label: String, _ text: String) -> [String] {
    let padding = String(repeating: " ", count: max(13 - label.count, 1))
    return Paragraph.lines(text, width: width, first: label + padding)
  }

  /// A number of things, in the plural where it is not one.
  static func count(_ number: Int, _ thing: String) -> String {
    "\(Figures.grouped(number)) \(thing)\(number == 1 ? "" : "s")"
  }

  /// A section title with the beliefs it holds under, where there are several.
  static func title(_ text: String, _ comparison: Comparison, _ report: RunReport) -> [String] {
    Paragraph.lines(
      report.comparisons.count > 1 ? "\(text), under the \(comparison.beliefs)" : text,
      width: width)
  }
}
