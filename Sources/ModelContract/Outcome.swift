/// What a model reports of one future under one policy in one world.
public struct Outcome: Sendable, Hashable {
  /// Which end of the scale is wanted.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// More is better.
    case maximize
    /// Less is better.
    case minimize
    /// Neither: the outcome describes, it does not judge.
    case describe
  }

  /// The name in files and tables, in snake case: `discounted_consumption`.
  public let name: String
  /// The definition, in one sentence.
  public let meaning: String
  /// The unit.
  public let unit: Unit
  /// The direction used when a study does not state one.
  public let direction: Direction
  /// Whether the outcome is a time that may not be reached before the horizon.
  ///
  /// Such an outcome is right-censored: +infinity stands for "later than the horizon". It is not a
  /// failure, it has quantiles (which may be +infinity) and a probability of being reached, and it has
  /// no mean.
  public let isCensored: Bool
  /// Whether the outcome has a meaning on the way, as a state or a running total; else it is known at the end alone, and
  /// no policy mix can react to it.
  public let isKnownOnTheWay: Bool

  /// How far beyond the bounds of its unit an outcome may lie by rounding.
  ///
  /// A kernel of single precision is right to 1e-4; a share that is what twenty others leave of 1 comes out a little below 0
  /// in any precision.
  public static let boundsTolerance = 1e-4

  /// Describes an outcome.
  public init(
    name: String, meaning: String, unit: Unit, direction: Direction, isCensored: Bool = false,
    isKnownOnTheWay: Bool = true
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.direction = direction
    self.isCensored = isCensored
    self.isKnownOnTheWay = isKnownOnTheWay
  }

  /// Whether a value is one that the outcome can have: a finite one within the bounds of its unit, or +infinity for a time
  /// beyond the horizon. A future with any other value has left the model's domain: it has failed.
  public func isPossible(_ value: Double) -> Bool {
    if !value.isFinite { return isCensored && value == .infinity }
    guard let bounds = unit.bounds else { return true }
    return value >= bounds.lowerBound - Self.boundsTolerance
      && value <= bounds.upperBound + Self.boundsTolerance
  }
}
