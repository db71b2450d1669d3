/// What is known of one economy's past: income and research intensity in some years.
///
/// The years are ascending and no year occurs twice. A figure that was not observed is nil, never
/// zero.
public struct HistoricalSeries: Sendable, Hashable {
  /// Name of the economy, as in its file, for example `korea`.
  public let economy: String

  /// The observed years, ascending.
  public let points: [Point]

  /// One observed year.
  public struct Point: Sendable, Hashable {
    /// Calendar year, dimensionless.
    public var year: Int

    /// Real income per head relative to the USA in the same year, greater than 0, or nil.
    public var relativeIncome: Double?

    /// Gross domestic expenditure on research and development as a fraction of GDP, or nil.
    public var researchIntensity: Double?

    /// The figures of one year.
    public init(year: Int, relativeIncome: Double?, researchIntensity: Double? = nil) {
      self.year = year
      self.relativeIncome = relativeIncome
      self.researchIntensity = researchIntensity
    }
  }

  /// A series from its points.
  ///
  /// - Precondition: the years ascend strictly; incomes are finite and positive; intensities are
  ///   finite and in (0, 1).
  public init(economy: String, points: [Point]) {
    for (earlier, later) in zip(points, points.dropFirst()) {
      precondition(earlier.year < later.year, "year \(later.year) follows \(earlier.year)")
    }
    for point in points {
      if let income = point.relativeIncome {
        precondition(income.isFinite && income > 0, "income \(income) in \(point.year)")
      }
      if let intensity = point.researchIntensity {
        precondition(intensity > 0 && intensity < 1, "intensity \(intensity) in \(point.year)")
      }
    }
    self.economy = economy
    self.points = points
  }
}
