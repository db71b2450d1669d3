/// The counter-based generator Philox4x32-10.
///
/// A bijection of a 128-bit counter under a 64-bit key: ten rounds of two 32 by 32 bit products and
/// exclusive ors. There is no state; any block of any stream is reached directly, which is what makes a
/// draw a pure function of its coordinates. It passes the BigCrush battery of TestU01. Cost: about 10 ns
/// a block of 128 bits.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy as 1,
/// 2, 3, SC11 (2011), doi:10.1145/2063384.2063405.
public struct Philox: Sendable, Hashable {
  /// The four words of a counter or of a block of output.
  public typealias Words = (UInt32, UInt32, UInt32, UInt32)

  /// The key.
  public let key: UInt64

  /// A generator with a key, whose low half is the first key word.
  public init(key: UInt64) {
    self.key = key
  }

  /// The block of output at a counter.
  @inline(__always)
  public func block(_ counter: Words) -> Words {
    var (x0, x1, x2, x3) = counter
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let left = UInt64(x0) &* 0xD251_1F53
      let right = UInt64(x2) &* 0xCD9E_8D57
      x0 = UInt32(truncatingIfNeeded: right >> 32) ^ x1 ^ k0
      x1 = UInt32(truncatingIfNeeded: right)
      x2 = UInt32(truncatingIfNeeded: left >> 32) ^ x3 ^ k1
      x3 = UInt32(truncatingIfNeeded: left)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (x0, x1, x2, x3)
  }

  /// The block at a counter as two 64-bit words, low halves first.
  @inline(__always)
  func pair(_ counter: Words) -> (UInt64, UInt64) {
    let words = block(counter)
    return (
      UInt64(words.1) << 32 | UInt64(words.0), UInt64(words.3) << 32 | UInt64(words.2)
    )
  }
}

/// Uniforms from random bits.
enum UniformBits {
  /// The uniform of the top 52 bits k of a word: `(k + 1/2) / 2^52`.
  ///
  /// An odd multiple of 2^-53: strictly inside (0, 1), symmetric about 1/2, exact, and in the half-open
  /// interval of every leading bit string of the word.
  @inline(__always)
  static func uniform(_ word: UInt64) -> Double {
    // 1.f in [1, 2) less (1 - 2^-53); the difference is exact.
    Double(bitPattern: word >> 12 | 0x3FF0_0000_0000_0000) - 0x1.fffffffffffffp-1
  }
}
