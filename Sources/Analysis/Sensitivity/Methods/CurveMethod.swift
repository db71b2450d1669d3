import NumericCore
import Sampling

extension DesignedMethod {
  /// First-order and total indices by Fourier analysis along search curves.
  public static let curves = DesignedMethod(
    name: "fast", title: "Fourier analysis (eFAST)", measures: [.firstOrder, .total],
    movement: .curves, check: DesignedCheck(.curves, Selfcheck.fourier), plan: CurveMethod.plan,
    recognise: CurveMethod.recognise)
}

/// The parts of the method.
private enum CurveMethod {
  /// The high frequency for a study: curves of 513 points, low frequencies 1 to 4.
  static let usualFrequency = 32

  static func plan(_ request: DesignRequest) throws -> MethodDesign {
    let count = request.factors.count
    var resamples = FourierCurves.resamples
    let frequency: Int
    switch request.size {
    case .atMost(let runs):
      guard let longest = FourierCurves.frequency(runs: runs, factorCount: count) else {
        throw UsageError(
          "A fast design of \(count) factors needs at least "
            + "\(FourierCurves.fewestRuns(factorCount: count)) runs; --runs is \(runs).")
      }
      frequency = longest
    case .atLeast(let runs, let policies):
      resamples = request.replicates ?? resamples
      frequency =
        runs.map { runs in
          let (own, curves) = ((runs + policies - 1) / policies, resamples * (count + 1))
          var frequency = FourierCurves.smallestFrequency
          while curves * FourierCurves.pointCount(frequency: frequency) < own { frequency += 1 }
          return frequency
        } ?? usualFrequency
    }
    let curves = try FourierCurves(
      factorCount: count, frequency: frequency, resampleCount: resamples, seed: request.seed)
    return MethodDesign(
      rows: CurveRows(curves, factors: request.factors),
      draws: try Design(.init(kind: .random, futures: resamples, seed: request.seed)),
      unit: DesignUnit(
        name: .curve, count: resamples * curves.curveCount, runs: curves.pointCount),
      analysis: analysis(
        names: request.factors.map(\.name), frequency: frequency, resamples: resamples))
  }

  /// For each resample and each factor, and for one that does not exist, a curve on which that factor swings fast
  /// and all others slowly.
  static func recognise(_ table: DesignTable) throws -> RowAnalysis {
    let count = table.names.count
    let resamples = table.replicates ?? FourierCurves.resamples
    let curves = resamples * (count + 1)
    guard table.rowCount > 0, table.rowCount % curves == 0,
      let frequency = FourierCurves.frequency(points: table.rowCount / curves)
    else {
      throw table.wrongCount(
        "fast",
        "but \(resamples) resamples of \(count + 1) curves have \(curves) times 16 w + 1 rows, w at least "
          + "\(FourierCurves.smallestFrequency); say with --replicates if there are not \(resamples) resamples"
      )
    }
    let length = FourierCurves.pointCount(frequency: frequency)
    for curve in 0..<curves {
      try check(table, curve: curve % (count + 1), start: curve * length, frequency)
    }
    return analysis(names: table.names, frequency: frequency, resamples: resamples)
  }

  /// A factor turns twice in every period: 2 w times on its own curve, and at most w / 4 times on the others.
  private static func check(
    _ table: DesignTable, curve: Int, start: Int, _ frequency: Int
  ) throws {
    let length = FourierCurves.pointCount(frequency: frequency)
    for (factor, column) in table.factors.enumerated() {
      var signs: [Bool] = []
      for place in 0..<length {
        let change = column[start + (place + 1) % length] - column[start + place]
        if change != 0 { signs.append(change > 0) }
      }
      let turns = signs.indices.count { signs[$0] != signs[($0 + 1) % signs.count] }
      let limit = factor == curve ? 2 * frequency : frequency / 4
      // A law of few values may turn less often, never more.
      if factor == curve ? turns == limit || turns == 0 : turns <= limit { continue }
      throw table.mismatch(
        "fast", row: start, factor: factor,
        "on the curve that begins here \(table.names[factor]) should turn "
          + (factor == curve ? "\(limit) times" : "at most \(limit) times")
          + ", it turns \(turns) times")
    }
  }

  private static func analysis(names: [String], frequency: Int, resamples: Int) -> RowAnalysis {
    let length = FourierCurves.pointCount(frequency: frequency)
    let layout = RowLayout(
      pointCount: resamples * length, rowCount: names.count + 1, stretch: length)
    return RowAnalysis(
      title: "Fourier analysis (eFAST) of \(resamples) resamples of curves of \(length) points",
      layout: layout
    ) { outcomes in
      let indices = FourierIndices(
        names: names, frequency: frequency,
        outcomes: (0..<resamples).map { resample in
          outcomes.map { Array($0[resample * length..<(resample + 1) * length]) }
        })
      let (leak, total) = (indices.leak, indices.totalLeak)
      let isKnown = leak.standardError.isFinite
      return MethodResult(
        rows: indices.factors.map { factor in
          SensitivityRow(
            factor: factor.name, estimates: [factor.first, factor.total],
            noiseFloor: (leak.high - leak.low) / 2)
        },
        findings: [
          isKnown
            ? .leak(first: leak.value, total: total.value)
            : .tooFewCurves(failed: indices.failedCurves)
        ], lost: .lost(indices.failedCurves, unit: .curve, runs: length),
        shortage: isKnown
          ? nil
          : "\(indices.failedCurves) of \(resamples * (names.count + 1)) curves have a run that failed, and "
            + "too few are left; a curve with a hole has no spectrum: use --method given-data")
    }
  }
}
