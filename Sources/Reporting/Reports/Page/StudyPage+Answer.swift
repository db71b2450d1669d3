import Analysis

/// The answer with its doubts, and the table of mixes.
extension StudyPage {
  /// Caveats that stand beside the answer.
  private static let topCaveats = 3

  /// The answer, how sure it is, what would change it, and the weightiest caveats.
  var answer: [Document.Block] {
    var blocks: [Document.Block] = [.heading("The answer"), .text(page.answer)] + plan
    // The caveat among these is one of those below.
    let sure = page.howSure.filter { $0.label != "Careful" }
    blocks += [.heading("How sure", level: 3)] + sure.map { .entry($0.label, $0.text) }
    blocks.append(
      .entry("Confidence in the model", Figures.capitalized(page.confidenceInModel)))
    let changes = page.changes
    if !changes.isEmpty {
      blocks += [.heading("What would change it", level: 3)]
      blocks += changes.map { .entry($0.label, $0.text) }
    }
    let top = caveats.prefix(Self.topCaveats)
    if !top.isEmpty { blocks += [.heading("Be careful", level: 3), .list(Array(top))] }
    return blocks
  }

  /// All caveats: those that can turn the answer around first, then as the run has them.
  private var caveats: [String] {
    let turning = report.caveats.filter {
      switch $0 {
      case .failure, .overturning, .withoutNoise: true
      default: false
      }
    }.map { RunReport.sentence($0.sentence) }
    return turning + report.careful.filter { !turning.contains($0) }
  }

  /// The caveats that do not stand beside the answer.
  var otherCaveats: [Document.Block] {
    let rest = caveats.dropFirst(Self.topCaveats)
    return rest.isEmpty ? [] : [.heading("Further caveats"), .list(Array(rest))]
  }

  /// The table of the first page, with every mix.
  var mixes: [Document.Block] {
    [.heading("The policy mixes")] + page.table(rows: page.summary.mixes.count)
      + [.aside("What the mixes do", order.compactMap(describe))]
  }

  /// What a mix tries, and where its levers differ from the baseline's, as they are run.
  private func describe(_ name: String) -> Document.Block? {
    let session = findings.comparison.session
    guard let policy = session.policies.first(where: { $0.name == name }) else { return nil }
    let paths = PathText.differences(
      of: policy, from: session.study.baselinePolicy, levers: session.model.levers,
      traits: session.model.traits)
    let parts = [policy.summary, paths.joined(separator: "; ")].filter { !$0.isEmpty }
    return .definition(name, parts.joined(separator: ": "))
  }

  /// What came of mixes that wait.
  var adaptive: [Document.Block] {
    report.adaptiveSections.isEmpty ? [] : nested(report.adaptiveSections.flatMap { $0 })
  }
}
