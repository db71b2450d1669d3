import Foundation

/// One dimension of a sweep: a lever or a factor with its levels.
public struct SweepAxis: Sendable, Hashable {
  /// What the levels are levels of.
  public enum Kind: String, Sendable, Hashable {
    /// A lever of the swept mix.
    case lever
    /// A factor, fixed at the level in every future.
    case factor
  }

  /// Name of the lever or factor.
  public let name: String
  /// Lever or factor.
  public let kind: Kind
  /// The unit of the levels.
  public let unit: String
  /// The levels, in their order.
  public let levels: [Double]

  /// Describes an axis.
  ///
  /// - Precondition: two levels or more, no two alike.
  public init(name: String, kind: Kind, unit: String, levels: [Double]) {
    precondition(levels.count > 1 && Set(levels).count == levels.count, "levels \(levels)")
    self.name = name
    self.kind = kind
    self.unit = unit
    self.levels = levels
  }

  /// Levels at equal distances, both ends included.
  ///
  /// Levels nearer to each other than twelve digits tell apart are alike.
  ///
  /// - Precondition: two steps or more, ends that differ.
  public static func levels(from: Double, to: Double, count: Int) -> [Double] {
    precondition(count > 1 && from != to, "\(count) levels from \(from) to \(to)")
    return (0..<count).map { index in
      if index == 0 { return from }
      if index == count - 1 { return to }
      // Twelve digits: 0.3 and not 0.30000000000000004.
      let level = from + (to - from) * Double(index) / Double(count - 1)
      return Double(String(format: "%.12g", level)) ?? level
    }
  }
}

/// The grid of a sweep: all combinations of the levels of its axes, the last axis running fastest.
///
/// Levers make policies and factors make worlds: a point is run as one policy in one world, and all points
/// see the same futures.
public struct SweepGrid: Sendable, Hashable {
  /// One or two axes.
  public let axes: [SweepAxis]

  /// Makes a grid.
  ///
  /// - Precondition: one or two axes with different names.
  public init(_ axes: [SweepAxis]) {
    precondition(axes.count == 1 || axes.count == 2, "\(axes.count) axes")
    precondition(Set(axes.map(\.name)).count == axes.count, "an axis twice")
    self.axes = axes
  }

  /// Number of points.
  public var pointCount: Int { axes.reduce(1) { $0 * $1.levels.count } }
  /// Number of policies: combinations of the levels of levers, 1 without one.
  public var policyCount: Int { count(.lever) }
  /// Number of worlds: combinations of the levels of factors, 1 without one.
  public var worldCount: Int { count(.factor) }

  /// The position of the level of each axis at a point.
  public func position(of point: Int) -> [Int] {
    precondition(point >= 0 && point < pointCount, "point \(point) of \(pointCount)")
    guard axes.count == 2 else { return [point] }
    let width = axes[1].levels.count
    return [point / width, point % width]
  }

  /// The level of each axis at a point.
  public func levels(of point: Int) -> [Double] {
    zip(axes, position(of: point)).map { $0.levels[$1] }
  }

  /// The policy that stands for a point.
  public func policy(of point: Int) -> Int { index(.lever, point) }
  /// The world that stands for a point.
  public func world(of point: Int) -> Int { index(.factor, point) }

  /// The neighbour of a point at the next level of an axis; nil at its end.
  public func neighbour(of point: Int, along axis: Int) -> Int? {
    let position = position(of: point)
    guard position[axis] + 1 < axes[axis].levels.count else { return nil }
    return point + (axis == axes.count - 1 ? 1 : axes[1].levels.count)
  }

  private func count(_ kind: SweepAxis.Kind) -> Int {
    axes.reduce(1) { $1.kind == kind ? $0 * $1.levels.count : $0 }
  }

  private func index(_ kind: SweepAxis.Kind, _ point: Int) -> Int {
    zip(axes, position(of: point)).reduce(0) { index, next in
      next.0.kind == kind ? index * next.0.levels.count + next.1 : index
    }
  }
}
