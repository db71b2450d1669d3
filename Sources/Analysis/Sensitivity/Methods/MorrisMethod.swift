import Ensembles
import NumericCore
import Sampling

extension DesignedMethod {
  /// Morris's screening by walks, or by steps of all lengths from common centres.
  public static let morris = DesignedMethod(
    name: "morris", title: "Morris's screening",
    measures: [
      SensitivityMeasure(
        key: "muStar", name: "mean absolute effect",
        meaning:
          "mean absolute change of the outcome over the range of the factor (mu*), in units of the outcome.",
        isAtMostOne: false),
      SensitivityMeasure(
        key: "mu", name: "mean effect", meaning: "the same with its sign.", isSigned: true),
      SensitivityMeasure(
        key: "sigma", name: "standard deviation of effects",
        meaning: "0 where the effect is the same everywhere.", isCentred: false, isAtMostOne: false),
    ], movement: .factors, variants: [.radial], check: DesignedCheck(.screening, Selfcheck.morris),
    plan: MorrisMethod.plan, recognise: MorrisMethod.recognise)
}

/// The parts of the method.
private enum MorrisMethod {
  /// Walks up to which the most distant of ten times as many are chosen: few walks leave holes that choice can
  /// avoid, many do not, and the choice takes a time that grows with the square of their number.
  static let optimisedWalks = 30
  /// Most walks of a design.
  static let walkLimit = 10_000

  static func plan(_ request: DesignRequest) throws -> MethodDesign {
    let length = request.factors.count + 1
    if request.variants.contains(.radial) { return try radial(request, length: length) }
    let count = try request.units(
      of: "morris", rowCount: length, inputs: request.factors.count,
      usual: DesignRequest.screeningPoints, hint: "")
    if case .atLeast(_, let policies) = request.size, count > walkLimit {
      throw UsageError(
        "A morris design has at most \(walkLimit) walks, which are \(walkLimit * length * policies) runs here; "
          + "--method morris --radial has no such limit.")
    }
    let isOptimised = count <= optimisedWalks
    let walks = try MorrisTrajectories(
      factorCount: request.factors.count, count: count, candidates: isOptimised ? 10 * count : nil,
      seed: request.seed)
    return MethodDesign(
      rows: TrajectoryRows(walks, factors: request.factors),
      draws: try Design(.init(kind: .random, futures: count, seed: request.seed)),
      unit: DesignUnit(name: .walk, count: count, runs: length),
      analysis: analysis(
        title: "Morris's screening with \(count) "
          + (isOptimised ? "walks that lie far apart" : "random walks") + " on 4 levels",
        names: request.factors.map(\.name), points: walks.points, order: walks.order))
  }

  private static func radial(_ request: DesignRequest, length: Int) throws -> MethodDesign {
    let base = try request.base(
      of: "morris", rowCount: length, inputs: request.factors.count,
      usual: DesignRequest.screeningPoints)
    let rows = RadialRows(base: base, factors: request.factors)
    let names = request.factors.map(\.name)
    let steps = rows.steps()
    return MethodDesign(
      rows: rows, draws: base,
      unit: DesignUnit(name: .basePoint, count: base.futures, runs: length),
      analysis: RowAnalysis(
        title: "Morris's screening from \(base.futures) centres of a radial design",
        layout: RowLayout(pointCount: base.futures, rowCount: length)
      ) { outcomes in
        result(
          MorrisIndices.radial(names: names, steps: steps, outcomes: outcomes),
          .centres(base.futures))
      })
  }

  /// Which factor a step of a walk moves, and in which direction, is read from the rows. The length of a step is that
  /// of four levels, 2/3 of the range of the factor, so that effects are per range of the factor and comparable
  /// whatever its unit.
  static func recognise(_ table: DesignTable) throws -> RowAnalysis {
    let length = table.names.count + 1
    try table.requireUnits(of: [length], "morris")
    var (points, order): ([[[Double]]], [[Int]]) = ([], [])
    for start in stride(from: 0, to: table.rowCount, by: length) {
      let steps = try table.steps(from: start, "morris", verb: "moves")
      var point = [Double](repeating: 0, count: table.names.count)
      var walk = [point]
      for step in steps {
        point[step.factor] += step.isUp ? 2.0 / 3 : -2.0 / 3
        walk.append(point)
      }
      points.append(walk)
      order.append(steps.map(\.factor))
    }
    return analysis(
      title: DesignedMethod.morris.title, names: table.names, points: points, order: order)
  }

  private static func analysis(
    title: String, names: [String], points: [[[Double]]], order: [[Int]]
  ) -> RowAnalysis {
    RowAnalysis(
      title: title, layout: RowLayout(pointCount: points.count, rowCount: names.count + 1)
    ) { outcomes in
      result(
        MorrisIndices.indices(
          points: points, order: order, names: names,
          outcomes: points.indices.map { walk in outcomes.map { $0[walk] } }),
        .walks(points.count))
    }
  }

  private static func result(
    _ indices: [MorrisIndex], _ finding: SensitivityFinding
  ) -> MethodResult {
    let uneven = indices.filter {
      $0.deviation > $0.absolute.value && $0.absolute.isDistinguishableFromZero && !$0.isInert
    }.map(\.name)
    return MethodResult(
      rows: indices.map { index in
        SensitivityRow(
          factor: index.name,
          estimates: [
            index.absolute, index.mean,
            IndexEstimate(value: index.deviation, standardError: .infinity, degreesOfFreedom: 0),
          ], isInert: index.isInert)
      }, findings: [finding] + (uneven.isEmpty ? [] : [.unevenEffects(uneven)]))
  }
}
