/// One Latin hypercube, coordinate by coordinate.
///
/// Of `size` points exactly one lies in each of `size` equal intervals of every coordinate: a random
/// permutation says which point takes which interval, and the point lies uniformly within it.
///
/// Source: M. D. McKay, R. J. Beckman and W. J. Conover, A comparison of three methods for selecting
/// values of input variables, Technometrics 21 (1979) 239-245, doi:10.1080/00401706.1979.10489755.
struct LatinHypercube {
  /// Points of a hypercube.
  let size: Int
  /// Random numbers of one stream.
  let generator: Philox

  /// Largest hypercube: an interval number and 41 bits of position fit a double exactly.
  static let largestSize = 4096

  /// The uniforms of all points of one hypercube.
  ///
  /// The permutation is a Fisher-Yates shuffle; choosing one of k by a 64-bit product has a bias below
  /// k / 2^64.
  func fill(cube: Int, into output: UnsafeMutableBufferPointer<Double>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: size + size % 2) { words in
      fillWords(words, cube: cube, part: 0)
      for index in 0..<size { output[index] = Double(index) }
      for index in stride(from: size - 1, to: 0, by: -1) {
        let chosen = Int(words[index].multipliedFullWidth(by: UInt64(index + 1)).high)
        output.swapAt(index, chosen)
      }
      fillWords(words, cube: cube, part: 1)
      let width = Double(size)
      for index in 0..<size {
        let position = (Double(words[index] >> 24) + 0.5) * 0x1p-40
        output[index] = (output[index] + position) / width
      }
    }
  }

  private func fillWords(_ words: UnsafeMutableBufferPointer<UInt64>, cube: Int, part: UInt32) {
    for index in 0..<words.count / 2 {
      let block = generator.pair(
        (
          UInt32(truncatingIfNeeded: cube), UInt32(truncatingIfNeeded: cube >> 32),
          UInt32(truncatingIfNeeded: index), part
        ))
      words[2 * index] = block.0
      words[2 * index + 1] = block.1
    }
  }
}
