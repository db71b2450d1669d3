import Ensembles
import Sampling

/// The rows of a pick-freeze design, each made from the one before it: groups of inputs move to the other of two
/// draws and back.
public struct PickFreezeRows: RowDesign {
  /// The design.
  public let design: PickFreezeDesign

  /// Makes the rows of a design.
  public init(_ design: PickFreezeDesign) { self.design = design }

  /// Base points.
  public var pointCount: Int { design.base.futures }
  /// Rows of a base point.
  public var rowCount: Int { design.rowCount }
  /// Groups are exchanged with a second draw.
  public var usesSecondSide: Bool { true }

  /// Makes a row from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    guard row > 0, let second = block.second else { return }
    let (before, now) = (design.row(at: row - 1), design.row(at: row))
    for group in design.groups {
      guard let column = group.columns.first else { continue }
      let side = design.side(ofColumn: column, in: now)
      if side == design.side(ofColumn: column, in: before) { continue }
      for lane in block.points.indices {
        block.copy(
          group, from: side == .a ? block.first : second, lane: lane - block.points.lowerBound)
      }
    }
  }
}
