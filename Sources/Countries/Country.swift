/// What is published of a country.
public struct Country: Sendable {
  /// Three letters of ISO 3166-1.
  public let code: String
  /// Its name in English.
  public let name: String
  /// Figures by column; a column without a figure is absent.
  public let figures: [PanelColumn: YearlyFigures]
  /// Mathematics and science, on the scale of Hanushek and Woessmann.
  public let testScore: Double?
  /// Harmonised learning outcome, points.
  public let learningOutcome: Double?
  /// Mean score of the World Management Survey, 1 to 5.
  public let management: Double?
  /// Relative shares of sectors in exports by year: those of goods, which not every copy of the panel has.
  public let exports: ExportShares?
  /// The same within manufactures, in broad groups.
  public let manufactures: ExportShares?

  /// Shares of sectors in exports over the world's, by year and sector.
  public typealias ExportShares = [Int: [String: Double]]

  /// Puts a country together.
  public init(
    code: String, name: String, figures: [PanelColumn: YearlyFigures], testScore: Double? = nil,
    learningOutcome: Double? = nil, management: Double? = nil, exports: ExportShares? = nil,
    manufactures: ExportShares? = nil
  ) {
    self.code = code
    self.name = name
    self.figures = figures
    self.testScore = testScore
    self.learningOutcome = learningOutcome
    self.management = management
    self.exports = exports
    self.manufactures = manufactures
  }

  /// Figures of a column.
  public subscript(column: PanelColumn) -> YearlyFigures? { figures[column] }

  /// Columns without a figure that an economy cannot be coded without.
  public var missing: [PanelColumn] { PanelColumn.essentials.filter { figures[$0] == nil } }

  /// The highest income that the model describes, USA = 1; some exporters of oil once had more.
  public static let highestIncome = 5.0

  /// First and last year in which an economy can be coded: with every figure that it cannot be coded without, and after
  /// incomes above ``highestIncome``; nil when a figure is missing altogether.
  public var span: ClosedRange<Int>? {
    let spans = PanelColumn.essentials.compactMap { figures[$0]?.span }
    guard spans.count == PanelColumn.essentials.count, let first = spans.map(\.lowerBound).max(),
      let last = spans.map(\.upperBound).min()
    else { return nil }
    // Two years on, so that no three-year mean holds such an income.
    let rich = figures[.incomeExpenditure]?.values.filter { $0.value > Self.highestIncome }.keys
      .max()
    let begin = max(first, rich.map { $0 + 2 } ?? first)
    return begin <= last ? begin...last : nil
  }
}
