import Foundation

/// Global demand: small noise that fades within years, and rare crises.
///
/// `z(t + dt) = z (1 - 0.5 dt) + 0.5 sqrt(dt) N - size * [U < frequency dt]`, N standard normal, U uniform.
/// Without luck z stays 0.
///
/// A shock halves in about 1.4 years, as the electronics slumps of 1997-98 and 2000-02 did; without crises
/// the standard deviation of z is 0.5.
///
/// Source: exposure of networked producers, Ernst 2001; frequency and size are judgement.
enum DemandShock {
  static func next(
    _ shock: Double, normal: Double, uniform: Double, _ surroundings: Surroundings, step: Double
  ) -> Double {
    let crisis = uniform < surroundings.shockFrequency * step ? surroundings.shockSize : 0
    return shock * (1 - 0.5 * step) + 0.5 * step.squareRoot() * normal - crisis
  }
}
