import Foundation
import TestSupport
import Testing

@testable import Ensembles

/// One computation in every way there is to do it: threads, claims in any order, parts, ranks, and stops at several points.
/// Summary and log have the same bytes each time.
@Suite struct DeterminismMatrixTests {
  /// How the work is done.
  struct Way: Sendable, CustomStringConvertible {
    let threads: Int
    let parts: Int
    let ranks: Int
    /// Blocks that are computed before each stop, by every process.
    let stops: [Int]

    var description: String {
      "\(threads) threads, \(parts) parts, \(ranks) ranks, stops after \(stops)"
    }

    /// Parts are computed by one process each, so that there are ranks or parts.
    static let all = [1, 2, 3, 8].flatMap { threads in
      [(1, 1), (3, 1), (7, 1), (1, 2), (1, 3)].flatMap { parts, ranks in
        [[], [5], [16, 1, 23]].map { stops in
          Way(threads: threads, parts: parts, ranks: ranks, stops: stops)
        }
      }
    }
  }

  /// The bytes of a summary, and of the finished log.
  struct Bytes: Equatable {
    let summary: [UInt8]
    let log: Data
  }

  private static func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/matrix-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Goes on with a log until all is computed, past every stop.
  private static func compute(_ way: Way, log path: String, share: WorkShare? = nil) throws
    -> [UInt8]
  {
    func attempt(_ index: Int, until limit: Int) throws -> [UInt8] {
      let results = LocalPeers.run(way.ranks, seed: UInt64(index + 1)) { group in
        let plan = CountingPlan(mostPause: 100)
        var context = RunContext(
          threads: way.threads, isCancelled: { plan.computed.count >= limit })
        if way.ranks > 1 { context.peers = group }
        if group.leads { context.log = try RunLog.reopened(path) }
        context.share = share
        do {
          return try Engine.run(plan, context: context).summary.encoded()
        } catch is ShareFinished { return [] }
      }
      return try results[0].get()
    }
    for (index, limit) in way.stops.enumerated() {
      // A rank that computed little, or a small part, may not have been asked to stop before all was done.
      do {
        let bytes = try attempt(index, until: limit)
        #expect(way.ranks > 1 || share != nil, "nothing was stopped after \(limit) blocks")
        return bytes
      } catch let error as EnsembleError {
        #expect(error.kind == .interrupted)
      }
    }
    return try attempt(way.stops.count, until: .max)
  }

  private static func bytes(_ way: Way) throws -> Bytes {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/blocks.log"
    var parts: [String] = []
    if way.parts > 1 {
      for number in 1...way.parts {
        parts.append("\(path).\(number)")
        let share = WorkShare(number: number, count: way.parts)
        _ = try compute(way, log: parts[number - 1], share: share)
      }
    } else {
      _ = try compute(way, log: path)
    }
    let plan = CountingPlan()
    var context = RunContext(threads: way.threads)
    let log = try RunLog.reopened(path, parts: parts)
    context.log = log
    let summary = try Engine.run(plan, context: context).summary.encoded()
    #expect(plan.computed.count == 0, "all blocks are found")
    try log.finish(as: folder + "/finished.log")
    return Bytes(
      summary: summary,
      log: try Data(contentsOf: URL(fileURLWithPath: folder + "/finished.log")))
  }

  @Test(arguments: Way.all)
  func everyWayLeavesTheSameBytes(way: Way) throws {
    let alone = try Self.bytes(Way(threads: 1, parts: 1, ranks: 1, stops: []))
    #expect(try Self.bytes(way) == alone)
  }
}

extension RunLog {
  /// A log that a thread which was stopped may still hold for a moment.
  static func reopened(_ path: String, parts: [String] = []) throws -> RunLog {
    for _ in 0..<1000 {
      do { return try RunLog(path: path, parts: parts) } catch RunLogError.inUse {
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
    return try RunLog(path: path, parts: parts)
  }
}
