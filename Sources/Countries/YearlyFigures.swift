/// Published figures of one kind by year, with years between them or around them in which nothing was published.
public struct YearlyFigures: Sendable, Hashable {
  /// How a figure was come by for a year.
  public enum Gap: Sendable, Hashable {
    /// It was published for the year.
    case none
    /// Linear between the neighbours that were published.
    case between(ClosedRange<Int>)
    /// Mean of the five years that are nearest, because the year lies outside all that was published.
    case nearest(ClosedRange<Int>)
  }

  /// A figure for a year.
  public struct Reading: Sendable, Hashable {
    /// The figure.
    public let value: Double
    /// How it was come by.
    public let gap: Gap
  }

  /// Years over which a figure outside the published ones is a mean.
  public static let outsideYears = 5

  /// Published figures by year.
  public let values: [Int: Double]
  /// Years with a figure, ascending; never empty.
  public let years: [Int]

  /// Takes figures; nil when there is none.
  public init?(_ values: [Int: Double]) {
    if values.isEmpty { return nil }
    self.values = values
    years = values.keys.sorted()
  }

  /// First and last year with a figure.
  public var span: ClosedRange<Int> { years[0]...years[years.count - 1] }

  /// The published figure of a year.
  public subscript(year: Int) -> Double? { values[year] }

  /// The mean of what was published in some years; nil when nothing was.
  public func mean(_ years: ClosedRange<Int>) -> Double? {
    let found = years.compactMap { values[$0] }
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  /// The figure of a year: the mean with its neighbours where it was published, linear in between where it was not, and
  /// the mean of the nearest five years outside.
  ///
  /// - Parameters:
  ///   - year: a calendar year.
  ///   - neighbours: years to either side that belong to the mean: 1 for three years, 2 for five.
  public func reading(_ year: Int, neighbours: Int) -> Reading {
    if values[year] != nil, let value = mean(year - neighbours...year + neighbours) {
      return Reading(value: value, gap: .none)
    }
    if year < span.lowerBound {
      return outside(span.lowerBound...span.lowerBound + Self.outsideYears - 1)
    }
    if year > span.upperBound {
      return outside(span.upperBound - Self.outsideYears + 1...span.upperBound)
    }
    let left = years.last { $0 < year }!
    let right = years.first { $0 > year }!
    let share = Double(year - left) / Double(right - left)
    return Reading(
      value: values[left]! + share * (values[right]! - values[left]!), gap: .between(left...right))
  }

  private func outside(_ years: ClosedRange<Int>) -> Reading {
    Reading(value: mean(years)!, gap: .nearest(years))
  }
}
