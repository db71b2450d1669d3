/// A pick-freeze design as rows of a table: how the rows follow each other, and whether a table has them.
///
/// Base point follows base point; within one the rows have the order of ``PickFreezeDesign``. A table holds
/// nothing but the factors, so that any program can run it: what its analysis needs follows from the
/// number of rows. With k factors there are 2 k + 2 rows a base point (k + 2 in the economical layout), and
/// n base points are R blocks of 2^m consecutive points of one sequence, where m is the largest number that leaves
/// R at least 8; below 8 base points every one is a block. R then lies between 8 and 15, which gives errors at
/// least 7 degrees of freedom (a 95 % interval 21 % wider than with infinitely many) and never wastes more than
/// 12 % of the runs that were asked for, as a fixed R with powers of two could waste half. Fewer and longer blocks
/// give narrower intervals all the same: the error of a sequence falls faster than the square root of its length.
public enum PickFreezeTable {
  /// Fewest blocks, unless there are fewer base points.
  public static let replicates = 8

  /// Rows of a base point.
  public static func rowCount(factors: Int, layout: PickFreezeDesign.Layout) -> Int {
    layout == .symmetric ? 2 * factors + 2 : factors + 2
  }

  /// The largest number of base points, of at most so many, that a table can have.
  public static func basePoints(atMost limit: Int) -> Int {
    var size = 1
    while limit / (2 * size) >= replicates { size *= 2 }
    return limit / size * size
  }

  /// The largest power of two that is not above a number.
  public static func powerOfTwo(atMost limit: Int) -> Int {
    precondition(limit >= 1, "a power of two of at most \(limit)")
    var size = 1
    while size <= limit / 2 { size *= 2 }
    return size
  }

  /// The blocks of a table, and the points of each; nil for a number of base points that no table has.
  public static func replicates(basePoints: Int) -> (replicates: Int, points: Int)? {
    guard basePoints >= 1 else { return nil }
    var size = 1
    while basePoints / (2 * size) >= replicates { size *= 2 }
    return basePoints % size == 0 ? (basePoints / size, size) : nil
  }

  /// A value that is not the one the design repeats.
  public struct Mismatch: Sendable, Hashable {
    /// The row with the wrong value.
    public let row: Int
    /// The factor.
    public let factor: Int
    /// The row whose value should be repeated.
    public let source: Int
  }

  /// The first place at which a table is not a design of a layout; nil when it is one.
  ///
  /// - Parameters:
  ///   - factors: by factor, one number a row.
  ///   - layout: the layout, whose rows must divide the table.
  public static func mismatch(
    _ factors: [[Double]], layout: PickFreezeDesign.Layout
  ) -> Mismatch? {
    let count = factors.count
    let rows = rowCount(factors: count, layout: layout)
    let total = factors.first?.count ?? 0
    precondition(total % rows == 0, "\(total) rows in base points of \(rows)")
    for start in stride(from: 0, to: total, by: rows) {
      for row in 1..<rows - 1 {
        let isFromA = row <= count
        let moved = isFromA ? row - 1 : row - 1 - count
        for factor in 0..<count {
          let takesA = (factor == moved) != isFromA
          let source = takesA ? start : start + rows - 1
          if factors[factor][start + row] != factors[factor][source] {
            return Mismatch(row: start + row, factor: factor, source: source)
          }
        }
      }
    }
    return nil
  }
}
