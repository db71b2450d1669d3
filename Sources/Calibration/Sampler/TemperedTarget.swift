import NumericCore

/// A posterior in coordinates in which the prior is standard normal.
///
/// The sampler knows a problem through this protocol alone: the density at temperature b is proportional to
/// `exp(-|z|^2 / 2) L(z)^b`, the prior at b = 0 and the posterior at b = 1.
public protocol TemperedTarget: Sendable {
  /// Number of coordinates.
  var dimension: Int { get }

  /// The log-likelihood of every particle; minus infinity where the model has no answer.
  ///
  /// - Parameter particles: one particle a column, ``dimension`` rows.
  /// - Throws: what evaluation throws, for instance when it was cancelled.
  func logLikelihoods(of particles: Matrix) throws -> [Double]
}
