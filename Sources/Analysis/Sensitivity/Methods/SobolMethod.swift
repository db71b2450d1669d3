import Ensembles
import NumericCore
import Sampling
import StudyContract

extension DesignedMethod {
  /// Variance-based indices of a pick-freeze design.
  public static let sobol = DesignedMethod(
    name: "sobol", title: "variance-based indices of a pick-freeze design",
    measures: [.firstOrder, .total], movement: .groups,
    variants: [.economical, .pairs, .untilPrecision],
    check: DesignedCheck(.pickFreeze, Selfcheck.pickFreeze), plan: PickFreezeMethod.plan,
    recognise: PickFreezeMethod.recognise)
}

/// The parts of the method.
public enum PickFreezeMethod {
  /// Factors up to which pairs are analysed: 30 have 435, beyond which nobody reads them.
  private static let pairLimit = 30

  /// A design for a table.
  static func plan(_ request: DesignRequest) throws -> MethodDesign {
    let layout: PickFreezeDesign.Layout =
      request.variants.contains(.economical) ? .economical : .symmetric
    let rowCount = PickFreezeTable.rowCount(factors: request.groups.count, layout: layout)
    let base = try request.base(
      of: "sobol", rowCount: rowCount, inputs: request.groups.count,
      usual: DesignRequest.usualPoints)
    let design = try PickFreezeDesign(
      base: base, groups: request.groups, columnCount: request.factors.count, layout: layout,
      dimensionOffset: 1)
    return MethodDesign(
      rows: PickFreezeRows(design), draws: base,
      unit: DesignUnit(name: .basePoint, count: base.futures, runs: rowCount), namesInputs: true,
      analysis: analysis(design))
  }

  /// The design for a study, which may have inputs that stay the same.
  ///
  /// - Parameters:
  ///   - usual: the layout unless pairs are asked for.
  ///   - precision: the half-width at which the run ends; then the runs asked for are the most and not the fewest.
  /// - Throws: `UsageError` when the runs do not pay for the smallest design.
  public static func studyDesign(
    _ request: DesignRequest, precision: Double?, columnCount: Int, luckCount: Int,
    fixedColumns: Set<Int>, fixedLuck: Set<Int>
  ) throws -> PickFreezeDesign {
    guard case .atLeast(let runs, let policies) = request.size else {
      preconditionFailure("a study has no fewest and most runs at once")
    }
    let isSymmetric = request.variants.contains(.pairs)
    let rows = request.groups.count * (isSymmetric ? 2 : 1) + 2
    let usual = isSymmetric ? DesignRequest.usualPoints / 2 : DesignRequest.usualPoints
    // A run that may end early needs parts that are whole at every look: scrambles, which take turns.
    let parts: DesignSpecification.Parts = precision == nil ? .blocks : .scrambles
    let replicates =
      request.replicates
      ?? (precision == nil ? DesignRequest.usualReplicates : Study.defaultDesign.replicates)
    let cost = rows * policies
    let points: Int
    if precision != nil {
      // A ceiling: the largest design that does not exceed it.
      let most = runs.map { $0 / cost } ?? usual * precisionFactor
      guard most >= replicates else {
        throw UsageError(
          "--runs \(runs ?? 0) is below the \(replicates * cost) runs of the smallest design, one base point "
            + "in each of \(replicates) replicates.")
      }
      points = replicates * PickFreezeTable.powerOfTwo(atMost: most / replicates)
    } else {
      points = runs.map { max(($0 + cost - 1) / cost, 1) } ?? usual
    }
    return try PickFreezeDesign(
      base: DesignRequest.design(
        points: points, seed: request.seed, replicates: replicates, parts: parts),
      groups: request.groups, columnCount: columnCount, luckCount: luckCount,
      fixedColumns: fixedColumns, fixedLuck: fixedLuck,
      layout: isSymmetric ? .symmetric : .economical)
  }

  /// Times as many base points, at most, until a precision is reached without a number of runs: 16, a quarter of
  /// the error or less.
  private static let precisionFactor = 16

  static func recognise(_ table: DesignTable) throws -> RowAnalysis {
    let count = table.names.count
    let layouts: [PickFreezeDesign.Layout] = [.symmetric, .economical]
    try table.requireUnits(
      of: layouts.map { PickFreezeTable.rowCount(factors: count, layout: $0) }, "sobol")
    var found: PickFreezeDesign.Layout?
    var mismatch: PickFreezeTable.Mismatch?
    for layout in layouts
    where table.rowCount % PickFreezeTable.rowCount(factors: count, layout: layout) == 0 {
      guard let place = PickFreezeTable.mismatch(table.factors, layout: layout) else {
        found = layout
        break
      }
      if mismatch.map({ place.row > $0.row }) ?? true { mismatch = place }
    }
    guard let layout = found else {
      let (place, column) = (mismatch!, table.factors[mismatch!.factor])
      throw table.mismatch(
        "sobol", row: place.row, factor: place.factor,
        "expected \(column[place.source]) again, as on line \(table.line(place.source)), found "
          + "\(column[place.row])")
    }
    let points = table.rowCount / PickFreezeTable.rowCount(factors: count, layout: layout)
    return analysis(
      try PickFreezeDesign(
        base: Design(
          .init(
            kind: .random, futures: points, seed: 0,
            replicates: try table.replicates(points: points), parts: .blocks)),
        groups: table.names.enumerated().map { PickFreezeGroup(name: $1, columns: [$0]) },
        columnCount: count, layout: layout))
  }

  private static func analysis(_ design: PickFreezeDesign) -> RowAnalysis {
    RowAnalysis(
      title: DesignedMethod.sobol.title,
      layout: RowLayout(pointCount: design.base.futures, rowCount: design.rowCount)
    ) { outcomes in
      let indices = VarianceIndices(
        design: design, outcomes: outcomes,
        withPairs: design.layout == .symmetric && design.groups.count <= pairLimit)
      return MethodResult(
        rows: indices.groups.map(\.row),
        findings: interactions(indices, design)
          + [.basePoints(indices.basePoints, replicates: design.base.groupCount)],
        lost: .lost(indices.failedBasePoints, unit: .basePoint, runs: design.rowCount),
        shortage: indices.basePoints >= 2
          ? nil
          : "\(indices.basePoints) base points are left without a failed run, 2 are needed",
        warnings: indices.warnings)
    }
  }

  /// Pairs whose interaction can be told from 0 among all pairs at once (Bonferroni, 5 % together).
  private static func interactions(
    _ indices: VarianceIndices, _ design: PickFreezeDesign
  ) -> [SensitivityFinding] {
    guard !indices.pairs.isEmpty else { return [] }
    let quantile = StudentT.quantile(
      1 - 0.025 / Double(indices.pairs.count),
      degreesOfFreedom: Double(design.base.groupCount - 1))
    return indices.pairs.filter {
      $0.second.value > quantile * $0.second.standardError && $0.second.value > 0
    }.sorted { $0.second.value > $1.second.value }.prefix(3).map {
      .interaction(
        .init(
          first: design.groups[$0.i].name, second: design.groups[$0.j].name,
          index: $0.second.value))
    }
  }
}
