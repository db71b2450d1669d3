import NumericCore
import Sampling

/// What a given-data index shows for a factor without any influence: its values with a dummy
/// factor, random numbers that have nothing to do with the outcome.
///
/// Indices that cannot be negative (PAWN, delta) are positive for such a factor, too, and their own
/// interval leaves 0 out; the dummy says which indices mean something. It has the outcome of the
/// data and their number of rows, and its law does not matter to indices that depend on ranks of
/// factors alone.
public struct NoiseFloor: Sendable, Hashable {
  /// The mean index of the dummy: the bias of the index of a factor without influence.
  public let mean: Double
  /// The 95th percentile: an index above it is a false alarm with a probability of 5 %.
  public let upper: Double

  /// Dummies drawn unless asked otherwise: 199, so that a factor without influence exceeds the 95th
  /// percentile of that many and itself with a probability of exactly 10 / 200.
  public static let draws = 199

  /// Estimates the floor of an index.
  ///
  /// - Parameters:
  ///   - data: the data.
  ///   - seed: of the dummies.
  ///   - draws: number of dummies.
  ///   - index: the index of a factor and the outcome.
  public init(
    _ data: GivenData, seed: UInt64, draws: Int = Self.draws,
    index: (_ factor: [Double], _ outcome: [Double]) -> Double
  ) {
    precondition(draws >= 19, "\(draws) dummies")
    let key = StreamKey(name: "sensitivity_dummy", dimension: 0)
    let rows = data.rowCount
    guard
      let design = try? Design(.init(kind: .random, futures: rows * draws, seed: seed))
    else { preconditionFailure("\(rows) rows, \(draws) dummies") }
    let values = (0..<draws).map { draw in
      let dummy = [Double](unsafeUninitializedCapacity: rows) { buffer, size in
        design.uniforms(key, futures: draw * rows..<(draw + 1) * rows, into: buffer.baseAddress!)
        size = rows
      }
      return index(dummy, data.outcome)
    }.sorted()
    mean = values.reduce(0, +) / Double(draws)
    upper = values[(draws + 1) * 95 / 100 - 1]
  }

  /// Half the width of the interval of a factor without influence, from several.
  static func halfWidth(_ dummies: [FactorIndex]) -> Double {
    dummies.reduce(0) { $0 + ($1.index.high - $1.index.low) / 2 } / Double(dummies.count)
  }

  /// The floor of PAWN, for all factors at once.
  public static func pawn(
    _ data: GivenData, classes: Int = PawnIndices.classes,
    summary: PawnIndices.Summary = .median, seed: UInt64 = 0, draws: Int = Self.draws
  ) -> NoiseFloor {
    let rows = Array(data.outcome.indices)
    return NoiseFloor(data, seed: seed, draws: draws) {
      PawnIndices.statistic($0, $1, classes: classes, summary: summary)(rows)
    }
  }

  /// The floor of delta, for all factors at once.
  public static func delta(
    _ data: GivenData, seed: UInt64 = 0, draws: Int = Self.draws
  ) -> NoiseFloor {
    let outcome = OutcomeParts(data)
    return NoiseFloor(data, seed: seed, draws: draws) { factor, _ in
      DeltaIndices.value(factor, outcome)
    }
  }
}
