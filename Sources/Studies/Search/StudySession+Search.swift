import Analysis
import ModelContract
import NumericCore
import StudyContract

extension StudySession {
  /// Searches for policy mixes that nobody wrote down.
  ///
  /// All mixes are judged on the same futures, drawn as the study's, by several searches that differ in their random
  /// numbers alone; the study's own mixes are in the first population of each. What the searches found is joined, judged
  /// anew on futures from another seed, and what is beaten there is dropped. Costs and the budget are those of the budget
  /// rule: expectations over its pilot, under the prior, in the study's first scenario.
  ///
  /// Cost: `searches * evaluations` mixes on `futures` in every scenario under all beliefs, and the pilot.
  ///
  /// - Parameter beliefs: the study's own choice when nil.
  /// - Throws: `UsageError` for names that do not exist and numbers that do not fit, `EnsembleError` when it was
  ///   cancelled, and what the model throws.
  public func search(_ request: SearchRequest, beliefs: String? = nil) throws -> StudySearch {
    try StudySearcher(self, request, beliefs: beliefs).result()
  }

  /// The study with another budget.
  ///
  /// - Throws: `UsageError` for an amount that no budget may have, and as ``amount(_:under:)`` does.
  public static func budgeted(
    _ study: Study, at limit: CostLimit, model: any BatchModel
  ) throws -> Study {
    var result = study
    result.budget = nil
    let amount = try StudySession(result, model: model).amount(limit, under: .prior)
    guard Budget.amounts.contains(amount) else {
      throw UsageError(
        "--budget: \(amount.plain) above the baseline's cost; a budget lies between "
          + "\(Budget.amounts.lowerBound.plain) and \(Budget.amounts.upperBound.plain).")
    }
    // The shipped budgets accept a fifteenth; what is asked for here is held a little closer.
    result.budget = Budget(
      outcome: study.budget?.outcome ?? "fiscal_cost", aboveBaseline: amount,
      tolerance: min(study.budget?.tolerance ?? .infinity, max(amount / 20, 1e-4)))
    return result
  }
}
