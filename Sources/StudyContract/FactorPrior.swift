import ModelContract
import Sampling

/// The law of one uncertain factor.
public struct FactorPrior: Sendable, Hashable {
  /// Name of the factor.
  public var factor: String
  /// Its law, in the factor's unit.
  public var distribution: Distribution

  /// States the law of a factor.
  public init(factor: String, distribution: Distribution) {
    self.factor = factor
    self.distribution = distribution
  }
}

/// A rank correlation (Spearman) between two factors.
public struct RankCorrelation: Sendable, Hashable {
  /// Name of one factor.
  public var first: String
  /// Name of the other.
  public var second: String
  /// The correlation, between -1 and 1.
  public var value: Double

  /// States a correlation.
  public init(first: String, second: String, value: Double) {
    self.first = first
    self.second = second
    self.value = value
  }
}

extension Factor {
  /// Share of draws that may leave the admissible range of a factor for a law without bounds: one in 10^12,
  /// which a run of 10^8 futures does not meet.
  public static let outsideShare = 1e-12

  /// Why a law cannot be this factor's, in a clause; nil when it can: its support lies in the admissible range, or
  /// it has no bounds and leaves the range with probability ``outsideShare`` at most.
  ///
  /// - Precondition: the law is valid.
  public func refusal(of law: Distribution) -> String? {
    let support = law.support
    if admissible.lowerBound <= support.lowerBound, support.upperBound <= admissible.upperBound {
      return nil
    }
    let isBounded = support.lowerBound.isFinite && support.upperBound.isFinite
    let below = law.cumulative(admissible.lowerBound.nextDown)
    let above = 1 - law.cumulative(admissible.upperBound)
    if !isBounded, below + above <= Self.outsideShare { return nil }
    let reach =
      isBounded
      ? "this law reaches from \(support.lowerBound.plain) to \(support.upperBound.plain)"
      : "this law leaves that range with probability \(below + above)"
    return "\(name) must lie between \(admissible.lowerBound.plain) and "
      + "\(admissible.upperBound.plain) (\(unit.rawValue)); \(reach)"
  }
}

extension Double {
  /// The shortest text of the number, without a superfluous fraction.
  package var plain: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : "\(self)"
  }
}
