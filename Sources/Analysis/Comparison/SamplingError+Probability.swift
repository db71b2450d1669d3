import NumericCore

extension SamplingError {
  /// Events above which a count is as good as normal and its interval that of Student's t.
  private static let manyEvents = 1e4

  /// The estimate of a probability, a mean of numbers from 0 to 1, with its 95 % interval; nil without any future.
  ///
  /// With p the estimate and v its variance, design and ensemble together, p says as much as
  /// `n* = p (1 - p) / v` independent futures, fewer by `(z / t)^2` for the degrees of freedom with which v is known,
  /// and the interval is Clopper and Pearson's for p n* of n* futures: asymmetric for rare events, the t interval
  /// for frequent ones, and covering where a t interval of a few events does not. For independent futures the
  /// design's part of v is `p (1 - p) / n`.
  ///
  /// An event that no future shows, or every one, leaves v no estimate: the interval is then that of the effective
  /// number of independent futures, for none of n futures `[0, 1 - 0.025^(1/n)]`. Points of a Sobol' or Latin design
  /// are more even than independent ones, so that this is wide enough for them too. By the same argument no end is
  /// nearer to p than that, or than the binomial one, anywhere: where every replicate of a design counts the same number of events (a threshold on
  /// one factor, the volume of an elementary interval) v is estimated as 0, and that no replicate differed is itself an
  /// event not seen. An ensemble of M rows is worth no more than M independent futures to that bound.
  ///
  /// E. L. Korn and B. I. Graubard 1998, Confidence intervals for proportions with small expected number of positive
  /// counts estimated from survey data, Survey Methodology 24:193-201.
  ///
  /// - Parameters:
  ///   - futures: futures that were counted.
  ///   - effective: independent futures they are worth, not more.
  ///   - isIndependent: whether futures are independent of each other, not only groups of them.
  func probability(futures: Double, effective: Double, isIndependent: Bool) -> Estimate? {
    if value.isNaN { return nil }
    let share = min(max(value, 0), 1)
    let binomial = share * (1 - share) / futures
    let countsFutures = isIndependent || designDegrees == 0
    let design = countsFutures ? binomial : Self.length(self.design) * Self.length(self.design)
    let rest = share * (1 - share) / effective - binomial
    let ensemble =
      !hasEnsemble
      ? 0 : ensembleDegrees == 0 ? rest : Self.length(self.ensemble) * Self.length(self.ensemble)
    let degrees = Self.degrees(
      design, countsFutures ? .infinity : Double(designDegrees), ensemble,
      ensembleDegrees == 0 ? .infinity : Double(ensembleDegrees))
    let critical = StudentT.quantile(0.975, degreesOfFreedom: degrees)
    let interval = Self.interval(
      share, variance: design + ensemble, effective: effective, critical: critical)
    let error = max(
      (design + ensemble).squareRoot(), Self.leastError(effective, degreesOfFreedom: degrees))
    return Estimate(
      value: share, standardError: error,
      designError: max(error * error - ensemble, 0).squareRoot(),
      ensembleError: ensemble.squareRoot(), low: interval.lowerBound, high: interval.upperBound)
  }

  private static func interval(
    _ share: Double, variance: Double, effective: Double, critical: Double
  ) -> ClosedRange<Double> {
    let spread = share * (1 - share)
    let binomial = BinomialInterval.probability(share: share, count: effective)
    if spread == 0 { return binomial }
    let ratio = Normal.quantile(0.975) / critical
    let count = spread / variance * ratio * ratio
    let least = BinomialInterval.noEvent(count: effective, covering: 0.975)
    let low: Double
    let high: Double
    if spread * count < manyEvents {
      let exact = BinomialInterval.probability(share: share, count: count)
      (low, high) = (exact.lowerBound, exact.upperBound)
    } else {
      let width = critical * variance.squareRoot()
      (low, high) = (share - width, share + width)
    }
    return max(
      min(low, max(share - least, binomial.lowerBound)), 0)...min(
        max(high, min(share + least, binomial.upperBound)), 1)
  }

  /// Degrees of freedom of a sum of two variances, by Welch and Satterthwaite.
  private static func degrees(
    _ first: Double, _ firstDegrees: Double, _ second: Double, _ secondDegrees: Double
  ) -> Double {
    let total = first + second
    if total == 0 { return min(firstDegrees, secondDegrees) }
    return total * total / (first * first / firstDegrees + second * second / secondDegrees)
  }
}
