import Ensembles

/// Sums of many cells, each split by a partition of the futures.
///
/// Shape: part by cell, cells contiguous. Parts that no future has touched take no memory outside the
/// range from the first to the last touched one, so that a block of a design with many groups stays small
/// and later groups are appended.
struct PartitionedSums: Sendable, Hashable, Archivable {
  /// Number of cells.
  let width: Int
  /// The parts in memory.
  private(set) var parts: Range<Int> = 0..<0
  private(set) var sums: [Double] = []

  /// Makes empty sums.
  init(width: Int) {
    self.width = width
  }

  /// Makes room for parts; new sums are 0.
  mutating func cover(_ wanted: Range<Int>) {
    if wanted.isEmpty || (!parts.isEmpty && parts.clamped(to: wanted) == wanted) { return }
    if parts.isEmpty {
      parts = wanted
      sums = [Double](repeating: 0, count: wanted.count * width)
      return
    }
    let union = min(parts.lowerBound, wanted.lowerBound)..<max(parts.upperBound, wanted.upperBound)
    let before = parts.lowerBound - union.lowerBound
    if before > 0 {
      sums.insert(contentsOf: repeatElement(0, count: before * width), at: 0)
    }
    sums.append(contentsOf: repeatElement(0, count: union.count * width - sums.count))
    parts = union
  }

  /// Adds numbers to one cell, one to each part of ``parts``.
  mutating func add(_ partials: UnsafePointer<Double>, to cell: Int) {
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0..<parts.count { sums[index * width + cell] += partials[index] }
    }
  }

  /// The parts in memory and their sums.
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&parts)
    try archive.code(&sums)
    let (size, overflows) = parts.count.multipliedReportingOverflow(by: width)
    try archive.require(!overflows && sums.count == size, "\(sums.count) sums of parts \(parts)")
  }

  /// Adds the sums of later futures.
  mutating func merge(_ later: PartitionedSums) {
    precondition(width == later.width)
    cover(later.parts)
    let offset = (later.parts.lowerBound - parts.lowerBound) * width
    sums.withUnsafeMutableBufferPointer { sums in
      later.sums.withUnsafeBufferPointer { added in
        for index in 0..<added.count { sums[offset + index] += added[index] }
      }
    }
  }

  /// The sums of one cell, part by part.
  func column(_ cell: Int) -> [Double] {
    (0..<parts.count).map { sums[$0 * width + cell] }
  }

  /// The sum of one cell over all parts, in their order.
  func total(_ cell: Int) -> Double {
    var total = 0.0
    for index in 0..<parts.count { total += sums[index * width + cell] }
    return total
  }
}

/// Everything that is summed by one partition of the futures: error groups, or blocks of ensemble rows.
struct PartitionTally: Sendable, Hashable, Archivable {
  /// Sums of columns over the runs that succeeded, by cell.
  var runs: PartitionedSums
  /// Runs that succeeded, by run.
  var runCounts: PartitionedSums
  /// Sums of differences to the baseline over complete futures, by cell.
  var differences: PartitionedSums
  /// Sums of marks over complete futures, by mark.
  var marks: PartitionedSums
  /// Complete futures, by scenario.
  var completeCounts: PartitionedSums

  /// Makes an empty tally.
  init(_ layout: ComparisonLayout) {
    runs = PartitionedSums(width: layout.cellCount)
    runCounts = PartitionedSums(width: layout.runCount)
    differences = PartitionedSums(width: layout.cellCount)
    marks = PartitionedSums(width: layout.markCount)
    completeCounts = PartitionedSums(width: layout.scenarioCount)
  }

  /// Makes room for parts.
  mutating func cover(_ parts: Range<Int>) {
    runs.cover(parts)
    runCounts.cover(parts)
    differences.cover(parts)
    marks.cover(parts)
    completeCounts.cover(parts)
  }

  /// All sums, of the same parts.
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&runs)
    try archive.code(&runCounts)
    try archive.code(&differences)
    try archive.code(&marks)
    try archive.code(&completeCounts)
    try archive.require(
      runCounts.parts == runs.parts && differences.parts == runs.parts
        && marks.parts == runs.parts && completeCounts.parts == runs.parts,
      "sums of different parts")
  }

  /// Adds the tally of later futures.
  mutating func merge(_ later: PartitionTally) {
    runs.merge(later.runs)
    runCounts.merge(later.runCounts)
    differences.merge(later.differences)
    marks.merge(later.marks)
    completeCounts.merge(later.completeCounts)
  }
}
