import ModelContract

/// What was observed of an economy after its start.
public struct HistoryTargets: Sendable, Hashable {
  /// Income per head relative to the USA by year, ascending.
  public let income: [Path.Breakpoint]
  /// Research and development as a fraction of GDP by year, ascending; empty when there is none.
  public let research: [Path.Breakpoint]
  /// Where the income comes from.
  public let source: String

  /// States observations.
  public init(income: [Path.Breakpoint], research: [Path.Breakpoint], source: String) {
    self.income = income
    self.research = research
    self.source = source
  }
}
