/// Quantiles of a stream of numbers in bounded memory, the same for every number of threads.
///
/// Up to ``exactCapacity`` values are kept as they are and quantiles are exact. Beyond, values live on
/// levels; a value on level h stands for 2^h values of the stream. A level that reaches
/// ``levelCapacity`` values is sorted and every other value moves up one level, the rest is dropped.
/// Nothing is drawn at random: the first kept value alternates between the smallest and the second
/// smallest, level by level.
///
/// A compaction of level h that keeps the smallest value can only raise the estimated rank of a number,
/// by at most 2^h; one that keeps the second smallest can only lower it, by at most 2^h. The sketch counts
/// both, so that ``rankErrorBound`` holds for every order of the stream, including the worst. For n
/// values it is close to `log2(n / 4096) / 8192`: 0.06 % at 10^5 values and 0.1 % at 10^6, against a
/// sampling error of a median's rank of 0.16 % and 0.05 %.
///
/// Memory: at most 8,192 numbers while exact, afterwards at most 4,096 plus 2,048 for each level, of which
/// there are log2(n / 4096) (112 KiB at 10^5 values, 160 KiB at 10^6). Cost of a value: a constant share
/// of sorting 4,096 numbers twice, about 40 ns.
///
/// Values may be +infinity or -infinity (a censored time), never NaN.
///
/// J. I. Munro and M. S. Paterson 1980, Selection and sorting with limited storage,
/// doi:10.1016/0304-3975(80)90061-4; G. S. Manku, S. Rajagopalan and B. G. Lindsay 1998, Approximate
/// medians and other quantiles in one pass and with limited memory, doi:10.1145/276305.276342.
public struct QuantileSketch: Sendable, Hashable {
  /// Values up to which quantiles are exact. Studies of up to 8,192 futures, which is what one looks at
  /// first, then print quantiles without a caveat, at 64 KiB a sketch.
  public static let exactCapacity = 8_192
  /// Values at which a level is compacted. Halving it would double the rank error and save half the
  /// memory; at this size the rank error of 10^5 values is below half of their sampling error.
  public static let levelCapacity = 4_096

  /// Values that were added.
  public private(set) var count = 0
  /// Level 0, in the order of arrival.
  private var recent: [Double] = []
  /// Levels from 1 on.
  private var levels: [[Double]] = []
  /// Compactions by level that kept the smallest value, from level 0 on.
  private var raising: [Int] = []
  /// Compactions by level that kept the second smallest value, from level 0 on.
  private var lowering: [Int] = []

  /// Makes an empty sketch.
  public init() {}

  /// What a sketch holds, for keeping: values and compactions by level.
  package typealias Parts = (
    recent: [Double], levels: [[Double]], raising: [Int], lowering: [Int]
  )

  /// What the sketch holds.
  package var parts: Parts { (recent, levels, raising, lowering) }

  /// The sketch that holds some parts; nil when no sketch can.
  package init?(_ parts: Parts) {
    (recent, levels, raising, lowering) = parts
    let isTooFull =
      isExact
      ? recent.count > Self.exactCapacity || !levels.isEmpty
      : recent.count >= Self.levelCapacity
    // Forty levels hold more values than any stream has.
    guard !isTooFull, raising.count == lowering.count, levels.count == raising.count,
      levels.count <= 40, levels.allSatisfy({ $0.count < Self.levelCapacity }),
      !Self.holdsNaN(recent), !levels.contains(where: Self.holdsNaN)
    else { return nil }
    count = levels.enumerated().reduce(recent.count) { $0 + $1.element.count << ($1.offset + 1) }
  }

  /// Whether every value is still kept.
  public var isExact: Bool { raising.isEmpty }

  /// Numbers held in memory.
  public var storedCount: Int { levels.reduce(recent.count) { $0 + $1.count } }

  /// Largest possible error of the rank of a quantile, as a share of all values; 0 while exact.
  ///
  /// The number returned for share p is the value, or one of the equal values, of some rank between
  /// `(p - bound) n` and `(p + bound) n`.
  public var rankErrorBound: Double {
    guard count > 0 else { return 0 }
    var up = 0.0
    var down = 0.0
    var weight = 1.0
    for (raised, lowered) in zip(raising, lowering) {
      up += Double(raised) * weight
      down += Double(lowered) * weight
      weight *= 2
    }
    return max(up, down) / Double(count)
  }

  /// Adds one value, which must not be NaN.
  public mutating func add(_ value: Double) {
    withUnsafePointer(to: value) { add(contentsOf: UnsafeBufferPointer(start: $0, count: 1)) }
  }

  /// Adds values, none of them NaN, in their order.
  public mutating func add(contentsOf values: [Double]) {
    values.withUnsafeBufferPointer { add(contentsOf: $0) }
  }

  /// Adds values, none of them NaN, in their order.
  public mutating func add(contentsOf values: UnsafeBufferPointer<Double>) {
    precondition(!Self.holdsNaN(values), "a quantile sketch takes no NaN")
    var start = 0
    while start < values.count {
      // An exact sketch overflows with the value after the last it can keep, others when full.
      let limit = isExact ? Self.exactCapacity + 1 : Self.levelCapacity
      let end = min(values.count, start + max(limit - recent.count, 1))
      recent.append(contentsOf: UnsafeBufferPointer(rebasing: values[start..<end]))
      count += end - start
      start = end
      if recent.count >= limit { compact() }
    }
  }

