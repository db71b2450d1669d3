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
  /// - Parameter share: of the baseline's expected discounted output, 0.0164 for 1.64 % of gross domestic product; of a
  ///   model without output an amount in the unit of its cost.
  /// - Throws: `UsageError` for an amount that no budget may have, and for a model without a cost.
  public static func budgeted(
    _ study: Study, at share: Double, model: any BatchModel
  ) throws -> Study {
    let name = study.budget?.outcome ?? "fiscal_cost"
    guard model.outcomes.contains(where: { $0.name == name }) else {
      throw UsageError("The model of \(study.name) has no cost that a budget could hold.")
    }
    guard share.isFinite, share >= 0 else {
      throw UsageError("--budget: expected a share of GDP such as 0.0164, found \(share).")
    }
    var result = study
    result.budget = nil
    let output = try StudySession(result, model: model).baselineOutput(under: .prior)
    let amount = share * (output ?? 1)
    guard Budget.amounts.contains(amount) else {
      throw UsageError(
        "--budget: \(share.plain) of output is \(amount.plain) above the baseline's cost; a budget lies between "
          + "\(Budget.amounts.lowerBound.plain) and \(Budget.amounts.upperBound.plain).")
    }
    // The shipped budgets accept a fifteenth; what is asked for here is held a little closer.
    result.budget = Budget(
      outcome: name, aboveBaseline: amount,
      tolerance: min(study.budget?.tolerance ?? .infinity, max(amount / 20, 1e-4)))
    return result
  }

  /// Expected discounted output of the baseline in the leading scenario; nil for a model without one.
  func baselineOutput(under beliefs: Beliefs) throws -> Double? {
    var alone = self
    alone.selected = [study.baselinePolicy]
    return try alone.yearlyPaths(under: beliefs)?.output[0]
  }
}
