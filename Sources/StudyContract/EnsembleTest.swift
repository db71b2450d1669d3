import Foundation

/// How far an ensemble was tested against history: the record that `latecomer backtest --record` leaves beside it.
public struct EnsembleTest: Sendable, Hashable {
  /// One protocol.
  public struct Row: Sendable, Hashable {
    /// Its name: `inSample`, `heldOutInTimeConditional`, `heldOutInTimeUnconditional`, `heldOutInSpace`.
    public let name: String
    /// Economies it scored.
    public let economies: Int
    /// Years of all of them.
    public let years: Int
    /// Whether the rows had not seen what they were scored on.
    public let isHeldOut: Bool
    /// Pooled error of log income.
    public let error: Double
    /// That of the best rival; nil without one.
    public let bestRival: Double?
    /// Share of years in the 90 % bands.
    public let coverage: Double
    /// Error of the difference of log income between two economies.
    public let differenceError: Double?

    /// Describes what one protocol found.
    public init(
      name: String, economies: Int, years: Int, isHeldOut: Bool, error: Double,
      bestRival: Double? = nil, coverage: Double, differenceError: Double? = nil
    ) {
      self.name = name
      self.economies = economies
      self.years = years
      self.isHeldOut = isHeldOut
      self.error = error
      self.bestRival = bestRival
      self.coverage = coverage
      self.differenceError = differenceError
    }
  }

  /// The protocols.
  public let rows: [Row]

  /// Collects protocols.
  public init(rows: [Row]) {
    self.rows = rows
  }

  /// One protocol by name.
  public func row(_ name: String) -> Row? { rows.first { $0.name == name } }
}
