import Glibc

/// Exact intervals from counts of independent futures.
///
/// C. J. Clopper and E. S. Pearson 1934, The use of confidence or fiducial limits illustrated in the case of the
/// binomial, doi:10.1093/biomet/26.4.404; W. J. Conover 1999, Practical Nonparametric Statistics, 3rd edition,
/// section 3.2, for quantiles.
public enum BinomialInterval {
  /// The interval of a probability that was seen as a share of a number of futures.
  ///
  /// Clopper and Pearson's: it covers with at least the confidence whatever the probability, also where no future
  /// or every one shows the event. Number and events need not be whole, so that an effective number of futures
  /// will do. Cost: some microseconds.
  ///
  /// - Precondition: `share` is in [0, 1] and `count` above 0.
  public static func probability(
    share: Double, count: Double, confidence: Double = 0.95
  ) -> ClosedRange<Double> {
    precondition(share >= 0 && share <= 1 && count > 0, "a share of \(share) of \(count)")
    let tail = (1 - confidence) / 2
    let events = share * count
    let low =
      share == 0
      ? 0 : IncompleteBeta.quantile(alpha: events, beta: count - events + 1, tail)
    let high =
      share == 1
      ? 1 : IncompleteBeta.quantile(alpha: events + 1, beta: count - events, 1 - tail)
    return min(low, share)...max(high, share)
  }

  /// The largest probability that an event can have which no future of a number shows: the end of a one-sided
  /// interval that covers with a probability, `1 - (1 - covering)^(1 / count)`, about 3.7 / count for 97.5 %.
  public static func noEvent(count: Double, covering: Double) -> Double {
    -expm1(log1p(-covering) / count)
  }

  /// The probability of at least a number of events among so many trials, each of the same probability.
  public static func reaching(_ events: Int, of trials: Int, probability: Double) -> Double {
    if events <= 0 { return 1 }
    if probability <= 0 || events > trials { return 0 }
    if probability >= 1 { return 1 }
    return IncompleteBeta.value(
      alpha: Double(events), beta: Double(trials - events + 1), probability)
  }

  /// The ranks, counted from 1, of the two ordered values between which a quantile lies with at least the
  /// confidence, each end failing with at most half of the rest; nil where even the smallest or largest value does
  /// not reach it.
  ///
  /// With B the number of `count` values that are at most the quantile, which is binomial, the lower rank is the
  /// largest l with `P(B < l)` of at most the tail and the upper one the smallest u with `P(B >= u)` of at most it.
  ///
  /// - Precondition: `share` is strictly inside (0, 1) and `count` at least 1.
  public static func ranks(
    ofQuantile share: Double, count: Int, confidence: Double = 0.95
  ) -> (low: Int?, high: Int?) {
    precondition(share > 0 && share < 1 && count > 0, "the quantile \(share) of \(count)")
    let tail = (1 - confidence) / 2
    func reaching(_ rank: Int) -> Double {
      Self.reaching(rank, of: count, probability: share)
    }
    // P(B >= rank) falls with the rank: the last rank it is at least 1 - tail for, the first it is at most tail for.
    func last(where holds: (Int) -> Bool) -> Int {
      var (low, high) = (0, count + 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if holds(middle) { low = middle } else { high = middle }
      }
      return low
    }
    let low = last { reaching($0) >= 1 - tail }
    let high = last { reaching($0) > tail } + 1
    return (low == 0 ? nil : low, high > count ? nil : high)
  }
}
