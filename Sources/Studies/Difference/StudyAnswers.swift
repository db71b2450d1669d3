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
  /// The one place in which the answers of a study or of a stored run are found: by running it.
  ///
  /// A run is repeated with its seed and its options, which gives the numbers that it had, to the last bit on the same
  /// machine code. Cost: the run, and its leading scenario once more for numbers future by future.
  ///
  /// - Parameter stage: what progress is labelled with.
  func answers(under beliefs: [Beliefs], stage: String) throws -> StudyAnswers {
    let ranked = study.allOutcomes(of: model).firstIndex { $0.name == study.rankedBy } ?? 0
    return try StudyAnswers(
      session: self,
      parts: beliefs.map { beliefs in
        let label = "\(stage)  \(beliefs.name)  "
        return StudyAnswers.Part(
          beliefs: beliefs,
          comparison: try compare(under: beliefs, stage: label).comparison,
          columns: try columns(
            of: selected, scenario: leadingScenario, beliefs: beliefs, outcomes: [ranked],
            stage: label))
      })
  }
}
