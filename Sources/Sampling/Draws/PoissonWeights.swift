/// How often each future is drawn in resamples of all futures: independent Poisson weights of mean 1.
///
/// A resample with replacement draws every future a multinomial number of times; independent Poisson numbers are that
/// without its fixed total, and estimates that divide by the total have the same law up to 1 / n. A weight is a pure
/// function of name, seed, resample and future, so that columns that share their futures are resampled together
/// wherever they are. Sixteen random bits make one weight, which changes no probability by more than 1.6e-5.
///
/// Source: N. Chamandy, O. Muralidharan, A. Najmi and S. Naidu 2012, Estimating uncertainty for massive data streams,
/// Google technical report; J. A. Hanley and B. MacGibbon 2006, Creating non-parametric bootstrap samples using Poisson
/// frequencies, Computer Methods and Programs in Biomedicine 83, 57-62, doi:10.1016/j.cmpb.2006.04.006.
public struct PoissonWeights: Sendable {
  private let generator: Philox
  private let table: [UInt8]

  /// Futures whose weights come from one block of random bits; ranges begin at multiples of it.
  public static let blockSize = 8

  /// Weights of a name and a seed.
  public init(name: String, seed: UInt64) {
    let words = StreamKey(name: name, dimension: 0)
      .derivedWords(seed: seed, purpose: .counterStream)
    generator = Philox(key: words.0)
    let count = 1 << 16
    var (weight, reached) = (0, 0.367_879_441_171_442_33)
    var probability = reached
    table = (0..<count).map { index in
      while (Double(index) + 0.5) / Double(count) > reached {
        weight += 1
        probability /= Double(weight)
        reached += probability
      }
      return UInt8(weight)
    }
  }

  /// Fills the weights of a range of futures in one resample. Cost: 2 ns each.
  ///
  /// - Precondition: the range begins at a multiple of ``blockSize``.
  public func fill(resample: Int, futures: Range<Int>, into weights: UnsafeMutablePointer<UInt8>) {
    precondition(
      futures.lowerBound % Self.blockSize == 0, "weights from the future \(futures.lowerBound) on")
    table.withUnsafeBufferPointer { table in
      var position = 0
      while position < futures.count {
        let block = (futures.lowerBound + position) / Self.blockSize
        let words = generator.block((UInt32(block), UInt32(resample), 0, 0))
        let halves = SIMD8<UInt32>(
          words.0 & 0xFFFF, words.0 >> 16, words.1 & 0xFFFF, words.1 >> 16, words.2 & 0xFFFF,
          words.2 >> 16, words.3 & 0xFFFF, words.3 >> 16)
        for index in 0..<min(Self.blockSize, futures.count - position) {
          weights[position + index] = table[Int(halves[index])]
        }
        position += Self.blockSize
      }
    }
  }
}
