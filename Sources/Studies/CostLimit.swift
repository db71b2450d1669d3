import ModelContract
import NumericCore
import StudyContract

/// The most that mixes may cost above the baseline.
public enum CostLimit: Sendable, Hashable {
  /// In the unit of the outcome that costs are read from.
  case amount(Double)
  /// As a share of the baseline's expected output, both discounted: 0.0164 for 1.64 % of gross domestic product.
  case shareOfOutput(Double)
}

extension StudySession {
  /// A limit in the unit of costs.
  ///
  /// - Throws: `UsageError` for a model without a cost, or without the output of which a share is meant.
  func amount(_ limit: CostLimit, under beliefs: Beliefs) throws -> Double {
    guard costColumn != nil else {
      throw UsageError("--budget: the model \(model.name) has no outcome that is a cost.")
    }
    switch limit {
    case .amount(let amount): return amount
    case .shareOfOutput(let share):
      guard let output = try baselineOutput(under: beliefs) else {
        throw UsageError(
          "--budget in per cent needs an output, which the model \(model.name) does not tell; state it as an amount."
        )
      }
      return share * output
    }
  }

  /// Expected discounted output of the baseline in the leading scenario; nil for a model without one.
  func baselineOutput(under beliefs: Beliefs) throws -> Double? {
    var alone = self
    alone.selected = [study.baselinePolicy]
    return try alone.yearlyPaths(under: beliefs)?.output[0]
  }
}
