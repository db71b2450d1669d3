import Sampling

/// The runs of a design whose rows are made from draws: walks, steps, curves and exchanges.
///
/// Every point of the design has the same number of rows, which are made one after the other: before the
/// first row the block holds the draws of an ordinary run, and each row changes what the row before it has
/// left. Points are independent of each other, so that blocks of them run in parallel.
public protocol RowDesign: Sendable {
  /// Points.
  var pointCount: Int { get }
  /// Rows of every point.
  var rowCount: Int { get }
  /// Whether a second, independent draw of everything is needed.
  var usesSecondSide: Bool { get }
  /// The future whose draws a point starts from; itself unless the design says otherwise. Futures must not
  /// fall from one point to the next.
  func future(ofPoint point: Int) -> Int
  /// Makes a row from the one before it.
  func prepare(row: Int, of block: RowBlock)
}

extension RowDesign {
  /// Most designs need one draw alone.
  public var usesSecondSide: Bool { false }
  /// The future of the same number.
  public func future(ofPoint point: Int) -> Int { point }
}

/// The memory of consecutive points of a ``RowDesign``, one lane each.
public struct RowBlock {
  /// Draws of all factors and all streams of luck.
  public struct Side {
    /// Factor columns, `lanes` apart.
    public let factors: UnsafeMutablePointer<Double>
    /// By stream of luck its columns, `lanes` apart; nil without luck.
    public let luck: [UnsafeMutablePointer<Double>?]

    package init(factors: UnsafeMutablePointer<Double>, luck: [UnsafeMutablePointer<Double>?]) {
      self.factors = factors
      self.luck = luck
    }
  }

  /// The points.
  public let points: Range<Int>
  /// Distance between columns.
  public let lanes: Int
  /// What the next run reads; a row is made by writing here.
  public let row: Side
  /// The draws of an ordinary run, not to be written.
  public let first: Side
  /// The second draws, not to be written; nil where the design does not use them.
  public let second: Side?
  /// Factor columns.
  let factorCount: Int
  /// By stream of luck its number of columns.
  let luckColumns: [Int]

  package init(
    points: Range<Int>, lanes: Int, row: Side, first: Side, second: Side?, factorCount: Int,
    luckColumns: [Int]
  ) {
    self.points = points
    self.lanes = lanes
    self.row = row
    self.first = first
    self.second = second
    self.factorCount = factorCount
    self.luckColumns = luckColumns
  }

  /// The draws of a side.
  public func side(_ side: PickFreezeSide) -> Side {
    guard let drawn = side == .a ? first : second else {
      preconditionFailure("the design has one side")
    }
    return drawn
  }

  /// Gives one lane the values of a group of inputs on another side.
  public func copy(_ group: PickFreezeGroup, from side: Side, lane: Int) {
    for column in group.columns {
      row.factors[column * lanes + lane] = side.factors[column * lanes + lane]
    }
    for stream in group.luck {
      guard let target = row.luck[stream], let source = side.luck[stream] else { continue }
      for column in 0..<luckColumns[stream] {
        target[column * lanes + lane] = source[column * lanes + lane]
      }
    }
  }

  /// Gives all lanes the values of a factor on another side.
  public func copy(column: Int, from side: Side) {
    (row.factors + column * lanes).update(from: side.factors + column * lanes, count: lanes)
  }

  /// Gives all lanes the values of a stream of luck on another side.
  public func copy(luck stream: Int, from side: Side) {
    guard let target = row.luck[stream], let source = side.luck[stream] else { return }
    target.update(from: source, count: luckColumns[stream] * lanes)
  }

  /// Gives all lanes the values of a group of inputs on another side.
  public func copy(_ group: PickFreezeGroup, from side: Side) {
    for column in group.columns { copy(column: column, from: side) }
    for stream in group.luck { copy(luck: stream, from: side) }
  }

  /// Gives all lanes the values of all inputs on another side.
  public func copy(from side: Side) {
    row.factors.update(from: side.factors, count: factorCount * lanes)
    for stream in luckColumns.indices { copy(luck: stream, from: side) }
  }
}
