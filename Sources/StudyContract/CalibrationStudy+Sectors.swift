extension CalibrationStudy {
  /// Ranks of sectors by comparative advantage as evidence: in which years, and how much they count beside income.
  public struct SectorEvidence: Sendable, Hashable {
    /// The table of comparative advantages, as it is printed.
    public let table: String
    /// Years whose ranks are fitted, ascending; those up to an economy's start do not count.
    public let years: [Int]
    /// Share of the sectors that count as independent, from 0, with which ranks are compared by a backtest and not fitted,
    /// to 1.
    public let independent: Double
    /// Scale of the half-normal law of the error size of normal scores.
    public let sizeScale: Double

    /// States the evidence; ``Defaults`` argues the numbers.
    public init(
      table: String, years: [Int], independent: Double = Defaults.independent,
      sizeScale: Double = Defaults.sizeScale
    ) {
      self.table = table
      self.years = years
      self.independent = independent
      self.sizeScale = sizeScale
    }

    /// Whether ranks are fitted.
    public var isFitted: Bool { independent > 0 }

    /// What the evidence has unless it says otherwise.
    public enum Defaults {
      /// A quarter: the nineteen sectors with published exports count as five, about as many as there are families of
      /// technology that trade goods.
      public static let independent = 0.25
      /// The standard deviation of normal scores, at which a model explains nothing.
      public static let sizeScale = 1.0
    }
  }
}
