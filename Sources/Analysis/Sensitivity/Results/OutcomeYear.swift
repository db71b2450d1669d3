/// The name of an outcome in one year, as tables have it: `income_2030`.
public struct OutcomeYear: Sendable, Hashable {
  /// The outcome: `income`.
  public let outcome: String
  /// The calendar year.
  public let year: Int

  /// Takes a name apart; nil for one that does not end in an underscore and four digits.
  public init?(_ name: String) {
    let digits = name.suffix(4)
    guard name.count > 5, name.dropLast(4).last == "_",
      digits.allSatisfy({ $0.isASCII && $0.isNumber }), let year = Int(digits)
    else { return nil }
    outcome = String(name.dropLast(5))
    self.year = year
  }
}

extension SensitivityResult {
  /// The outcome and the calendar year of a result that is one of a series over years; nil for others.
  public var series: (name: String, year: Int)? {
    switch target {
    case .query(let query): return query.query.year.map { (query.nameOfAllYears, Int($0)) }
    case .column(let name): return OutcomeYear(name).map { ($0.outcome, $0.year) }
    case .finished(let query, _, _):
      guard let outcome = OutcomeYear(query.query.outcome) else { return nil }
      // What is asked of the outcome, with the outcome of all years in its place.
      return (
        "\(target)".replacing(query.query.outcome, with: outcome.outcome, maxReplacements: 1),
        outcome.year
      )
    case .all: return nil
    }
  }
}
