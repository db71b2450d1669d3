import ModelContract
import Sampling

/// One world of an experiment with the draws that belong to it.
public struct ExperimentScenario: Sendable {
  /// The world; its name is the scenario's.
  public let world: World
  /// Probability of the scenario; nil when it is deeply uncertain.
  public let probability: Double?
  /// Where the factors of every future come from in this world. Scenarios that override a factor give it
  /// another law and keep its uniform.
  public let draws: DrawSource

  /// Describes a scenario.
  public init(world: World, probability: Double?, draws: DrawSource) {
    self.world = world
    self.probability = probability
    self.draws = draws
  }
}

/// Policies by scenarios by futures over one model: what the engine runs.
public struct Experiment: Sendable {
  /// The model.
  public let model: any BatchModel
  /// Policy mixes, in the order of the tables.
  public let policies: [Policy]
  /// Scenarios, in the order of the tables.
  public let scenarios: [ExperimentScenario]
  /// The design that says which futures there are.
  public let design: Design
  /// Whether luck (sector luck, efficiency, shocks) is drawn.
  public let hasNoise: Bool
  /// Whether outcomes of every whole year are recorded as well.
  public let recordsYears: Bool

  /// Futures in a block: the unit of work, storage and merging, a constant of every study.
  ///
  /// 256 futures are 16 lane groups of the kernel; their draws (about 0.6 MB) stay in the second-level
  /// cache while all policies and scenarios run on them, and a block takes tens of milliseconds, short
  /// enough to balance threads and to stop at once.
  public static let blockSize = 256

  /// The items of a block when so many are dealt out in blocks: futures, or points of a design.
  static func items(ofBlock block: Int, of count: Int) -> Range<Int> {
    items(before: block, of: count)..<items(before: block + 1, of: count)
  }

  /// The items of all blocks before one.
  static func items(before block: Int, of count: Int) -> Int { min(block * blockSize, count) }

  /// Blocks that so many items take.
  static func blockCount(of count: Int) -> Int { (count + blockSize - 1) / blockSize }

  /// Describes an experiment.
  public init(
    model: any BatchModel, policies: [Policy], scenarios: [ExperimentScenario], design: Design,
    hasNoise: Bool = true, recordsYears: Bool = false
  ) {
    self.model = model
    self.policies = policies
    self.scenarios = scenarios
    self.design = design
    self.hasNoise = hasNoise
    self.recordsYears = recordsYears
  }
}
