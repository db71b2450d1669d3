import Studies

extension BenchReport: Report {
  /// The machine and the kernel, then the engine by number of threads, and how far to believe it.
  public var document: Document {
    var document = Document([heading, [.table(table)]])
    document.add(
      [
        .text(
          "A future is one draw under one mix in one scenario. Figures are medians of \(repetitions) "
            + "repetitions; the spread is the largest minus the smallest, by the median. Nanoseconds are of one "
            + "thread's time. Shares are of all threads' time; summaries include merging."),
        .text(
          "Peak memory \(Figures.grouped(peakMemory >> 20)) MiB; preparing a run takes "
            + "\(Figures.plain(1e3 * threads[0].preparation)) ms, which rates leave out."),
      ]
        + BenchNoise.warnings(self).map {
          .paragraph(Paragraph($0 + ".", label: "Warning:", columns: 9, hanging: 2))
        })
    return document
  }

  private var heading: [Document.Block] {
    let peak = Figures.plain(kernel.peak.median * 1e-9)
    let executed =
      kernel.futuresPerSecond.median * sectorStepsPerFuture * kernel.flopsPerSectorStep * 1e-9
    let product = kernel.product == "kernel" ? "" : ", products by \(kernel.product)"
    let precision = kernel.precision == "double" ? "" : ", \(kernel.precision) precision"
    return [
      .text(
        "\(study): \(policies) policy mix\(policies == 1 ? "" : "es") in \(scenarios) "
          + "scenario\(scenarios == 1 ? "" : "s"), \(Figures.plain(sectorStepsPerFuture, digits: 4)) "
          + "sector-steps a future"),
      .labelled(
        "Machine", columns: 9,
        "\(machine.processor), \(machine.cores) processors, \(machine.operatingSystem), "
          + "\(vectorBits)-bit vectors; fused multiply-add peak of one thread \(peak) GFLOP/s "
          + "(spread \(Figures.percent(kernel.peak.spread)))"),
      .labelled(
        "Kernel", columns: 9,
        "\(kernel.vectorPath)\(product)\(precision), alone on one block: "
          + "\(Figures.plain(1e6 / kernel.futuresPerSecond.median)) us a future, "
          + "\(Figures.plain(kernelNanosecondsPerSectorStep)) ns a sector-step "
          + "(spread \(Figures.percent(kernel.futuresPerSecond.spread))); "
          + "\(Figures.plain(kernel.flopsPerSectorStep)) operations a sector-step, "
          + "\(Figures.plain(executed)) GFLOP/s, \(Figures.percent(peakShare.median)) of the peak"),
    ]
  }

  private var table: Table {
    Table(
      [
        .number("threads"), .number("futures/s"), .number("spread"),
        .number("ns a", "sector-step"), .text("speed-up"), .number("efficiency"),
        .number("draws"), .number("kernel"), .number("summaries"), .number("waiting"),
      ],
      rows: threads.map { entry in
        [
          .number(Double(entry.threads), "\(entry.threads)"),
          .whole(Int(entry.futuresPerSecond.median.rounded())),
          .percent(entry.futuresPerSecond.spread), .plain(nanosecondsPerSectorStep(entry)),
          "\(scaling(entry).text)", .fixed(efficiency(entry), decimals: 2),
          .percent(entry.draws), .percent(entry.kernel), .percent(entry.summaries),
          .percent(entry.waiting),
        ]
      }, indentation: 2)
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
