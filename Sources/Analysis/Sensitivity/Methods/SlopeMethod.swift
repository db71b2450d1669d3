import Sampling

extension DesignedMethod {
  /// Derivative-based measures from small steps of every factor.
  public static let slopes = DesignedMethod(
    name: "dgsm", title: "derivative-based measures (DGSM)",
    measures: [
      SensitivityMeasure(
        key: "totalBound", name: "bound of the total index",
        meaning:
          "the total index is at most this; a small one says that the factor cannot matter, a large one says "
          + "little.", isAtMostOne: false),
      SensitivityMeasure(
        key: "nu", name: "mean squared slope",
        meaning:
          "of the outcome by the factor's normal score, which is 1 standard deviation of a normal factor (nu), "
          + "in squared units of the outcome.", isAtMostOne: false),
    ], movement: .factors, needsSlopes: true,
    check: DesignedCheck(.slopes, Selfcheck.derivatives), plan: SlopeMethod.plan,
    recognise: SlopeMethod.recognise)
}

/// The parts of the method.
private enum SlopeMethod {
  /// What nobody would miss: a hundredth of the variance.
  static let negligible = 0.01

  static func plan(_ request: DesignRequest) throws -> MethodDesign {
    let length = request.factors.count + 1
    let base = try request.base(
      of: "dgsm", rowCount: length, inputs: request.factors.count,
      usual: DesignRequest.screeningPoints)
    return MethodDesign(
      rows: DerivativeRows(base: base, factors: request.factors), draws: base,
      unit: DesignUnit(name: .basePoint, count: base.futures, runs: length),
      analysis: analysis(
        title: "derivative-based measures (DGSM) at \(base.futures) points", base,
        names: request.factors.map(\.name)))
  }

  /// A base point, and after it a row for each factor, which is a small step of its normal score ahead. The length
  /// of the step is that of ``DerivativeRows``, so that laws need not be known here.
  static func recognise(_ table: DesignTable) throws -> RowAnalysis {
    let length = table.names.count + 1
    try table.requireUnits(of: [length], "dgsm")
    let points = table.rowCount / length
    let replicates = try table.replicates(points: points)
    for start in stride(from: 0, to: table.rowCount, by: length) {
      for row in start + 1..<start + length {
        for (factor, column) in table.factors.enumerated() {
          let (value, base, line) = (column[row], column[start], table.line(start))
          let isMoved = factor == row - start - 1
          if isMoved ? value < base : value != base {
            throw table.mismatch(
              "dgsm", row: row, factor: factor,
              isMoved
                ? "expected at least \(base), a step ahead of line \(line), found \(value)"
                : "expected \(base) again, as on line \(line), found \(value)")
          }
        }
      }
    }
    return analysis(
      title: DesignedMethod.slopes.title,
      try Design(
        .init(kind: .random, futures: points, seed: 0, replicates: replicates, parts: .blocks)),
      names: table.names)
  }

  /// Whether most outcomes stand more than once among base points, so that the outcome is one of few values.
  private static func jumps(_ outcomes: [Double]) -> Bool {
    let finite = outcomes.filter(\.isFinite)
    return 2 * Set(finite).count < finite.count
  }

  private static func analysis(title: String, _ base: Design, names: [String]) -> RowAnalysis {
    RowAnalysis(
      title: title, layout: RowLayout(pointCount: base.futures, rowCount: names.count + 1)
    ) { outcomes in
      let measures = DerivativeIndices.normalScores(base: base, names: names, outcomes: outcomes)
      let silent = measures.filter { $0.measure != .zero && $0.totalBound.high < negligible }
      return MethodResult(
        rows: measures.map { measure in
          SensitivityRow(
            factor: measure.name, estimates: [measure.totalBound, measure.measure],
            isInert: measure.points > 0 && measure.measure == .zero)
        },
        findings: [
          .basePoints(measures.map(\.points).max() ?? 0, replicates: base.groupCount)
        ] + (silent.isEmpty ? [] : [.negligible(silent.map(\.name))]), lost: .lostSteps,
        shortage: jumps(outcomes[0])
          ? "the outcome takes few values, and small steps do not see it jump from one to another; the method sobol does"
          : nil,
        warnings: SensitivityWarning.doubts(
          points: measures.map(\.points).max() ?? 0,
          carriers: measures.filter { $0.measure != .zero }.map(\.carriers).min()))
    }
  }
}
