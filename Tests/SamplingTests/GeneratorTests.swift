import Testing

@testable import Sampling

@Suite("Counter-based generator and stream names")
struct GeneratorTests {
  @Test func philoxKnownAnswers() {
    #expect(
      Philox(key: 0).block((0, 0, 0, 0)) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = UInt32.max
    #expect(
      Philox(key: .max).block((ones, ones, ones, ones))
        == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox(key: 0x299f_31d0_a409_3822).block(
        (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
        == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func splitMixKnownAnswers() {
    // SplitMix64 is its finaliser at multiples of the golden ratio from the seed.
    let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    let values = (1...3).map { StreamKey.mixed(1_234_567 &+ UInt64($0) &* golden) }
    #expect(
      values == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func namesHashByFNV() {
    // Published values of FNV-1a with 64 bits for the empty string, "a" and "foobar".
    #expect(StreamKey.identity(of: "") == StreamKey.mixed(0xcbf2_9ce4_8422_2325))
    #expect(StreamKey.identity(of: "a") == StreamKey.mixed(0xaf63_dc4c_8601_ec8c))
    #expect(StreamKey.identity(of: "foobar") == StreamKey.mixed(0x8594_4171_f739_67e8))
  }

  @Test func elementsOfAStreamAreDifferentStreams() {
    let key = StreamKey(name: "sector_luck", dimension: 192)
    var identities: Set = [key.identity]
    for index in 0..<1000 {
      identities.insert(key.element(index).identity)
      #expect(key.element(index).dimension == 192 + index)
    }
    #expect(identities.count == 1001)
  }

  @Test func uniformsLieStrictlyInside() {
    #expect(UniformBits.uniform(0) == 0x1p-53)
    #expect(UniformBits.uniform(.max) == 1 - 0x1p-53)
    #expect(UniformBits.uniform(1 << 63) == 0.5 + 0x1p-53)
    #expect(UniformBits.uniform(1 << 12) == 3 * 0x1p-53)
  }
}
