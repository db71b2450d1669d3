/// Inputs that a pick-freeze design moves together: one factor, factors that depend on each other,
/// a theme of a study, or luck.
public struct PickFreezeGroup: Sendable, Hashable {
  /// The name in tables; that of the factor where the group is one factor.
  public let name: String
  /// Positions of factors among the columns of a run.
  public let columns: [Int]
  /// Positions of streams of luck among those of the model.
  public let luck: [Int]

  /// Describes a group.
  public init(name: String, columns: [Int], luck: [Int] = []) {
    self.name = name
    self.columns = columns
    self.luck = luck
  }
}

/// The rows of a pick-freeze design: which inputs each run takes from sample A and which from
/// sample B.
///
/// For every base point j there are two independent draws of all inputs, A_j and B_j, and a fixed
/// list of runs that mix them:
///
/// | row | inputs | number |
/// |---|---|---|
/// | `.a` | all from A | 1 |
/// | `.aWith(i)` | group i from B, the others from A (the matrix A_B^(i)) | k |
/// | `.bWith(i)` | the reverse (the matrix B_A^(i)); symmetric layout only | k or 0 |
/// | `.b` | all from B | 1 |
///
/// The order is that of the table, which is also Saltelli's. The base points are the futures of a
/// ``Design``: for scrambled Sobol' points future j is point j div R of replicate j mod R, and the
/// replicates are independent, which is what errors of indices are estimated from. Nothing is
/// stored: a worker draws both sides of a block of base points once and for each row points each
/// column to one of the two.
///
/// Inputs that depend on each other (under a copula, or as columns of one ensemble) belong into one
/// group: a group is what can be exchanged without leaving the joint law. An input in no group
/// would be shared by A and B and make everything conditional on it, so that every input that
/// varies must be in a group.
///
/// Cost: (2 k + 2) runs a base point, or k + 2 in the economical layout.
///
/// Sources: A. Saltelli, Making best use of model evaluations to compute sensitivity indices,
/// Computer Physics Communications 145 (2002) 280-297, doi:10.1016/S0010-4655(02)00280-1; A.
/// Saltelli and others, Variance based sensitivity analysis of model output, ibid. 181 (2010)
/// 259-270, doi:10.1016/j.cpc.2009.09.018.
public struct PickFreezeDesign: Sendable, Hashable {
  /// Which rows there are.
  public enum Layout: Sendable, Hashable {
    /// A, every `.aWith(i)` and every `.bWith(i)`, and B: first, total and second order.
    ///
    /// The default. The many small first-order indices of a large model come out several to tens of
    /// times more precise than from as many runs of the economical layout, large ones about as
    /// precise; total indices lose up to the factor that half the base points cost.
    case symmetric
    /// A, every `.aWith(i)` and B: first and total order at nearly half the runs.
    case economical
  }

  /// One row.
  public enum Row: Sendable, Hashable {
    /// All inputs from A.
    case a
    /// The group from B, the others from A.
    case aWith(Int)
    /// The group from A, the others from B.
    case bWith(Int)
    /// All inputs from B.
    case b
  }

  /// The base points.
  public private(set) var base: Design
  /// The groups.
  public let groups: [PickFreezeGroup]
  /// The layout.
  public let layout: Layout
  /// Offset of the Sobol' dimensions of side B.
  public let dimensionOffset: Int

  private let groupOfColumn: [Int?]
  private let groupOfLuck: [Int?]

