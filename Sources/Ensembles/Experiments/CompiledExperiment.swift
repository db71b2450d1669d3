import ModelContract
import Sampling

/// An experiment whose policies are ready to run in every scenario, with the plan of its memory.
///
/// Everything that can be wrong with an experiment is found here, once; the workers behind it compute
/// without checks.
struct CompiledExperiment: Sendable {
  let experiment: Experiment
  /// The policies compiled in the world of each scenario.
  let models: [any CompiledModel]
  /// Time steps for which luck is drawn: the longest of all scenarios, history included. A scenario with
  /// fewer steps reads the first ones.
  let steps: Int
  /// For each scenario the scenario whose factor columns it reads: itself, or an earlier one whose
  /// factors have the same laws.
  let drawsOwner: [Int]
  /// For each scenario that owns its factor columns, those that differ from the first scenario's.
  let overriddenColumns: [[Int]]
  /// Whole years recorded; 0 when years are not asked for.
  let yearCount: Int

  var blockCount: Int { Experiment.blockCount(of: experiment.design.futures) }

  /// Compiles every scenario.
  ///
  /// - Throws: ``EnsembleError`` when there is nothing to run or names are not unique; `ModelError` from
  ///   the model.
  init(_ experiment: Experiment) throws {
    try Self.check(experiment)
    self.experiment = experiment
    self.models = try experiment.scenarios.map {
      try experiment.model.compile(experiment.policies, in: $0.world)
    }
    self.steps = experiment.scenarios.map { $0.world.originStepCount + $0.world.stepCount }.max()!
    let first = experiment.scenarios[0].draws
    self.drawsOwner = experiment.scenarios.indices.map { scenario in
      let draws = experiment.scenarios[scenario].draws
      return experiment.scenarios[..<scenario].firstIndex { draws.differs(from: $0.draws).isEmpty }
        ?? scenario
    }
    self.overriddenColumns = experiment.scenarios.map { $0.draws.differs(from: first) }
    self.yearCount = experiment.recordsYears ? models[0].years.count : 0
  }

  /// Futures of a block.
  func futures(ofBlock index: Int) -> Range<Int> {
    Experiment.items(ofBlock: index, of: experiment.design.futures)
  }

  /// Runs of the model in all blocks before one: futures times policies times scenarios.
  func runs(before block: Int) -> Int {
    Experiment.items(before: block, of: experiment.design.futures) * experiment.policies.count
      * experiment.scenarios.count
  }

  private static func check(_ experiment: Experiment) throws {
    guard !experiment.policies.isEmpty else {
      throw EnsembleError.invalid("The experiment has no policy to run.")
    }
    guard !experiment.scenarios.isEmpty else {
      throw EnsembleError.invalid("The experiment has no scenario to run in.")
    }
    if let name = firstRepeated(experiment.policies.map(\.name)) {
      throw EnsembleError.invalid("Two policies are named \(name); names must differ.")
    }
    if let name = firstRepeated(experiment.scenarios.map(\.world.name)) {
      throw EnsembleError.invalid("Two scenarios are named \(name); names must differ.")
    }
    for scenario in experiment.scenarios {
      guard scenario.draws.design.specification == experiment.design.specification else {
        throw EnsembleError.invalid(
          "Scenario \(scenario.world.name) draws from another design than the experiment; "
            + "all scenarios must see the same futures.")
      }
    }
  }

  private static func firstRepeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
