/// What several threads gain over one.
public enum BenchScaling: Sendable, Hashable {
  /// One thread itself.
  case reference
  /// Faster in every repetition; by the median factor.
  case faster(Double)
  /// Faster in some repetitions and not in others: no gain that this benchmark can show.
  case withinNoise
  /// Slower in the median repetition.
  case slower

  /// Judges speed-ups, one a repetition: a slow-down is never called a speed-up, and a gain that some
  /// repetition does not show is none.
  public init(speedUp: BenchRepetitions) {
    if speedUp.median < 1 {
      self = .slower
    } else if speedUp.low <= 1 {
      self = .withinNoise
    } else {
      self = .faster(speedUp.median)
    }
  }
}