  /// Adds all that a later sketch holds.
  ///
  /// Merging sketches of consecutive pieces in their order gives the same sketch on every machine. Pieces
  /// of at most ``exactCapacity`` values give exactly the sketch of the whole stream; for longer ones the
  /// error counts of both add up.
  public mutating func merge(_ later: QuantileSketch) {
    if later.isExact {
      add(contentsOf: later.recent)
      return
    }
    count += later.count - later.recent.count
    growErrors(to: later.raising.count)
    for level in later.raising.indices {
      raising[level] += later.raising[level]
      lowering[level] += later.lowering[level]
    }
    for index in later.levels.indices {
      if levels.count <= index { levels.append([]) }
      levels[index] += later.levels[index]
    }
    var index = 0
    while index < levels.count {
      if levels[index].count >= Self.levelCapacity { compactLevel(index) }
      index += 1
    }
    add(contentsOf: later.recent)
    if recent.count >= Self.levelCapacity { compact() }
  }

  /// The value of nearest rank for each share: the smallest value that at least that share of all values
  /// does not exceed.
  ///
  /// Such a value occurred in the stream, is defined for infinite values, and needs no interpolation rule.
  ///
  /// - Parameter shares: numbers between 0 and 1; 0 gives the smallest value.
  /// - Returns: a value for each share; empty when no value was added.
  public func quantiles(_ shares: [Double]) -> [Double] {
    guard count > 0 else { return [] }
    if isExact {
      var sorted = recent
      RadixSort.sort(&sorted)
      return shares.map { sorted[rank($0) - 1] }
    }
    let (values, cumulative) = weightedValues()
    return shares.map { share in
      let wanted = rank(share)
      var low = 0
      var high = cumulative.count - 1
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      return values[low]
    }
  }

  /// All values held, ascending, each with the number of values of the stream that it and those before it
  /// stand for.
  package func weightedValues() -> (values: [Double], cumulative: [Int]) {
    var sorted = [recent] + levels
    for level in sorted.indices { RadixSort.sort(&sorted[level]) }
    var next = [Int](repeating: 0, count: sorted.count)
    var values: [Double] = []
    var cumulative: [Int] = []
    values.reserveCapacity(storedCount)
    cumulative.reserveCapacity(storedCount)
    var sum = 0
    for _ in 0..<storedCount {
      var smallest = -1
      for level in sorted.indices where next[level] < sorted[level].count {
        if smallest < 0 || sorted[level][next[level]] < sorted[smallest][next[smallest]] {
          smallest = level
        }
      }
      sum += 1 << smallest
      values.append(sorted[smallest][next[smallest]])
      cumulative.append(sum)
      next[smallest] += 1
    }
    return (values, cumulative)
  }

  /// The value of nearest rank for one share; nil when no value was added.
  public func quantile(_ share: Double) -> Double? { quantiles([share]).first }

  /// The rank, from 1, that a share asks for. Products such as 0.95 * 20, whose rounding may exceed the
  /// whole number meant, are allowed four units in the last place.
  private func rank(_ share: Double) -> Int {
    precondition(share >= 0 && share <= 1, "a share lies between 0 and 1, not \(share)")
    let exact = share * Double(count)
    return min(max(Int((exact - 4 * exact.ulp).rounded(.up)), 1), count)
  }

  /// Moves every other value of level 0 up, then does the same for every level that became full.
  private mutating func compact() {
    var values = recent
    recent = []
    promote(&values, fromLevel: 0)
    recent.reserveCapacity(Self.levelCapacity)
    recent.append(contentsOf: values)
    var index = 0
    while index < levels.count, levels[index].count >= Self.levelCapacity {
      compactLevel(index)
      index += 1
    }
  }

  /// Moves every other value of level `index + 1` up.
  private mutating func compactLevel(_ index: Int) {
    var values = levels[index]
    levels[index] = []
    promote(&values, fromLevel: index + 1)
    levels[index] = values
  }

  /// Sorts values of a level and appends every other one to the next level; of an odd number of values
  /// the largest stays, so that weights always add up to ``count``.
  private mutating func promote(_ values: inout [Double], fromLevel level: Int) {
    RadixSort.sort(&values)
    growErrors(to: level + 1)
    if levels.count <= level { levels.append([]) }
    let keepsSmallest = raising[level] <= lowering[level]
    if keepsSmallest { raising[level] += 1 } else { lowering[level] += 1 }
    let offset = keepsSmallest ? 0 : 1
    let pairs = values.count / 2
    levels[level].reserveCapacity(levels[level].count + pairs)
    for pair in 0..<pairs { levels[level].append(values[2 * pair + offset]) }
    values = values.count % 2 == 1 ? [values[values.count - 1]] : []
  }

  /// Whether any number is NaN. One test for all: a branch for each number keeps the loop out of vectors.
  private static func holdsNaN(_ values: UnsafeBufferPointer<Double>) -> Bool {
    var holds = false
    for value in values where value.isNaN { holds = true }
    return holds
  }

  private static func holdsNaN(_ values: [Double]) -> Bool {
    values.withUnsafeBufferPointer { holdsNaN($0) }
  }

  private mutating func growErrors(to levelCount: Int) {
    while raising.count < levelCount {
      raising.append(0)
      lowering.append(0)
    }
  }
}
