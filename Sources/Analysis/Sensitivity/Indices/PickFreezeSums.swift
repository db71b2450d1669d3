import Ensembles
import NumericCore
import Sampling

/// Sums over the base points of a pick-freeze design, from which all variance-based indices follow.
///
/// One value serves one outcome. Base points are absorbed in blocks and blocks merged in order, so
/// that runs need not be kept: the sums of 64 groups and 32 replicates take 0.1 MB an outcome,
/// without pairs.
///
/// A base point with any row that failed (an outcome that is not finite) is left out as a whole and
/// counted: leaving out single rows would compare runs with different partners, and what remains of
/// the design would no longer be balanced between A and B. With failures the indices describe the
/// futures in which the model runs.
///
/// Sums are taken about a pivot near the mean, so that an outcome with a large mean loses no
/// digits. Cost: about 10 operations for each row and base point; with pairs k (k - 1) more for
/// each base point.
public struct PickFreezeSums: Sendable, Hashable, Archivable {
  /// The design.
  public private(set) var design: PickFreezeDesign
  /// The number subtracted from every outcome before it enters the sums of products.
  public let pivot: Double
  /// Whether sums for second-order indices are taken, too.
  public let hasPairs: Bool
  /// Base points in the sums, by replicate.
  public private(set) var counts: [Int]
  /// Base points left out because a run failed.
  public private(set) var failed = 0
  /// For each group the largest absolute difference that moving it made.
  public private(set) var largestChange: [Double]
  /// The largest absolute difference between two runs that share nothing.
  public private(set) var largestDifference = 0.0
  /// Base points at which two runs that share nothing have the same outcome: 0 for a continuous one.
  public private(set) var equalPoints = 0

  // All by replicate. With a = f(A), b = f(B), p = f(A_B^(i)), q = f(B_A^(i)), all less the pivot:
  /// sum of (a - b)^2, of its square, of a b, and of a and of b.
  var betweenSquares: [Double]
  var betweenFourths: [Double]
  var betweenProducts: [Double]
  var sumA: [Double]
  var sumB: [Double]
  /// Sum of a^2 + b^2 and, over all rows, of the outcome.
  var squares: [Double]
  var allRows: [Double]
  /// By group: sums that estimate n V_i, n V_Ti, n V (or half of each, see ``VarianceIndices``).
  var first: [[Double]]
  var total: [[Double]]
  var mixedSquares: [[Double]]
  /// By group: sum of p q, of p, of q; and of p - a.
  var mixedProducts: [[Double]]
  var sumP: [[Double]]
  var sumQ: [[Double]]
  var shift: [[Double]]
  /// By pair, ``pairIndex(_:_:)``: sum of (q_j - b)(p_i - a) + (q_i - b)(p_j - a).
  var pairs: [[Double]]

  /// Empty sums.
  ///
  /// - Parameters:
  ///   - design: the design.
  ///   - pivot: a number near the mean of the outcome; all parts of a run must use the same.
  ///   - hasPairs: whether second-order indices are wanted.
  /// - Precondition: pairs need the symmetric layout.
  public init(design: PickFreezeDesign, pivot: Double, hasPairs: Bool = false) {
    precondition(
      !hasPairs || design.layout == .symmetric, "second-order indices need the symmetric layout")
    precondition(pivot.isFinite, "pivot \(pivot)")
    self.design = design
    self.pivot = pivot
    self.hasPairs = hasPairs
    let replicates = [Double](repeating: 0, count: design.base.groupCount)
    let groupCount = design.groups.count
    counts = [Int](repeating: 0, count: design.base.groupCount)
    largestChange = [Double](repeating: 0, count: groupCount)
    betweenSquares = replicates
    betweenFourths = replicates
    betweenProducts = replicates
    sumA = replicates
    sumB = replicates
    squares = replicates
    allRows = replicates
    let groups = [[Double]](repeating: replicates, count: groupCount)
    first = groups
    total = groups
    mixedSquares = groups
    mixedProducts = groups
    sumP = groups
    sumQ = groups
    shift = groups
    pairs = [[Double]](
      repeating: replicates, count: hasPairs ? groupCount * (groupCount - 1) / 2 : 0)
  }

  /// Base points in the sums.
  public var used: Int { counts.reduce(0, +) }

  /// The same sums as those of a shorter design, whose base points are those taken in so far.
  ///
  /// - Precondition: the designs differ in their number of base points alone.
  func asAll(of design: PickFreezeDesign) -> PickFreezeSums {
    precondition(
      design.groups == self.design.groups && design.layout == self.design.layout
        && design.base.groupCount == self.design.base.groupCount
        && design.base.futures == used + failed, "sums of \(used + failed) base points")
    var result = self
    result.design = design
    return result
  }

  /// Whether the outcome is the same in all runs, but for rounding.
  var isConstant: Bool {
    let largest = max(largestDifference, largestChange.max() ?? 0)
    return largest == 0 || Rounding.isRounding(spread: largest, magnitude: pivot.magnitude)
  }

  /// What one event more or less would do to a share of the variance of an outcome of which runs agree by chance:
  /// `1 - 0.025^(1/c)` with c the base points that carry the variance; 0 for a continuous outcome.
  var eventError: Double {
    equalPoints == 0 || carriers == 0
      ? 0 : BinomialInterval.noEvent(count: max(carriers, 1), covering: 0.975)
  }

  /// Base points that carry the variance, ``Carriers``; 0 where nothing varies.
  var carriers: Double {
    let (squares, fourths) = (betweenSquares.reduce(0, +), betweenFourths.reduce(0, +))
    return fourths > 0 ? squares * squares / fourths : 0
  }

