import ModelContract
import Sampling

/// Columns of one worker: memory that is allocated once, lies on a cache line, and is reused for every block.
///
/// Not thread-safe, and not meant to be: every worker owns its own.
final class BlockMemory {
  /// The cache line of every processor the kernel is built for, and the width of its widest vector.
  static let alignment = 64

  /// First element.
  let base: UnsafeMutablePointer<Double>
  /// Elements.
  let count: Int

  /// Allocates `count` numbers, all 0. Zero is written, so that the pages belong to the memory of the
  /// worker's own processor before the first block is timed.
  init(count: Int) {
    precondition(count >= 0, "memory of \(count) elements")
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Double>.stride, alignment: Self.alignment)
    self.base = raw.bindMemory(to: Double.self, capacity: max(count, 1))
    self.base.initialize(repeating: 0, count: max(count, 1))
    self.count = count
  }

  deinit { base.deallocate() }
}

/// The outcomes of one block with their memory.
final class BlockOutcomes {
  /// The view that models write to.
  let block: OutcomeBlock
  private let memory: BlockMemory

  init(policyCount: Int, outcomeCount: Int, lanes: Int, yearCount: Int) {
    let final = policyCount * outcomeCount * lanes
    memory = BlockMemory(count: final * (1 + yearCount))
    block = OutcomeBlock(
      policyCount: policyCount, outcomeCount: outcomeCount, lanes: lanes, values: memory.base,
      yearly: yearCount > 0 ? memory.base + final : nil, yearCount: yearCount)
  }
}

/// All factors and all luck of one block, drawn from one side of a design.
final class BlockDraws {
  /// Distance between columns.
  static let lanes = Experiment.blockSize

  /// Factor columns.
  let factors: BlockMemory
  /// By stream its columns; nil where luck is switched off.
  let luck: [BlockMemory?]

  private let luckColumns: [UnsafePointer<Double>?]
  private let streams: [LuckStream]
  private let steps: Int

  init(_ compiled: CompiledExperiment) {
    let experiment = compiled.experiment
    let steps = compiled.steps
    self.steps = steps
    streams = experiment.model.luck
    factors = BlockMemory(count: experiment.model.factors.count * Self.lanes)
    luck = streams.map { stream in
      experiment.hasNoise ? BlockMemory(count: stream.columns(steps: steps) * Self.lanes) : nil
    }
    luckColumns = luck.map { $0.map { UnsafePointer($0.base) } }
  }

  /// Draws consecutive futures; lanes beyond them repeat the last one.
  func fill(
    _ draws: DrawSource, side: PickFreezeSide = .a, dimensionOffset: Int = 0, futures: Range<Int>
  ) {
    draws.fill(futures: futures, lanes: Self.lanes, into: factors.base)
    let source = LuckSource(design: draws.design)
    for (stream, memory) in zip(streams, luck) {
      guard let memory else { continue }
      let isNormal = stream.law == .standardNormal
      let name = side.streamName(stream.name)
      switch stream.timing {
      case .once(let firstDimension):
        source.fillOnce(
          name: name, firstDimension: firstDimension + (side == .a ? 0 : dimensionOffset),
          width: stream.width, isNormal: isNormal, futures: futures, lanes: Self.lanes,
          into: memory.base)
      case .everyStep:
        source.fillSteps(
          name: name, width: stream.width, steps: steps, isNormal: isNormal, futures: futures,
          lanes: Self.lanes, into: memory.base)
      }
    }
  }

  /// By stream its number of columns.
  var luckColumnCounts: [Int] { streams.map { $0.columns(steps: steps) } }

  /// The draws as models read them, with the factor columns of this side or of another memory.
  func block(_ futures: Range<Int>, factors other: BlockMemory? = nil) -> DrawBlock {
    DrawBlock(
      firstFuture: futures.lowerBound, count: futures.count, lanes: Self.lanes,
      factors: UnsafePointer((other ?? factors).base),
      luck: luckColumns)
  }
}
