import Foundation
import ModelContract

/// How an effect on an outcome is counted.
public enum EffectMeasure: String, Sendable, Hashable {
  /// `log(with / without)`: income, wages, capability, consumption, cost.
  case logRatio = "log"
  /// `with - without`: shares, years and what has no unit.
  case difference

  /// The measure of an outcome: logs of what is relative to the frontier or to output, differences of the rest.
  public init(of outcome: Outcome) {
    switch outcome.unit {
    case .relativeToFrontier, .discountedOutput: self = .logRatio
    default: self = .difference
    }
  }

  /// The effect in one future; not a number where it has none.
  public func effect(_ with: Double, _ without: Double) -> Double {
    switch self {
    case .logRatio: with > 0 && without > 0 ? log(with / without) : .nan
    case .difference: with - without
    }
  }
}
