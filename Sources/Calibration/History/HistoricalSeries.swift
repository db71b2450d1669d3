/// What was observed of one economy: income and research, by year.
public struct HistoricalSeries: Sendable, Hashable {
  /// One year.
  public struct Point: Sendable, Hashable {
    /// Calendar year.
    public let year: Int
    /// Income per head relative to the USA, above 0; nil where there is none.
    public let relativeIncome: Double?
    /// Research and development as a fraction of gross domestic product; nil where there is none.
    public let researchIntensity: Double?

    /// Makes a year's observation.
    public init(year: Int, relativeIncome: Double?, researchIntensity: Double?) {
      self.year = year
      self.relativeIncome = relativeIncome
      self.researchIntensity = researchIntensity
    }
  }

  /// The economy's name in files.
  public let economy: String
  /// The observations, years strictly increasing.
  public let points: [Point]

  /// Makes a series.
  public init(economy: String, points: [Point]) {
    self.economy = economy
    self.points = points
  }
}
