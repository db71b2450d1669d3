import Ensembles
import Sampling

/// Sums of a pick-freeze design for several targets, with the draws and targets of side A.
///
/// Memory: the sums of ``PickFreezeSums`` for each target, and 8 bytes for each base point and each factor or
/// target, which the flip values of a decision are found from.
public struct PickFreezeTargets: RowAccumulator {
  /// By target.
  public private(set) var sums: [PickFreezeSums]
  /// By factor column the draws of side A, one for each base point.
  public private(set) var factors: [[Double]]
  /// By target the values of the runs with all inputs from side A.
  public private(set) var values: [[Double]]

  /// Empty sums.
  ///
  /// - Parameters:
  ///   - design: the design.
  ///   - pilot: by target some of its values, `PickFreezeExperiment.pilot()`; sums are taken about their
  ///     mean.
  ///   - factorCount: factor columns.
  ///   - hasPairs: whether second-order indices are wanted.
  public init(
    design: PickFreezeDesign, pilot: [[Double]], factorCount: Int, hasPairs: Bool = false
  ) {
    sums = pilot.map { values in
      let finite = values.filter(\.isFinite)
      let mean = finite.isEmpty ? 0 : finite.reduce(0) { $0 + $1 / Double(finite.count) }
      return PickFreezeSums(design: design, pivot: mean, hasPairs: hasPairs)
    }
    factors = [[Double]](repeating: [], count: factorCount)
    values = [[Double]](repeating: [], count: pilot.count)
  }

  /// Takes in one block when its last row has been run.
  public mutating func absorb(row: Int, of results: RowResults) {
    guard row == results.rowCount - 1 else { return }
    let block = results.block
    let count = block.points.count
    for target in sums.indices {
      sums[target].absorb(points: block.points, rows: results.targets[target])
      values[target] += UnsafeBufferPointer(start: results.targets[target][0], count: count)
    }
    for column in factors.indices {
      factors[column] += UnsafeBufferPointer(
        start: block.first.factors + column * block.lanes, count: count)
    }
  }

  /// The same values as those of a shorter design, whose base points are those taken in so far.
  func asAll(of design: PickFreezeDesign) -> PickFreezeTargets {
    var result = self
    result.sums = sums.map { $0.asAll(of: design) }
    return result
  }

  /// Version 2.
  public static var format: String { "pick-freeze 2" }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    for target in sums.indices { try archive.code(&sums[target]) }
    try archive.code(&factors)
    try archive.code(&values)
    let points = values.first?.count ?? 0
    try archive.require(
      (values + factors).allSatisfy { $0.count == points }
        && sums.allSatisfy { $0.used + $0.failed == points },
      "columns of another length than \(points)")
  }

  /// Takes in later base points.
  public mutating func merge(_ later: PickFreezeTargets) {
    for target in sums.indices {
      sums[target].merge(later.sums[target])
      values[target] += later.values[target]
    }
    for column in factors.indices { factors[column] += later.factors[column] }
  }
}
