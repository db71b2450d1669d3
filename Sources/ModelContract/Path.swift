/// A piecewise-linear function of calendar time, constant before its first and after its last breakpoint.
///
/// Lever paths, outside paths of a scenario and an economy's observed series are all of this type. A
/// programme with a start, a ramp, an end and a sunset is four breakpoints.
public struct Path: Sendable, Hashable {
  /// One corner of the path.
  public struct Breakpoint: Sendable, Hashable {
    /// Calendar year, fractions allowed.
    public let year: Double
    /// Value at that year, in the unit of whatever the path describes.
    public let value: Double

    /// Makes a corner of a path.
    public init(year: Double, value: Double) {
      self.year = year
      self.value = value
    }
  }

  /// The corners, with strictly increasing years; never empty.
  public let breakpoints: [Breakpoint]

  /// Makes a path through the given corners.
  ///
  /// - Precondition: at least one breakpoint, years strictly increasing. Files are checked for this
  ///   before a path is made; a violation here is a programmer's error.
  public init(_ breakpoints: [Breakpoint]) {
    precondition(!breakpoints.isEmpty, "a path needs at least one breakpoint")
    precondition(
      zip(breakpoints, breakpoints.dropFirst()).allSatisfy { $0.year < $1.year },
      "years of a path must increase: \(breakpoints.map(\.year))")
    self.breakpoints = breakpoints
  }

  /// Makes a path that has one value at all times.
  public init(constant value: Double) {
    self.breakpoints = [Breakpoint(year: 0, value: value)]
  }

  /// Whether the path has the same value at all times.
  public var isConstant: Bool {
    breakpoints.allSatisfy { $0.value == breakpoints[0].value }
  }

  /// The value at a calendar year: linear between breakpoints, constant outside them.
  ///
  /// Cost: linear in the number of breakpoints.
  public func value(at year: Double) -> Double {
    let first = breakpoints[0]
    if year <= first.year { return first.value }
    for (left, right) in zip(breakpoints, breakpoints.dropFirst()) where year <= right.year {
      let slope = (right.value - left.value) / (right.year - left.year)
      return year == right.year ? right.value : left.value + slope * (year - left.year)
    }
    return breakpoints[breakpoints.count - 1].value
  }

  /// The path moved towards another one: `other + share * (self - other)` at every instant.
  ///
  /// Exact for piecewise-linear paths, because the result has the corners of both. At `share` 1 the path
  /// itself comes back unchanged, at 0 `other`.
  public func moved(towards other: Path, share: Double) -> Path {
    if share == 1 || self == other { return self }
    if share == 0 { return other }
    // A constant has a corner at an arbitrary year, which must not become a corner of the result.
    let corners = [self, other].filter { !$0.isConstant }.flatMap(\.breakpoints)
    if corners.isEmpty {
      let target = other.value(at: 0)
      return Path(constant: target + share * (value(at: 0) - target))
    }
    let years = Set(corners.map(\.year)).sorted()
    return Path(
      years.map { year in
        let target = other.value(at: year)
        return Breakpoint(year: year, value: target + share * (value(at: year) - target))
      })
  }
}

extension Path: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number stands for itself at all times.
  public init(floatLiteral value: Double) { self.init(constant: value) }

  /// A whole number stands for itself at all times.
  public init(integerLiteral value: Int) { self.init(constant: Double(value)) }
}
