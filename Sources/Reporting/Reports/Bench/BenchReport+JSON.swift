import Studies

/// A benchmark as one JSON object.
///
/// Rates are medians of the repetitions; a member that ends in `Spread` is the distance from the smallest to the
/// largest repetition, as a share of the median. `speedUp` is null where there is no gain to speak of; `scaling`
/// says why.
extension BenchReport: JSONConvertible {
  /// The object.
  public var json: JSONValue {
    [
      "machine": machineObject, "study": study, "policies": policies, "scenarios": scenarios,
      "repetitions": repetitions, "sectorStepsPerFuture": sectorStepsPerFuture,
      "kernel": kernelObject, "threads": threads.map(object),
      "preparationSeconds": threads[0].preparation, "peakMemoryBytes": peakMemory,
      "warnings": BenchNoise.warnings(self),
    ]
  }

  private var machineObject: JSONValue {
    [
      "processor": machine.processor, "cores": machine.cores,
      "operatingSystem": machine.operatingSystem, "vectorBits": vectorBits,
      "peakGigaflops": kernel.peak.median * 1e-9, "peakSpread": kernel.peak.spread,
      "loadBefore": loadBefore,
    ]
  }

  private var kernelObject: JSONValue {
    [
      "vectorPath": kernel.vectorPath, "product": kernel.product, "precision": kernel.precision,
      "flopsPerSectorStep": kernel.flopsPerSectorStep,
      "nanosecondsPerSectorStep": kernelNanosecondsPerSectorStep,
      "microsecondsPerFuture": 1e6 / kernel.futuresPerSecond.median,
      "spread": kernel.futuresPerSecond.spread, "peakShare": peakShare.median,
      "peakShareSpread": peakShare.spread,
    ]
  }

  private func object(_ entry: Threads) -> JSONValue {
    let judgement = scaling(entry)
    var speedUp: Double?
    if case .faster(let factor) = judgement { speedUp = factor }
    let word =
      switch judgement {
      case .reference: "one thread"
      case .faster: "faster than one thread"
      case .withinNoise, .slower: judgement.text
      }
    let shares: JSONValue = [
      "draws": entry.draws, "kernel": entry.kernel, "summaries": entry.summaries,
      "waiting": entry.waiting,
    ]
    return [
      "threads": entry.threads, "futuresPerSecond": entry.futuresPerSecond.median,
      "spread": entry.futuresPerSecond.spread,
      "nanosecondsPerSectorStep": nanosecondsPerSectorStep(entry),
      "efficiency": efficiency(entry), "speedUp": speedUp, "scaling": word, "timeShares": shares,
    ]
  }
}
