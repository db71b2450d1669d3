import ModelContract
import NumericCore
import StudyContract

/// What a searched mix is to be good at; larger is better for all of them.
public enum SearchObjective: Sendable, Hashable {
  /// The smallest over beliefs and scenarios of the mean gain over the baseline in the study's objective.
  case robustGain
  /// The mean of the worst tenth of futures of that gain, in the leading scenario under the worst beliefs.
  case worstTenth
  /// Expected cost above the baseline, as budgets measure it; less is better.
  case cost
  /// The mean of an outcome above the baseline's, in the leading scenario under the first beliefs; wanted small with a
  /// minus sign before its name.
  case outcome(name: String, isWantedSmall: Bool)

  /// The names of the objectives that are usual; ``cost`` where the model has a cost.
  public static let usual = ["robust_gain", "worst_tenth", "cost"]
  /// Objectives there may be: with more nearly every mix is as good as every other, and covered volumes take minutes.
  public static let counts = 1...5

  /// The name on the command line and in tables.
  public var name: String {
    switch self {
    case .robustGain: "robust_gain"
    case .worstTenth: "worst_tenth"
    case .cost: "cost"
    case .outcome(let name, let isWantedSmall): (isWantedSmall ? "-" : "") + name
    }
  }

  /// The objectives of names.
  ///
  /// - Parameters:
  ///   - outcomes: of the model.
  ///   - hasCost: whether mixes cost something.
  /// - Throws: `UsageError` for an unknown or repeated name, for a cost of a model that has none, and for an outcome that
  ///   has no mean.
  static func parse(_ names: [String], outcomes: [Outcome], hasCost: Bool) throws
    -> [SearchObjective]
  {
    if !counts.contains(names.count) {
      throw UsageError(
        "--objectives takes \(counts.lowerBound) to \(counts.upperBound) names, not \(names.count)."
      )
    }
    let means = outcomes.filter { !$0.isCensored }.map(\.name)
    let valid = usual + means + means.map { "-" + $0 }
    var result: [SearchObjective] = []
    for name in names {
      if let outcome = outcomes.first(where: { $0.name == name || "-" + $0.name == name }),
        outcome.isCensored
      {
        throw UsageError(
          "The outcome \(outcome.name) may lie beyond the horizon and has no mean to be searched for."
        )
      }
      if !valid.contains(name) {
        try NameSelection.check(name, among: usual + means, kind: "objective")
      }
      let objective: SearchObjective =
        switch name {
        case "robust_gain": .robustGain
        case "worst_tenth": .worstTenth
        case "cost": .cost
        default:
          .outcome(
            name: name.hasPrefix("-") ? String(name.dropFirst()) : name,
            isWantedSmall: name.hasPrefix("-"))
        }
      if objective == .cost, !hasCost {
        // The usual list is not what somebody asked for.
        if names == usual { continue }
        throw UsageError("The model has no cost to be searched for.")
      }
      if result.contains(where: { $0.plainName == objective.plainName }) {
        throw UsageError("The objective \(objective.plainName) is listed twice.")
      }
      result.append(objective)
    }
    return result
  }

  /// The name without its sign.
  private var plainName: String {
    if case .outcome(let name, _) = self { name } else { name }
  }
}
