/// Stated changes of policy with the sizes that the literature gives for them: what a model's answers are held against.
///
/// A plain value; `Scenarios` makes it from a file.
public struct EffectCard: Sendable, Hashable {
  /// The name of the card, in snake case.
  public var name: String
  /// What it collects, in one line.
  public var summary: String
  /// The changes, in the order of the tables.
  public var changes: [StatedChange]
  /// Where published sizes come from, in the order of the file.
  public var sources: [PublishedSource]

  /// Collects changes and sources.
  public init(
    name: String, summary: String, changes: [StatedChange], sources: [PublishedSource]
  ) {
    self.name = name
    self.summary = summary
    self.changes = changes
    self.sources = sources
  }
}

/// A change of one or several levers that is complete a year after the start, against a mix that is otherwise the same.
public struct StatedChange: Sendable, Hashable {
  /// A lever's change.
  public enum Step: Sendable, Hashable {
    /// The path of the mix plus a number.
    case by(Double)
    /// A constant.
    case to(Double)
  }

  /// The name in tables, in snake case.
  public var name: String
  /// The change in words: `public research +1 % of GDP`.
  public var change: String
  /// Levers that change, by name.
  public var levers: [String: Step]
  /// Levers that both sides of the comparison have, by name; others stay as the baseline has them.
  public var setting: [String: Double]
  /// Factors that are fixed on both sides, by name; others keep their laws.
  public var conditions: [String: Double]
  /// Outcomes that are reported.
  public var outcomes: [String]
  /// What was published of them.
  public var published: [PublishedRange]

  /// States a change.
  public init(
    name: String, change: String, levers: [String: Step], setting: [String: Double] = [:],
    conditions: [String: Double] = [:], outcomes: [String] = ["income"],
    published: [PublishedRange] = []
  ) {
    self.name = name
    self.change = change
    self.levers = levers
    self.setting = setting
    self.conditions = conditions
    self.outcomes = outcomes
    self.published = published
  }

  /// What was published of an outcome; nil where nothing is known.
  public func published(of outcome: String) -> PublishedRange? {
    published.first { $0.outcome == outcome }
  }
}

/// How large an effect is according to publications.
public struct PublishedRange: Sendable, Hashable {
  /// The outcome.
  public var outcome: String
  /// By whole years after the change, the range in the measure of the outcome (see ``EffectMeasure``).
  public var years: [Int: ClosedRange<Double>]
  /// Whether the range follows from the publication only by a conversion that is judgement.
  public var isJudged: Bool
  /// How the published figure becomes the range.
  public var reading: String
  /// Names of the sources.
  public var sources: [String]

  /// States a range.
  public init(
    outcome: String, years: [Int: ClosedRange<Double>], isJudged: Bool, reading: String,
    sources: [String]
  ) {
    self.outcome = outcome
    self.years = years
    self.isJudged = isJudged
    self.reading = reading
    self.sources = sources
  }
}

/// A publication.
public struct PublishedSource: Sendable, Hashable {
  /// The name by which ranges refer to it.
  public var name: String
  /// Authors.
  public var authors: String
  /// Year of publication.
  public var year: Int
  /// Its digital object identifier; nil where it has none.
  public var doi: String?
  /// What it found, in one sentence.
  public var finding: String

  /// Names a publication.
  public init(name: String, authors: String, year: Int, doi: String?, finding: String) {
    self.name = name
    self.authors = authors
    self.year = year
    self.doi = doi
    self.finding = finding
  }
}
