import Studies

/// When measurements are too unsteady to be believed.
public enum BenchNoise {
  /// Spread of repetitions, largest minus smallest by median, above which the machine counts as noisy.
  ///
  /// A quiet machine repeats itself within 2 to 6 %; a neighbour that takes a core or its clock moves numbers by
  /// 50 %. A tenth tells the two apart, and differences of implementations below it should not be read off one
  /// benchmark anyway.
  public static let spreadBound = 0.1

  /// Processes for each processor that already wanted to run, above which the machine counts as busy.
  ///
  /// The benchmark wants every processor for itself; a quarter of a processor taken by others costs the largest
  /// thread count about an eighth of its speed on two processors, more than ``spreadBound``.
  public static let loadBound = 0.25

  /// What makes the measurements doubtful, one sentence each; empty on a quiet machine.
  public static func warnings(_ report: BenchReport) -> [String] {
    var warnings: [String] = []
    if let load = report.loadBefore, load > loadBound * Double(report.machine.cores) {
      warnings.append(
        "the machine was busy before the benchmark began: \(Figures.fixed(load, decimals: 1)) processes "
          + "wanted to run on \(report.machine.cores) processors")
    }
    var spreads = [
      ("the fused multiply-add peak", report.kernel.peak),
      ("the kernel alone", report.kernel.futuresPerSecond),
    ]
    for entry in report.threads {
      let threads = entry.threads == 1 ? "1 thread" : "\(entry.threads) threads"
      spreads.append(("the engine on \(threads)", entry.futuresPerSecond))
    }
    let noisy = spreads.filter { $0.1.spread > spreadBound }
    if !noisy.isEmpty {
      warnings.append(
        "the machine is noisy: repetitions of "
          + Figures.list(
            noisy.map { "\($0.0) differ by \(Figures.percent($0.1.spread))" }, limit: 8)
          + ", and up to \(Figures.percent(spreadBound)) is usual on a quiet one")
    }
    if let most = report.threads.last?.threads, most > report.machine.cores {
      warnings.append(
        "\(most) threads share \(report.machine.cores) processors: more threads than processors gain "
          + "nothing")
    }
    return warnings
  }
}
