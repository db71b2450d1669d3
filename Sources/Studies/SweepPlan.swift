import Analysis
import ModelContract
import NumericCore
import StudyContract

/// What a sweep varies, as it is written: `lever=from:to:steps`, once or twice.
enum SweepPlan {
  /// Most points of a grid. Every point runs all futures of every scenario; 400 points of 4,096 futures are
  /// 1.6 million runs, a minute on two processors.
  static let largestGrid = 400

  /// Reads the grid.
  ///
  /// - Throws: `UsageError` with the one thing that is wrong.
  static func grid(_ texts: [String], model: any BatchModel) throws -> SweepGrid {
    guard texts.count == 1 || texts.count == 2 else {
      throw UsageError("--vary is given once or twice, not \(texts.count) times.")
    }
    let axes = try texts.map { try axis($0, model: model) }
    if axes.count == 2, axes[0].name == axes[1].name {
      throw UsageError("--vary names \(axes[0].name) twice.")
    }
    let grid = SweepGrid(axes)
    if grid.pointCount > largestGrid {
      throw UsageError(
        "The grid has \(grid.pointCount) points; at most \(largestGrid) are run.")
    }
    return grid
  }

  private static func axis(_ text: String, model: any BatchModel) throws -> SweepAxis {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = halves.count == 2 ? halves[1].split(separator: ":") : []
    guard numbers.count == 3, let from = Double(numbers[0]), let to = Double(numbers[1]),
      let count = Int(numbers[2]), from.isFinite, to.isFinite
    else {
      throw UsageError(
        "--vary \(text) is not of the form name=from:to:steps, as in public_research=0.002:0.03:8.")
    }
    let name = String(halves[0])
    try NameSelection.check(
      name, among: model.levers.map(\.name) + model.factors.map(\.name), kind: "lever or factor")
    guard (2...largestGrid).contains(count) else {
      throw UsageError(
        "--vary \(text) has \(count) steps; a sweep needs two or more, and at most \(largestGrid) points are run."
      )
    }
    guard from != to else {
      throw UsageError("--vary \(text) begins and ends at the same level.")
    }
    let lever = model.levers.first { $0.name == name }
    let factor = model.factors.first { $0.name == name }
    let admissible = lever?.admissible ?? factor!.admissible
    for end in [from, to] where !admissible.contains(end) {
      throw UsageError(
        "--vary \(text): \(name) is between \(admissible.lowerBound) and \(admissible.upperBound), "
          + "not \(end).")
    }
    let levels = SweepAxis.levels(from: from, to: to, count: count)
    guard Set(levels).count == count else {
      throw UsageError(
        "--vary \(text) has levels that twelve digits do not tell apart; take fewer steps or a wider range."
      )
    }
    return SweepAxis(
      name: name, kind: lever == nil ? .factor : .lever,
      unit: (lever?.unit ?? factor!.unit).rawValue, levels: levels)
  }

  /// The swept mix at every combination of lever levels. A second plan takes the level as well, unless it has a path of its
  /// own for the lever.
  static func policies(_ policy: Policy, grid: SweepGrid, start: Double) -> [Policy] {
    (0..<grid.policyCount).map { index in
      let point = (0..<grid.pointCount).first { grid.policy(of: $0) == index }!
      var variant = policy
      variant.name = "\(policy.name)_\(index)"
      for (axis, level) in zip(grid.axes, grid.levels(of: point)) where axis.kind == .lever {
        let path = policy.levers[axis.name].map {
          LeverLevel.path($0, level: level, start: start)
        }
        variant.levers[axis.name] = path
        variant.contingency?.takeOver(path, of: axis.name, insteadOf: policy.levers[axis.name])
      }
      return variant
    }
  }

  /// Every scenario at every combination of factor levels, the levels running fastest.
  static func scenarios(_ scenarios: [Scenario], grid: SweepGrid) -> [Scenario] {
    scenarios.flatMap { scenario in
      (0..<grid.worldCount).map { index in
        let point = (0..<grid.pointCount).first { grid.world(of: $0) == index }!
        let fixed = zip(grid.axes, grid.levels(of: point)).filter { $0.0.kind == .factor }
        if fixed.isEmpty { return scenario }
        var result = scenario
        result.name = "\(scenario.name)_\(index)"
        let names = Set(fixed.map(\.0.name))
        result.overrides.removeAll { names.contains($0.factor) }
        result.overrides += fixed.map {
          FactorPrior(factor: $0.0.name, distribution: .constant($0.1))
        }
        return result
      }
    }
  }
}

extension Contingency {
  /// Gives the second plan another path of a lever wherever it has that of the first plan.
  fileprivate mutating func takeOver(_ path: Path?, of lever: String, insteadOf first: Path?) {
    if atOnce.levers[lever] == first { atOnce.levers[lever] = path }
    for place in looks.indices where looks[place].plan.levers[lever] == first {
      looks[place].plan.levers[lever] = path
    }
  }
}
