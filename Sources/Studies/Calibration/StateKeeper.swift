import Calibration

/// Where the states of a sampler's runs are kept between two stages, and found again after a stop.
public protocol StateKeeper: Sendable {
  /// The state that was kept last.
  ///
  /// - Parameters:
  ///   - fit: name of the fit.
  ///   - run: which of its runs, from 0.
  ///   - fingerprint: what it must have been made for, see `CalibrationProblem.fingerprint(run:)`.
  /// - Returns: nil where there is none, it is damaged, or it was made for something else.
  func state(of fit: String, run: Int, fingerprint: UInt64) throws -> SamplerState?

  /// Keeps a state in place of an earlier one.
  func keep(_ state: SamplerState, of fit: String, run: Int, fingerprint: UInt64) throws
}
