import Analysis
import ModelContract

/// The report of a run for a reader who has never seen the project.
///
/// The first page says what there is to know in two minutes. Everything, where it is asked for, goes on from it: the
/// verdict, how sure that is and why, then all tables; caveats close it.
extension RunReport: Report {
  /// The sections, the weightiest first.
  public var document: Document {
    let page = Document(FirstPage(self).sections)
    return showsEverything ? page + everything : page
  }

  /// What follows the first page.
  private var everything: Document {
    Document(
      [settings, verdict, certainty] + rankings + scenarioWinners
        + [outcomeWinners, keyOutcomeTable] + adaptiveSections + breakEvens
        + [scaledMixes, warnings])
  }

  /// What was run, line by line.
  var settings: [Document.Block] {
    let leading = comparisons[0]
    let wanted = leading.direction == .minimize ? "less is better" : "more is better"
    let outcome = outcomes.first { $0.name == leading.rankedBy }
    let definition = outcome.map { "\($0.meaning); unit: \($0.unit.rawValue); " } ?? ""
    let discount = Figures.plain(discountRate * 100, digits: 2)
    let mixes = leading.scenarios[0].policies.count
    return [
      .heading("EVERYTHING"), .entry("Economy", economy),
      .entry(
        "Horizon",
        "\(Figures.year(horizon.lowerBound)) to \(end), discounted at \(discount) % a year"),
      .entry("Ranked by", "\(leading.rankedBy) (\(definition)\(wanted))"),
      .entry(
        "Compared",
        "\(mixes) policy mixes, among them \(leading.baselinePhrase), in "
          + "\(Figures.count(leading.scenarios.count, "scenario")), all on the same futures"),
      .entry("Futures", "\(designAndStop); seed \(seed)"),
    ]
  }

  private var verdict: [Document.Block] {
    [.labelled("VERDICT", columns: 9, VerdictSentence.text(self))]
  }

  /// What a reader has to keep in mind.
  var warnings: [Document.Block] {
    let sentences = careful
    return sentences.isEmpty ? [] : [.heading("WHY TO BE CAREFUL"), .list(sentences)]
  }

  /// The same as sentences, the weightiest first.
  var careful: [String] {
    var sentences = caveats.map { Self.sentence($0.sentence) }
    sentences += provenance.filter { $0.judgement > 0 }.map {
      "\($0.judgement) of \($0.total) \($0.subject) are judgement, not published figures."
    }
    return sentences + failures
  }

  /// A caveat with a capital and a full stop; a name keeps the letters it has in files.
  static func sentence(_ text: String) -> String {
    let word = text.prefix { $0 != " " }
    let opening = word.contains("_") ? text : Figures.capitalized(text)
    return opening.last.map { ".?!:".contains($0) } == true ? opening : opening + "."
  }

  /// How many runs failed, and where the first did unless a caveat explains it.
  private var failures: [String] {
    let isExplained = caveats.contains { if case .failure = $0 { true } else { false } }
    return comparisons.compactMap { comparison in
      guard comparison.failedRuns > 0 else { return nil }
      let incomplete = comparison.scenarios.map(\.incompleteFutures).reduce(0, +)
      let first =
        isExplained
        ? nil
        : comparison.failures.first.map {
          " The first: policy \($0.policy), scenario \($0.scenario), future \($0.future), outcome "
            + "\($0.outcome)."
        }
      return "\(Figures.count(comparison.failedRuns, "run")) failed\(under(comparison)); "
        + "\(Figures.count(incomplete, "future")), counted by scenario, are left out of differences and "
        + "rankings for that reason. Failures are rarely random: the rest may look better than it is."
        + (first ?? "")
    }
  }

  /// The last year.
  var end: String { Figures.year(horizon.upperBound) }

  /// The beliefs of a comparison, where there are several.
  func under(_ comparison: Comparison) -> String {
    comparisons.count > 1 ? " under the \(comparison.beliefs)" : ""
  }

  /// A heading with the beliefs it holds under, where there are several.
  func heading(_ text: String, _ comparison: Comparison) -> Document.Block {
    .heading(comparisons.count > 1 ? "\(text), under the \(comparison.beliefs)" : text)
  }
}
