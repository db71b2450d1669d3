import Studies
import StudyContract

extension BenchReport {
  /// The report as one JSON object, ending with a newline.
  ///
  /// Rates are medians of the repetitions; a member that ends in `Spread` is the distance from the smallest to the
  /// largest repetition, as a share of the median. `speedUp` is null where there is no gain to speak of; `scaling`
  /// says why.
  public func renderJSON() -> String {
    JSONValue.object([
      ("machine", machineObject), ("study", .text(study)), ("policies", .whole(policies)),
      ("scenarios", .whole(scenarios)), ("repetitions", .whole(repetitions)),
      ("sectorStepsPerFuture", .real(sectorStepsPerFuture)), ("kernel", kernelObject),
      ("threads", .list(threads.map(object))),
      ("preparationSeconds", .real(threads[0].preparation)),
      ("peakMemoryBytes", .whole(peakMemory)),
      ("warnings", .list(BenchNoise.warnings(self).map { .text($0) })),
    ]).rendered
  }

  private var machineObject: JSONValue {
    .object([
      ("processor", .text(machine.processor)), ("cores", .whole(machine.cores)),
      ("operatingSystem", .text(machine.operatingSystem)), ("vectorBits", .whole(vectorBits)),
      ("peakGigaflops", .real(kernel.peak.median * 1e-9)),
      ("peakSpread", .real(kernel.peak.spread)), ("loadBefore", .optional(loadBefore)),
    ])
  }

  private var kernelObject: JSONValue {
    .object([
      ("vectorPath", .text(kernel.vectorPath)), ("product", .text(kernel.product)),
      ("precision", .text(kernel.precision)),
      ("flopsPerSectorStep", .real(kernel.flopsPerSectorStep)),
      ("nanosecondsPerSectorStep", .real(kernelNanosecondsPerSectorStep)),
      ("microsecondsPerFuture", .real(1e6 / kernel.futuresPerSecond.median)),
      ("spread", .real(kernel.futuresPerSecond.spread)),
      ("peakShare", .real(peakShare.median)), ("peakShareSpread", .real(peakShare.spread)),
    ])
  }

  private func object(_ entry: Threads) -> JSONValue {
    let judgement = scaling(entry)
    let speedUp: JSONValue =
      if case .faster(let factor) = judgement { .real(factor) } else { .null }
    let word =
      switch judgement {
      case .reference: "one thread"
      case .faster: "faster than one thread"
      case .withinNoise, .slower: judgement.text
      }
    return .object([
      ("threads", .whole(entry.threads)),
      ("futuresPerSecond", .real(entry.futuresPerSecond.median)),
      ("spread", .real(entry.futuresPerSecond.spread)),
      ("nanosecondsPerSectorStep", .real(nanosecondsPerSectorStep(entry))),
      ("efficiency", .real(efficiency(entry))), ("speedUp", speedUp), ("scaling", .text(word)),
      (
        "timeShares",
        .object([
          ("draws", .real(entry.draws)), ("kernel", .real(entry.kernel)),
          ("summaries", .real(entry.summaries)), ("waiting", .real(entry.waiting)),
        ])
      ),
    ])
  }
}
