/// The identity of one stream of uniforms: whose they are and which Sobol' dimension they use.
///
/// The name keys the random numbers (of every design), the dimension says which coordinate of the Sobol'
/// sequence is scrambled with them. Both belong to a factor for ever, so that adding, removing or
/// reordering factors leaves the draws of the others as they were.
public struct StreamKey: Sendable, Hashable {
  /// The name that keys the random numbers: a factor's, or that of a stream of luck.
  public let name: String
  /// The Sobol' dimension, counted from 0; below ``Design/dimensionCount``.
  public let dimension: Int
  /// The name as 64 bits.
  let identity: UInt64

  /// Makes a key.
  public init(name: String, dimension: Int) {
    self.name = name
    self.dimension = dimension
    identity = StreamKey.identity(of: name)
  }

  /// The stream that chooses the row of a joint ensemble, in every model. Models keep its dimension free.
  public static let ensembleRow = StreamKey(name: "ensemble_row", dimension: 160)

  /// One of several streams that share a name: element k of a stream of luck, in the dimension
  /// `dimension + k`.
  func element(_ index: Int) -> StreamKey {
    StreamKey(
      name: name, dimension: dimension + index,
      identity: StreamKey.mixed(identity &+ (UInt64(index) &+ 1) &* 0x9E37_79B9_7F4A_7C15))
  }

  private init(name: String, dimension: Int, identity: UInt64) {
    self.name = name
    self.dimension = dimension
    self.identity = identity
  }

  /// A stable hash of a name: FNV-1a over its UTF-8 bytes, then the finaliser of SplitMix64.
  ///
  /// Swift's own hash differs from process to process and must not be used. Two of a thousand names share
  /// a 64-bit hash with probability 3e-14.
  ///
  /// Sources: the FNV-1a hash of G. Fowler, L. C. Noll and K.-P. Vo; G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators,
  /// OOPSLA (2014), doi:10.1145/2660193.2660195.
  static func identity(of name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return mixed(hash)
  }

  /// The finaliser of SplitMix64, a bijection of 64-bit words.
  @inline(__always)
  static func mixed(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// What random numbers of a stream are for; each purpose has numbers of its own.
  enum Purpose: UInt32 {
    case randomDesign = 1
    case sobolScramble = 2
    case latinCube = 3
    case everyStep = 4
    case counterStream = 5
  }

  /// Two 64-bit words that belong to this stream, a seed, a purpose and a replicate alone.
  @inline(__always)
  func derivedWords(seed: UInt64, purpose: Purpose, replicate: Int = 0) -> (UInt64, UInt64) {
    Philox(key: seed).pair(
      (
        UInt32(truncatingIfNeeded: identity), UInt32(truncatingIfNeeded: identity >> 32),
        UInt32(truncatingIfNeeded: replicate), purpose.rawValue
      ))
  }
}
