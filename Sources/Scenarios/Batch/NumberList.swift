/// Whole numbers in ascending order, as batch systems and people write them: `1-64,70`.
public struct NumberList: Sendable, Hashable {
  /// The numbers, each once, ascending.
  public let numbers: [Int]

  /// Takes numbers in any order.
  public init(_ numbers: some Sequence<Int>) { self.numbers = Set(numbers).sorted() }

  /// Reads what ``text`` writes.
  ///
  /// - Parameter range: numbers that may occur; it also bounds the memory that a text can ask for.
  /// - Returns: nil for a text of another form, and for numbers outside the range.
  public init?(_ text: String, within range: ClosedRange<Int>) {
    var numbers: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
        first <= last, range.contains(first), range.contains(last),
        numbers.last.map({ $0 < first }) ?? true
      else { return nil }
      numbers += first...last
    }
    self.numbers = numbers
  }

  /// The numbers with neighbours joined: `0-63`, `0,2,5-9`; empty without any.
  public var text: String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
