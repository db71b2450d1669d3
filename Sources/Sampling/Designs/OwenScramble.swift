import CDraws

/// Nested uniform (Owen) scrambling of the binary digits of one coordinate.
///
/// Digit j of a point is flipped by a random bit that belongs to the point's first j - 1 digits, every
/// digit string having a bit of its own. Scrambled points are uniform, keep every equidistribution
/// property of the net, and the variance of their mean falls faster than that of independent points,
/// for smooth integrands as n^-3 up to logarithms.
///
/// The scramble is exact, not one of the cheaper permutations that only resemble it (multiplications that
/// carry upwards, as in Laine and Karras's hash, make flips of different nodes dependent). Six levels of
/// the tree of flips have 63 nodes and fit one 64-bit hash of the node they hang from, so that four
/// hashes give 24 exact levels. Points of one replicate differ within their first 24 digits, so the nodes
/// below are visited once each: their flips are one more hash, 28 free random bits. Cost: about 20 ns a
/// coordinate one by one, and 6 ns in 512-bit vectors, as ``fill(_:replicates:coordinates:offset:count:into:)``
/// does.
///
/// Source: A. B. Owen, Randomly permuted (t,m,s)-nets and (t,s)-sequences, in Monte Carlo and Quasi-Monte
/// Carlo Methods in Scientific Computing, Lecture Notes in Statistics 106 (1995) 299-317,
/// doi:10.1007/978-1-4612-2552-2_19.
struct OwenScramble {
  /// The key.
  let first: UInt64
  let second: UInt64
  /// Flips of the first six levels, the same for every point.
  let root: UInt64

  /// The scramble with a key of two words.
  @inline(__always)
  init(_ words: (UInt64, UInt64)) {
    first = words.0
    second = words.1
    root = OwenScramble.hash(1, words.0, words.1)
  }

  /// The scrambled point as a uniform strictly inside (0, 1), from a coordinate of 24 digits.
  @inline(__always)
  func uniform(_ coordinate: UInt32) -> Double {
    let x = UInt64(coordinate)
    // Nodes are numbered as in a heap: a 1 in front of the digits that lead to them.
    let level1 = OwenScramble.hash(1 << 6 | x >> 18, first, second)
    let level2 = OwenScramble.hash(1 << 12 | x >> 12, first, second)
    let level3 = OwenScramble.hash(1 << 18 | x >> 6, first, second)
    let below = OwenScramble.hash(1 << 24 | x, first, second)
    var flips: UInt64 = 0
    OwenScramble.append(&flips, root, x >> 18)
    OwenScramble.append(&flips, level1, x >> 12 & 63)
    OwenScramble.append(&flips, level2, x >> 6 & 63)
    OwenScramble.append(&flips, level3, x & 63)
    return UniformBits.uniform((x ^ flips) << 40 | below >> 24)
  }

  /// Writes the scrambled points of consecutive futures, with the bits of ``uniform(_:)``.
  ///
  /// Neighbouring futures have the same point and scrambles of their own, so that vectors run over scrambles.
  ///
  /// - Parameters:
  ///   - scrambles: those of the first futures; future p has that at p modulo `replicates`.
  ///   - replicates: scrambles of the design.
  ///   - coordinates: of the points that occur.
  ///   - offset: futures of the first point that lie before the first future.
  ///   - count: futures.
  ///   - level: machine code of the loop.
  static func fill(
    _ scrambles: UnsafeBufferPointer<OwenScramble>, replicates: Int,
    coordinates: UnsafePointer<UInt32>, offset: Int, count: Int,
    into output: UnsafeMutablePointer<Double>, level: Int32 = DrawLoops.level
  ) {
    // As many lanes as a block of futures has; their words fit the first-level cache.
    let group = 256
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * group) { words in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: group) { digits in
        let firsts = words.baseAddress!
        let seconds = firsts + group
        let roots = seconds + group
        let points = digits.baseAddress!
        var scramble = 0
        var point = 0
        var left = replicates - offset
        var start = 0
        while start < count {
          let size = min(group, count - start)
          for lane in 0..<size {
            firsts[lane] = scrambles[scramble].first
            seconds[lane] = scrambles[scramble].second
            roots[lane] = scrambles[scramble].root
            points[lane] = coordinates[point]
            scramble &+= 1
            if scramble == replicates { scramble = 0 }
            left &-= 1
            if left == 0 {
              left = replicates
              point &+= 1
            }
          }
          draws_owen_uniforms(level, Int64(size), points, firsts, seconds, roots, output + start)
          start += size
        }
      }
    }
  }

  /// Appends the flips of six digits, from those of their subtree: the flip of a node is the bit at its
  /// heap number.
  @inline(__always)
  private static func append(_ flips: inout UInt64, _ subtree: UInt64, _ digits: UInt64) {
    let leaf = 64 | digits
    flips = flips &+ flips &+ (subtree >> 1 & 1)
    flips = flips &+ flips &+ (subtree &>> (leaf >> 5) & 1)
    flips = flips &+ flips &+ (subtree &>> (leaf >> 4) & 1)
    flips = flips &+ flips &+ (subtree &>> (leaf >> 3) & 1)
    flips = flips &+ flips &+ (subtree &>> (leaf >> 2) & 1)
    flips = flips &+ flips &+ (subtree &>> (leaf >> 1) & 1)
  }

  /// A hash of a node number under a key of 128 bits: the SplitMix64 sequence from `first`, with `second`
  /// folded in between its two multiplications, so that sequences of two keys never run along each other.
  @inline(__always)
  private static func hash(_ node: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    var z = first &+ node &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9 ^ second
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
