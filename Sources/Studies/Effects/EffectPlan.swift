import ModelContract
import NumericCore
import Sampling
import StudyContract

/// Comparisons that share their side without the change: the same mix under the same conditions.
struct EffectGroup {
  /// The mix without the change.
  let base: Policy
  /// Factors that are fixed.
  let conditions: [String: Double]
  /// The mixes with a change, and the place of each among all comparisons.
  var changed: [(position: Int, policy: Policy)]
}

/// Turns stated changes into mixes that can be run.
enum EffectPlan {
  /// Mixes that run together, the side without the change among them: the yearly outcomes of a block then take a few
  /// tens of megabytes a thread.
  static let mixesOfRun = 8

  /// The mix of a change and that without it; an obstacle in a clause where the change leaves what a lever may be.
  static func mixes(
    _ change: StatedChange, baseline: Policy, model: any BatchModel, start: Double
  ) -> Result<(without: Policy, with: Policy), Obstacle> {
    var without = baseline
    without.name = "without"
    for (lever, value) in change.setting { without.levers[lever] = Path(constant: value) }
    var with = without
    with.name = change.name
    for (lever, step) in change.levers.sorted(by: { $0.key < $1.key }) {
      guard let present = without.levers[lever],
        let admissible = model.levers.first(where: { $0.name == lever })?.admissible
      else { return .failure(Obstacle("the model \(model.name) has no lever \(lever)")) }
      let path = path(present, step, start: start)
      if let corner = path.breakpoints.first(where: { !admissible.contains($0.value) }) {
        return .failure(
          Obstacle(
            "\(lever) would be \(corner.value), and the model takes \(admissible.lowerBound) to "
              + "\(admissible.upperBound)"))
      }
      with.levers[lever] = path
    }
    if with.levers.allSatisfy({ isSame($1, without.levers[$0]!) }) {
      return .failure(Obstacle("the mix without the change has these levers already"))
    }
    return .success((without, with))
  }

  private static func isSame(_ first: Path, _ second: Path) -> Bool {
    (first.breakpoints + second.breakpoints).allSatisfy {
      first.value(at: $0.year) == second.value(at: $0.year)
    }
  }

  /// A path with a change that begins at the start and is complete a year later, so that both sides start from the same
  /// state.
  static func path(_ present: Path, _ step: StatedChange.Step, start: Double) -> Path {
    let corners = Set(present.breakpoints.map(\.year) + [start, start + 1]).sorted()
    return Path(
      corners.map { year in
        let share = min(max(year - start, 0), 1)
        let value = present.value(at: year)
        let changed =
          switch step {
          case .by(let number): value + share * number
          case .to(let number): share == 1 ? number : value + share * (number - value)
          }
        return Path.Breakpoint(year: year, value: changed)
      })
  }

  /// Comparisons by what they share, in the order in which it first appears.
  static func groups(
    _ comparisons: [(position: Int, without: Policy, with: Policy, conditions: [String: Double])]
  ) -> [EffectGroup] {
    var groups: [EffectGroup] = []
    for comparison in comparisons {
      // A study may call a mix anything; runs need names that differ.
      var own = (position: comparison.position, policy: comparison.with)
      own.policy.name = "with_\(comparison.position)"
      if let known = groups.firstIndex(where: {
        $0.base == comparison.without && $0.conditions == comparison.conditions
          && $0.changed.count < mixesOfRun - 1
      }) {
        groups[known].changed.append(own)
      } else {
        groups.append(
          EffectGroup(
            base: comparison.without, conditions: comparison.conditions, changed: [own]))
      }
    }
    return groups
  }

  /// A scenario in which a change is carried out as it is stated, under some conditions.
  static func scenario(
    _ scenario: Scenario, conditions: [String: Double], model: any BatchModel
  ) -> Scenario {
    let names = Set(model.factors.map(\.name))
    var fixed = conditions
    for lever in model.levers where names.contains(lever.name + "_implementation") {
      fixed[lever.name + "_implementation"] = 1
    }
    var result = scenario
    result.overrides.removeAll { fixed[$0.factor] != nil }
    result.overrides += fixed.sorted { $0.key < $1.key }.map {
      FactorPrior(factor: $0.key, distribution: .constant($0.value))
    }
    return result
  }

  /// Why a change cannot be made.
  struct Obstacle: Error {
    let clause: String
    init(_ clause: String) { self.clause = clause }
  }
}
