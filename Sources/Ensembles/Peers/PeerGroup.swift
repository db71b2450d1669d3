import Foundation

/// Processes that run the same command and share the blocks of its runs.
///
/// All of them make the same calls of the engine in the same order. Where a call has more than one stretch of sixteen blocks,
/// rank 0 hands out stretches to whoever asks, merges what comes back along the same tree as ever, and tells all others the
/// end: every process goes on with the same bits, and so makes the same next call. A call of fewer blocks is computed by
/// every process by itself.
///
/// The result is that of one process, to the last bit, for any number of processes and threads. Files, the log and words are
/// those of rank 0 alone. A process that dies leaves nothing behind that others wait for but its stretches; whoever started
/// the processes ends the rest, and the log of rank 0 is gone on with.
///
/// Belongs to the thread that made it; calls of the engine on other threads take no part.
public final class PeerGroup: @unchecked Sendable {
  /// What all processes must have in common beside their calls of the engine, such as the command and the kind of processor;
  /// compared with rank 0's.
  public var facts: [String] = []

  private let link: any PeerLink
  private let thread = pthread_self()
  private var exchanges = 0
  /// What arrived for exchanges to come, in the order of its arrival.
  private var early: [(source: Int, message: PeerMessage)] = []
  /// Ranks that ended, and how.
  private var departures: [Int: PeerFailure?] = [:]
  /// Whether the group's thread is one of several that work, on what other processes do as well.
  private var isApart = false

  /// Takes part in a group.
  public init(_ link: any PeerLink) { self.link = link }

  /// This process.
  public var rank: Int { link.rank }
  /// Processes in all.
  public var count: Int { link.count }
  /// Whether this process hands out work, keeps what comes of it and speaks.
  public var leads: Bool { rank == 0 }
  /// Whether the calling thread is the one that the group belongs to.
  private var isOwnThread: Bool { pthread_equal(pthread_self(), thread) != 0 }

  /// Whether work of some blocks is shared: all processes come to the same answer.
  func shares(_ blocks: Range<Int>) -> Bool {
    count > 1 && blocks.count > BlockStretch.blocks && isOwnThread && !isApart
  }

  /// Does work on several threads, the group's perhaps among them, that is not shared, nor any work within it.
  static func apart(_ context: RunContext, _ work: () -> Void) {
    guard let group = context.peers, group.isOwnThread, !group.isApart else { return work() }
    group.isApart = true
    work()
    group.isApart = false
  }

  /// Begins an exchange that all processes begin.
  func begin() -> Int {
    exchanges += 1
    return exchanges
  }

  /// Sends a message.
  func send(_ content: PeerMessage.Content, to rank: Int, in exchange: Int) throws {
    try link.send(PeerMessage(content, in: exchange).bytes, to: rank)
  }

  /// Sends a message that is bytes already.
  func send(_ bytes: [UInt8], to rank: Int) throws { try link.send(bytes, to: rank) }

  /// Sends all others a message.
  func tell(_ content: PeerMessage.Content, in exchange: Int) throws {
    try tell(PeerMessage(content, in: exchange).bytes)
  }

  /// Sends all others a message that is bytes already.
  func tell(_ bytes: [UInt8]) throws { for rank in others { try link.send(bytes, to: rank) } }

  /// The next message of an exchange; nil where none has arrived. What is of earlier ones is dropped, what is of later ones
  /// waits for its turn.
  ///
  /// - Throws: the ``PeerFailure`` with which another process ended, and what the link throws.
  func next(in exchange: Int) throws -> (source: Int, content: PeerMessage.Content)? {
    if let position = early.firstIndex(where: { $0.message.exchange == exchange }) {
      let (source, message) = early.remove(at: position)
      return (source, message.content)
    }
    while let (source, bytes) = try link.receive() {
      let message = try PeerMessage(reading: bytes)
      if case .left(let failure) = message.content {
        departures[source] = .some(failure)
        if let failure { throw source == 0 ? failure.error : failure.on(rank: source).error }
        if source == 0, exchange != .max {
          throw EnsembleError.invalid("Rank 0 ended while rank \(rank) waited for it.")
        }
      } else if message.exchange == exchange {
        return (source, message.content)
      } else if message.exchange > exchange {
        early.append((source, message))
      }
    }
    return nil
  }

  /// Something rank 0 knows, such as what a file held when the command began: the others get its bytes and do not ask.
  ///
  /// - Parameter value: asked on rank 0 alone.
  /// - Throws: what `value` throws, on every rank.
  public func agree(_ value: () throws -> [UInt8]) throws -> [UInt8] {
    precondition(isOwnThread, "peers agree on the thread of their group")
    let exchange = begin()
    if leads {
      do {
        let bytes = try value()
        try tell(.told(bytes), in: exchange)
        return bytes
      } catch {
        try tell(.stopped(PeerFailure(error)), in: exchange)
        throw error
      }
    }
    var pause = PeerPause()
    while true {
      switch try next(in: exchange)?.content {
      case .told(let bytes): return bytes
      case .stopped(let failure): throw failure.error
      case nil: pause.rest()
      default: pause.restart()
      }
    }
  }

  /// Waits until all have ended their command, and says how the whole has ended.
  ///
  /// What still arrives is dropped. The others wait for rank 0, which waits for them for some time only: a process that works
  /// on something without blocks hears of nothing.
  ///
  /// - Parameters:
  ///   - failure: how the command ended here, nil for well.
  ///   - patience: seconds that rank 0 waits.
  /// - Returns: what the process ends with, the failure of rank 0 before its own and, on rank 0, those of others; and whether
  ///   everybody was there.
  public func leave(after failure: PeerFailure?, patience: Double = 20)
    -> (failure: PeerFailure?, isComplete: Bool)
  {
    precondition(isOwnThread, "peers leave on the thread of their group")
    let last = exchanges + 1
    var pause = PeerPause()
    var reported = failure
    do {
      if leads { try tell(.left(failure), in: last) }
      if !leads { try send(.left(failure), to: 0, in: last) }
      let began = ContinuousClock.now
      while !(leads ? others.allSatisfy { departures[$0] != nil } : departures[0] != nil) {
        if leads, began.duration(to: .now) > .seconds(patience) { return (reported, false) }
        do {
          // Nothing has this number, so that all that comes is dropped but the last words.
          if try next(in: .max) == nil { pause.rest() }
        } catch is PeerFailure {} catch is EnsembleError {}
      }
      if !leads { return ((departures[0] ?? nil) ?? failure, true) }
      for rank in others where reported == nil {
        reported = (departures[rank] ?? nil)?.on(rank: rank)
      }
      return (reported, true)
    } catch {
      return (reported ?? PeerFailure(error), false)
    }
  }

  private var others: [Int] { (0..<count).filter { $0 != rank } }
}

/// Rests between two looks at what arrived: short at first, and a millisecond where nothing comes for long.
struct PeerPause {
  private var microseconds: UInt32 = 0

  /// Something came.
  mutating func restart() { microseconds = 0 }

  /// Nothing came.
  mutating func rest() {
    usleep(max(microseconds, 20))
    microseconds = min(2 * max(microseconds, 20), 1_000)
  }
}
