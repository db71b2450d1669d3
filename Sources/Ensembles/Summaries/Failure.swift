/// One future in which one policy produced an outcome with a value that it cannot have.
public struct Failure: Sendable, Hashable, Archivable {
  /// Position of the scenario.
  public private(set) var scenario: Int
  /// Position of the policy.
  public private(set) var policy: Int
  /// Index of the future.
  public private(set) var future: Int
  /// Names of the outcomes with such a value, in the model's order.
  public private(set) var outcomes: [String]
  /// Value of every factor of that future in that scenario, in the model's order.
  public private(set) var factors: [Double]

  /// Describes a failure.
  public init(scenario: Int, policy: Int, future: Int, outcomes: [String], factors: [Double]) {
    self.scenario = scenario
    self.policy = policy
    self.future = future
    self.outcomes = outcomes
    self.factors = factors
  }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&scenario)
    try archive.code(&policy)
    try archive.code(&future)
    try archive.code(&outcomes)
    try archive.code(&factors)
  }
}

/// Where a failed future left the model's domain.
public struct FailureReason: Sendable, Hashable, CustomStringConvertible {
  /// Calendar year of the first row that holds an impossible number.
  public let year: Double
  /// The quantity: a state such as `capability.semiconductors`, or an outcome.
  public let quantity: String
  /// Its value: infinite, not a number, or outside the bounds of an outcome.
  public let value: Double

  /// The reason as a phrase.
  public var description: String {
    let kind =
      value.isNaN ? "not a number" : value.isInfinite ? "infinite" : "\(value), out of bounds,"
    return "\(quantity) is \(kind) in \(year)"
  }
}
