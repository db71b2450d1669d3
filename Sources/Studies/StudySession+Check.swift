import Ensembles
import NumericCore
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
  /// About how many bytes of memory a run holds at most; nil where the system does not tell what is held now.
  public let memory: Double?
}

extension StudySession {
  /// Says what would be run, and compares one block of futures on one thread to measure that: tenths of a second.
  public func check() throws -> StudyCheck {
    let beliefs = try beliefs(nil)
    let block = try block(under: beliefs[0])
    let result = try EnsembleRunner.run(block, context: RunContext(threads: 1)) {
      OutcomeTable(model: block.model)
    }
    let before = WorkingMemory.peak
    var probe = try with(futures: min(Experiment.blockSize, design.futures))
    probe.context = RunContext(threads: 1)
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try probe.rank(under: beliefs[0]) }
    let after = WorkingMemory.peak
    let runs = probe.design.futures * selected.count * scenarios.count
    // Every worker has a summary of its own.
    let summary = before.flatMap { before in after.map { $0 - before } } ?? 0
    return StudyCheck(
      session: self, beliefs: beliefs,
      sampledFactors: beliefs.map { beliefs in
        study.columnSources(of: model.factors, beliefs: beliefs).columns.count {
          if case .constant = $0 { false } else { true }
        }
      }, residuals: InitialResiduals(result.summary, of: block),
      secondsPerRun: time / .seconds(1) / Double(runs),
      memory: after.map { $0 + memoryOfWorkers + Double(context.threads) * summary })
  }

  /// Bytes that the workers of a run hold beside what a single block has taken: draws and outcomes of a block each, and
  /// summaries that wait for their turn.
  private var memoryOfWorkers: Double {
    let years = study.end - (study.origin?.start ?? study.start)
    let steps = Int((years / study.step).rounded(.up))
    let luck = hasNoise ? model.luck.reduce(0) { $0 + $1.columns(steps: steps) } : 0
    let draws = scenarios.count * (model.factors.count + luck)
    let outcomes = scenarios.count * selected.count * model.outcomes.count
    let block = Double((draws + outcomes) * Experiment.blockSize * MemoryLayout<Double>.stride)
    return Double(context.threads) * block * Self.blocksHeld
  }

  /// Blocks for which a worker holds memory at once: the one it computes, and two that wait.
  private static let blocksHeld = 3.0
}
