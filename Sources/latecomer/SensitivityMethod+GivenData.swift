import Analysis
import Reporting
import Sampling

extension SensitivityMethod {
  /// Analyses rows of any origin.
  func report(_ rows: SensitivityRows, region: Region?) throws -> SensitivityReport {
    let data: GivenData
    do {
      data = try GivenData(names: rows.names, factors: rows.factors, outcome: rows.outcome)
    } catch let error as SensitivityError {
      throw SensitivityError("\(rows.source): \(rows.output): \(error)")
    }
    let result: (rows: [SensitivityReport.Row], findings: [String])
    do {
      result = try analyse(data, region: region)
    } catch let error as SensitivityError {
      throw SensitivityError("\(rows.source): \(error)")
    }
    return SensitivityReport(
      method: rawValue, title: title, output: rows.output, source: rows.source,
      runs: rows.outcome.count, failed: data.failed, measures: measures, rows: result.rows,
      findings: result.findings,
      warnings: SensitivityFailures.warnings(rows, failed: data.failed) + rows.notes
        + rows.repetition)
  }

  private func analyse(
    _ data: GivenData, region: Region?
  ) throws -> (rows: [SensitivityReport.Row], findings: [String]) {
    switch self {
    case .givenData:
      return (try withDummy(data) { RankIndices.firstOrder($0) }, [])
    case .chatterjee: return (try withDummy(data) { RankIndices.chatterjee($0) }, [])
    case .classes: return (try withDummy(data) { try BinnedIndices.firstOrder($0) }, [])
    case .nearestNeighbours:
      return (try withDummy(data) { try NearestNeighbourIndices.firstOrder($0) }, [])
    case .fast: return (try withDummy(data) { try RandomBalanceIndices.firstOrder($0) }, [])
    case .pawn:
      let indices = try DistributionIndices.pawn(data)
      return (rows(data, [indices], floor: NoiseFloor.pawn(data).upper), [])
    case .delta:
      let indices = try DistributionIndices.delta(data)
      // A dummy of delta takes 200 n exponentials; 39 of them still give an exact 5 % (2 of 40).
      return (rows(data, [indices], floor: NoiseFloor.delta(data, draws: 39).upper), [])
    case .hsic:
      let indices = try KernelDependence.indices(data)
      return (
        indices.enumerated().map { position, index in
          SensitivityReport.Row(
            factor: index.name, estimates: [index.index], pValue: index.pValue,
            isInert: isConstant(data, position))
        }, []
      )
    case .regression: return try regression(data)
    case .regional: return try regional(data, region: region!)
    case .shapley: return try shapley(data)
    case .sobol, .morris, .dgsm:
      preconditionFailure("rows of a design are analysed with their design")
    }
  }

  /// Indices beside that of an input without influence, whose half interval is the noise floor.
  private func withDummy(
    _ data: GivenData, indices: (GivenData) throws -> [FactorIndex]
  ) throws -> [SensitivityReport.Row] {
    let all = try indices(Self.withDummy(data))
    let dummy = all.last!.index
    return rows(data, [Array(all.dropLast())], floor: (dummy.high - dummy.low) / 2)
  }

  /// The data with one more factor of random numbers that have nothing to do with the outcome.
  private static func withDummy(_ data: GivenData) throws -> GivenData {
    let design = try Design(.init(kind: .random, futures: data.rowCount, seed: 0))
    let key = StreamKey(name: "sensitivity_dummy", dimension: 0)
    let dummy = [Double](unsafeUninitializedCapacity: data.rowCount) { buffer, size in
      design.uniforms(key, futures: 0..<data.rowCount, into: buffer.baseAddress!)
      size = data.rowCount
    }
    // Longer than every name, so that it is none of them.
    let name = "dummy of " + data.names.joined()
    return try GivenData(
      names: data.names + [name], factors: data.factors + [dummy], outcome: data.outcome)
  }

  private func rows(
    _ data: GivenData, _ indices: [[FactorIndex]], floor: Double?
  ) -> [SensitivityReport.Row] {
    data.names.indices.map { factor in
      SensitivityReport.Row(
        factor: data.names[factor], estimates: indices.map { $0[factor].index }, noiseFloor: floor,
        isInert: isConstant(data, factor))
    }
  }

  private func isConstant(_ data: GivenData, _ factor: Int) -> Bool {
    data.factors[factor].allSatisfy { $0 == data.factors[factor][0] }
  }

