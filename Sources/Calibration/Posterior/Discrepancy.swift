import Glibc

/// What a model's path leaves open of an observed one: an autoregressive process of first order in time.
///
/// `d(t + h) = p^h d(t) + s sqrt(1 - p^(2 h)) e`, e standard normal: size s is the standard deviation it returns
/// to, persistence p what is left of it after a year. Observation `y_i = d(t_i) + r e_i` at years of any spacing.
public struct Discrepancy: Sendable, Hashable {
  /// Standard deviation in the long run, above 0.
  public let size: Double
  /// Correlation from one year to the next, above 0 and below 1.
  public let persistence: Double
  /// Standard deviation of independent errors of observation; 0 when the discrepancy takes them in.
  public let observationError: Double

  /// States a process.
  public init(size: Double, persistence: Double, observationError: Double = 0) {
    self.size = size
    self.persistence = persistence
    self.observationError = observationError
  }

  /// The process at the last year that was seen, given all observations, and how likely these were.
  public struct Filtered: Sendable, Hashable {
    /// Log density of all observations together, the process integrated out.
    public var logLikelihood = 0.0
    /// Expected value at the last year.
    public var mean: Double
    /// Variance at the last year; 0 without errors of observation.
    public var variance: Double
    /// The last year.
    public var year: Double
  }

  /// Integrates the process out, exactly, by the recursion of Kalman.
  ///
  /// Cost: one power and one logarithm an observation.
  ///
  /// - Parameters:
  ///   - years: increasing, after `start`.
  ///   - residuals: observed minus modelled, in the unit of the size.
  ///   - start: the year at which the process is zero.
  ///   - isAnchored: whether it is zero at `start`; otherwise it is then in its long run.
  public func filter(
    years: [Double], residuals: [Double], start: Double, isAnchored: Bool = true
  ) -> Filtered {
    var state = Filtered(mean: 0, variance: isAnchored ? 0 : size * size, year: start)
    for (year, residual) in zip(years, residuals) {
      let (mean, spread) = forecast(from: state, to: year)
      let total = spread + observationError * observationError
      let surprise = residual - mean
      state.logLikelihood -= 0.5 * (log(2 * .pi * total) + surprise * surprise / total)
      let gain = spread / total
      state.mean = mean + gain * surprise
      state.variance = (1 - gain) * spread
      state.year = year
    }
    return state
  }

  /// Mean and variance of the process in a later year.
  public func forecast(from state: Filtered, to year: Double) -> (mean: Double, variance: Double) {
    let kept = pow(persistence, year - state.year)
    return (kept * state.mean, kept * kept * state.variance + size * size * (1 - kept * kept))
  }
}
