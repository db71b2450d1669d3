/// An uncertain input of a model: one number a future, the same in every policy and scenario.
public struct Factor: Sendable, Hashable {
  /// The name in files and tables, in snake case: `absorption_speed`.
  public let name: String
  /// One line that says what the number means.
  public let meaning: String
  /// The unit of the number.
  public let unit: Unit
  /// The value used when a study neither samples nor sets the factor.
  public let defaultValue: Double
  /// Values the model accepts; a file that can produce others is refused at load.
  public let admissible: ClosedRange<Double>
  /// Where the mechanism or the order of magnitude comes from.
  public let source: String
  /// The Sobol' dimension the factor owns for ever, counted from 0.
  ///
  /// Fixed in the model card, so that adding, removing or reordering factors leaves the draws of the
  /// others as they were.
  public let dimension: Int

  /// Describes a factor.
  public init(
    name: String, meaning: String, unit: Unit, defaultValue: Double,
    admissible: ClosedRange<Double>, source: String, dimension: Int
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.defaultValue = defaultValue
    self.admissible = admissible
    self.source = source
    self.dimension = dimension
  }
}

/// Random numbers of a model that are luck and not knowledge: nobody could learn them in advance.
///
/// Every stream has its own random numbers, so that switching luck off changes nothing else.
public struct LuckStream: Sendable, Hashable {
  /// The law of every number of the stream.
  public enum Law: Sendable, Hashable {
    /// Normal with mean 0 and standard deviation 1.
    case standardNormal
    /// Uniform between 0 and 1.
    case uniform
  }

  /// How often the stream is drawn in one future.
  public enum Timing: Sendable, Hashable {
    /// Once, at the start. Such a stream owns `width` Sobol' dimensions from `firstDimension` on.
    case once(firstDimension: Int)
    /// At every time step, from a counter-based generator.
    case everyStep
  }

  /// The name of the stream, part of the key of its random numbers.
  public let name: String
  /// One line that says what the luck is.
  public let meaning: String
  /// How many numbers each draw has.
  public let width: Int
  /// The law of each number.
  public let law: Law
  /// When the stream is drawn.
  public let timing: Timing

  /// Describes a stream.
  public init(name: String, meaning: String, width: Int, law: Law, timing: Timing) {
    self.name = name
    self.meaning = meaning
    self.width = width
    self.law = law
    self.timing = timing
  }

  /// Columns a block of draws needs for this stream in a run of `steps` time steps.
  public func columns(steps: Int) -> Int {
    switch timing {
    case .once: width
    case .everyStep: width * steps
    }
  }
}
