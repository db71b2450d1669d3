import Studies

/// What a study says as one page that is opened, sent and printed.
///
/// The page has the sentences of the first page of a run and of the commands beside it, never a second wording, and the
/// numbers of the same results; it adds the charts.
public struct StudyPage {
  /// What was found.
  public let findings: StudyFindings
  /// Title of the page; the study's name in words unless another is given.
  public let title: String
  /// The command line that wrote it.
  public let command: [String]
  /// Version of the program.
  public let version: String
  /// The folder of the finished run whose study was run again; nil for a study.
  public var repeatedRun: String?
  /// What income was before the start, relative to the frontier; empty where that is not known.
  public let observedIncome: [Observation]

  /// One observed year.
  public struct Observation: Sendable, Hashable {
    /// The calendar year.
    public let year: Double
    /// The value.
    public let value: Double

    /// States an observation.
    public init(year: Double, value: Double) {
      self.year = year
      self.value = value
    }
  }

  /// The run as the first page reads it.
  let report: RunReport
  /// That page.
  let page: FirstPage

  /// Makes a page.
  ///
  /// - Parameters:
  ///   - findings: what it shows.
  ///   - title: its title; the study's name in words when nil.
  ///   - command: the command line, for the appendix.
  ///   - version: of the program.
  ///   - observedIncome: what income was in some years; those before the start are drawn.
  public init(
    _ findings: StudyFindings, title: String? = nil, command: [String] = [], version: String,
    observedIncome: [Observation] = []
  ) {
    self.findings = findings
    let start = findings.comparison.session.study.start
    self.observedIncome = observedIncome.filter { $0.year <= start }
    self.command = command
    self.version = version
    var report = RunReport(findings.comparison)
    report.stripStyle = nil
    self.report = report
    self.title = title ?? Figures.capitalized(report.title)
    page = FirstPage(report)
  }

  /// The page as HTML.
  public var html: String {
    HTMLRenderer.render(
      document, title: title, over: "Policy mixes compared",
      foot: "Written by latecomer \(version) from the study \(report.study), hash "
        + "\(findings.comparison.session.study.source?.hash ?? "none"), seed \(report.seed). "
        + "The page needs no network and loads nothing.",
      names: findings.policies)
  }

  /// What the page says, in its order.
  var document: Document {
    Document([
      [.heading(title, level: 1), .text(report.question)], answer, mixes, gains, frontier, regret,
      paths, reasons, adaptive, decides, fails, agreement, record, otherCaveats, method,
    ])
  }
}

extension StudyPage {
  /// Beliefs called what they are, with a capital: `Fitted to 47 countries`.
  func phrase(_ beliefs: Int) -> String {
    Figures.capitalized(report.phrase(of: findings.comparison.runs[beliefs].beliefs.name))
  }

  /// Where the numbers of a chart are from.
  var origin: String {
    "Source: \(report.study), \(report.design), seed \(report.seed)."
  }

  /// What gains are measured in.
  var gainUnit: String {
    let base =
      page.summary.baseline == "baseline"
      ? "the baseline's" : "\(Figures.mix(page.summary.baseline))'s"
    return findings.isRelative ? "% of \(base) \(page.outcome)" : page.unit
  }

  /// A gain as it is shown: in per cent where it is a share.
  func scaled(_ gain: Double) -> Double { findings.isRelative ? gain * 100 : gain }

  /// Position of a mix in the study's order.
  func position(_ policy: String) -> Int { findings.policies.firstIndex(of: policy) ?? 0 }

  /// Mixes in the order of the table: by worst regret, the least first.
  var order: [String] { page.summary.mixes.map(\.policy) }

  /// Parts of another report as parts of a section of this one.
  func nested(_ blocks: [Document.Block]) -> [Document.Block] {
    blocks.map { block in
      if case .heading(let text, let level) = block {
        return .heading(Figures.capitalized(text.lowercased()), level: level + 1)
      }
      if case .paragraph(var paragraph) = block, let label = paragraph.label {
        paragraph.label = Figures.capitalized(label.lowercased())
        return .paragraph(paragraph)
      }
      return block
    }
  }

  /// Why a part has nothing to show.
  func silence(_ reason: StudyFindings.Silence) -> [Document.Block] {
    [.text(RunReport.sentence(reason.description))]
  }
}
