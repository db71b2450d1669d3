import ModelContract
import Sampling

/// One worker's memory and the code that fills and runs a block in it.
///
/// Draws are filled once a block; a scenario that overrides factors copies the columns of the first scenario
/// and fills again only those it overrides; all policies of all scenarios then run while the draws are in
/// cache. Nothing is allocated here after the first block.
final class BlockWorker {
  /// Seconds spent on draws and in the model.
  private(set) var drawSeconds = 0.0
  private(set) var modelSeconds = 0.0

  private let plan: CompiledExperiment
  private let lanes = Experiment.blockSize
  private let luckSource: LuckSource
  private let luckMemory: [BlockMemory?]
  private let factorMemory: [BlockMemory?]
  private let outcomes: [OutcomeBlock]
  private let outcomeMemory: [BlockMemory]
  private let workspaces: [AnyObject]

  init(_ plan: CompiledExperiment) {
    self.plan = plan
    let experiment = plan.experiment
    let lanes = self.lanes
    let outcomeCount = experiment.model.outcomes.count
    let policyCount = experiment.policies.count
    let finalCount = policyCount * outcomeCount * lanes
    luckSource = LuckSource(design: experiment.design)
    luckMemory = experiment.model.luck.map { stream in
      experiment.hasNoise ? BlockMemory(count: stream.columns(steps: plan.steps) * lanes) : nil
    }
    factorMemory = experiment.scenarios.indices.map { scenario in
      plan.drawsOwner[scenario] == scenario
        ? BlockMemory(count: experiment.model.factors.count * lanes) : nil
    }
    outcomeMemory = experiment.scenarios.map { _ in
      BlockMemory(count: finalCount * (1 + plan.yearCount))
    }
    outcomes = outcomeMemory.map { memory in
      OutcomeBlock(
        policyCount: policyCount, outcomeCount: outcomeCount, lanes: lanes, values: memory.base,
        yearly: plan.yearCount > 0 ? memory.base + finalCount : nil, yearCount: plan.yearCount)
    }
    workspaces = plan.models.map { $0.makeWorkspace(lanes: lanes) }
  }

  /// Runs every policy in every scenario on the futures of one block.
  ///
  /// The result views the worker's memory: it is valid until the next call.
  func evaluate(block index: Int) -> BlockResults {
    let futures = plan.futures(ofBlock: index)
    let clock = ContinuousClock()
    let started = clock.now
    let draws = fillDraws(futures)
    let filled = clock.now
    runModels(on: draws)
    let finished = clock.now
    drawSeconds += started.duration(to: filled).inSeconds
    modelSeconds += filled.duration(to: finished).inSeconds
    let experiment = plan.experiment
    return BlockResults(
      index: index, futures: futures, draws: draws, outcomes: outcomes,
      groups: futures.map { experiment.design.group(of: $0) },
      ensembleRows: experiment.scenarios[0].draws.ensembleRows(futures: futures))
  }

  /// Runs every policy in every scenario on draws that were filled here.
  func runModels(on draws: [DrawBlock]) {
    for (scenario, model) in plan.models.enumerated() {
      model.run(draws[scenario], using: workspaces[scenario], into: outcomes[scenario])
    }
  }

  /// Fills factors and luck of the futures, padded to the block's lanes.
  func fillDraws(_ futures: Range<Int>) -> [DrawBlock] {
    let scenarios = plan.experiment.scenarios
    let luck = fillLuck(futures)
    for (scenario, memory) in factorMemory.enumerated() {
      guard let memory else { continue }
      if scenario == 0 {
        scenarios[0].draws.fill(futures: futures, lanes: lanes, into: memory.base)
      } else {
        memory.base.update(from: factorMemory[0]!.base, count: memory.count)
        // A source writes the columns it is asked for one after the other; here each has its own place.
        for column in plan.overriddenColumns[scenario] {
          scenarios[scenario].draws.fill(
            columns: [column], futures: futures, lanes: lanes, into: memory.base + column * lanes)
        }
      }
    }
    return scenarios.indices.map { scenario in
      DrawBlock(
        firstFuture: futures.lowerBound, count: futures.count, lanes: lanes,
        factors: UnsafePointer(factorMemory[plan.drawsOwner[scenario]]!.base), luck: luck)
    }
  }

  private func fillLuck(_ futures: Range<Int>) -> [UnsafePointer<Double>?] {
    zip(plan.experiment.model.luck, luckMemory).map { stream, memory in
      guard let memory else { return nil }
      let isNormal = stream.law == .standardNormal
      switch stream.timing {
      case .once(let firstDimension):
        luckSource.fillOnce(
          name: stream.name, firstDimension: firstDimension, width: stream.width,
          isNormal: isNormal, futures: futures, lanes: lanes, into: memory.base)
      case .everyStep:
        luckSource.fillSteps(
          name: stream.name, width: stream.width, steps: plan.steps, isNormal: isNormal,
          futures: futures, lanes: lanes, into: memory.base)
      }
      return UnsafePointer(memory.base)
    }
  }
}

extension Duration {
  /// The duration as a number of seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
