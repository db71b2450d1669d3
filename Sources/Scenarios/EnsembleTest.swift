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
  }

  /// The protocols.
  public let rows: [Row]

  /// Where the record of an ensemble lies: `first.backtest.csv` beside `first.yaml`.
  public static func path(besides ensemble: String) -> String {
    let plain = ensemble.hasSuffix(".yaml") ? String(ensemble.dropLast(5)) : ensemble
    return plain + ".backtest.csv"
  }

  /// Reads the record; nil when there is none.
  ///
  /// - Throws: ``StudyErrors`` when there is one that cannot be read.
  public static func read(besides ensemble: String) throws -> EnsembleTest? {
    let file = path(besides: ensemble)
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let table = try HistoryTable.withoutComments(file)
    func texts(_ column: String) throws -> [String] { try table.texts(column) }
    let (names, economies, years) = (
      try texts("protocol"), try texts("economies"), try texts("years")
    )
    let (heldOut, errors, rivals) = (
      try texts("held_out"), try table.numbers("rmse"), try texts("best_rival_rmse")
    )
    let (coverages, differences) = (try table.numbers("coverage90"), try texts("difference_error"))
    return EnsembleTest(
      rows: names.indices.map { row in
        Row(
          name: names[row], economies: Int(economies[row]) ?? 0, years: Int(years[row]) ?? 0,
          isHeldOut: heldOut[row] == "true", error: errors[row], bestRival: Double(rivals[row]),
          coverage: coverages[row], differenceError: Double(differences[row]))
      })
  }

  /// One protocol by name.
  public func row(_ name: String) -> Row? { rows.first { $0.name == name } }
}
