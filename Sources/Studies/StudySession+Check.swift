import Ensembles
import Sampling
import StudyContract

/// What a study would run, and what a run costs.
public struct StudyCheck: Sendable {
  /// The session.
  public let session: StudySession
  /// Beliefs it is run under.
  public let beliefs: [Beliefs]
  /// Factors with a law, by beliefs.
  public let sampledFactors: [Int]
  /// What the income at the start leaves open; nil for a model without residual.
  public let residuals: InitialResiduals?
  /// Seconds one thread needs for one future under one policy in one scenario, draws and summaries included.
  public let secondsPerRun: Double
}

extension StudySession {
  /// Says what would be run, and measures one block on one thread: tens of milliseconds.
  public func check() throws -> StudyCheck {
    let beliefs = try beliefs(nil)
    let block = try block(under: beliefs[0])
    let result = try EnsembleRunner.run(block, context: RunContext(threads: 1)) {
      OutcomeTable(model: block.model)
    }
    let runs = result.futures * block.policies.count * block.scenarios.count
    return StudyCheck(
      session: self, beliefs: beliefs,
      sampledFactors: beliefs.map { beliefs in
        study.columnSources(of: model.factors, beliefs: beliefs).columns.count {
          if case .constant = $0 { false } else { true }
        }
      }, residuals: InitialResiduals(result.summary, of: block),
      secondsPerRun: result.times.wall / Double(runs))
  }
}
