import NumericCore

/// A comparison that cannot be made.
public struct RobustnessError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}
