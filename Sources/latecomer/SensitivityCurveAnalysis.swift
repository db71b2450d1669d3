import Analysis
import Reporting
import Sampling

/// Analyses the rows of a fast design: for each resample and each factor, and for one that does not exist, a
/// curve on which that factor swings fast and all others slowly.
enum SensitivityCurveAnalysis {
  /// Indices of a file.
  ///
  /// - Throws: `StudyErrors` naming the curve that does not fit the design.
  static func report(_ rows: SensitivityRows, resamples: Int?) throws -> SensitivityReport {
    let resamples = resamples ?? FourierCurves.resamples
    let curves = resamples * (rows.names.count + 1)
    guard !rows.outcome.isEmpty, rows.outcome.count % curves == 0,
      let frequency = FourierCurves.frequency(points: rows.outcome.count / curves)
    else {
      throw SensitivityError(
        "\(rows.source) is not a fast design of \(rows.names.count) factors: it has \(rows.outcome.count) "
          + "rows, but \(resamples) resamples of \(rows.names.count + 1) curves have \(curves) times 16 w + 1 "
          + "rows, w at least \(FourierCurves.smallestFrequency); say with --replicates if there are not "
          + "\(resamples) resamples")
    }
    try rows.requireVariation()
    let length = FourierCurves.pointCount(frequency: frequency)
    for curve in 0..<curves {
      try check(rows, curve: curve % (rows.names.count + 1), start: curve * length, frequency)
    }
    let indices = FourierIndices(
      names: rows.names, frequency: frequency,
      outcomes: (0..<resamples).map { resample in
        (0...rows.names.count).map { curve in
          let start = (resample * (rows.names.count + 1) + curve) * length
          return Array(rows.outcome[start..<start + length])
        }
      })
    guard indices.leak.standardError.isFinite else {
      throw SensitivityError(
        "\(rows.source): \(indices.failedCurves) of \(curves) curves have a run that failed, and too few are "
          + "left; a curve with a hole has no spectrum: use --method given-data")
    }
    return rows.report(
      .fast, title: title(frequency: frequency, resamples: resamples),
      measures: SensitivityMethod.sobol.measures, rows: self.rows(indices),
      findings: findings(indices),
      lost:
        "\(indices.failedCurves) curves with a failed run are left out with all their \(length) runs."
    )
  }

  /// The method in words.
  static func title(frequency: Int, resamples: Int) -> String {
    "Fourier analysis (eFAST) of \(resamples) resamples of curves of "
      + "\(FourierCurves.pointCount(frequency: frequency)) points"
  }

  /// Rows of a report.
  static func rows(_ indices: FourierIndices) -> [SensitivityReport.Row] {
    let floor = (indices.leak.high - indices.leak.low) / 2
    return indices.factors.map { factor in
      SensitivityReport.Row(
        factor: factor.name, estimates: [factor.first, factor.total], noiseFloor: floor)
    }
  }

  /// What was taken out of the indices.
  static func findings(_ indices: FourierIndices) -> [String] {
    func plain(_ value: Double) -> String {
      SensitivityFailures.plain((value * 10_000).rounded() / 10_000)
    }
    guard indices.leak.standardError.isFinite else {
      return [
        "\(indices.failedCurves) curves have a run that failed, and too few are left: a curve with a hole has no "
          + "spectrum. Methods sobol and shapley leave out single base points."
      ]
    }
    return [
      "A factor that does not exist shows a first-order index of \(plain(indices.leak.value)) and a total "
        + "index of \(plain(indices.totalLeak.value)) on these curves; that leak is taken out of all others."
    ]
  }

  /// A factor turns twice in every period: 2 w times on its own curve, and at most w / 4 times on the others.
  private static func check(
    _ rows: SensitivityRows, curve: Int, start: Int, _ frequency: Int
  ) throws {
    let length = FourierCurves.pointCount(frequency: frequency)
    for factor in rows.names.indices {
      let column = rows.factors[factor]
      var signs: [Bool] = []
      for place in 0..<length {
        let change = column[start + (place + 1) % length] - column[start + place]
        if change != 0 { signs.append(change > 0) }
      }
      let turns = signs.indices.count { signs[$0] != signs[($0 + 1) % signs.count] }
      let limit = factor == curve ? 2 * frequency : frequency / 4
      // A law of few values may turn less often, never more.
      let isRight = factor == curve ? turns == limit || turns == 0 : turns <= limit
      if !isRight {
        throw rows.mismatch(
          row: start, factor: factor, design: .fast,
          "on the curve that begins here \(rows.names[factor]) should turn "
            + (factor == curve ? "\(limit) times" : "at most \(limit) times")
            + ", it turns \(turns) times")
      }
    }
  }
}
