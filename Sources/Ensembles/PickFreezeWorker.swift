import ModelContract
import Sampling

/// One worker's memory for the rows of a pick-freeze design.
final class PickFreezeWorker {
  private let runs: PickFreezeExperiment
  private let plan: CompiledExperiment
  private let lanes = Experiment.blockSize
  /// Factors and luck of both sides, A first.
  private let factors: [BlockMemory]
  private let luck: [[BlockMemory?]]
  /// Factors of the row that is run: those of one side but for the exchanged columns.
  private let row: BlockMemory
  private let outcomeMemory: BlockMemory
  private let outcomes: OutcomeBlock
  private let targets: BlockMemory
  private let workspace: AnyObject

  init(_ runs: PickFreezeExperiment, plan: CompiledExperiment) {
    self.runs = runs
    self.plan = plan
    let experiment = runs.experiment
    let model = experiment.model
    let lanes = self.lanes
    factors = (0..<2).map { _ in BlockMemory(count: model.factors.count * lanes) }
    luck = (0..<2).map { _ in
      model.luck.map { stream in
        experiment.hasNoise ? BlockMemory(count: stream.columns(steps: plan.steps) * lanes) : nil
      }
    }
    row = BlockMemory(count: model.factors.count * lanes)
    let final = experiment.policies.count * model.outcomes.count * lanes
    outcomeMemory = BlockMemory(count: final * (1 + plan.yearCount))
    outcomes = OutcomeBlock(
      policyCount: experiment.policies.count, outcomeCount: model.outcomes.count, lanes: lanes,
      values: outcomeMemory.base, yearly: plan.yearCount > 0 ? outcomeMemory.base + final : nil,
      yearCount: plan.yearCount)
    targets = BlockMemory(count: runs.targets.count * runs.design.rowCount * lanes)
    workspace = plan.models[0].makeWorkspace(lanes: lanes)
  }

  /// All rows of one block; the result views the worker's memory and is valid until the next call.
  func evaluate(block index: Int) -> PickFreezeBlock {
    let points = plan.futures(ofBlock: index)
    fill(points)
    let design = runs.design
    // Side by side, so that a row differs from the one before by its own and the last group alone.
    var present: PickFreezeSide?
    for position in 0..<design.rowCount {
      let kind = design.row(at: position)
      let (side, group) = Self.parts(kind)
      if side != present {
        row.base.update(from: factors[side == .a ? 0 : 1].base, count: row.count)
        present = side
      }
      let own = side == .a ? 0 : 1
      let moved = group.map { design.groups[$0].columns } ?? []
      copy(moved, from: 1 - own)
      run(kind, points: points)
      extract(position, count: points.count)
      copy(moved, from: own)
    }
    let rowCount = design.rowCount
    return PickFreezeBlock(
      points: points,
      targets: runs.targets.indices.map { target in
        (0..<rowCount).map { UnsafePointer(targets.base + (target * rowCount + $0) * lanes) }
      }, factors: UnsafePointer(factors[0].base), lanes: lanes)
  }

  /// The targets of the first block with all inputs from side A.
  func pilot() -> [[Double]] {
    let points = plan.futures(ofBlock: 0)
    fill(points)
    row.base.update(from: factors[0].base, count: row.count)
    run(.a, points: points)
    extract(0, count: points.count)
    return runs.targets.indices.map { target in
      Array(
        UnsafeBufferPointer(
          start: targets.base + target * runs.design.rowCount * lanes, count: points.count))
    }
  }

  private static func parts(_ row: PickFreezeDesign.Row) -> (PickFreezeSide, group: Int?) {
    switch row {
    case .a: (.a, nil)
    case .aWith(let group): (.a, group)
    case .bWith(let group): (.b, group)
    case .b: (.b, nil)
    }
  }

  private func copy(_ columns: [Int], from side: Int) {
    for column in columns {
      (row.base + column * lanes).update(
        from: factors[side].base + column * lanes, count: lanes)
    }
  }

  private func run(_ kind: PickFreezeDesign.Row, points: Range<Int>) {
    let streams = runs.experiment.model.luck.indices.map { stream -> UnsafePointer<Double>? in
      let side = runs.design.side(ofLuck: stream, in: kind) == .a ? 0 : 1
      return luck[side][stream].map { UnsafePointer($0.base) }
    }
    plan.models[0].run(
      DrawBlock(
        firstFuture: points.lowerBound, count: points.count, lanes: lanes,
        factors: UnsafePointer(row.base), luck: streams), using: workspace, into: outcomes)
  }

  private func extract(_ position: Int, count: Int) {
    for (index, target) in runs.targets.enumerated() {
      target.evaluate(
        outcomes, count: count,
        into: targets.base + (index * runs.design.rowCount + position) * lanes)
    }
  }

  private func fill(_ points: Range<Int>) {
    let experiment = runs.experiment
    experiment.scenarios[0].draws.fill(futures: points, lanes: lanes, into: factors[0].base)
    runs.draws.fill(futures: points, lanes: lanes, into: factors[1].base)
    let source = LuckSource(design: experiment.design)
    for (index, side) in PickFreezeSide.allCases.enumerated() {
      for (stream, memory) in zip(experiment.model.luck, luck[index]) {
        guard let memory else { continue }
        let isNormal = stream.law == .standardNormal
        switch stream.timing {
        case .once(let firstDimension):
          source.fillOnce(
            name: side.streamName(stream.name),
            firstDimension: firstDimension + (side == .a ? 0 : runs.design.dimensionOffset),
            width: stream.width, isNormal: isNormal, futures: points, lanes: lanes,
            into: memory.base)
        case .everyStep:
          source.fillSteps(
            name: side.streamName(stream.name), width: stream.width, steps: plan.steps,
            isNormal: isNormal, futures: points, lanes: lanes, into: memory.base)
        }
      }
    }
  }
}
