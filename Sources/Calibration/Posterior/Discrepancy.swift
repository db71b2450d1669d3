import Glibc

/// What a model's path leaves open of an observed one: an autoregressive process of first order in time.
///
/// `d(t + h) = p^h d(t) + e`, e normal with variance `v(h) = s^2 (1 - p^(2 h)) / (1 - p^2)`: innovation s is the
/// standard deviation that a year adds, persistence p what is left of it after a year. A persistence of 1 is a random
/// walk, `v(h) = s^2 h`, and the limit of persistences below. Below 1 the process returns to a standard deviation
/// `s / sqrt(1 - p^2)`, its size, by which it can be stated as well. Observation `y_i = d(t_i) + r e_i` at years of any
/// spacing.
public struct Discrepancy: Sendable, Hashable {
  /// By which number the process is stated.
  public enum Scale: Sendable, Hashable {
    /// Standard deviation in the long run, above 0; for a persistence below 1.
    case size(Double)
    /// Standard deviation of what a year adds, above 0.
    case innovation(Double)
  }

  /// By which number it is stated.
  public let scale: Scale
  /// Correlation from one year to the next, above 0 and at most 1.
  public let persistence: Double
  /// Standard deviation of independent errors of observation; 0 when the discrepancy takes them in.
  public let observationError: Double

  /// States a process by either number.
  ///
  /// - Precondition: a persistence above 0 and at most 1, below 1 with a size.
  public init(scale: Scale, persistence: Double, observationError: Double = 0) {
    precondition(persistence > 0 && persistence <= 1, "a persistence of \(persistence)")
    if case .size = scale { precondition(persistence < 1, "a random walk has no size") }
    self.scale = scale
    self.persistence = persistence
    self.observationError = observationError
  }

  /// States a process that returns to zero by its size.
  public init(size: Double, persistence: Double, observationError: Double = 0) {
    self.init(scale: .size(size), persistence: persistence, observationError: observationError)
  }

  /// States a process by what a year adds.
  public init(innovation: Double, persistence: Double, observationError: Double = 0) {
    self.init(
      scale: .innovation(innovation), persistence: persistence, observationError: observationError)
  }

  /// Standard deviation in the long run; infinite for a random walk.
  public var size: Double {
    switch scale {
    case .size(let size): size
    case .innovation(let step): step / ((1 - persistence) * (1 + persistence)).squareRoot()
    }
  }

  /// Standard deviation of what a year adds.
  public var innovation: Double {
    switch scale {
    case .size(let size): size * ((1 - persistence) * (1 + persistence)).squareRoot()
    case .innovation(let step): step
    }
  }

  /// The process of mean numbers: sizes where all are stated by size, innovations otherwise.
  ///
  /// - Parameter weights: not negative, not all 0; in any unit.
  static func mean(_ processes: [Discrepancy], weights: [Double]) -> Discrepancy {
    let total = weights.reduce(0, +)
    func mean(_ value: (Discrepancy) -> Double) -> Double {
      zip(processes, weights).reduce(0) { $0 + $1.1 * value($1.0) } / total
    }
    let haveSizes = processes.allSatisfy { if case .size = $0.scale { true } else { false } }
    // Rounding must not push the mean of ones above 1.
    let persistence = min(mean(\.persistence), 1)
    return haveSizes
      ? Discrepancy(size: mean(\.size), persistence: persistence)
      : Discrepancy(innovation: mean(\.innovation), persistence: persistence)
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

  /// Integrates the process out, exactly, by the recursion of Kalman (1960, doi:10.1115/1.3662552).
  ///
  /// Cost: one power, or three exponentials and logarithms, and one logarithm an observation.
  ///
  /// - Parameters:
  ///   - years: increasing, after `start`.
  ///   - residuals: observed minus modelled, in the unit of the size.
  ///   - start: the year at which the process is zero.
  ///   - isAnchored: whether it is zero at `start`; otherwise it is then in its long run, which a random walk does not
  ///     have.
  public func filter(
    years: [Double], residuals: [Double], start: Double, isAnchored: Bool = true
  ) -> Filtered {
    precondition(isAnchored || persistence < 1, "a random walk has no long run to begin in")
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
    let span = year - state.year
    let kept = pow(persistence, span)
    let added =
      switch scale {
      case .size(let size): size * size * (1 - kept * kept)
      case .innovation(let step): step * step * years(span)
      }
    return (kept * state.mean, kept * kept * state.variance + added)
  }

  /// `(1 - p^(2 h)) / (1 - p^2)`: the years whose innovations are left after h years, h itself for a random walk.
  private func years(_ span: Double) -> Double {
    if persistence == 1 { return span }
    let rate = 2 * log(persistence)
    return expm1(rate * span) / expm1(rate)
  }
}
