/// The generator SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195): small, and any seed will do.
///
/// It makes inputs for readers and draws nothing that the program computes with.
public struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// Starts at a state.
  public init(seed: UInt64) { state = seed }

  /// The next word.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 to a count less one.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

  /// One of several.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}
