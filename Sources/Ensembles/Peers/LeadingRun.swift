import Foundation

/// The part of rank 0 in a shared run: the calling thread listens and hands out, others compute.
///
/// Whole stretches go to the processes that ask, in the order of the blocks; the workers here take the others. What comes
/// back waits for its turn in the sequencer as the blocks of a worker do, and is merged by whoever delivers what was missing.
/// No process waits for another one while it holds blocks, so that nothing can stand still.
struct LeadingRun<Plan: BlockPlan, Sink: PortableSink<Plan.Block>> {
  private let group: PeerGroup
  private let exchange: Int
  private let facts: [String]
  private let run: Run<Plan, Sink>
  private let missing: MissingBlocks<Plan.Summary>

  init(_ group: PeerGroup, exchange: Int, facts: [String], run: Run<Plan, Sink>) {
    self.group = group
    self.exchange = exchange
    self.facts = facts
    self.run = run
    missing = run.missing
  }

  /// Has all blocks computed; errors are left to the sequencer.
  func compute(workers: Int) {
    let run = run
    // The calling thread does not work: it is the only one that hears the others.
    let threads = WorkerThreads(workers) { run.work() }
    var pause = PeerPause()
    // Ranks that asked for stretches, one entry for each, and where those lie that are out, by first block.
    var hungry: [Int] = []
    var out: [Int: Int] = [:]
    while !run.sequencer.isOver, !run.stopsIfAsked() {
      do {
        if let (source, content) = try group.next(in: exchange) {
          pause.restart()
          switch content {
          case .wants(let count, let theirs):
            try requireSame(theirs, source)
            run.sequencer.widen(by: Engine.windowPerWorker * BlockStretch.blocks * count)
            hungry += [Int](repeating: source, count: count)
          case .computed(let blocks, var archive):
            guard let position = out.removeValue(forKey: blocks.lowerBound) else {
              throw SummaryError("it is of blocks \(blocks), which were not handed out")
            }
            run.deliver(position, try read(blocks, &archive))
            hungry.append(source)
          case .failed(let failure):
            if failure.kind != .interrupted { throw failure.on(rank: source).error }
            run.stop()
          default: break
          }
        } else {
          pause.rest()
        }
        while let rank = hungry.first,
          let piece = run.sequencer.claimPiece(where: missing.isPortable)
        {
          hungry.removeFirst()
          let first = missing.block(piece.lowerBound)
          out[first] = piece.lowerBound
          try group.send(.stretch(first..<first + piece.count), to: rank, in: exchange)
        }
      } catch {
        run.sequencer.fail(error)
      }
    }
    threads.wait()
  }

  private func requireSame(_ theirs: [String], _ rank: Int) throws {
    guard theirs != facts else { return }
    let (there, here) =
      zip(theirs, facts).first { $0 != $1 } ?? ("\(theirs.count) facts", "\(facts.count)")
    throw EnsembleError.invalid(
      "Rank \(rank) works on something else than rank 0: \(there) there, \(here) here. All ranks must run the same "
        + "command and program, on the same files and the same kind of processor.")
  }

  /// Summary and records of a stretch.
  private func read(
    _ blocks: Range<Int>, _ archive: inout ByteArchive
  ) throws -> FinishedBlocks<Plan.Summary, Sink.Record> {
    var summary = run.plan.makeSummary()
    try archive.code(&summary)
    let records = try blocks.map { _ in
      var record = run.sink.makeRecord()
      try run.sink.archive(&record, &archive)
      return record
    }
    try archive.requireEnd()
    return FinishedBlocks(summary: summary, stretch: blocks, records: records)
  }
}
