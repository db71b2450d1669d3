import Studies
import StudyContract

extension BenchReport {
  /// The report as text of at most `width` columns, ending with a newline.
  public func renderText(width: Int = 100) -> String {
    var lines = header(width: width)
    lines.append("")
    lines += table.lines(width: width, indentation: 2)
    lines.append("")
    lines += Paragraph.lines(
      "A future is one draw under one mix in one scenario. Figures are medians of \(repetitions) "
        + "repetitions; the spread is the largest minus the smallest, by the median. Nanoseconds are of one "
        + "thread's time. Shares are of all threads' time; summaries include merging.",
      width: width)
    lines.append(
      "Peak memory \(Figures.grouped(peakMemory >> 20)) MiB; preparing a run takes "
        + "\(Figures.plain(1e3 * threads[0].preparation)) ms, which rates leave out.")
    for warning in BenchNoise.warnings(self) {
      lines += Paragraph.lines(warning + ".", width: width, first: "Warning: ", next: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func header(width: Int) -> [String] {
    let peak = Figures.plain(kernel.peak.median * 1e-9)
    let executed =
      kernel.futuresPerSecond.median * sectorStepsPerFuture * kernel.flopsPerSectorStep * 1e-9
    let product = kernel.product == "kernel" ? "" : ", products by \(kernel.product)"
    let precision = kernel.precision == "double" ? "" : ", \(kernel.precision) precision"
    return Paragraph.lines(
      "\(study): \(policies) policy mix\(policies == 1 ? "" : "es") in \(scenarios) "
        + "scenario\(scenarios == 1 ? "" : "s"), \(Figures.plain(sectorStepsPerFuture, digits: 4)) "
        + "sector-steps a future",
      width: width)
      + Paragraph.lines(
        "\(machine.processor), \(machine.cores) processors, \(machine.operatingSystem), "
          + "\(vectorBits)-bit vectors; fused multiply-add peak of one thread \(peak) GFLOP/s "
          + "(spread \(Figures.percent(kernel.peak.spread)))",
        width: width, first: "Machine  ")
      + Paragraph.lines(
        "\(kernel.vectorPath)\(product)\(precision), alone on one block: "
          + "\(Figures.plain(1e6 / kernel.futuresPerSecond.median)) us a future, "
          + "\(Figures.plain(kernelNanosecondsPerSectorStep)) ns a sector-step "
          + "(spread \(Figures.percent(kernel.futuresPerSecond.spread))); "
          + "\(Figures.plain(kernel.flopsPerSectorStep)) operations a sector-step, "
          + "\(Figures.plain(executed)) GFLOP/s, \(Figures.percent(peakShare.median)) of the peak",
        width: width, first: "Kernel   ")
  }

  private var table: TextTable {
    var table = TextTable(columns: [
      .number("threads"), .number("futures/s"), .number("spread"), .number("ns a", "sector-step"),
      .text("speed-up"), .number("efficiency"), .number("draws"), .number("kernel"),
      .number("summaries"), .number("waiting"),
    ])
    table.rows = threads.map { entry in
      [
        "\(entry.threads)", Figures.grouped(Int(entry.futuresPerSecond.median.rounded())),
        Figures.percent(entry.futuresPerSecond.spread),
        Figures.plain(nanosecondsPerSectorStep(entry)), scaling(entry).text,
        Figures.fixed(efficiency(entry), decimals: 2), Figures.percent(entry.draws),
        Figures.percent(entry.kernel), Figures.percent(entry.summaries),
        Figures.percent(entry.waiting),
      ]
    }
    return table
  }
}

extension BenchScaling {
  /// The judgement as words or a factor; empty for one thread.
  var text: String {
    switch self {
    case .reference: ""
    case .faster(let factor): Figures.fixed(factor, decimals: 2)
    case .withinNoise: "no faster than one thread within the noise"
    case .slower: "slower than one thread"
    }
  }
}