  private func regression(
    _ data: GivenData
  ) throws -> (rows: [SensitivityReport.Row], findings: [String]) {
    let fit = try RegressionIndices(data)
    let dummy = try RegressionIndices(Self.withDummy(data)).coefficients.last!.index
    let rows = rows(
      data, [fit.coefficients, fit.rankCoefficients, fit.partialRankCorrelations],
      floor: (dummy.high - dummy.low) / 2)
    func share(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }
    var findings = [
      "The linear fit explains \(share(fit.determination.value)) of the variance of the outcome "
        + "(R squared, 95 % interval \(share(max(fit.determination.low, 0))) to "
        + "\(share(min(fit.determination.high, 1)))), the fit of ranks "
        + "\(share(fit.rankDetermination.value)) of that of ranks."
    ]
    // Below 0.7 nearly a third of what the outcome does is invisible to the coefficients.
    if max(fit.determination.value, fit.rankDetermination.value) < 0.7 {
      findings.append(
        "Much of the outcome is neither linear nor monotone: coefficients miss it; use given-data, pawn "
          + "or a pick-freeze design.")
    }
    return (rows, findings)
  }

  private func regional(
    _ data: GivenData, region: Region
  ) throws -> (rows: [SensitivityReport.Row], findings: [String]) {
    let indices = try RegionalAnalysis.indices(data) { region.contains($0) }
    let inside = data.outcome.count { region.contains($0) }
    let rows = indices.enumerated().map { position, index in
      SensitivityReport.Row(
        factor: index.name,
        estimates: [
          IndexEstimate(value: index.distance, standardError: .infinity, degreesOfFreedom: 0)
        ],
        pValue: index.adjustedPValue, isInert: isConstant(data, position))
    }
    var findings = [
      "The outcome is \(region.text) in \(inside) of \(data.rowCount) runs."
    ]
    for index in indices.filter({ $0.adjustedPValue < 0.05 })
      .sorted(by: { $0.distance > $1.distance }).prefix(3)
    {
      findings.append(
        "Inside the region \(index.name) tends to be \(index.isLargerInside ? "larger" : "smaller"); "
          + "the two sides differ most at \(SensitivityFailures.plain(index.at)).")
    }
    return (rows, findings)
  }
}

/// What is said about runs that failed.
enum SensitivityFailures {
  /// The share of failed runs above which a warning says where they fail: 1 %, below which even failures in
  /// the worst corner move a first-order index by little.
  static let share = 0.01

  /// A warning with the region of factors where runs fail.
  static func warnings(_ rows: SensitivityRows, failed: Int) -> [String] {
    let count = rows.outcome.count
    guard Double(failed) > share * Double(count) else { return [] }
    let percent = Double((1000 * Double(failed) / Double(count)).rounded()) / 10
    var text =
      "\(failed) of \(count) runs (\(plain(percent)) %) have no finite outcome and are left out: the indices "
      + "speak of the others only."
    let marks = rows.outcome.map { $0.isFinite ? 0.0 : 1.0 }
    guard
      let data = try? GivenData(names: rows.names, factors: rows.factors, outcome: marks),
      let indices = try? RegionalAnalysis.indices(data, isInside: { $0 == 1 })
    else { return [text] }
    let guilty = indices.filter { $0.adjustedPValue < 0.05 }.sorted { $0.distance > $1.distance }
    guard let worst = guilty.first, let column = rows.names.firstIndex(of: worst.name) else {
      return [text + " They do not depend visibly on any one factor."]
    }
    let inside = rows.factors[column].map {
      worst.isLargerInside ? $0 > worst.at : $0 <= worst.at
    }
    func failing(_ side: Bool) -> Double {
      let all = inside.indices.filter { inside[$0] == side }
      let bad = all.count { !rows.outcome[$0].isFinite }
      return all.isEmpty ? 0 : 100 * Double(bad) / Double(all.count)
    }
    text +=
      " They fail mostly where \(worst.name) is \(worst.isLargerInside ? "above" : "at most") "
      + "\(plain(worst.at)): \(plain(failing(true).rounded())) % of the runs there, "
      + "\(plain(failing(false).rounded())) % elsewhere."
    if guilty.count > 1 {
      text +=
        " Other factors involved: "
        + guilty.dropFirst().prefix(3).map(\.name)
        .joined(separator: ", ") + "."
    }
    return [text]
  }

  /// A number in at most six digits.
  static func plain(_ value: Double) -> String {
    let digits = 6 - min(max(Int(numberOfDigits(value)), 0), 5)
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let rounded = (value * scale).rounded() / scale
    let text = "\(rounded)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func numberOfDigits(_ value: Double) -> Double {
    var (digits, rest) = (0.0, value.magnitude)
    while rest >= 1 && digits < 6 {
      digits += 1
      rest /= 10
    }
    return digits
  }
}
