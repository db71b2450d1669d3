import Ensembles
import NumericCore
import Sampling

/// A factor with a law of its own, which a design may move alone.
public struct MovedFactor: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Its column.
  public let column: Int
  /// The stream it is drawn from.
  public let key: StreamKey
  /// Its law.
  public let law: Distribution

  /// Describes a factor.
  public init(name: String, column: Int, key: StreamKey, law: Distribution) {
    self.name = name
    self.column = column
    self.key = key
    self.law = law
  }

  /// The value at a level from 0 to 1 of a grid: the quantile, or where the law has no end there that of the
  /// central 95 %.
  public static func value(_ law: Distribution, level: Double) -> Double {
    if level <= 0 {
      let low = law.support.lowerBound
      return low.isFinite && low > -Double.greatestFiniteMagnitude ? low : law.quantile(0.025)
    }
    if level >= 1 {
      let high = law.support.upperBound
      return high.isFinite && high < Double.greatestFiniteMagnitude ? high : law.quantile(0.975)
    }
    return law.quantile(level)
  }
}

/// The walks of a Morris design as runs of a model: one point a walk, one row a place on it. All other inputs
/// stay as they were drawn along a walk, so that effects are averages over them.
public struct TrajectoryRows: RowDesign {
  /// The walks.
  public let trajectories: MorrisTrajectories
  /// The factors that they move.
  public let factors: [MovedFactor]
  private let values: [[Double]]

  /// Makes rows of walks.
  public init(_ trajectories: MorrisTrajectories, factors: [MovedFactor]) {
    precondition(trajectories.factorCount == factors.count, "\(factors.count) factors")
    self.trajectories = trajectories
    self.factors = factors
    let width = Double(trajectories.levels - 1)
    values = factors.map { factor in
      (0..<trajectories.levels).map { MovedFactor.value(factor.law, level: Double($0) / width) }
    }
  }

  /// Walks.
  public var pointCount: Int { trajectories.points.count }
  /// Places of a walk.
  public var rowCount: Int { factors.count + 1 }

  /// Makes a row from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    let width = Double(trajectories.levels - 1)
    for (lane, walk) in block.points.enumerated() {
      let place = trajectories.points[walk][row]
      let moved =
        row == 0 ? 0..<factors.count : CollectionOfOne(trajectories.order[walk][row - 1]).range
      for factor in moved {
        block.row.factors[factors[factor].column * block.lanes + lane] =
          values[factor][Int((place[factor] * width).rounded())]
      }
    }
  }
}

extension CollectionOfOne<Int> {
  /// The one number as a range.
  fileprivate var range: Range<Int> { self[0]..<self[0] + 1 }
}

/// The radial design as runs of a model: each factor in turn takes its value of the second draws.
public struct RadialRows: RowDesign {
  /// Base points.
  public let base: Design
  /// The factors.
  public let factors: [MovedFactor]

  /// Makes rows of a radial design.
  public init(base: Design, factors: [MovedFactor]) {
    self.base = base
    self.factors = factors
  }

  /// Base points.
  public var pointCount: Int { base.futures }
  /// The base point and a row for each factor.
  public var rowCount: Int { factors.count + 1 }
  /// Steps and exchanges lead to the second draws.
  public var usesSecondSide: Bool { true }

  /// Makes a row from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    if row > 1 { block.copy(column: factors[row - 2].column, from: block.first) }
    if row > 0, let second = block.second {
      block.copy(column: factors[row - 1].column, from: second)
    }
  }

  /// By factor and base point the length of its step, as a share of the range of its uniform.
  public func steps(dimensionOffset: Int = PickFreezeSide.dimensionOffset) -> [[Double]] {
    factors.map { factor in
      let sides = PickFreezeSide.allCases.map { side in
        base.uniforms(side.key(factor.key, dimensionOffset: dimensionOffset))
      }
      return zip(sides[0], sides[1]).map { $1 - $0 }
    }
  }
}

/// The steps of derivative-based measures as runs of a model: each factor in turn moves by a small step of
/// its normal score, `z = Phi^-1(u)`.
///
/// The step of 1e-4 keeps the error of the difference quotient, of order h, near a ten-thousandth of it, and
/// the rounding of outcomes, some 1e-15 of them over h, far below that.
public struct DerivativeRows: RowDesign {
  /// The step of the normal score.
  public static let step = 1e-4
  /// Base points.
  public let base: Design
  /// The factors.
  public let factors: [MovedFactor]

