/// Uniforms one after the other, for an algorithm that does not know beforehand how many it will take.
///
/// The sequence of a ``CounterStream`` at two coordinates, such as a generation and a pair of parents: what one sequence
/// takes shifts no number of another, so that a change in one decision leaves all others their luck.
public struct UniformSequence: Sendable, Hashable {
  private let stream: CounterStream
  private let first: Int
  private let second: Int
  private var taken = 0

  /// Begins the sequence of a stream at two coordinates, none of them negative and both below 2^32.
  public init(_ stream: CounterStream, _ first: Int, _ second: Int = 0) {
    self.stream = stream
    self.first = first
    self.second = second
  }

  /// The next uniform, strictly inside (0, 1). Cost: about 10 ns.
  public mutating func next() -> Double {
    defer { taken += 1 }
    return stream.uniform(first, second, taken)
  }

  /// One of the numbers below `count`, all equally likely but for the 2^-52 of a uniform.
  ///
  /// - Precondition: `count` is above 0.
  public mutating func next(below count: Int) -> Int {
    precondition(count > 0, "a number below \(count)")
    return min(Int(next() * Double(count)), count - 1)
  }
}
