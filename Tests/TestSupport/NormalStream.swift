import NumericCore

/// Standard normal numbers for tests (SplitMix64, Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
package struct NormalStream {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A uniform number strictly between 0 and 1.
  package mutating func uniform() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    word ^= word >> 31
    return (Double(word >> 11) + 0.5) * 0x1p-53
  }

  /// A standard normal number.
  package mutating func normal() -> Double { Normal.quantile(uniform()) }

  /// Many of them.
  package mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }
}
