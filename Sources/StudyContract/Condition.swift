/// What futures are asked to meet: statements of which all must hold.
///
/// `income < 0.3 and debt >= 0.9`, `A beats B`, `failed`. A plain value of names and numbers, the same for the folder of a
/// finished run and for a table.
public struct Condition: Sendable, Hashable, CustomStringConvertible {
  /// How an outcome is compared.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case below = "<"
    case atMost = "<="
    case above = ">"
    case atLeast = ">="
    case equal = "="
    case unequal = "!="

    /// Whether two numbers compare so; false where one is not a number.
    public func holds(_ first: Double, _ second: Double) -> Bool {
      switch self {
      case .below: first < second
      case .atMost: first <= second
      case .above: first > second
      case .atLeast: first >= second
      case .equal: first == second
      case .unequal: first < second || first > second
      }
    }
  }

  /// One statement.
  public enum Statement: Sendable, Hashable {
    /// An outcome compared with a number.
    case number(String, Comparison, Double)
    /// A column compared with a word, by equal or unequal alone.
    case word(String, Comparison, String)
    /// A policy mix does better than another by the outcome that ranks.
    case beats(String, over: String)
    /// The run failed.
    case failed
  }

  /// The statements; never empty.
  public let statements: [Statement]
  /// The condition as the user wrote it.
  public let description: String

  /// Collects statements.
  public init(_ statements: [Statement], description: String) {
    precondition(!statements.isEmpty, "a condition of nothing")
    self.statements = statements
    self.description = description
  }

  /// Outcomes that it names, each once.
  public var outcomes: [String] {
    var names: [String] = []
    for statement in statements {
      switch statement {
      case .number(let name, _, _), .word(let name, _, _):
        if !names.contains(name) { names.append(name) }
      case .beats, .failed: break
      }
    }
    return names
  }
}
