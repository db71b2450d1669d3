/// Stylised facts that one study shows or misses.
///
/// A plain value; `Scenarios` makes it from a file.
public struct FactGroup: Sendable {
  /// The name, in snake case.
  public var name: String
  /// What the facts say together, in one line.
  public var summary: String
  /// The runs on which the facts are looked for.
  public var study: Study
  /// The facts, in the order of the table.
  public var facts: [StylisedFact]

  /// Collects facts.
  public init(name: String, summary: String, study: Study, facts: [StylisedFact]) {
    self.name = name
    self.summary = summary
    self.study = study
    self.facts = facts
  }
}

/// Something that sources say of economies that catch up, as a statement about numbers of a model.
public struct StylisedFact: Sendable, Hashable {
  /// What is claimed.
  public enum Claim: Sendable, Hashable {
    /// A number of each future lies inside a range, its ends excluded, in a share of the futures at least.
    case value(FactExpression, in: ClosedRange<Double>, share: Double)
    /// Over futures the first number spreads more than the second.
    case spread(more: FactExpression, less: FactExpression)
    /// The model has nothing that could show or miss it, for a reason.
    case notExpressible(String)
  }

  /// The name in tables: `5b`.
  public var name: String
  /// What is looked at, in words.
  public var statement: String
  /// Who says so.
  public var source: String
  /// The claim.
  public var claim: Claim

  /// States a fact.
  public init(name: String, statement: String, source: String, claim: Claim) {
    self.name = name
    self.statement = statement
    self.source = source
    self.claim = claim
  }
}