  /// Makes rows of steps.
  public init(base: Design, factors: [MovedFactor]) {
    self.base = base
    self.factors = factors
  }

  /// Base points.
  public var pointCount: Int { base.futures }
  /// The base point and a row for each factor.
  public var rowCount: Int { factors.count + 1 }

  /// Makes a row from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    // Both ends of a step through the same functions, so that their rounding cancels.
    if row == 0 {
      for factor in factors { write(factor, step: 0, block) }
    } else {
      if row > 1 { write(factors[row - 2], step: 0, block) }
      write(factors[row - 1], step: Self.step, block)
    }
  }

  private func write(_ factor: MovedFactor, step: Double, _ block: RowBlock) {
    let target = block.row.factors + factor.column * block.lanes
    base.uniforms(factor.key, futures: block.points, into: target)
    Self.move(target, count: block.points.count, by: step)
    factor.law.quantiles(inPlace: target, count: block.points.count)
  }

  /// Moves uniforms by a step of their normal score.
  public static func move(_ uniforms: UnsafeMutablePointer<Double>, count: Int, by step: Double) {
    for index in 0..<count {
      let moved = Normal.cumulative(Normal.quantile(uniforms[index]) + step)
      uniforms[index] = min(max(moved, 0x1p-53), 1 - 0x1p-53)
    }
  }
}

/// The search curves of eFAST as runs of a model: one point a place on the curves of a resample, one row a
/// factor. All other inputs are those of one future along all curves of a resample, because luck that
/// changed from point to point would be taken for what the factors do together.
public struct CurveRows: RowDesign {
  /// The curves.
  public let curves: FourierCurves
  /// The factors.
  public let factors: [MovedFactor]

  /// Makes rows of search curves.
  public init(_ curves: FourierCurves, factors: [MovedFactor]) {
    precondition(curves.factorCount == factors.count, "\(factors.count) factors")
    self.curves = curves
    self.factors = factors
  }

  /// Places on the curves of all resamples.
  public var pointCount: Int { curves.resampleCount * curves.pointCount }
  /// Curves of a resample.
  public var rowCount: Int { curves.curveCount }
  /// The future of a place: that of its resample.
  public func future(ofPoint point: Int) -> Int { point / curves.pointCount }

  /// Makes a row from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    for (index, factor) in factors.enumerated() {
      let target = block.row.factors + factor.column * block.lanes
      for (lane, point) in block.points.enumerated() {
        target[lane] = curves.uniform(
          of: index, curve: row, resample: point / curves.pointCount,
          point: point % curves.pointCount)
      }
      factor.law.quantiles(inPlace: target, count: block.points.count)
    }
  }

  /// Outcomes by row and point as outcomes by resample, curve and place.
  public func byResample(_ outcomes: [[Double]]) -> [[[Double]]] {
    (0..<curves.resampleCount).map { resample in
      let range = resample * curves.pointCount..<(resample + 1) * curves.pointCount
      return outcomes.map { Array($0[range]) }
    }
  }
}

/// The walks of Shapley effects as runs of a model: groups of inputs are exchanged one after the other for
/// those of the second draws, in the order of the walk.
public struct ExchangeRows: RowDesign {
  /// The orders.
  public let orders: ExchangeOrders
  /// The groups.
  public let groups: [PickFreezeGroup]

  /// Makes rows of exchanges.
  public init(_ orders: ExchangeOrders, groups: [PickFreezeGroup]) {
    precondition(orders.inputCount == groups.count, "\(groups.count) groups")
    self.orders = orders
    self.groups = groups
  }

  /// Walks.
  public var pointCount: Int { orders.pointCount }
  /// Both ends of a walk and what lies between.
  public var rowCount: Int { groups.count + 1 }
  /// Steps and exchanges lead to the second draws.
  public var usesSecondSide: Bool { true }

  /// Makes a row from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    guard row > 0, let second = block.second else { return }
    for (lane, point) in block.points.enumerated() {
      block.copy(groups[orders.input(step: row - 1, point: point)], from: second, lane: lane)
    }
  }
}

extension Design {
  /// The uniforms of one stream for all futures.
  public func uniforms(_ key: StreamKey) -> [Double] {
    [Double](unsafeUninitializedCapacity: futures) { buffer, size in
      uniforms(key, futures: 0..<futures, into: buffer.baseAddress!)
      size = futures
    }
  }
}
