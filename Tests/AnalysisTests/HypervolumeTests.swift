import Sampling
import Testing

@testable import Analysis

/// Covered volumes against hand-made cases and against the definition.
@Suite struct HypervolumeTests {
  /// Sums of a few dozen products of numbers below 1.
  private static let tolerance = 1e-12

  @Test func twoObjectives() {
    // Steps of width 1 and heights 3, 2 and 1 under (1, 3), (2, 2), (3, 1).
    let steps = [[1.0, 3], [2, 2], [3, 1]]
    #expect(Hypervolume.volume(of: steps, above: [0, 0]) == 6)
    #expect(Hypervolume.volume(of: steps.reversed() + [[1, 1], [2, 2]], above: [0, 0]) == 6)
    #expect(Hypervolume.volume(of: steps, above: [1, 1]) == 1)
    #expect(Hypervolume.volume(of: steps, above: [3, 3]) == 0)
    #expect(Hypervolume.volume(of: [], above: [0, 0]) == 0)
    #expect(Hypervolume.volume(of: [[0.25], [0.75]], above: [0.5]) == 0.25)
  }

  @Test func threeObjectives() {
    // Two bricks 1 x 2 x 3 and 2 x 1 x 3 that share 1 x 1 x 3, and one that lies within the first.
    let bricks = [[1.0, 2, 3], [2, 1, 3], [1, 1, 2]]
    #expect(Hypervolume.volume(of: bricks, above: [0, 0, 0]) == 9)
    // Three sticks through a corner: 3 x 2 + the corner.
    #expect(Hypervolume.volume(of: [[3, 1, 1], [1, 3, 1], [1, 1, 3]], above: [0, 0, 0]) == 7)
  }

  /// Inclusion and exclusion over all subsets of eight points.
  @Test(arguments: [2, 3, 4, 5])
  func itIsTheVolumeOfTheUnion(objectives: Int) {
    for seed in UInt64(0)..<20 {
      var random = UniformSequence(CounterStream(name: "points", seed: seed), objectives)
      let points = (0..<8).map { _ in (0..<objectives).map { _ in random.next() } }
      var union = 0.0
      for subset in 1..<(1 << points.count) {
        let chosen = points.indices.filter { subset >> $0 & 1 == 1 }
        let shared = (0..<objectives).map { place in chosen.map { points[$0][place] }.min()! }
        union += shared.reduce(1, *) * (chosen.count % 2 == 1 ? 1 : -1)
      }
      let zero = [Double](repeating: 0, count: objectives)
      let volume = Hypervolume.volume(of: points, above: zero)
      #expect(abs(volume - union) < Self.tolerance, "\(volume) against \(union)")
    }
  }
}
