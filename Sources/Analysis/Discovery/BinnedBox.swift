import NumericCore

/// Rows, and how many of them are cases: those that meet the condition.
struct CaseCount: Sendable, Hashable {
  var rows = 0
  var cases = 0

  var density: Double { rows > 0 ? Double(cases) / Double(rows) : 0 }

  static func + (first: CaseCount, second: CaseCount) -> CaseCount {
    CaseCount(rows: first.rows + second.rows, cases: first.cases + second.cases)
  }
  static func - (first: CaseCount, second: CaseCount) -> CaseCount {
    CaseCount(rows: first.rows - second.rows, cases: first.cases - second.cases)
  }
}

/// A box as the bins it allows.
struct BinnedBox: Sendable, Hashable {
  /// By factor that has a limit, in any order, which of its bins are inside.
  private(set) var allowed: [Int: [Bool]] = [:]

  /// Factors with a limit, in their order.
  var factors: [Int] { allowed.keys.sorted() }

  /// Bins of a factor inside the box; nil where all are.
  subscript(factor: Int) -> [Bool]? {
    get { allowed[factor] }
    set { allowed[factor] = newValue?.contains(false) == true ? newValue : nil }
  }

  /// Takes bins out.
  mutating func remove(_ bins: [Int], of factor: Int, in data: BinnedFactors) {
    var table = allowed[factor] ?? [Bool](repeating: true, count: data.columns[factor].binCount)
    for bin in bins { table[bin] = false }
    self[factor] = table
  }

  /// Whether each of some rows is inside.
  func contains(_ rows: [Int32], in data: BinnedFactors) -> [Bool] {
    let tables = factors.map { ($0, allowed[$0]!) }
    let width = data.factorCount
    return data.codes.withUnsafeBufferPointer { codes in
      rows.map { row in
        let place = Int(row) * width
        return tables.allSatisfy { $1[Int(codes[place + $0])] }
      }
    }
  }

  /// Which side of a factor has a limit: below, above; for categories, both stand for any.
  func sides(of factor: Int, in data: BinnedFactors) -> (low: Bool, high: Bool) {
    guard let table = allowed[factor] else { return (false, false) }
    if data.columns[factor].categories != nil { return (true, true) }
    return (!table[0], !table[table.count - 1])
  }
}

/// Rows of the data with the times each counts, and whether it is a case.
struct WeightedRows: Sendable {
  let rows: [Int32]
  /// By row of ``rows``; 1 unless resampled.
  let weights: [Int32]
  /// By row of ``rows``.
  let isCase: [Bool]

  init(_ rows: [Int32], isCase: [Bool], weights: [Int32]? = nil) {
    self.rows = rows
    self.isCase = rows.map { isCase[Int($0)] }
    self.weights = weights ?? [Int32](repeating: 1, count: rows.count)
  }

  private init(rows: [Int32], weights: [Int32], isCase: [Bool]) {
    self.rows = rows
    self.weights = weights
    self.isCase = isCase
  }

  /// All of them.
  var total: CaseCount {
    var total = CaseCount()
    for place in rows.indices { add(place, to: &total) }
    return total
  }

  /// Those for which a mark is set.
  func count(where isIn: [Bool]) -> CaseCount {
    var total = CaseCount()
    for place in rows.indices where isIn[place] { add(place, to: &total) }
    return total
  }

  /// Those for which a mark is not set.
  func without(_ isIn: [Bool]) -> WeightedRows {
    let kept = rows.indices.filter { !isIn[$0] }
    return WeightedRows(
      rows: kept.map { rows[$0] }, weights: kept.map { weights[$0] },
      isCase: kept.map { isCase[$0] })
  }

  /// The same rows drawn anew with replacement.
  func resampled(_ uniforms: [Double]) -> WeightedRows {
    var drawn = [Int32](repeating: 0, count: rows.count)
    for uniform in uniforms {
      drawn[min(Int(uniform * Double(rows.count)), rows.count - 1)] += 1
    }
    let kept = rows.indices.filter { drawn[$0] > 0 }
    return WeightedRows(
      rows: kept.map { rows[$0] }, weights: kept.map { drawn[$0] },
      isCase: kept.map { isCase[$0] })
  }

  private func add(_ place: Int, to total: inout CaseCount) {
    total.rows += Int(weights[place])
    if isCase[place] { total.cases += Int(weights[place]) }
  }
}

/// Rows and cases by factor and bin, in one number each: rows below, cases above bit 32.
struct BinCounts {
  private(set) var counts: [UInt64]
  private let width: Int

  init(_ data: BinnedFactors) {
    width = data.factorCount
    counts = [UInt64](repeating: 0, count: width * BinnedFactors.limit)
  }

  subscript(factor: Int, bin: Int) -> CaseCount {
    let both = counts[factor * BinnedFactors.limit + bin]
    return CaseCount(rows: Int(both & 0xFFFF_FFFF), cases: Int(both >> 32))
  }

  /// Adds rows at places of a list, or takes them away.
  mutating func count(
    _ rows: WeightedRows, at places: some Sequence<Int>, in data: BinnedFactors,
    removes: Bool = false
  ) {
    let width = width
    counts.withUnsafeMutableBufferPointer { counts in
      data.codes.withUnsafeBufferPointer { codes in
        for place in places {
          let weight = UInt64(rows.weights[place])
          let both = rows.isCase[place] ? weight | weight << 32 : weight
          let change = removes ? 0 &- both : both
          let first = Int(rows.rows[place]) * width
          for factor in 0..<width {
            let bin = factor &* BinnedFactors.limit &+ Int(codes[first &+ factor])
            counts[bin] = counts[bin] &+ change
          }
        }
      }
    }
  }
}
