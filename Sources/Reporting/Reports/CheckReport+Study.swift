import Studies
import StudyContract

extension CheckReport {
  /// The report of a study that was checked.
  public init(_ check: StudyCheck) {
    let session = check.session
    let study = session.study
    self.init(
      study: study.source?.path ?? study.name, question: study.question,
      economy: study.economy.summary,
      policies: study.policies.map(\.name), baseline: study.baseline,
      scenarios: study.scenarios.map(\.name), beliefs: check.beliefs.map(\.name),
      sampledFactors: check.sampledFactors, factorCount: session.model.factors.count,
      design: DesignText.text(session.design), rounding: DesignText.rounding(session.design),
      futures: session.design.futures, threads: session.context.threads,
      vectorPath: session.model.vectorPath, secondsPerRun: check.secondsPerRun)
  }
}
