import Ensembles
import Foundation

/// Processes that share work, as threads of this one: messages lie in memory, and arrive as late as a seed says.
package enum LocalPeers {
  /// Does the same work on every rank at once, each on a thread of its own.
  ///
  /// - Parameters:
  ///   - count: ranks.
  ///   - seed: of how late messages arrive: up to a millisecond, in the order of their sender.
  ///   - work: done on every rank; the group belongs to its thread.
  /// - Returns: what the ranks have come to, in their order.
  package static func run<Value: Sendable>(
    _ count: Int, seed: UInt64 = 1, _ work: @escaping @Sendable (PeerGroup) throws -> Value
  ) -> [Result<Value, any Error>] {
    let network = Network(count: count, seed: seed)
    let results = Results<Value>()
    let done = DispatchGroup()
    for rank in 0..<count {
      done.enter()
      Thread.detachNewThread {
        let group = PeerGroup(Link(rank: rank, network: network))
        let result = Result { try work(group) }
        results.all.withLock { $0[rank] = result }
        done.leave()
      }
    }
    done.wait()
    return results.all.withLock { results in (0..<count).map { results[$0]! } }
  }

  private final class Results<Value: Sendable>: Sendable {
    let all = Locked<[Int: Result<Value, any Error>]>([:])
  }
}

/// Messages on their way.
private final class Network: Sendable {
  struct Letter {
    let source: Int
    let bytes: [UInt8]
    let due: ContinuousClock.Instant
  }

  struct State {
    var boxes: [[Letter]]
    /// When the last message of a sender to a receiver is due.
    var last: [Int: ContinuousClock.Instant] = [:]
    var word: UInt64
  }

  let count: Int
  private let state: Locked<State>

  init(count: Int, seed: UInt64) {
    self.count = count
    state = Locked(State(boxes: [[Letter]](repeating: [], count: count), word: seed))
  }

  func send(_ bytes: [UInt8], from source: Int, to rank: Int) {
    state.withLock { state in
      // Knuth's multiplier; the high half is random enough for a delay.
      state.word = state.word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let delay = Duration.microseconds(Int64(state.word >> 33) % 1_000)
      let pair = source * count + rank
      let due = max(.now + delay, state.last[pair] ?? .now)
      state.last[pair] = due
      state.boxes[rank].append(Letter(source: source, bytes: bytes, due: due))
    }
  }

  func receive(at rank: Int) -> Letter? {
    state.withLock { state in
      let box = state.boxes[rank]
      guard let first = box.indices.min(by: { box[$0].due < box[$1].due }), box[first].due <= .now
      else { return nil }
      return state.boxes[rank].remove(at: first)
    }
  }
}

private final class Link: PeerLink {
  let rank: Int
  private let network: Network
  var count: Int { network.count }

  init(rank: Int, network: Network) {
    self.rank = rank
    self.network = network
  }

  func send(_ bytes: [UInt8], to rank: Int) { network.send(bytes, from: self.rank, to: rank) }

  func receive() -> (source: Int, bytes: [UInt8])? {
    network.receive(at: rank).map { ($0.source, $0.bytes) }
  }
}
