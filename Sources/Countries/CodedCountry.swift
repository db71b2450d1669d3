/// A country at a year, as the coding rule describes it.
public struct CodedCountry: Sendable {
  /// How a value was found.
  public enum Basis: Sendable, Hashable {
    /// Computed from published figures.
    case figures([PanelColumn])
    /// The country's own test scores.
    case testScore
    /// Test scores, from its learning outcomes by a relation between countries.
    case learningOutcome(PanelRegression)
    /// Its own management score, moved with human capital to the start.
    case management(PanelRegression)
    /// A relation between countries, evaluated at its figures.
    case relation(PanelRegression, of: [PanelColumn])
    /// Government effectiveness, drawn to the mean of countries by the years between the figure and the start.
    case governance(years: Int)
    /// A straight line from the level of 1960 to the first figures, of the year that is named.
    case lineTo(Int)
    /// Shares of sectors in exports of goods, of a year.
    case exports(Int)
    /// Shares of sectors in exports of manufactures, of a year.
    case manufactures(Int)
    /// The same for every country, because nothing is published that says more.
    case sameForAll
  }

  /// A figure that was not published for the year in which it was needed.
  public struct Gap: Sendable, Hashable {
    /// What was needed.
    public let column: PanelColumn
    /// The year in which it was.
    public let year: Int
    /// What stands for it.
    public let gap: YearlyFigures.Gap
  }

  /// An initial condition.
  public struct Condition: Sendable {
    /// Its factor.
    public let name: String
    /// The value.
    public let value: Double
    /// Where the value may lie, for one that is judgement or an estimate; nil for a published one and for one whose
    /// uncertainty is that of a multiplier.
    public let interval: ClosedRange<Double>?
    /// The factor that carries its uncertainty in place of an interval.
    public let uncertainThrough: String?
    /// How it was found.
    public let basis: Basis
    /// Figures that were not published for the start.
    public let gaps: [Gap]
  }

  /// The path of a lever.
  public struct Lever: Sendable {
    /// Its name.
    public let name: String
    /// Values by year, ascending.
    public let path: [(year: Int, value: Double)]
    /// How they were found.
    public let basis: Basis
  }

  /// The country.
  public let country: Country
  /// First year.
  public let start: Int
  /// Last year of its figures.
  public let lastFigures: Int
  /// Conditions at the start, in the order of the model's card.
  public let conditions: [Condition]
  /// Multipliers by sector where they differ from 1.
  public let strengths: [String: Double]
  /// Where the strengths come from.
  public let strengthsBasis: Basis
  /// Labour input relative to the frontier, and whether it counts hours.
  public let labour: (path: [(year: Int, value: Double)], countsHours: Bool)
  /// Prices of exports over those of imports; nil when nothing is published.
  public let termsOfTrade: [(year: Int, value: Double)]?
  /// The levers of its own mix.
  public let levers: [Lever]
  /// Weights of the carriers: large firms, public laboratories, multinationals.
  public let vehicles: (largeFirms: Double, publicLaboratories: Double, multinationals: Double)
  /// Income observed after the start: three-year means, every five years and in the last.
  public let income: [(year: Int, value: Double)]
  /// Research intensity observed after the start, in the same years.
  public let research: [(year: Int, value: Double)]
  /// Columns of ``PanelColumn/helpful`` without a figure of the country.
  public var lacks: [PanelColumn] { PanelColumn.helpful.filter { country[$0] == nil } }
}
