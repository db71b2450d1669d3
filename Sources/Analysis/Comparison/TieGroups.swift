/// Mixes that are equal for practical purposes, as groups from the best to the worst.
///
/// A group is opened by the best mix that is in none, and takes in all mixes that fall behind it by less than a margin;
/// the first one also takes in those that cannot be told apart from the best. Members of a group are thus compared with
/// its best, never with each other: a chain of small steps does not make its ends equal.
public struct TieGroups: Sendable, Hashable {
  /// For each mix the number of its group, the leading one being 0; a mix without a value is in the last.
  public let group: [Int]
  /// Mixes from best to worst; equal ones in their order.
  public let order: [Int]

  /// Groups mixes.
  ///
  /// - Parameters:
  ///   - values: larger is better; not a number stands for none.
  ///   - margin: differences below it do not matter.
  ///   - contenders: mixes that cannot be told apart from the best.
  public init(_ values: [Double], margin: Double, contenders: Set<Int> = []) {
    let order = values.indices.sorted {
      let (first, second) = (values[$0], values[$1])
      if first.isNaN || second.isNaN { return first.isNaN == second.isNaN ? $0 < $1 : second.isNaN }
      return first != second ? first > second : $0 < $1
    }
    var group = [Int](repeating: 0, count: values.count)
    var (number, best) = (-1, Double.nan)
    for mix in order {
      let isFirst = number < 0
      let isEqual = best - values[mix] < margin || best == values[mix]
      let isContender = number == 0 && contenders.contains(mix)
      let hasNone = values[mix].isNaN && best.isNaN
      if isFirst || !(isEqual || isContender || hasNone) {
        number += 1
        best = values[mix]
      }
      group[mix] = number
    }
    self.group = group
    self.order = order
  }

  /// The members of a group, the best first.
  public func members(_ number: Int) -> [Int] { order.filter { group[$0] == number } }
}
