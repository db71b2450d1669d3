/// A way in which a policy reaches an outcome: capital, schooling, what it costs.
public struct AccountChannel: Sendable, Hashable {
  /// The name in files and tables, in snake case.
  public let name: String
  /// One line that says what goes through it.
  public let meaning: String

  /// Describes a channel.
  public init(name: String, meaning: String) {
    self.name = name
    self.meaning = meaning
  }
}

/// A model that knows through which channels two policies come to differ.
public protocol AccountedModel: BatchModel {
  /// Name of the outcome whose differences are accounted for.
  var accountedOutcome: String { get }
  /// The channels, in the order of ``account(_:against:in:factors:luck:)``.
  var channels: [AccountChannel] { get }

  /// The difference of two policies in one future, first less second, split over ``channels``: the parts sum to it.
  ///
  /// - Parameters:
  ///   - factors: one value for each factor of the model.
  ///   - luck: for each stream its columns for this future, or nil when switched off.
  /// - Returns: numbers that are not finite where a run leaves the model's domain.
  /// - Throws: `ModelError` as `compile(_:in:)` does.
  func account(
    _ first: Policy, against second: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws -> [Double]
}
