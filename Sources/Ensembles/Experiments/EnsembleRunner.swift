/// What a run returns.
public struct EnsembleResult<Summary: BlockAccumulator>: Sendable {
  /// The merged summary.
  public let summary: Summary
  /// Futures that failed.
  public let failures: FailureLog
  /// Futures of the design that were run, under every policy in every scenario.
  public let futures: Int
  /// Where the time went.
  public let times: RunTimes
  /// Threads that were used.
  public let threads: Int
}

/// Runs experiments: policies by scenarios by futures, in blocks, on all processors.
///
/// A block of ``Experiment/blockSize`` futures is drawn, run under every policy in every scenario and summarised
/// by one worker; ``Engine`` says how blocks become a result that is the same for any number of threads.
public enum EnsembleRunner {
  /// Runs an experiment.
  ///
  /// - Parameters:
  ///   - experiment: what to run.
  ///   - stage: what progress is reported as.
  ///   - context: threads, progress and cancellation.
  ///   - sink: where blocks go beside the summary.
  ///   - accumulator: makes an empty summary.
  /// - Throws: ``EnsembleError`` when the experiment is invalid or cancelled, `ModelError` from the model, and
  ///   whatever the sink throws.
  public static func run<Summary: BlockAccumulator, Sink: BlockSink>(
    _ experiment: Experiment, stage: String = "", context: RunContext = RunContext(),
    sink: Sink = NoSink<BlockResults>(), accumulator: @escaping @Sendable () -> Summary
  ) throws -> EnsembleResult<Summary> where Sink.Block == BlockResults {
    let started = ContinuousClock().now
    let plan = try ExperimentPlan(experiment, accumulator: accumulator)
    let preparation = started.duration(to: ContinuousClock().now).inSeconds
    let result = try Engine.run(plan, stage: stage, context: context, sink: sink)
    var times = result.times
    times.preparation = preparation
    times.wall += preparation
    return EnsembleResult(
      summary: result.summary.accumulated, failures: result.summary.failures,
      futures: experiment.design.futures, times: times, threads: result.threads)
  }
}
