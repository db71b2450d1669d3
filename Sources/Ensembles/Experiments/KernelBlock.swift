import ModelContract

/// The model alone on one block of draws: what a benchmark of the batch kernel runs.
///
/// The draws of the first block are filled once; every call then runs all policies in all scenarios on them, in
/// the memory that a worker of ``EnsembleRunner`` uses, without drawing, summarising or other threads. Not
/// thread-safe.
public final class KernelBlock {
  /// Futures of one call: draws times policies times scenarios.
  public let futures: Int

  private let worker: ExperimentWorker
  private let draws: [DrawBlock]

  /// Fills the first block of an experiment.
  ///
  /// - Throws: ``EnsembleError`` and `ModelError` as ``EnsembleRunner`` does.
  public init(_ experiment: Experiment) throws {
    let compiled = try CompiledExperiment(experiment)
    worker = ExperimentWorker(compiled)
    let block = compiled.futures(ofBlock: 0)
    draws = worker.fillDraws(block)
    futures = block.count * experiment.policies.count * experiment.scenarios.count
  }

  /// Runs the model. The outcomes are dropped.
  public func run() { worker.runModels(on: draws) }
}
