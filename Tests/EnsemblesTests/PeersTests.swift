import Foundation
import NumericCore
import TestSupport
import Testing

@testable import Ensembles

/// Processes that share a run give the bits of one, whoever computed what and however late messages are.
@Suite struct PeersTests {
  /// What a rank has come to.
  struct Outcome: Sendable {
    var values: [Double] = []
    var depth = 0.0
    var received: [Int] = []
    var computed: [Int] = []
  }

  private static func context(_ group: PeerGroup, threads: Int = 2) -> RunContext {
    var context = RunContext(threads: threads)
    context.peers = group
    return context
  }

  private static func whole(_ plan: CountingPlan = CountingPlan()) throws -> Trail {
    try Engine.run(plan, context: RunContext(threads: 1)).summary
  }

  /// A run into a list, beside it what a rank computed.
  @Sendable private static func run(_ group: PeerGroup, threads: Int) throws -> Outcome {
    let (plan, sink) = (CountingPlan(), PortableList())
    let result = try Engine.run(plan, context: context(group, threads: threads), sink: sink)
    return Outcome(
      values: result.summary.values, depth: result.summary.depth, received: sink.list,
      computed: plan.computed.list)
  }

  @Test(arguments: [1, 2, 3, 7], [1, 2, 20])
  func ranksGiveTheBitsOfOne(ranks: Int, threads: Int) throws {
    let whole = try Self.whole()
    for seed in 1...5 {
      let outcomes = try LocalPeers.run(ranks, seed: UInt64(seed)) { group in
        try Self.run(group, threads: threads)
      }.map { try $0.get() }
      for outcome in outcomes {
        #expect(outcome.values == whole.values)
        #expect(outcome.depth == whole.depth)
      }
      let all = Array(0..<RunLogTests.blockCount)
      #expect(outcomes[0].received == all)
      #expect(outcomes.dropFirst().allSatisfy { $0.received.isEmpty })
      #expect(outcomes.flatMap(\.computed).sorted() == all)
    }
  }

  /// Others do take part where rank 0 is slow.
  @Test func stretchesAreHandedOut() throws {
    let outcomes = try LocalPeers.run(3) { group in
      let plan = CountingPlan(pause: group.leads ? 20_000 : 0)
      _ = try Engine.run(plan, context: Self.context(group, threads: 1))
      return plan.computed.count
    }.map { try $0.get() }
    #expect(outcomes.reduce(0, +) == RunLogTests.blockCount)
    #expect(outcomes[1] + outcomes[2] >= 48)
    #expect(outcomes.dropFirst().allSatisfy { $0 % 4 == 0 })
  }

