/// Where the initial conditions of an economy come from.
public struct Provenance: Sendable, Hashable {
  /// One initial condition.
  public struct Condition: Sendable, Hashable {
    /// Name of the factor, or `strengths` for the starting strengths of sectors.
    public let name: String
    /// Whether the number is judgement and not data.
    public let isJudgement: Bool
    /// Published source or argument, as the file states it; empty when it states none.
    public let source: String

    /// Describes one initial condition.
    public init(name: String, isJudgement: Bool, source: String) {
      self.name = name
      self.isJudgement = isJudgement
      self.source = source
    }
  }

  /// The initial conditions, in the order of the file.
  public let conditions: [Condition]

  /// Collects initial conditions.
  public init(_ conditions: [Condition] = []) {
    self.conditions = conditions
  }

  /// How many initial conditions there are.
  public var count: Int { conditions.count }

  /// How many of them are judgement.
  public var judgementCount: Int { conditions.count { $0.isJudgement } }

  /// The line for results: `11 of 17 initial conditions are judgement`.
  public var sentence: String {
    "\(judgementCount) of \(count) initial conditions are judgement"
  }
}
