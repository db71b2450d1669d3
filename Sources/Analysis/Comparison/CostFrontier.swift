/// What mixes gain against what they cost: which are not worth having, and what the next unit of cost buys.
public struct CostFrontier: Sendable, Hashable {
  /// A mix on the frontier.
  public struct Step: Sendable, Hashable {
    /// Position of the mix.
    public let mix: Int
    /// Its cost.
    public let cost: Double
    /// Its gain.
    public let gain: Double

    /// Describes a step.
    public init(mix: Int, cost: Double, gain: Double) {
      self.mix = mix
      self.cost = cost
      self.gain = gain
    }
  }

  /// Mixes that neither another mix nor a blend of two dominates, the cheapest first: each gains more than the one
  /// before it, and a unit of cost buys less from step to step.
  public let steps: [Step]
  /// For each mix the one that gains most of those that gain more for no more; nil where there is none.
  public let dominatedBy: [Int?]
  /// For each mix whether two steps, each carried out in part, gain more for no more (extended dominance: M. C. Weinstein
  /// 1990, Principles of cost-effective resource allocation in health care organizations, doi:10.1017/S0266462300000933).
  public let isBelowBlend: [Bool]

  /// Compares mixes.
  ///
  /// - Parameters:
  ///   - costs: what each costs.
  ///   - gains: what each gains, in any unit; not a number stands for none.
  ///   - tolerance: costs that differ by no more are the same.
  ///   - margin: gains that differ by no more are the same.
  public init(costs: [Double], gains: [Double], tolerance: Double = 0, margin: Double = 0) {
    precondition(costs.count == gains.count)
    dominatedBy = costs.indices.map { mix in
      costs.indices.filter {
        gains[$0] > gains[mix] + margin && costs[$0] <= costs[mix] + tolerance
      }.reduce(nil) { best, other in
        best.map { gains[other] > gains[$0] ? other : $0 } ?? other
      }
    }
    let free = dominatedBy
    var steps: [Step] = []
    let order = costs.indices.filter { free[$0] == nil && gains[$0].isFinite && costs[$0].isFinite }
      .sorted { (costs[$0], -gains[$0], $0) < (costs[$1], -gains[$1], $1) }
    var below = costs.map { _ in false }
    for mix in order where steps.last.map({ gains[mix] > $0.gain + margin }) ?? true {
      let step = Step(mix: mix, cost: costs[mix], gain: gains[mix])
      while steps.count > 1,
        Self.isBlendBetter(steps[steps.count - 2], steps[steps.count - 1], step)
      {
        below[steps.removeLast().mix] = true
      }
      steps.append(step)
    }
    self.steps = steps
    isBelowBlend = below
  }

  /// Whether the middle one of three gains less than the two beside it, mixed so that they cost what it costs.
  private static func isBlendBetter(_ first: Step, _ middle: Step, _ last: Step) -> Bool {
    (middle.gain - first.gain) * (last.cost - first.cost)
      < (last.gain - first.gain) * (middle.cost - first.cost)
  }

  /// Gain for each unit of further cost between a step and the one before it; nil for the first.
  public func price(_ step: Int) -> Double? {
    guard step > 0 else { return nil }
    let cost = steps[step].cost - steps[step - 1].cost
    return cost > 0 ? (steps[step].gain - steps[step - 1].gain) / cost : nil
  }
}