  /// One call after the other, each onto the one before, in steps that cut stretches.
  @Test(arguments: [2, 3])
  func partsGoOnWithTheSameBits(ranks: Int) throws {
    let whole = try Self.whole()
    let results = LocalPeers.run(ranks) { group in
      let context = Self.context(group)
      var result = try Engine.run(CountingPlan(), blocks: 0..<20, context: context)
      for end in [23, 50, 100] {
        result = try Engine.run(
          CountingPlan(), blocks: result.merged.tree.next..<end, onto: result, context: context)
      }
      return [result.summary.values, [result.summary.depth]]
    }
    for result in results { #expect(try result.get() == [whole.values, [whole.depth]]) }
  }

  @Test func whatIsNotSharedIsComputedByAll() throws {
    let computed = LocalPeers.run(3) { group in
      let (few, seen) = (CountingPlan(), CountingPlan())
      let context = Self.context(group)
      _ = try Engine.run(few, blocks: 0..<16, context: context)
      _ = try Engine.run(seen, context: context, sink: HereList())
      // Work within work: some of it is on the group's thread.
      let inner = try Engine.map(4, context: context) { _ in
        try Engine.run(CountingPlan(), context: context).summary.depth
      }
      return [few.computed.count, seen.computed.count, Set(inner).count]
    }
    for counts in computed { #expect(try counts.get() == [16, RunLogTests.blockCount, 1]) }
  }

  @Test func valuesAreShared() throws {
    let results = LocalPeers.run(3) { group in
      let plan = CountingPlan(pause: group.leads ? 5_000 : 0)
      let values = try Engine.map(sharing: 100, context: Self.context(group)) { number in
        var trail = Trail()
        _ = try plan.evaluate(number, on: BlockWorker(), into: &trail)
        return trail.depth
      }
      return Outcome(values: values, computed: plan.computed.list)
    }
    let outcomes = try results.map { try $0.get() }
    let expected: [Double] = (0..<100).map { 1 + 1 / Double($0 + 3) }
    for outcome in outcomes { #expect(outcome.values == expected) }
    #expect(outcomes.flatMap(\.computed).sorted() == Array(0..<100))
  }

  @Test(arguments: [0, 1, 2])
  func anErrorReachesAll(rank: Int) throws {
    let results = LocalPeers.run(3) { group in
      let plan = CountingPlan(
        failing: group.rank == rank ? "the disk is gone" : nil,
        pause: group.rank == rank ? 0 : 20_000)
      do {
        _ = try Engine.run(plan, context: Self.context(group))
      } catch {
        return group.leave(after: PeerFailure(error))
      }
      return group.leave(after: nil)
    }
    for result in results {
      let (failure, isComplete) = try result.get()
      #expect(isComplete)
      #expect(failure?.description.contains("the disk is gone") == true)
      #expect(failure?.description.contains("rank \(rank)") == (rank > 0))
      #expect(failure?.status == ErrorKind.badData.rawValue)
    }
  }

  @Test func aSinkThatFailsStopsAll() throws {
    let results = LocalPeers.run(3) { group in
      try Engine.run(
        CountingPlan(), context: Self.context(group), sink: PortableList(limit: 40))
    }
    for result in results {
      #expect { try result.get() } throws: { ($0 as? any KindedError)?.kind == .usage }
    }
  }

  @Test(arguments: [0, 2])
  func aRequestToStopReachesAll(rank: Int) throws {
    let path = FileManager.default.temporaryDirectory.path + "/peers-\(UUID().uuidString).log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let whole = try Self.whole()
    @Sendable func attempt(_ ranks: Int, stopping: Bool) -> [Result<[Double], any Error>] {
      LocalPeers.run(ranks) { group in
        // Long enough that nobody is done when somebody is asked for the hundredth time.
        let plan = CountingPlan(pause: stopping ? 20_000 : 0)
        var context = Self.context(group)
        let asked = Computed()
        if stopping, group.rank == rank, ranks > 1 {
          context.isCancelled = {
            asked.add(0)
            return rank > 0 || asked.count > 100
          }
        }
        if group.leads { context.log = try RunLog.reopened(path) }
        return try Engine.run(plan, context: context, sink: PortableList()).summary.values
      }
    }
    for result in attempt(3, stopping: true) {
      #expect { try result.get() } throws: { ($0 as? EnsembleError)?.kind == .interrupted }
    }
    for result in attempt(2, stopping: false) { #expect(try result.get() == whole.values) }
    // All lies in the log then.
    for result in attempt(1, stopping: true) { #expect(try result.get() == whole.values) }
  }

  /// What the log of rank 0 holds is computed by nobody, gaps included.
  @Test func gapsOfTheLogAreFilled() throws {
    let path = FileManager.default.temporaryDirectory.path + "/peers-\(UUID().uuidString).log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var context = RunContext(threads: 2)
    context.log = try RunLog(path: path)
    _ = try Engine.run(CountingPlan(), blocks: 32..<64, context: context)
    context.log = nil
    let whole = try Self.whole()
    let results = try LocalPeers.run(3) { group in
      let plan = CountingPlan(pause: 300)
      var context = Self.context(group)
      if group.leads { context.log = try RunLog(path: path) }
      let values = try Engine.run(plan, context: context).summary.values
      return Outcome(values: values, computed: plan.computed.list)
    }.map { try $0.get() }
    #expect(results.allSatisfy { $0.values == whole.values })
    #expect(results.flatMap(\.computed).sorted() == Array(0..<32) + Array(64..<100))
  }

  @Test func ranksThatDoOtherThingsAreFoundOut() throws {
    let results = LocalPeers.run(2) { group in
      group.facts = ["vector path \(group.leads ? "avx2" : "avx512")"]
      _ = try Engine.run(CountingPlan(pause: 2_000), context: Self.context(group))
    }
    for result in results {
      #expect {
        try result.get()
      } throws: {
        "\($0)".contains("vector path avx512") && "\($0)".contains("Rank 1")
      }
    }
  }

  @Test func whatRankZeroKnowsAllKnow() throws {
    let results = LocalPeers.run(3) { group in
      let first = try group.agree { [UInt8(7), UInt8(group.rank)] }
      _ = try Engine.run(CountingPlan(), context: Self.context(group))
      return try first + group.agree { [9] }
    }
    for result in results { #expect(try result.get() == [7, 0, 9]) }
    for result in LocalPeers.run(3, { try $0.agree { throw UsageError("no such file") } }) {
      #expect { try result.get() } throws: { ($0 as? any KindedError)?.kind == .usage }
    }
  }

  @Test func allLeaveTogether() throws {
    for failing in [nil, 0, 1] {
      let results = LocalPeers.run(3) { group in
        if group.rank == 2 { usleep(20_000) }
        return group.leave(
          after: group.rank == failing ? PeerFailure(UsageError("no")) : nil)
      }
      for (rank, result) in results.enumerated() {
        let (failure, isComplete) = try result.get()
        #expect(isComplete)
        let expected: Int32? = failing == nil || (failing == 1 && rank == 2) ? nil : 64
        #expect(failure?.status == expected)
      }
    }
    // Who never leaves is waited for no longer than patience says.
    let results = LocalPeers.run(2) { group in
      group.leads ? group.leave(after: nil, patience: 0.05).isComplete : false
    }
    #expect(try !results[0].get())
  }
}

/// A list whose records are numbers, and which is cut where a log says.
private final class PortableList: PortableSink, @unchecked Sendable {
  private let limit: Int
  var list: [Int] = []
  init(limit: Int = .max) { self.limit = limit }
  func prepare(_ block: Int) -> Int { block }
  func receive(_ block: Int) throws {
    if list.count == limit { throw UsageError("the list is full") }
    list.append(block)
  }
  func makeRecord() -> Int { 0 }
  func archive(_ record: inout Int, _ archive: inout ByteArchive) throws {
    try archive.code(&record)
  }
  func mark() -> [Int]? { [list.count] }
  func resume(at mark: [Int]?) -> Bool {
    let count = mark?.first ?? 0
    list = Array(0..<count)
    return true
  }
}

/// A list that wants to see blocks here.
private final class HereList: BlockSink, @unchecked Sendable {
  var list: [Int] = []
  func prepare(_ block: Int) -> Int { block }
  func receive(_ block: Int) { list.append(block) }
}
