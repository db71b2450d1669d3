import Foundation
import Studies
import StudyContract

extension Manifest {
  /// The manifest of a study that was run and ends now.
  public init(
    _ result: StudyComparison, command: [String], version: String, started: Date, files: [File],
    inputs: RunInputs? = nil
  ) {
    let (session, study) = (result.session, result.session.study)
    self.init(
      command: command, version: version, model: session.model.name,
      modelVersion: session.model.version, vectorPath: session.model.vectorPath,
      study: study.source?.path ?? "", studyHash: study.source?.hash ?? "",
      seed: session.design.specification.seed,
      design: DesignText.text(session.design), futures: session.design.futures,
      failed: result.runs.reduce(0) { $0 + $1.comparison.failedRuns },
      threads: session.context.threads, started: started, ended: Date(),
      outcomes: study.allOutcomes(of: session.model), rankedBy: study.rankedBy,
      baseline: study.baseline, beliefs: result.runs.map(\.beliefs.name),
      scenarios: session.scenarios.map(\.name),
      scenarioProbabilities: session.scenarios.allSatisfy { $0.probability != nil }
        ? session.scenarios.compactMap(\.probability) : [], files: files)
    input = inputs?.study
  }
}

extension ProgressLine {
  /// Time and rate of a run that ended now, for a person who watches.
  public static func finished(_ result: StudyComparison, since started: Date) -> String {
    let session = result.session
    return finished(
      runs: session.design.futures * session.selected.count * session.scenarios.count
        * result.runs.count,
      elapsed: Date().timeIntervalSince(started), vectorPath: session.model.vectorPath)
  }
}