  /// Checks and completes a design.
  ///
  /// - Parameters:
  ///   - base: the base points.
  ///   - groups: the inputs that move together; at least one.
  ///   - columnCount: columns of a run.
  ///   - luckCount: streams of luck of a run.
  ///   - fixedColumns: columns that are the same in every run and belong to no group.
  ///   - fixedLuck: streams that are switched off and belong to no group.
  ///   - layout: which rows there are.
  ///   - dimensionOffset: offset of the Sobol' dimensions of side B; a model of a few factors on
  ///     dimensions 0 to k - 1 does best with k, because low dimensions are the more uniform ones.
  /// - Throws: ``DesignError`` when a group is empty or repeated, or an input is in no group, in
  ///   two, or does not exist.
  public init(
    base: Design, groups: [PickFreezeGroup], columnCount: Int, luckCount: Int = 0,
    fixedColumns: Set<Int> = [], fixedLuck: Set<Int> = [], layout: Layout = .symmetric,
    dimensionOffset: Int = PickFreezeSide.dimensionOffset
  ) throws {
    guard !groups.isEmpty else { throw DesignError("a pick-freeze design needs a factor to move") }
    var names = Set<String>()
    for group in groups {
      guard names.insert(group.name).inserted else {
        throw DesignError("two groups of factors are named \(group.name)")
      }
      guard !(group.columns.isEmpty && group.luck.isEmpty) else {
        throw DesignError("the group \(group.name) has no factor")
      }
    }
    groupOfColumn = try Self.owners(
      groups.map(\.columns), names: groups.map(\.name), count: columnCount, fixed: fixedColumns,
      what: "factor")
    groupOfLuck = try Self.owners(
      groups.map(\.luck), names: groups.map(\.name), count: luckCount, fixed: fixedLuck,
      what: "stream of luck")
    self.base = base
    self.groups = groups
    self.layout = layout
    self.dimensionOffset = dimensionOffset
  }

  /// The same rows for other base points.
  public func with(base: Design) -> PickFreezeDesign {
    var result = self
    result.base = base
    return result
  }

  /// Each input's group; nil for fixed ones.
  private static func owners(
    _ members: [[Int]], names: [String], count: Int, fixed: Set<Int>, what: String
  ) throws -> [Int?] {
    var owner = [Int?](repeating: nil, count: count)
    for (group, inputs) in members.enumerated() {
      for input in inputs {
        guard owner.indices.contains(input) else {
          throw DesignError(
            "the group \(names[group]) has the \(what) \(input + 1), but there are \(count)")
        }
        if let other = owner[input] {
          throw DesignError(
            "the \(what) \(input + 1) is in the groups \(names[other]) and \(names[group])")
        }
        owner[input] = group
      }
    }
    for input in owner.indices where owner[input] == nil && !fixed.contains(input) {
      throw DesignError("the \(what) \(input + 1) varies but is in no group")
    }
    return owner
  }

  /// Rows of a base point.
  public var rowCount: Int { groups.count * (layout == .symmetric ? 2 : 1) + 2 }

  /// Runs of the whole design.
  public var runCount: Int { base.futures * rowCount }

  /// The row at a position.
  public func row(at position: Int) -> Row {
    precondition(position >= 0 && position < rowCount, "row \(position) of \(rowCount)")
    if position == 0 { return .a }
    if position == rowCount - 1 { return .b }
    return position <= groups.count
      ? .aWith(position - 1) : .bWith(position - 1 - groups.count)
  }

  /// The position of a row.
  ///
  /// - Precondition: the group exists, and `.bWith` belongs to the layout.
  public func position(of row: Row) -> Int {
    switch row {
    case .a: return 0
    case .b: return rowCount - 1
    case .aWith(let group):
      precondition(groups.indices.contains(group), "group \(group) of \(groups.count)")
      return 1 + group
    case .bWith(let group):
      precondition(
        groups.indices.contains(group) && layout == .symmetric, "group \(group) of \(groups.count)")
      return 1 + groups.count + group
    }
  }

  /// The side from which a row takes a column.
  public func side(ofColumn column: Int, in row: Row) -> PickFreezeSide {
    Self.side(of: groupOfColumn[column], in: row)
  }

  /// The side from which a row takes a stream of luck.
  public func side(ofLuck stream: Int, in row: Row) -> PickFreezeSide {
    Self.side(of: groupOfLuck[stream], in: row)
  }

  private static func side(of group: Int?, in row: Row) -> PickFreezeSide {
    switch row {
    case .a: .a
    case .b: .b
    case .aWith(let moved): group == moved ? .b : .a
    case .bWith(let moved): group == moved ? .a : .b
    }
  }
}
