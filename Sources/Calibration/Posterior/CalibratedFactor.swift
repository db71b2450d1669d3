import Sampling

/// One uncertain number of a calibration with its prior.
public struct CalibratedFactor: Sendable, Hashable {
  /// Whose number it is.
  public enum Role: Sendable, Hashable {
    /// A parameter of the model that all economies share.
    case shared
    /// A number of one economy: an initial condition.
    case condition(economy: Int)
    /// How far a lever of one economy moved from its first value, relative to how it was coded.
    case lever(economy: Int)
    /// Size or persistence of the discrepancy.
    case discrepancy
  }

  /// The factor's name in files.
  public let name: String
  /// Whose it is.
  public let role: Role
  /// The prior.
  public let distribution: Distribution

  /// States a factor.
  public init(name: String, role: Role, distribution: Distribution) {
    self.name = name
    self.role = role
    self.distribution = distribution
  }

  /// The economy it belongs to; nil for those that all share.
  public var economy: Int? {
    switch role {
    case .shared, .discrepancy: nil
    case .condition(let economy), .lever(let economy): economy
    }
  }

  /// The least and the largest probability at which the prior's quantile is taken, so that no coordinate, however
  /// far out, becomes an infinite value: eight standard deviations, where a normal law has 1e-15 left.
  static let tail = 6e-16
}
