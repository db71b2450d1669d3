import Testing

@testable import Analysis

/// What comes of a second plan, from columns made by hand.
@Suite struct SwitchingTests {
  /// Sums of ten numbers of order 1.
  private static let rounding = 1e-12

  /// Ten futures: six switch, of which one wrongly; four stay, of which three wrongly.
  private static let columns = Switching.Columns(
    adaptive: [3, 4, 5, 2, 3, 1, 2, 2, 2, 2],
    switchedYears: [30, 28, 28, 25, 25, 25, 0, 0, 0, 0],
    firstPlan: [1, 2, 3, 1, 2, 2, 2, 2, 2, 2],
    atOnce: [4, 4, 5, 3, 3, 1, 3, 3, 3, 0],
    inAnyCase: [3, 4, 5, 2, 3, 1, 3, 3, 3, 1])

  private func switching(
    _ columns: Switching.Columns = columns, isMinimized: Bool = false
  ) -> Switching? {
    let futures = PairedFutures(
      groups: (0..<10).map { $0 / 5 }, isComplete: columns.isComplete, groupCount: 2)
    return Switching(
      columns, futures: futures, isMinimized: isMinimized, end: 2065, isIndependent: true)
  }

  @Test func sharesYearsAndGains() throws {
    let found = try #require(switching())
    #expect(found.futures == 10 && found.failed == 0)
    #expect(abs(found.switches.value - 0.6) < Self.rounding)
    // Years of the switch are 2035, 2037, 2037, 2040, 2040, 2040.
    #expect(found.years == [2035, 2037, 2040])
    // Gains of switching: 2, 2, 2, 1, 1, -1.
    #expect(abs(try #require(found.gain).value - 7.0 / 6) < Self.rounding)
    #expect(abs(try #require(found.falseAlarms).value - 1.0 / 6) < Self.rounding)
    #expect(abs(try #require(found.missed).value - 0.75) < Self.rounding)
    // At once: 1, 0, 0, 1, 0, 0, 1, 1, 1, -2; first plan: minus the gains.
    #expect(abs(found.atOnce.value - 0.3) < Self.rounding)
    #expect(abs(found.firstPlan.value + 0.7) < Self.rounding)
    let interval = try #require(found.missed)
    #expect(interval.low > 0 && interval.high < 1 && interval.low < 0.75 && interval.high > 0.75)
  }

  @Test func lessIsBetterTurnsGainsAround() throws {
    let found = try #require(switching(isMinimized: true))
    #expect(abs(try #require(found.gain).value + 7.0 / 6) < Self.rounding)
    #expect(abs(try #require(found.falseAlarms).value - 5.0 / 6) < Self.rounding)
    #expect(abs(try #require(found.missed).value - 0.25) < Self.rounding)
  }

  @Test func failedFuturesAreLeftOutAndCounted() throws {
    var columns = Self.columns
    columns.atOnce[5] = .nan
    let found = try #require(switching(columns))
    #expect(found.futures == 9 && found.failed == 1)
    #expect(found.falseAlarms?.value == 0)
    #expect(abs(try #require(found.gain).value - 8.0 / 5) < Self.rounding)
  }

  @Test func whereNothingHappensNothingIsSaid() throws {
    var columns = Self.columns
    columns.switchedYears = columns.switchedYears.map { _ in 0 }
    let never = try #require(switching(columns))
    #expect(never.switches.value == 0 && never.years.isEmpty)
    #expect(never.gain == nil && never.falseAlarms == nil && never.missed != nil)
    columns.adaptive = columns.adaptive.map { _ in .nan }
    #expect(switching(columns) == nil)
  }
}