  /// The index of a group that changed no run, of an outcome of which other runs agree by chance.
  var unmovedIndex: IndexEstimate {
    .unmoved(
      runs: used, largest: largestDifference, meanSquare: betweenSquares.reduce(0, +) / Double(used)
    )
  }

  /// The position of a pair of groups, i below j.
  static func pairIndex(_ i: Int, _ j: Int) -> Int { j * (j - 1) / 2 + i }

  /// Takes in consecutive base points.
  ///
  /// - Parameters:
  ///   - points: base points of the design.
  ///   - rows: by row of the design a column with one outcome for each of these points; NaN or an
  ///     infinity says that the run failed.
  public mutating func absorb(points: Range<Int>, rows: [UnsafePointer<Double>]) {
    precondition(rows.count == design.rowCount, "\(rows.count) rows of \(design.rowCount)")
    let groupCount = design.groups.count
    let isSymmetric = design.layout == .symmetric
    let last = design.rowCount - 1
    var changes = (p: [Double](), q: [Double]())
    changes.p = [Double](repeating: 0, count: groupCount)
    changes.q = changes.p
    for (lane, point) in points.enumerated() {
      guard rows.allSatisfy({ $0[lane].isFinite }) else {
        failed += 1
        continue
      }
      let replicate = design.base.group(of: point)
      let a = rows[0][lane] - pivot
      let b = rows[last][lane] - pivot
      counts[replicate] += 1
      let difference = (rows[0][lane] - rows[last][lane]).magnitude
      if difference == 0 { equalPoints += 1 }
      largestDifference = max(largestDifference, difference)
      betweenSquares[replicate] += (a - b) * (a - b)
      betweenFourths[replicate] += (a - b) * (a - b) * (a - b) * (a - b)
      betweenProducts[replicate] += a * b
      sumA[replicate] += a
      sumB[replicate] += b
      squares[replicate] += a * a + b * b
      var rowSum = a + b
      for group in 0..<groupCount {
        let p = rows[1 + group][lane] - pivot
        // Differences of the outcomes themselves: an input without effect gives exactly 0.
        let fromA = rows[1 + group][lane] - rows[0][lane]
        rowSum += p
        if isSymmetric {
          let q = rows[1 + groupCount + group][lane] - pivot
          let fromB = rows[1 + groupCount + group][lane] - rows[last][lane]
          rowSum += q
          first[group][replicate] -= fromB * fromA
          total[group][replicate] += fromA * fromA + fromB * fromB
          mixedSquares[group][replicate] += (p - q) * (p - q)
          mixedProducts[group][replicate] += p * q
          sumP[group][replicate] += p
          sumQ[group][replicate] += q
          largestChange[group] = max(largestChange[group], fromA.magnitude, fromB.magnitude)
          changes.p[group] = fromA
          changes.q[group] = fromB
        } else {
          first[group][replicate] += b * fromA
          total[group][replicate] += fromA * fromA
          shift[group][replicate] += fromA
          largestChange[group] = max(largestChange[group], fromA.magnitude)
        }
      }
      allRows[replicate] += rowSum
      if hasPairs {
        for j in 1..<max(groupCount, 1) {
          for i in 0..<j {
            pairs[Self.pairIndex(i, j)][replicate] +=
              changes.q[j] * changes.p[i] + changes.q[i] * changes.p[j]
          }
        }
      }
    }
  }

  /// All sums, of the same design and about the same pivot.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    let groups = design.groups.map { "\($0.name) \($0.columns) \($0.luck)" }
    let base = design.base.specification
    try archive.match(
      "\(groups) \(design.layout) \(design.dimensionOffset) \(pivot) \(hasPairs) \(base.kind) "
        + "\(base.futures) \(base.seed) \(base.replicates) \(base.parts) \(base.cubeSize)",
      "a design")
    try archive.code(&counts)
    try archive.code(&failed)
    try archive.code(&largestChange)
    try archive.code(&largestDifference)
    try archive.code(&equalPoints)
    for part in Self.vectors { try archive.code(&self[keyPath: part]) }
    for part in Self.tables { try archive.code(&self[keyPath: part]) }
  }

  /// The sums that merge by addition: by replicate, and by group or pair and replicate.
  private static var vectors: [WritableKeyPath<PickFreezeSums, [Double]>] {
    [
      \.betweenSquares, \.betweenFourths, \.betweenProducts, \.sumA, \.sumB, \.squares, \.allRows,
    ]
  }
  private static var tables: [WritableKeyPath<PickFreezeSums, [[Double]]>] {
    [
      \.first, \.total, \.mixedSquares, \.mixedProducts, \.sumP, \.sumQ, \.shift, \.pairs,
    ]
  }

  /// Takes in the sums of later base points.
  ///
  /// - Precondition: same design, pivot and choice of pairs.
  public mutating func merge(_ later: PickFreezeSums) {
    precondition(
      design == later.design && pivot == later.pivot && hasPairs == later.hasPairs,
      "sums of another design")
    func add(_ left: inout [Double], _ right: [Double]) {
      for index in left.indices { left[index] += right[index] }
    }
    for index in counts.indices { counts[index] += later.counts[index] }
    failed += later.failed
    equalPoints += later.equalPoints
    largestDifference = max(largestDifference, later.largestDifference)
    for index in largestChange.indices {
      largestChange[index] = max(largestChange[index], later.largestChange[index])
    }
    for part in Self.vectors { add(&self[keyPath: part], later[keyPath: part]) }
    for part in Self.tables {
      for row in self[keyPath: part].indices {
        add(&self[keyPath: part][row], later[keyPath: part][row])
      }
    }
  }
}
