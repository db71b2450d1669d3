/// What a column of an ensemble holds, as its header says: the one home of that spelling.
///
/// | header | meaning |
/// |---|---|
/// | `absorption_speed` | a factor, the same in all economies |
/// | `initial_routines.japan` | a factor of one economy: an initial condition |
/// | `education_implementation.history.japan` | a factor of one economy in its history alone |
/// | `discrepancy.income_size` | the discrepancy between model and history; no future draws it |
public enum EnsembleColumn: Sendable, Hashable {
  /// A factor that all economies share.
  case shared(factor: String)
  /// A factor of one economy.
  case economy(factor: String, economy: String)
  /// A factor of one economy while its history lasts; a study that starts later does not draw it.
  case history(factor: String, economy: String)
  /// A number of the discrepancy between model and history.
  case discrepancy(String)

  private static let discrepancyWord = "discrepancy"
  private static let historyWord = "history."

  /// Reads a header.
  public init(_ header: String) {
    let parts = header.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let factor = String(parts[0])
    guard parts.count == 2, !parts[1].isEmpty else {
      self = .shared(factor: header)
      return
    }
    if factor == Self.discrepancyWord {
      self = .discrepancy(String(parts[1]))
    } else if parts[1].hasPrefix(Self.historyWord) {
      self = .history(factor: factor, economy: String(parts[1].dropFirst(Self.historyWord.count)))
    } else {
      self = .economy(factor: factor, economy: String(parts[1]))
    }
  }

  /// The header.
  public var header: String {
    switch self {
    case .shared(let factor): factor
    case .economy(let factor, let economy): "\(factor).\(economy)"
    case .history(let factor, let economy): "\(factor).\(Self.historyWord)\(economy)"
    case .discrepancy(let name): "\(Self.discrepancyWord).\(name)"
    }
  }

  /// The factor it sets; nil for the discrepancy.
  public var factor: String? {
    switch self {
    case .shared(let factor), .economy(let factor, _), .history(let factor, _): factor
    case .discrepancy: nil
    }
  }

  /// The factor it sets in a study of an economy that starts today: nil for the discrepancy, for other
  /// economies and for histories.
  public func factor(in economy: String) -> String? {
    switch self {
    case .shared(let factor), .economy(let factor, economy): factor
    default: nil
    }
  }
}
