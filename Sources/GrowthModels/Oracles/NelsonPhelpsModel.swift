import Foundation
import ModelContract

/// Nelson and Phelps' diffusion of technology: a follower closes a constant share of its gap a year.
///
/// `A' = phi u (T - A)` with frontier technology `T = exp(g t)`; the lever `absorption` is u, the share of
/// the diffusion speed phi that the economy's schooling makes use of.
///
/// It is the catch-up core of the growth model with everything else taken away. With constant u the closed
/// form is ``technology(after:speed:frontierGrowth:initialTechnology:)``; proximity A/T tends to
/// `phi u / (phi u + g)`, below 1 for ever.
///
/// Source: Nelson and Phelps 1966, American Economic Review 56:69-75.
public struct NelsonPhelpsModel: OracleModel {
  /// The model's name.
  public let name = "nelson_phelps"

  /// Factors: diffusion speed, growth of the frontier, technology at the start.
  ///
  /// Defaults of 5 % and 2 % a year leave a follower at 71 % of the frontier in the long run.
  public let factors = [
    Factor(
      name: "diffusion_speed", meaning: "share of the technology gap closed in a year",
      unit: .perYear, defaultValue: 0.05, admissible: 0...2, source: "textbook value",
      dimension: 0),
    Factor(
      name: "frontier_growth", meaning: "growth of frontier technology", unit: .perYear,
      defaultValue: 0.02, admissible: -0.05...0.2, source: "textbook value", dimension: 1),
    Factor(
      name: "initial_technology", meaning: "technology at the start, frontier = 1",
      unit: .relativeToFrontier, defaultValue: 0.3, admissible: 0...1, source: "textbook value",
      dimension: 2),
  ]

  /// Technology at the start.
  public let initialCondition = "initial_technology"

  /// Use of the diffusion speed.
  public let levers = [
    Lever(
      name: "absorption", meaning: "share of the diffusion speed that schooling makes use of",
      unit: .fraction, admissible: 0...1, cost: 0)
  ]

  /// Technology and proximity at the end.
  public let outcomes = [
    Outcome(
      name: "technology", meaning: "technology in units of the frontier's at the start",
      unit: .dimensionless, direction: .maximize),
    Outcome(
      name: "proximity", meaning: "technology relative to the frontier of the same year",
      unit: .relativeToFrontier, direction: .maximize),
  ]

  /// Makes the model.
  public init() {}

  /// Technology at the start.
  public func initialState(_ factors: FactorLane) -> Double { factors[2] }

  /// What diffusion adds in a year.
  public func rate(_ state: Double, time: Double, lever: Double, _ factors: FactorLane) -> Double {
    factors[0] * lever * (exp(factors[1] * time) - state)
  }

  /// Technology, proximity.
  public func report(
    _ state: Double, time: Double, lever: Double, _ factors: FactorLane,
    write: (Int, Double) -> Void
  ) {
    write(0, state)
    write(1, state / exp(factors[1] * time))
  }

  /// The exact path for constant absorption:
  /// `A(t) = c exp(g t) + (A0 - c) exp(-phi t)`, `c = phi / (phi + g)`.
  ///
  /// - Parameter speed: phi, diffusion speed times absorption; `speed + frontierGrowth` is not 0.
  public static func technology(
    after years: Double, speed: Double, frontierGrowth: Double, initialTechnology: Double
  ) -> Double {
    let limit = speed / (speed + frontierGrowth)
    return limit * exp(frontierGrowth * years)
      + (initialTechnology - limit) * exp(-speed * years)
  }
}
