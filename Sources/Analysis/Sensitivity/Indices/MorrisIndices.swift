import Sampling

/// The elementary effects of one factor.
public struct MorrisIndex: Sendable, Hashable {
  /// The factor.
  public let name: String
  /// Mean effect, mu.
  public let mean: IndexEstimate
  /// Mean absolute effect, mu*: how much the factor matters.
  public let absolute: IndexEstimate
  /// Standard deviation of effects, sigma: 0 for a factor whose effect is the same everywhere;
  /// large for one that acts nonlinearly or together with others. NaN with a single effect.
  public let deviation: Double
  /// Effects used.
  public let effects: Int
  /// Effects left out because one of their two runs failed.
  public let failed: Int
  /// Whether moving the factor changed no run at all; everything is then exactly 0.
  public var isInert: Bool { effects > 0 && absolute.value == 0 }
}

/// Morris's screening: effects of moving one factor at a time, from many places.
///
/// The effect of factor i from a run at x to one at x' that differs in x_i alone is `d = (f(x') -
/// f(x)) / (x'_i - x_i)`, in units of outcome per range of the factor when x runs from 0 to 1. `mu
/// = mean d`, `mu* = mean |d|`, `sigma^2 = sum (d - mu)^2 / (r - 1)`. Effects of different
/// trajectories are independent; intervals of mu and mu* are t intervals with r - 1 degrees of
/// freedom, infinite for a single effect. Optimised trajectories are chosen to be far apart and no
/// longer independent, which makes intervals careful.
///
/// Radial designs take the rows A and A_B^(i) of a pick-freeze design as their pairs of runs: steps
/// of all lengths from all places.
///
/// Sources: M. D. Morris 1991, doi:10.1080/00401706.1991.10484804; F. Campolongo and others 2007,
/// doi:10.1016/j.envsoft.2006.10.004; F. Campolongo, A. Saltelli and J. Cariboni, From screening to
/// quantitative sensitivity analysis, Computer Physics Communications 182 (2011) 978-988,
/// doi:10.1016/j.cpc.2010.12.039.
public enum MorrisIndices {
  /// Indices from trajectories.
  ///
  /// - Parameters:
  ///   - trajectories: the design.
  ///   - names: of the factors.
  ///   - outcomes: by trajectory and point; not finite where the run failed.
  public static func indices(
    _ trajectories: MorrisTrajectories, names: [String], outcomes: [[Double]]
  ) -> [MorrisIndex] {
    precondition(
      names.count == trajectories.factorCount && outcomes.count == trajectories.points.count
        && outcomes.allSatisfy { $0.count == trajectories.factorCount + 1 },
      "\(outcomes.count) trajectories of \(names.count) factors")
    return indices(
      points: trajectories.points, order: trajectories.order, names: names, outcomes: outcomes)
  }

  /// Indices from walks of any tool: consecutive points of a walk differ in the factor of `order`
  /// alone.
  public static func indices(
    points: [[[Double]]], order: [[Int]], names: [String], outcomes: [[Double]]
  ) -> [MorrisIndex] {
    var effects = [[Double]](repeating: [], count: names.count)
    for (walk, moves) in order.enumerated() {
      for (step, factor) in moves.enumerated() {
        let length = points[walk][step + 1][factor] - points[walk][step][factor]
        precondition(length != 0, "step \(step) of walk \(walk) moves nothing")
        effects[factor].append((outcomes[walk][step + 1] - outcomes[walk][step]) / length)
      }
    }
    return names.indices.map { summary(names[$0], effects[$0]) }
  }

  /// Indices from the rows A and A_B^(i) of a pick-freeze design with one factor a group.
  ///
  /// - Parameters:
  ///   - design: the design, of either layout.
  ///   - fromA: by factor, its values in sample A, between 0 and 1 (as uniforms of its law).
  ///   - fromB: the same of sample B.
  ///   - outcomes: by row of the design, one number for each base point.
  public static func radial(
    _ design: PickFreezeDesign, fromA: [[Double]], fromB: [[Double]], outcomes: [[Double]]
  ) -> [MorrisIndex] {
    precondition(
      fromA.count == design.groups.count && fromB.count == design.groups.count
        && outcomes.count == design.rowCount, "\(fromA.count) factors, \(outcomes.count) rows")
    return design.groups.indices.map { factor in
      let moved = outcomes[design.position(of: .aWith(factor))]
      let effects = moved.indices.map {
        (moved[$0] - outcomes[0][$0]) / (fromB[factor][$0] - fromA[factor][$0])
      }
      return summary(design.groups[factor].name, effects)
    }
  }

  /// Indices from runs in which each factor in turn has moved by a step of its own, from the first row.
  ///
  /// - Parameters:
  ///   - steps: by factor and base point, the length of the step as a share of the range; not 0.
  ///   - outcomes: at the base points, then by factor after its step.
  public static func radial(
    names: [String], steps: [[Double]], outcomes: [[Double]]
  ) -> [MorrisIndex] {
    precondition(
      steps.count == names.count && outcomes.count == names.count + 1, "\(outcomes.count) rows")
    return names.indices.map { factor in
      summary(
        names[factor],
        outcomes[0].indices.map {
          (outcomes[factor + 1][$0] - outcomes[0][$0]) / steps[factor][$0]
        })
    }
  }

  static func summary(_ name: String, _ all: [Double]) -> MorrisIndex {
    let effects = all.filter(\.isFinite)
    let n = Double(effects.count)
    func mean(_ values: [Double]) -> (estimate: IndexEstimate, deviation: Double) {
      guard !values.isEmpty else { return (.undefined, .nan) }
      let (deviations, variance) = Ranks.centred(values)
      let isSame = values.allSatisfy { $0 == values[0] }
      let spread = isSame ? 0 : (variance * n / (n - 1)).squareRoot()
      let error = deviations.count < 2 ? Double.infinity : spread / n.squareRoot()
      let value = isSame ? values[0] : values.reduce(0, +) / n
      return (
        IndexEstimate(value: value, standardError: error, degreesOfFreedom: n - 1),
        values.count < 2 ? .nan : spread
      )
    }
    let signed = mean(effects)
    return MorrisIndex(
      name: name, mean: signed.estimate, absolute: mean(effects.map(\.magnitude)).estimate,
      deviation: signed.deviation, effects: effects.count, failed: all.count - effects.count)
  }
}
