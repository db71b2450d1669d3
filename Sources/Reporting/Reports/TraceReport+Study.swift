import ModelContract
import Studies
import StudyContract

extension TraceReport {
  /// The report of a future of a study.
  ///
  /// - Parameters:
  ///   - hasDetails: whether the states of every sector are shown beside the outcomes.
  ///   - everyYear: whether only whole years are shown.
  public init(_ result: StudyTrace, hasDetails: Bool, everyYear: Bool) {
    let session = result.session
    let draw = result.future.map { "future \($0), seed \(session.design.specification.seed)" }
    var parts = [
      "study \(session.study.name)", "policy \(result.policy.name)",
      "scenario \(session.scenarios[0].name)", draw ?? "every factor at its default",
      session.hasNoise ? "with noise" : "without noise",
    ]
    if !result.settings.isEmpty {
      parts.append("set \(result.settings.joined(separator: ", "))")
    }
    if let scaled = session.budgeted.first(where: { $0.policy.name == result.policy.name }),
      !scaled.isWithinBudget
    {
      parts.append("scaled by the study's budget")
    }
    if result.policy.contingency != nil {
      parts.append(
        result.switchYear.map { "switched to its second plan in \(Figures.year($0))" }
          ?? "on its first plan throughout")
    }
    self.init(
      hasDetails ? result.trace : result.trace.withoutDetails, outcomes: session.model.outcomes,
      subject: parts.joined(separator: ", "), everyYear: everyYear)
  }
}

extension Trace {
  /// The trace with outcomes alone.
  fileprivate var withoutDetails: Trace {
    Trace(
      details: [],
      rows: rows.map { Row(year: $0.year, outcomes: $0.outcomes, details: []) })
  }
}
