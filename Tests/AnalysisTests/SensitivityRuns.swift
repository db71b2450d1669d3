import Glibc
import Sampling

@testable import Analysis

/// Runs of a sensitivity case under the designs of the library.
enum SensitivityRuns {
  /// Inputs of one side of a design, by factor.
  static func inputs(_ design: Design, count: Int, side: PickFreezeSide, offset: Int) -> [[Double]]
  {
    (0..<count).map { factor in
      let key = side.key(StreamKey(name: "x\(factor)", dimension: factor), dimensionOffset: offset)
      return [Double](unsafeUninitializedCapacity: design.futures) { buffer, size in
        design.uniforms(key, futures: 0..<design.futures, into: buffer.baseAddress!)
        size = design.futures
      }
    }
  }

  /// One factor a group.
  static func singles(_ count: Int) -> [PickFreezeGroup] {
    (0..<count).map { PickFreezeGroup(name: "x\($0)", columns: [$0]) }
  }

  static func design(
    _ example: SensitivityCase, points: Int, replicates: Int, seed: UInt64,
    layout: PickFreezeDesign.Layout = .symmetric, groups: [PickFreezeGroup]? = nil,
    offset: Int? = nil, kind: DesignSpecification.Kind = .sobol
  ) throws -> PickFreezeDesign {
    try PickFreezeDesign(
      base: Design(
        .init(kind: kind, futures: points * replicates, seed: seed, replicates: replicates)),
      groups: groups ?? singles(example.count), columnCount: example.count, layout: layout,
      dimensionOffset: offset ?? example.count)
  }

  /// Outcomes by row and base point.
  static func outcomes(_ example: SensitivityCase, _ design: PickFreezeDesign) -> [[Double]] {
    let a = inputs(design.base, count: example.count, side: .a, offset: design.dimensionOffset)
    let b = inputs(design.base, count: example.count, side: .b, offset: design.dimensionOffset)
    var point = [Double](repeating: 0, count: example.count)
    return (0..<design.rowCount).map { position in
      let row = design.row(at: position)
      let columns = (0..<example.count).map { column in
        design.side(ofColumn: column, in: row) == .a ? a[column] : b[column]
      }
      return (0..<design.base.futures).map { future in
        for column in 0..<example.count { point[column] = columns[column][future] }
        return example.value(point)
      }
    }
  }
}

/// Bands for counts of events of known probability.
enum BinomialBand {
  /// The counts that n trials with a probability leave on neither side with more than `alarm / 2`.
  static func counts(_ trials: Int, probability: Double, alarm: Double) -> ClosedRange<Int> {
    var logMass = Double(trials) * log1p(-probability)
    var below = 0.0
    var low = 0
    var isLowFound = false
    for count in 0...trials {
      below += exp(logMass)
      if !isLowFound && below > alarm / 2 {
        low = count
        isLowFound = true
      }
      if 1 - below <= alarm / 2 { return low...count }
      logMass +=
        log(Double(trials - count) / Double(count + 1)) + log(probability) - log1p(-probability)
    }
    return low...trials
  }
}
