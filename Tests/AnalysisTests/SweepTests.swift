import Ensembles
import ModelContract
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Analysis

@Suite("Sweeps")
struct SweepTests {
  /// Means of 4,096 scrambled Sobol' points of a linear function: errors of some 1e-5.
  static let integration = 1e-4

  private func sweep(
    _ axes: [SweepAxis], direction: Outcome.Direction = .maximize, threads: Int = 2,
    function: @escaping @Sendable (UnsafePointer<Double>) -> Double = { $0[0] + $0[1] }
  ) throws -> Sweep {
    let model = FunctionModel(count: 2, function: function)
    let grid = SweepGrid(axes)
    let policies = (0..<grid.policyCount).map { index in
      let point = (0..<grid.pointCount).first { grid.policy(of: $0) == index }!
      var policy = FunctionStudy.policy("p\(index)", dial: 1)
      for (axis, level) in zip(axes, grid.levels(of: point)) where axis.kind == .lever {
        policy.levers[axis.name] = Path(constant: level)
      }
      return policy
    }
    let scenarios = (0..<grid.worldCount).map { index in
      let point = (0..<grid.pointCount).first { grid.world(of: $0) == index }!
      return Dictionary(
        uniqueKeysWithValues: zip(axes, grid.levels(of: point)).filter { $0.0.kind == .factor }
          .map { axis, level in
            let column = Int(String(axis.name.last!))!
            return (
              column,
              ColumnSource.marginal(
                StreamKey(name: axis.name, dimension: column), .constant(level))
            )
          })
    }
    let experiment = try FunctionStudy.experiment(
      model, policies: policies, futures: 4096, scenarios: scenarios)
    let empty = try SweepAccumulator(
      grid: grid, model: model, outcome: "value", direction: direction,
      scenarios: [Scenario(name: "reference")], groupCount: experiment.design.groupCount)
    return try EnsembleRunner.run(
      experiment, context: RunContext(threads: threads), accumulator: { empty }
    ).summary
      .finish()
  }

  private func axis(_ name: String, _ kind: SweepAxis.Kind, _ levels: [Double]) -> SweepAxis {
    SweepAxis(name: name, kind: kind, unit: "-", levels: levels)
  }

  @Test("a lever's response, its best level and its marginal return")
  func lever() throws {
    // value = dial (x0 + x1): mean dial, return 1 a unit.
    let result = try sweep([axis("dial", .lever, [0, 1, 3])])
    let scenario = result.scenarios[0]
    #expect(scenario.points.map(\.levels) == [[0], [1], [3]])
    for (point, mean) in zip(scenario.points, [0.0, 1, 3]) {
      #expect(abs(point.mean!.value - mean) < Self.integration)
    }
    #expect(scenario.best == 2 && scenario.points[2].confidenceBest == 1)
    #expect(scenario.points[2].shareBest == 1)
    #expect(scenario.returns.map(\.from) == [0, 1] && scenario.returns.map(\.to) == [1, 2])
    for step in scenario.returns {
      #expect(abs(step.perUnit.value - 1) < Self.integration)
      #expect(step.perUnit.low <= step.perUnit.value && step.perUnit.value <= step.perUnit.high)
    }
    #expect(abs(scenario.returns[1].change.value - 2) < Self.integration)
  }

  @Test("a factor's levels compete with each other as mixes do")
  func factor() throws {
    // value = 1 - (x0 - 0.6)^2 + x1, best at 0.6.
    let result = try sweep([axis("x0", .factor, [0.2, 0.6, 0.8])]) {
      1 - ($0[0] - 0.6) * ($0[0] - 0.6) + $0[1]
    }
    let scenario = result.scenarios[0]
    #expect(scenario.best == 1 && scenario.points[1].confidenceBest == 1)
    // Paired: the noise of x1 cancels exactly but for rounding.
    #expect(abs(scenario.returns[0].change.value - 0.16) < 1e-12)
    #expect(scenario.returns[0].change.standardError < 1e-12)
  }

  @Test("two axes: a lever and a factor, and threads do not matter")
  func surface() throws {
    let axes = [axis("x1", .factor, [0, 1]), axis("dial", .lever, [-1, 1, 2])]
    let result = try sweep(axes)
    let scenario = result.scenarios[0]
    #expect(scenario.points.count == 6 && scenario.best == 5)
    for (point, statistics) in scenario.points.enumerated() {
      let levels = result.grid.levels(of: point)
      #expect(
        abs(statistics.mean!.value - levels[1] * (0.5 + levels[0])) < Self.integration)
    }
    // 3 steps along the factor, 4 along the lever.
    #expect(scenario.returns.count { $0.axis == 0 } == 3)
    #expect(scenario.returns.count { $0.axis == 1 } == 4)
    #expect(try sweep(axes, threads: 1) == result)
  }

  @Test("without a direction nothing is best")
  func undirected() throws {
    let result = try sweep([axis("dial", .lever, [0, 1])], direction: .describe)
    #expect(result.scenarios[0].best == nil)
  }

  @Test("less is better")
  func minimised() throws {
    let result = try sweep([axis("dial", .lever, [2, 1])], direction: .minimize)
    #expect(result.scenarios[0].best == 1)
  }

  @Test("levels are what one would write")
  func levels() {
    #expect(SweepAxis.levels(from: 0, to: 0.3, count: 4) == [0, 0.1, 0.2, 0.3])
    #expect(SweepAxis.levels(from: 0.002, to: 0.03, count: 3) == [0.002, 0.016, 0.03])
  }

  @Test("a programme keeps its years and changes its size")
  func programme() {
    let path = Path([
      .init(year: 2027, value: 0.2), .init(year: 2032, value: 0.6), .init(year: 2040, value: 0.6),
      .init(year: 2045, value: 0.3),
    ])
    #expect(LeverLevel.level(of: path, from: 2025) == 0.6)
    #expect(LeverLevel.path(path, level: 0.6, start: 2025) == path)
    let other = LeverLevel.path(path, level: 1, start: 2025)
    // Twice the departure everywhere.
    for year in stride(from: 2025.0, through: 2060, by: 2.5) {
      let expected = 0.2 + 2 * (path.value(at: year) - 0.2)
      #expect(abs(other.value(at: year) - expected) < 1e-12)
    }
  }

  @Test("a lever without a programme begins to move after two years and takes five")
  func plain() {
    let path = LeverLevel.path(Path(constant: 0.1), level: 0.4, start: 2025)
    #expect(path.value(at: 2027) == 0.1 && path.value(at: 2032) == 0.4)
    #expect(LeverLevel.path(Path(constant: 0.1), level: 0.1, start: 2025).isConstant)
  }
}
