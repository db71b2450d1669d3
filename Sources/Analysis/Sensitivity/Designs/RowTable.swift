import Ensembles
import NumericCore
import Sampling

/// How the runs of a ``RowDesign`` follow each other in a table: unit after unit, the rows of a unit in their
/// order, and in each row the points of the unit.
///
/// A unit is a base point or a walk, or for search curves, whose points are places on a curve, a resample.
public struct RowLayout: Sendable, Hashable {
  /// Points of the design.
  public let pointCount: Int
  /// Rows of every point.
  public let rowCount: Int
  /// Points of a unit.
  public let stretch: Int

  /// Describes a layout.
  ///
  /// - Precondition: whole units.
  public init(pointCount: Int, rowCount: Int, stretch: Int = 1) {
    precondition(
      stretch > 0 && pointCount % stretch == 0, "\(pointCount) points in units of \(stretch)")
    self.pointCount = pointCount
    self.rowCount = rowCount
    self.stretch = stretch
  }

  /// The line of a table, the header not counted, in which a row of a point stands.
  public func line(row: Int, point: Int) -> Int {
    (point / stretch * rowCount + row) * stretch + point % stretch
  }

  /// A column of a table by row and point.
  public func byRow(_ column: [Double]) -> [[Double]] {
    (0..<rowCount).map { row in (0..<pointCount).map { column[line(row: row, point: $0)] } }
  }
}

/// The rows of a design as numbers of factors, for a model that somebody else runs.
///
/// The rows are made by the same ``RowDesign`` that feeds a batch kernel, from draws of the factors' laws.
public struct RowTable: Sendable {
  private let rows: any RowDesign
  private let layout: RowLayout
  private let width: Int
  private let sides: [DrawSource]

  /// Table rows held at a time, so that memory does not grow with the design.
  private static let heldRows = 4096

  /// Prepares the draws.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - layout: how they follow each other.
  ///   - draws: the futures from whose draws they are made.
  ///   - factors: the factors, whose columns are their positions.
  ///   - copula: the dependence between the factors; nil where there is none.
  ///   - sides: draws of all factors that the rows are made from; those the design needs when nil.
  ///   - dimensionOffset: between the Sobol' dimensions of a factor's two draws; the factors' keys must leave room
  ///     for them.
  /// - Throws: what `DrawSource` throws, and `UsageError` when the rows that are held at a time need more memory than
  ///   there is.
  public init(
    _ rows: any RowDesign, layout: RowLayout, draws: Design, factors: [MovedFactor],
    copula: GaussianCopula? = nil, sides: Int? = nil, dimensionOffset: Int
  ) throws {
    self.rows = rows
    self.layout = layout
    width = factors.count
    try WorkingMemory.require(
      32 * Double(width) * Double(layout.stretch),
      for: "A design of curves of \(layout.stretch) points")
    self.sides = try PickFreezeSide.allCases.prefix(sides ?? (rows.usesSecondSide ? 2 : 0)).map {
      side in
      try DrawSource(
        design: draws,
        columns: factors.map {
          .marginal(side.key($0.key, dimensionOffset: dimensionOffset), $0.law)
        }, copula: copula, joint: nil)
    }
  }

  /// Calls a closure with every row of the table, in its order.
  ///
  /// Memory: some thousand rows, or those of a search curve.
  public func visit(_ body: (UnsafeBufferPointer<Double>) throws -> Void) rethrows {
    let lanes = layout.stretch > 1 ? layout.stretch : max(Self.heldRows / layout.rowCount, 1)
    let memory = (0..<3).map { _ in UnsafeMutablePointer<Double>.allocate(capacity: width * lanes) }
    for side in memory { side.initialize(repeating: 0, count: width * lanes) }
    let held = layout.stretch > 1 ? 1 : layout.rowCount
    var table = [Double](repeating: 0, count: held * lanes * width)
    defer { for side in memory { side.deallocate() } }
    let draws = memory.map { RowBlock.Side(factors: $0, luck: []) }
    for start in stride(from: 0, to: layout.pointCount, by: lanes) {
      let points = start..<min(start + lanes, layout.pointCount)
      for (side, source) in zip(memory[1...], sides) {
        source.fill(futures: points, lanes: lanes, into: side)
      }
      memory[0].update(from: memory[1], count: width * lanes)
      let block = RowBlock(
        points: points, lanes: lanes, row: draws[0], first: draws[1],
        second: sides.count < 2 ? nil : draws[2], factorCount: width, luckColumns: [])
      // Points of one unit stand below each other; others give all their rows before the next.
      func emit() throws {
        try table.withUnsafeBufferPointer { buffer in
          for row in 0..<held * points.count {
            try body(UnsafeBufferPointer(rebasing: buffer[row * width..<(row + 1) * width]))
          }
        }
      }
      for row in 0..<layout.rowCount {
        rows.prepare(row: row, of: block)
        for lane in 0..<points.count {
          let place = (held == 1 ? lane : lane * held + row) * width
          for factor in 0..<width { table[place + factor] = memory[0][factor * lanes + lane] }
        }
        if held == 1 { try emit() }
      }
      if held > 1 { try emit() }
    }
  }
}

/// The points of a design, one row each.
public struct PointRows: RowDesign {
  /// Points.
  public let pointCount: Int

  /// Takes the draws as they are.
  public init(pointCount: Int) { self.pointCount = pointCount }

  /// The point itself.
  public var rowCount: Int { 1 }

  /// Leaves the draws as they are.
  public func prepare(row: Int, of block: RowBlock) {}
}
