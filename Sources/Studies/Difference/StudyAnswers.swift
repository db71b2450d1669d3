import Analysis
import ModelContract
import StudyContract

/// What a study answers, as far as two studies are compared by it.
struct StudyAnswers {
  /// Under one set of beliefs.
  struct Part {
    let beliefs: Beliefs
    let comparison: Comparison
    /// The outcome that ranks, in the leading scenario, by mix and future.
    let columns: MixColumns
  }

  let session: StudySession
  /// By set of beliefs.
  let parts: [Part]
}

extension StudySession {
  /// The one place in which the answers of a study or of a stored run are found.
  ///
  /// A session that finds the blocks of a run in its log has the run's own answers; otherwise the study is run. Cost: the
  /// run, where there is no log, and its leading scenario once more for numbers future by future.
  ///
  /// - Parameter stage: what progress is labelled with.
  func answers(under beliefs: [Beliefs], stage: String) throws -> StudyAnswers {
    let ranked = study.allOutcomes(of: model).firstIndex { $0.name == study.rankedBy } ?? 0
    let comparisons = try beliefs.map {
      try compare(under: $0, stage: "\(stage)  \($0.name)  ").comparison
    }
    var unlogged = self
    unlogged.context.log = nil
    return try StudyAnswers(
      session: self,
      parts: zip(beliefs, comparisons).map { beliefs, comparison in
        StudyAnswers.Part(
          beliefs: beliefs, comparison: comparison,
          columns: try unlogged.columns(
            of: selected, scenario: leadingScenario, beliefs: beliefs, outcomes: [ranked],
            stage: "\(stage)  \(beliefs.name)  "))
      })
  }
}
