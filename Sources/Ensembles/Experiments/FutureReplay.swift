import ModelContract

/// Single futures of an experiment, drawn again exactly as the run drew them.
///
/// The whole block that holds the future is filled, so that its numbers have the same bits as in the run. Futures
/// of the same block that follow each other are filled once. Not thread-safe.
public final class FutureReplay {
  private let experiment: Experiment
  private let compiled: CompiledExperiment
  private let worker: ExperimentWorker
  /// The block whose draws the worker holds.
  private var drawn: (block: Int, draws: [DrawBlock])?

  /// Prepares an experiment for replay.
  ///
  /// - Throws: ``EnsembleError`` and `ModelError` as ``EnsembleRunner`` does.
  public init(_ experiment: Experiment) throws {
    self.experiment = experiment
    compiled = try CompiledExperiment(experiment)
    worker = ExperimentWorker(compiled)
  }

  /// The value of every factor of a future in a scenario, in the model's order.
  public func factors(of future: Int, scenario: Int) -> [Double] {
    let (draws, lane) = draws(of: future, scenario: scenario)
    return experiment.model.factors.indices.map { draws.factors[$0 * draws.lanes + lane] }
  }

  /// For each stream of luck its columns for one future; nil for streams that are switched off.
  public func luck(of future: Int, scenario: Int) -> [[Double]?] {
    let (draws, lane) = draws(of: future, scenario: scenario)
    return zip(experiment.model.luck, draws.luck).map { stream, columns in
      columns.map { columns in
        (0..<stream.columns(steps: compiled.steps)).map { columns[$0 * draws.lanes + lane] }
      }
    }
  }

  /// The outcomes of a future under a policy of the experiment as the batch kernel computes them.
  public func outcomes(of future: Int, policy: Int, scenario: Int) -> [Double] {
    drawn = nil
    let block = worker.evaluate(block: block(of: future))
    let lane = future - block.futures.lowerBound
    let outcomes = block.outcomes[scenario]
    return (0..<outcomes.outcomeCount).map {
      outcomes.column(policy: policy, outcome: $0)[lane]
    }
  }

  /// The future step by step, by the model's reference implementation.
  ///
  /// - Parameter overrides: values that replace the drawn ones, by column.
  public func trace(
    of future: Int, policy: Policy, scenario: Int, overrides: [Int: Double] = [:]
  ) throws -> Trace {
    var factors = factors(of: future, scenario: scenario)
    for (column, value) in overrides { factors[column] = value }
    return try experiment.model.trace(
      policy, in: experiment.scenarios[scenario].world, factors: factors,
      luck: luck(of: future, scenario: scenario))
  }

  /// Failed futures, each with where it left the model's domain, in the order given.
  ///
  /// Cost: a trace by the reference implementation each, and the draws of every block they lie in.
  public static func explain(
    _ failures: some Collection<Failure>, of experiment: Experiment
  ) throws -> [(failure: Failure, reason: FailureReason?)] {
    if failures.isEmpty { return [] }
    let replay = try FutureReplay(experiment)
    return try failures.map { ($0, try replay.reason(for: $0)) }
  }

  /// Where a failed future left the model's domain; nil when the reference implementation finds nothing
  /// wrong with it, which would be a fault of the batch kernel.
  ///
  /// States are looked at before outcomes, because outcomes follow from them.
  public func reason(for failure: Failure) throws -> FailureReason? {
    let trace = try trace(
      of: failure.future, policy: experiment.policies[failure.policy], scenario: failure.scenario)
    for row in trace.rows {
      for (name, value) in zip(trace.details, row.details) where !value.isFinite {
        return FailureReason(year: row.year, quantity: name, value: value)
      }
      for (outcome, value) in zip(experiment.model.outcomes, row.outcomes)
      where !outcome.isPossible(value) {
        return FailureReason(year: row.year, quantity: outcome.name, value: value)
      }
    }
    return nil
  }

  private func block(of future: Int) -> Int {
    precondition(
      future >= 0 && future < experiment.design.futures,
      "future \(future) of \(experiment.design.futures)")
    return future / Experiment.blockSize
  }

  private func draws(of future: Int, scenario: Int) -> (DrawBlock, lane: Int) {
    let block = block(of: future)
    let futures = compiled.futures(ofBlock: block)
    let draws =
      if let drawn, drawn.block == block { drawn.draws } else { worker.fillDraws(futures) }
    drawn = (block, draws)
    return (draws[scenario], future - futures.lowerBound)
  }
}
