import Analysis
import Ensembles
import Foundation
import ModelContract
import Reporting
import Scenarios
import StudyContract

/// One run of a study under one set of beliefs: engine, comparison and files.
struct StudyRun {
  let prepared: PreparedStudy
  let beliefs: Beliefs
  let threads: Int
  /// Where tables go; nil without `--out`.
  let folder: RunFolder?
  /// Distinguishes the files of further beliefs: empty for the first, `-ensemble` for instance.
  let suffix: String
  /// What the progress line begins with.
  let label: String

  /// What a run leaves behind.
  struct Finished {
    let comparison: Comparison
    let failures: FailureLog
    /// A caveat about the first failure; nil without one.
    let failureCaveat: String?
  }

  /// Runs.
  func run() throws -> Finished {
    let experiment = try prepared.experiment(beliefs)
    let settings = try comparisonSettings(experiment)
    let sink = TableSink(tables: try tables(experiment))
    let printer = ProgressPrinter(label: label)
    let result = try EnsembleRunner.run(
      experiment, threads: threads, sink: sink, progress: { printer.show($0) },
      isCancelled: { Interrupt.flag.isRaised },
      accumulator: { ComparisonAccumulator(settings: settings) })
    let caveat = try reportFailures(result.failures, of: experiment)
    return Finished(
      comparison: result.summary.finish(), failures: result.failures, failureCaveat: caveat)
  }

  /// What the comparison is told of the experiment.
  func comparisonSettings(_ experiment: Experiment) throws -> ComparisonSettings {
    let study = prepared.study
    let ensemble: EnsembleSize? =
      if case .ensemble(let ensemble) = beliefs {
        EnsembleSize(
          rowCount: ensemble.rows.rowCount, effectiveSize: ensemble.rows.effectiveSize)
      } else {
        nil
      }
    return try ComparisonSettings(
      modelOutcomes: experiment.model.outcomes,
      outcomes: study.outcomes,
      policies: experiment.policies.map(\.name), baseline: study.baseline,
      scenarios: prepared.scenarios,
      rankedBy: study.rankedBy, indifferenceShare: study.indifferenceMargin,
      groupCount: experiment.design.groupCount, ensemble: ensemble, beliefs: beliefs.name)
  }

  private func tables(_ experiment: Experiment) throws -> TableSink.Tables? {
    guard let folder else { return nil }
    return TableSink.Tables(
      outcomes: try folder.table(
        "outcomes\(suffix).csv",
        header: OutcomeRows.header(outcomes: experiment.model.outcomes.map(\.name))),
      factors: try folder.table(
        "factors\(suffix).csv",
        header: FactorRows.header(factors: experiment.model.factors.map(\.name))),
      scenarios: prepared.scenarios.map(\.name), policies: experiment.policies.map(\.name),
      factorCount: experiment.model.factors.count)
  }

  /// Replays failures to find their reasons, writes them where there is a folder, and says the first.
  private func reportFailures(_ log: FailureLog, of experiment: Experiment) throws -> String? {
    guard let first = log.failures.first else { return nil }
    let replay = try FutureReplay(experiment)
    let scenarios = prepared.scenarios.map(\.name)
    let policies = experiment.policies.map(\.name)
    if let folder {
      let rows = FailureRows.table(
        try log.failures.map { ($0, try replay.reason(for: $0)) }, scenarios: scenarios,
        policies: policies, factors: experiment.model.factors.map(\.name))
      try folder.table("failures\(suffix).csv", header: []).write(rows)
    }
    return FailureRows.sentence(
      first, reason: try replay.reason(for: first), scenarios: scenarios, policies: policies)
  }
}
