import ModelContract
import Sampling

/// The memory of one side of a block: all factors and all luck.
final class DrawnSide {
  private let factorMemory: BlockMemory
  private let luckMemory: [BlockMemory?]
  private let lanes = Experiment.blockSize

  init(_ experiment: Experiment, steps: Int) {
    let lanes = self.lanes
    factorMemory = BlockMemory(count: experiment.model.factors.count * lanes)
    luckMemory = experiment.model.luck.map { stream in
      experiment.hasNoise ? BlockMemory(count: stream.columns(steps: steps) * lanes) : nil
    }
  }

  var side: RowBlock.Side {
    RowBlock.Side(factors: factorMemory.base, luck: luckMemory.map { $0?.base })
  }

  /// Takes over the values of another side, from a lane on.
  func copy(_ other: DrawnSide, from lane: Int = 0) {
    let pairs =
      [(factorMemory, other.factorMemory)]
      + zip(luckMemory, other.luckMemory).compactMap { own, other in own.map { ($0, other!) } }
    for (own, other) in pairs {
      if lane == 0 {
        own.base.update(from: other.base, count: own.count)
      } else {
        for start in stride(from: lane, to: own.count, by: lanes) {
          (own.base + start).update(from: other.base + start, count: lanes - lane)
        }
      }
    }
  }

  /// Draws consecutive futures; lanes beyond them repeat the last one.
  func fill(
    _ draws: DrawSource, model: any BatchModel, side: PickFreezeSide, dimensionOffset: Int,
    steps: Int, futures: Range<Int>
  ) {
    draws.fill(futures: futures, lanes: lanes, into: factorMemory.base)
    let source = LuckSource(design: draws.design)
    for (stream, memory) in zip(model.luck, luckMemory) {
      guard let memory else { continue }
      let isNormal = stream.law == .standardNormal
      switch stream.timing {
      case .once(let firstDimension):
        source.fillOnce(
          name: side.streamName(stream.name),
          firstDimension: firstDimension + (side == .a ? 0 : dimensionOffset),
          width: stream.width, isNormal: isNormal, futures: futures, lanes: lanes,
          into: memory.base)
      case .everyStep:
        source.fillSteps(
          name: side.streamName(stream.name), width: stream.width, steps: steps,
          isNormal: isNormal, futures: futures, lanes: lanes, into: memory.base)
      }
    }
  }
}

/// One worker's memory for the rows of a ``RowDesign``.
final class RowWorker<Rows: RowDesign> {
  private let runs: RowExperiment<Rows>
  private let plan: CompiledExperiment
  private let lanes = Experiment.blockSize
  private let first: DrawnSide
  private let second: DrawnSide?
  private let row: DrawnSide
  private let luckColumns: [Int]
  private let outcomeMemory: BlockMemory
  private let outcomes: OutcomeBlock
  private let targets: BlockMemory
  private let workspace: AnyObject

  init(_ runs: RowExperiment<Rows>, plan: CompiledExperiment) {
    self.runs = runs
    self.plan = plan
    let experiment = runs.experiment
    let model = experiment.model
    first = DrawnSide(experiment, steps: plan.steps)
    row = DrawnSide(experiment, steps: plan.steps)
    second = runs.rows.usesSecondSide ? DrawnSide(experiment, steps: plan.steps) : nil
    luckColumns = model.luck.map { $0.columns(steps: plan.steps) }
    let final = experiment.policies.count * model.outcomes.count * lanes
    outcomeMemory = BlockMemory(count: final * (1 + plan.yearCount))
    outcomes = OutcomeBlock(
      policyCount: experiment.policies.count, outcomeCount: model.outcomes.count, lanes: lanes,
      values: outcomeMemory.base, yearly: plan.yearCount > 0 ? outcomeMemory.base + final : nil,
      yearCount: plan.yearCount)
    targets = BlockMemory(count: lanes)
    workspace = plan.models[0].makeWorkspace(lanes: lanes)
  }

  /// Runs all rows of some points.
  func evaluate(points: Range<Int>) -> RowOutcomes {
    fill(points)
    row.copy(first)
    let block = RowBlock(
      points: points, lanes: lanes, row: row.side, first: first.side, second: second?.side,
      luckColumns: luckColumns)
    let draws = DrawBlock(
      firstFuture: points.lowerBound, count: points.count, lanes: lanes,
      factors: UnsafePointer(block.row.factors),
      luck: block.row.luck.map { $0.map { UnsafePointer($0) } })
    var result = RowOutcomes(
      targets: runs.targets.count, columns: runs.experiment.model.factors.count)
    for position in 0..<runs.rows.rowCount {
      runs.rows.prepare(row: position, of: block)
      plan.models[0].run(draws, using: workspace, into: outcomes)
      for (index, target) in runs.targets.enumerated() {
        target.evaluate(outcomes, count: points.count, into: targets.base)
        let values = Array(UnsafeBufferPointer(start: targets.base, count: points.count))
        result.values[index].append(values)
      }
      result.note(position, of: block)
    }
    return result
  }

  /// Draws the futures of the points. Points that share a future follow each other.
  private func fill(_ points: Range<Int>) {
    let futures = points.map(runs.rows.future(ofPoint:))
    let isPlain = zip(futures, futures.dropFirst()).allSatisfy { $1 == $0 + 1 }
    if isPlain {
      let range = futures[0]..<futures[0] + futures.count
      draw(first, .a, range)
      if let second { draw(second, .b, range) }
      return
    }
    var start = 0
    while start < futures.count {
      let future = futures[start]
      precondition(start == 0 || future > futures[start - 1], "futures of points fall")
      // The row is not in use yet and serves as a place to draw to.
      draw(row, .a, future..<future + 1)
      first.copy(row, from: start)
      if let second {
        draw(row, .b, future..<future + 1)
        second.copy(row, from: start)
      }
      start = futures[start...].firstIndex { $0 != future } ?? futures.count
    }
  }

  private func draw(_ memory: DrawnSide, _ side: PickFreezeSide, _ futures: Range<Int>) {
    guard let draws = side == .a ? runs.experiment.scenarios[0].draws : runs.second else {
      preconditionFailure("a design of two sides needs the draws of the second")
    }
    memory.fill(
      draws, model: runs.experiment.model, side: side, dimensionOffset: runs.dimensionOffset,
      steps: plan.steps, futures: futures)
  }
}
