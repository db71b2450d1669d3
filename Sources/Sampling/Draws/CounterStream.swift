import NumericCore

/// Random numbers of an algorithm, each a pure function of a name, a seed and three coordinates.
///
/// There is no state. A sampler that reads its numbers by particle, stage and move gets the same ones whatever
/// the order or the number of threads, and a run that was interrupted goes on with the numbers it would have
/// had. Two streams of different names, seeds or replicates are independent.
public struct CounterStream: Sendable, Hashable {
  private let generator: Philox

  /// A stream.
  ///
  /// - Parameters:
  ///   - name: what the numbers are for.
  ///   - seed: the seed, 0 like any other.
  ///   - replicate: which of several independent runs.
  public init(name: String, seed: UInt64, replicate: Int = 0) {
    let words = StreamKey(name: name, dimension: 0)
      .derivedWords(seed: seed, purpose: .counterStream, replicate: replicate)
    generator = Philox(key: words.0)
  }

  /// Fills uniforms strictly inside (0, 1); the first ones do not depend on how many are asked for.
  ///
  /// - Precondition: coordinates are not negative and below 2^32.
  public func uniforms(
    _ first: Int, _ second: Int = 0, _ third: Int = 0, count: Int,
    into values: UnsafeMutablePointer<Double>
  ) {
    let (a, b, c) = (UInt32(first), UInt32(second), UInt32(third))
    var index = 0
    var block: UInt32 = 0
    while index < count {
      let (low, high) = generator.pair((block, a, b, c))
      values[index] = UniformBits.uniform(low)
      if index + 1 < count { values[index + 1] = UniformBits.uniform(high) }
      index += 2
      block += 1
    }
  }

  /// One uniform.
  public func uniform(_ first: Int, _ second: Int = 0, _ third: Int = 0) -> Double {
    var value = 0.0
    uniforms(first, second, third, count: 1, into: &value)
    return value
  }

  /// Fills standard normals. Cost: about 12 ns each.
  public func normals(
    _ first: Int, _ second: Int = 0, _ third: Int = 0, count: Int,
    into values: UnsafeMutablePointer<Double>
  ) {
    uniforms(first, second, third, count: count, into: values)
    Normal.quantiles(inPlace: values, count: count)
  }

  /// The numbers below `count` in an order drawn at random, by the shuffle of Fisher and Yates.
  ///
  /// Cost: a uniform each.
  public func permutation(_ first: Int, _ second: Int = 0, _ third: Int = 0, count: Int) -> [Int] {
    var result = Array(0..<count)
    var numbers = [Double](repeating: 0, count: max(count, 1))
    uniforms(first, second, third, count: count, into: &numbers)
    for place in stride(from: count - 1, to: 0, by: -1) {
      result.swapAt(place, min(Int(numbers[place] * Double(place + 1)), place))
    }
    return result
  }
}
