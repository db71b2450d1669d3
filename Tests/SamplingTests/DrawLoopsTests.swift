import CDraws
import CMachineProbe
import NumericCore
import Testing

@testable import Sampling

/// The compiled loops give the bits of the functions that define the numbers, at every level that this
/// processor runs.
@Suite struct DrawLoopsTests {
  static let levels: [Int32] = [1, 3, 4].filter { $0 <= machine_probe_level() }

  /// Lengths around the widths of vectors and the groups the callers use.
  static let lengths = [1, 2, 7, 8, 9, 31, 64, 255, 256, 257, 600]

  @Test(arguments: levels, [1, 2, 3, 7, 32, 1_000])
  func scramblesAgree(level: Int32, replicates: Int) {
    let scrambles = (0..<replicates).map { replicate in
      OwenScramble(
        StreamKey(name: "loops", dimension: 0).derivedWords(
          seed: 3, purpose: .sobolScramble, replicate: replicate))
    }
    let coordinates = (0..<UInt32(700)).map { Philox(key: 9).block(($0, 0, 0, 0)).0 >> 8 }
    for count in Self.lengths {
      for offset in [0, 1, replicates / 2, replicates - 1] where offset < replicates {
        let first = (0..<min(replicates, count)).map { scrambles[(offset + $0) % replicates] }
        var uniforms = [Double](repeating: 0, count: count)
        first.withUnsafeBufferPointer { first in
          OwenScramble.fill(
            first, replicates: replicates, coordinates: coordinates, offset: offset, count: count,
            into: &uniforms, level: level)
        }
        let expected = (0..<count).map { position in
          scrambles[(offset + position) % replicates].uniform(
            coordinates[(offset + position) / replicates])
        }
        #expect(uniforms == expected, "\(count) futures from \(offset)")
      }
    }
  }

  @Test(arguments: levels) func philoxAgrees(level: Int32) {
    let generator = Philox(key: 0x0123_4567_89AB_CDEF)
    for count in Self.lengths {
      // The index crosses into its high word.
      let first = UInt64(UInt32.max) - 3
      var uniforms = [Double](repeating: 0, count: 2 * count)
      draws_philox_uniforms(level, Int64(count), generator.key, first, 5, 0xFFFF_FFFF, &uniforms)
      let expected = (0..<UInt64(count)).flatMap { index in
        let counter = first + index
        let words = generator.pair(
          (
            UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), 5,
            0xFFFF_FFFF
          ))
        return [UniformBits.uniform(words.0), UniformBits.uniform(words.1)]
      }
      #expect(uniforms == expected, "\(count) blocks")
    }
  }

  @Test(arguments: levels) func middleQuantilesAgree(level: Int32) {
    for count in Self.lengths {
      // Uniforms of the range in which the quantile is the middle approximation.
      let uniforms = (0..<count).map { 0.075 + 0.85 * (Double($0) + 0.5) / Double(count) }
      var values = uniforms
      draws_middle_quantiles(level, Int64(count), &values)
      #expect(values == uniforms.map { Normal.quantile($0) })
    }
  }
}
