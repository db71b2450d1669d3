/// Which mix has the best expectation when two sets of beliefs are weighed against each other.
///
/// With the weight w on the second set a mix is worth `(1 - w) a + w b`, a straight line in w, so that leaders and the
/// weights at which they change are those of the upper envelope, exact.
public struct BeliefWeights: Sendable, Hashable {
  /// A range of weights with one leader.
  public struct Segment: Sendable, Hashable {
    /// The smallest weight.
    public let low: Double
    /// The largest weight.
    public let high: Double
    /// Position of the mix that leads.
    public let mix: Int

    /// Describes a range.
    public init(low: Double, high: Double, mix: Int) {
      self.low = low
      self.high = high
      self.mix = mix
    }
  }

  /// The ranges from weight 0 to 1; empty when an expectation is missing.
  public let segments: [Segment]

  /// Finds the ranges.
  ///
  /// - Parameters:
  ///   - first: expectations under the first set, larger being better.
  ///   - second: the same under the second set, in the same unit.
  public init(_ first: [Double], _ second: [Double]) {
    precondition(first.count == second.count)
    guard !first.isEmpty, (first + second).allSatisfy(\.isFinite) else {
      segments = []
      return
    }
    func isBetter(_ one: Int, _ other: Int) -> Bool {
      (first[one], second[one]) > (first[other], second[other])
    }
    var leader = first.indices.reduce(0) { isBetter($1, $0) ? $1 : $0 }
    var segments: [Segment] = []
    var at = 0.0
    while true {
      var next: (weight: Double, mix: Int)?
      for mix in first.indices where second[mix] > second[leader] {
        // The lines cross where what is lost under the first set is gained under the second.
        let behind = first[leader] - first[mix]
        let weight = max(behind / (behind + second[mix] - second[leader]), at)
        if next.map({
          weight < $0.weight || weight == $0.weight && second[mix] > second[$0.mix]
        }) ?? true {
          next = (weight, mix)
        }
      }
      let end = next?.weight ?? 1
      if end > at || segments.isEmpty && next == nil {
        segments.append(Segment(low: at, high: end, mix: leader))
      }
      guard let next, next.weight < 1 else { break }
      (at, leader) = (end, next.mix)
    }
    self.segments = segments
  }
}
