import Testing

@testable import Sampling

@Suite("Sobol' sequence and its scrambling")
struct SobolTests {
  func coordinates(dimension: Int, first: Int = 0, count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { buffer, size in
      SobolSequence.fill(
        dimension: dimension, firstPoint: first, count: count, into: buffer.baseAddress!)
      size = count
    }
  }

  func point(_ index: Int, dimension: Int) -> Double {
    Double(coordinates(dimension: dimension, first: index, count: 1)[0]) * 0x1p-24
  }

  /// Values of SciPy 1.17, whose numbers are new-joe-kuo-6.21201.
  @Test func knownPoints() {
    let rows: [[Double]] = [
      [0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.25, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25], [0.375, 0.375, 0.625, 0.875, 0.375],
      [0.875, 0.875, 0.125, 0.375, 0.875], [0.625, 0.125, 0.875, 0.625, 0.625],
      [0.125, 0.625, 0.375, 0.125, 0.125],
    ]
    for (index, row) in rows.enumerated() {
      #expect((0..<5).map { point(index, dimension: $0) } == row)
    }
    let thousandth = [
      0.2197265625, 0.0966796875, 0.5185546875, 0.6767578125, 0.2802734375, 0.9072265625,
      0.0458984375, 0.8994140625, 0.5009765625, 0.0693359375, 0.0849609375, 0.2548828125,
    ]
    #expect((0..<12).map { point(1000, dimension: $0) } == thousandth)
    #expect(point(5, dimension: 99) == 0.375)
    #expect(point(5, dimension: 999) == 0.625)
    #expect(Design.dimensionCount >= 1024)
  }

  @Test func runsOfPointsAgreeWithSinglePoints() {
    for dimension in [0, 1, 17, 1110] {
      let run = coordinates(dimension: dimension, first: 37, count: 200)
      for offset in 0..<200 {
        #expect(
          run[offset] == coordinates(dimension: dimension, first: 37 + offset, count: 1)[0])
      }
    }
  }

  /// Every dimension takes each of 2^m intervals once in its first 2^m points.
  @Test func everyDimensionIsStratified() {
    for dimension in 0..<Design.dimensionCount {
      let intervals = Set(coordinates(dimension: dimension, count: 1024).map { $0 >> 14 })
      #expect(intervals.count == 1024, "dimension \(dimension)")
    }
  }

  /// Scrambled points of one replicate of a design with 32.
  func scrambled(_ name: String, dimension: Int, replicate: Int, points: Int) throws -> [Double] {
    let design = try Design(.init(kind: .sobol, futures: 32 * points, seed: 11))
    var all = [Double](repeating: 0, count: 32 * points)
    design.uniforms(
      StreamKey(name: name, dimension: dimension), futures: 0..<32 * points, into: &all)
    return (0..<points).map { all[32 * $0 + replicate] }
  }

  /// Exact: every block of 2^m points, aligned at a multiple of 2^m, has one point in each of 2^m
  /// intervals after scrambling.
  @Test func scrambledBlocksAreStratified() throws {
    for dimension in [0, 5, 63, 211, 1110] {
      for replicate in [0, 31] {
        let points = try scrambled(
          "factor", dimension: dimension, replicate: replicate, points: 1024)
        for m in 0...10 {
          let size = 1 << m
          for start in stride(from: 0, to: 1024, by: size) {
            let intervals = Set(points[start..<start + size].map { Int($0 * Double(size)) })
            #expect(intervals.count == size, "dimension \(dimension), block \(start) of \(size)")
          }
        }
      }
    }
  }

  /// Exact: the first two dimensions are a (0, m, 2)-net in base 2, one point in every elementary
  /// interval of volume 2^-m, and stay one after scrambling.
  @Test func scrambledPairsFillElementaryIntervals() throws {
    let first = try scrambled("first", dimension: 0, replicate: 3, points: 512)
    let second = try scrambled("second", dimension: 1, replicate: 3, points: 512)
    for m in [6, 9] {
      for start in stride(from: 0, to: 512, by: 1 << m) {
        for split in 0...m {
          let columns = Double(1 << split)
          let rows = Double(1 << (m - split))
          var cells = Set<[Int]>()
          for index in start..<start + (1 << m) {
            cells.insert([Int(first[index] * columns), Int(second[index] * rows)])
          }
          #expect(cells.count == 1 << m, "block \(start) of 2^\(m), split \(split)")
        }
      }
    }
  }

  /// Exact: points that share their first j digits share j scrambled digits, and no more if they differ
  /// in the next one.
  @Test func scramblingIsNested() {
    let scramble = OwenScramble((0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210))
    for sample in 0..<200 {
      let x = Philox(key: 5).block((UInt32(sample), 0, 0, 0)).0 >> 8
      for digit in 0..<24 {
        let y = x ^ (1 << UInt32(digit))
        let a = UInt64(scramble.uniform(x) * 0x1p24)
        let b = UInt64(scramble.uniform(y) * 0x1p24)
        #expect((a ^ b) >> UInt64(digit) == 1, "points \(x) and \(y)")
      }
    }
  }

  /// Flips of different nodes are independent fair bits: over 20,000 keys, every flip and every agreement
  /// of two flips among 84 nodes (levels 1 to 6 and some of 7, 12, 13, 18, 19, 24, across the hash
  /// boundaries) is a binomial count. 3,570 counts within 5.5 standard deviations: false alarm 1.4e-4.
  @Test func flipsAreIndependent() {
    let keys = 20_000
    // A node is named by the digits that lead to it, left-aligned in 24, and its level.
    var nodes: [(prefix: UInt32, level: Int)] = []
    for level in 0..<6 {
      for prefix in 0..<UInt32(1 << level) {
        nodes.append((prefix << UInt32(24 - level), level))
      }
    }
    for level in [6, 7, 11, 12, 17, 18, 23] {
      for prefix: UInt32 in [0, 1, (1 << UInt32(level)) - 1] {
        nodes.append((prefix << UInt32(24 - level), level))
      }
    }
    var columns = [[UInt64]](repeating: [], count: nodes.count)
    for batch in 0..<keys / 64 {
      var words = [UInt64](repeating: 0, count: nodes.count)
      for bit in 0..<64 {
        let scramble = OwenScramble(
          StreamKey(name: "key", dimension: 0).derivedWords(
            seed: 1, purpose: .sobolScramble, replicate: 64 * batch + bit))
        for (index, node) in nodes.enumerated() {
          let digits = UInt64(scramble.uniform(node.prefix) * 0x1p24)
          let flip = digits >> UInt64(23 - node.level) & 1
          words[index] |= flip << UInt64(bit)
        }
      }
      for index in nodes.indices { columns[index].append(words[index]) }
    }
    let total = Double(keys / 64 * 64)
    let limit = 5.5 * (total / 4).squareRoot()
    for i in nodes.indices {
      let ones = columns[i].reduce(0) { $0 + $1.nonzeroBitCount }
      #expect((Double(ones) - total / 2).magnitude < limit, "node \(i)")
      for j in 0..<i {
        var different = 0
        for (a, b) in zip(columns[i], columns[j]) { different += (a ^ b).nonzeroBitCount }
        #expect((Double(different) - total / 2).magnitude < limit, "nodes \(i) and \(j)")
      }
    }
  }
}
