import NumericCore

/// A Gaussian copula put to work on the streams of a study.
struct Coupling: Sendable, Hashable {
  /// Streams of the coupled factors, ordered by Sobol' dimension.
  let keys: [StreamKey]
  /// The row of a factor, by name.
  let row: [String: Int]
  /// Cholesky factor of the correlations, in that order.
  let lower: Matrix

  /// The largest double below 1; a coupled uniform must stay inside (0, 1), too.
  private static let largestUniform = 1.0.nextDown

  /// Nil when the copula couples nothing.
  ///
  /// - Throws: ``DesignError`` naming a coupled factor that has no marginal source.
  init?(_ copula: GaussianCopula, columns: [ColumnSource]) throws {
    var keyOfName: [String: StreamKey] = [:]
    for case .marginal(let key, _) in columns { keyOfName[key.name] = key }
    var pairs: [(position: Int, key: StreamKey)] = []
    for position in copula.coupledPositions {
      guard let key = keyOfName[copula.names[position]] else {
        throw DesignError(
          "\(copula.names[position]) has a rank correlation but no distribution of its own")
      }
      pairs.append((position, key))
    }
    guard !pairs.isEmpty else { return nil }
    pairs.sort { $0.key.dimension < $1.key.dimension }
    var matrix = Matrix(rows: pairs.count, columns: pairs.count)
    for (i, first) in pairs.enumerated() {
      for (j, second) in pairs.enumerated() {
        matrix[i, j] = copula.correlations[first.position, second.position]
      }
    }
    keys = pairs.map(\.key)
    row = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1.name, $0) })
    lower = try Cholesky(matrix).lower
  }

  /// Coupled uniforms of some rows: that of a row and future is at `row * futures.count + lane`; other rows
  /// are left undefined. Nil when no row is asked for.
  ///
  /// Cost: about 10 ns for each row up to the highest asked for, and 20 ns for each one asked for.
  func uniforms(of rows: [Int], design: Design, futures: Range<Int>) -> [Double]? {
    guard let highest = rows.max() else { return nil }
    let count = futures.count
    return [Double](unsafeUninitializedCapacity: (highest + 1) * count) { buffer, size in
      let result = buffer.baseAddress!
      result.initialize(repeating: 0, count: (highest + 1) * count)
      let normals = UnsafeMutablePointer<Double>.allocate(capacity: (highest + 1) * count)
      defer { normals.deallocate() }
      for index in 0...highest {
        let target = normals + index * count
        design.uniforms(keys[index], futures: futures, into: target)
        // A row that depends on no other keeps its uniform, to the last bit.
        let isFree = (0..<index).allSatisfy { lower[index, $0] == 0 }
        if isFree { (result + index * count).update(from: target, count: count) }
        Normal.quantiles(inPlace: target, count: count)
        guard !isFree && rows.contains(index) else { continue }
        let sums = result + index * count
        for column in 0...index where lower[index, column] != 0 {
          let weight = lower[index, column]
          let source = normals + column * count
          for lane in 0..<count { sums[lane] += weight * source[lane] }
        }
        for lane in 0..<count {
          let uniform = Normal.cumulative(sums[lane])
          sums[lane] = min(max(uniform, Double.leastNormalMagnitude), Coupling.largestUniform)
        }
      }
      size = (highest + 1) * count
    }
  }
}
