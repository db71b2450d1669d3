import Foundation
import TestSupport
import Testing

@testable import Ensembles

/// What a log holds is not computed again, and the result is that of a run without a stop, to the bit.
@Suite struct RunLogTests {
  static let blockCount = 100

  private let folder = FileManager.default.temporaryDirectory.path + "/log-\(UUID().uuidString)"

  private var path: String { folder + "/blocks.log" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Runs the plan with the log.
  ///
  /// - Parameter limit: blocks that are computed before the run is stopped.
  private func run(
    _ plan: CountingPlan = CountingPlan(), threads: Int = 2, stoppingAfter limit: Int = .max
  ) throws -> [Double] {
    var context = RunContext(threads: threads, isCancelled: { plan.computed.count >= limit })
    context.log = try RunLog(path: path)
    return try Engine.run(plan, context: context).summary.values
  }

  private static func whole() throws -> [Double] {
    try Engine.run(CountingPlan(), context: RunContext(threads: 1)).summary.values
  }

  @Test(arguments: [1, 7, 15, 16, 17, 40, 63, 64, 99])
  func aStoppedRunGoesOn(limit: Int) throws {
    #expect(throws: EnsembleError.self) { try run(threads: 1, stoppingAfter: limit) }
    let rest = CountingPlan()
    #expect(try run(rest) == Self.whole())
    #expect(rest.computed.list.sorted() == Array(limit..<Self.blockCount))
    let nothing = CountingPlan()
    #expect(try run(nothing, threads: 3) == Self.whole())
    #expect(nothing.computed.count == 0)
  }

  @Test func manyStopsLoseNothing() throws {
    var total = 0
    while true {
      let plan = CountingPlan()
      let result = try? run(plan, threads: 3, stoppingAfter: 9)
      total += plan.computed.count
      if let result {
        #expect(try result == Self.whole())
        break
      }
    }
    // A block that is computed when another thread is asked to stop is lost, no other.
    #expect(total <= Self.blockCount + 2 * 2 * (Self.blockCount / 9 + 1))
  }

  @Test func aTornLogLosesItsEndAlone() throws {
    _ = try? run(threads: 1, stoppingAfter: 30)
    _ = try? run(threads: 1, stoppingAfter: 20)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in stride(from: 0, to: bytes.count, by: 37) {
      try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
      // What is shorter than a record is no log.
      guard (try? RunLog(path: path)) != nil else {
        #expect(length < 56 + 8 * 20)
        continue
      }
      #expect(try run() == Self.whole())
    }
  }

  @Test func aDamagedRecordIsNamedAndComputedAgain() throws {
    _ = try? run(threads: 1, stoppingAfter: 30)
    _ = try? run(threads: 1, stoppingAfter: 20)
    _ = try? run(threads: 1, stoppingAfter: 20)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var named = 0
    for position in stride(from: 0, to: bytes.count, by: 13) {
      var damaged = bytes
      damaged[position] ^= 0x10
      try damaged.write(to: URL(fileURLWithPath: path))
      guard let log = try? RunLog(path: path) else { continue }
      var context = RunContext(threads: 2)
      context.log = log
      #expect(try Engine.run(CountingPlan(), context: context).summary.values == Self.whole())
      #expect(Set(log.damages).count == log.damages.count, "each is named once")
      named += log.damages.count
    }
    // Each byte of the content of a record that no wider one replaces; of heads and of covered records nothing is said.
    #expect(named > bytes.count / 13 / 10)
  }

  /// Blocks behind a gap are found as well, where no sink needs them in their order.
  @Test func aGapIsFilled() throws {
    let plan = CountingPlan()
    var context = RunContext(threads: 2)
    context.log = try RunLog(path: path)
    // As another process would that computes the second half.
    _ = try Engine.run(plan, blocks: 64..<Self.blockCount, context: context)
    context.log = nil
    let rest = CountingPlan()
    #expect(try run(rest) == Self.whole())
    #expect(rest.computed.list.sorted() == Array(0..<64))
  }

  /// A sink that keeps what it receives is set back to where the log ends; one that lost it receives all again.
  @Test func sinksGoBack() throws {
    for isLost in [false, true] {
      let sink = ListSink()
      let stopped = CountingPlan()
      var context = RunContext(threads: 1, isCancelled: { stopped.computed.count >= 50 })
      context.log = try RunLog(path: path)
      #expect(throws: EnsembleError.self) {
        try Engine.run(stopped, context: context, sink: sink)
      }
      // What came after the last record, as after a kill.
      sink.list.append(-1)
      if isLost { sink.list.removeFirst(5) }
      context = RunContext(threads: 2)
      context.log = nil
      context.log = try RunLog(path: path)
      let rest = CountingPlan()
      let result = try Engine.run(rest, context: context, sink: sink)
      #expect(try result.summary.values == Self.whole())
      #expect(sink.list == Array(0..<Self.blockCount))
      #expect(
        rest.computed.count == (isLost ? Self.blockCount : Self.blockCount - stopped.computed.count)
      )
      try FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func stagesAreToldApart() throws {
    var context = RunContext(threads: 2)
    context.log = try RunLog(path: path)
    let first = try Engine.run(CountingPlan(), context: context).summary.values
    let second = try Engine.run(CountingPlan(factor: 3), context: context).summary.values
    context.log = nil
    context.log = try RunLog(path: path, isReadOnly: true)
    let plans = [CountingPlan(), CountingPlan(factor: 3), CountingPlan(factor: 5)]
    #expect(try Engine.run(plans[0], context: context).summary.values == first)
    #expect(try Engine.run(plans[1], context: context).summary.values == second)
    _ = try Engine.run(plans[2], context: context)
    #expect(plans.map(\.computed.count) == [0, 0, Self.blockCount])
  }

  /// Looks at a plan that grows find the same again: nothing is computed, and nothing kept a second time.
  @Test func aRepeatedCommandAddsNothing() throws {
    func looks() throws -> (values: [Double], computed: Int, size: Int) {
      var context = RunContext(threads: 2)
      context.log = try RunLog(path: path)
      let plan = CountingPlan()
      var result: EngineResult<Trail>?
      for blocks in [0..<16, 16..<32, 32..<37, 37..<64, 64..<Self.blockCount] {
        result = try Engine.run(plan, blocks: blocks, onto: result, context: context)
      }
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return (result!.summary.values, plan.computed.count, attributes[.size] as? Int ?? 0)
    }
    let first = try looks()
    #expect(try first.values == Self.whole() && first.computed == Self.blockCount)
    for _ in 0..<2 {
      let again = try looks()
      #expect(again.values == first.values && again.computed == 0 && again.size == first.size)
    }
  }

  @Test func aFinishedLogIsShortAndComplete() throws {
    _ = try? run(threads: 1, stoppingAfter: 20)
    _ = try? run(threads: 1, stoppingAfter: 20)
    var context = RunContext(threads: 2)
    let log = try RunLog(path: path)
    context.log = log
    _ = try Engine.run(CountingPlan(), context: context)
    let long = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    try log.finish(as: folder + "/finished.log")
    let short =
      try FileManager.default.attributesOfItem(atPath: folder + "/finished.log")[.size] as? Int ?? 0
    #expect(short < long)
    #expect(!FileManager.default.fileExists(atPath: path))
    context.log = try RunLog(path: folder + "/finished.log", isReadOnly: true)
    let plan = CountingPlan()
    #expect(try Engine.run(plan, context: context).summary.values == Self.whole())
    #expect(plan.computed.count == 0)
  }

  @Test func logsOfOtherRunsAreRefused() throws {
    do {
      let log = try RunLog(path: path)
      try log.claim([("seed", "1"), ("study", "a")])
      // One process writes at a time.
      #expect(throws: RunLogError.inUse(path)) { try RunLog(path: path) }
    }
    let log = try RunLog(path: path)
    #expect(
      throws: RunLogError.differs(path, what: "study", stored: "a", asked: "b")
    ) { try log.claim([("seed", "1"), ("study", "b")]) }
    try Data("not a log".utf8).write(to: URL(fileURLWithPath: folder + "/text"))
    #expect(throws: RunLogError.noLog(folder + "/text")) { try RunLog(path: folder + "/text") }
    #expect(throws: RunLogError.self) { try RunLog(path: folder) }
    #expect(throws: RunLogError.self) { try RunLog(path: folder + "/none", isReadOnly: true) }
    #expect(throws: RunLogError.noFile("/dev/null")) { try RunLog(path: "/dev/null") }
  }

  /// What a failure of the power leaves of a log's beginning is as good as nothing.
  @Test func aTornBeginningIsAnEmptyLog() throws {
    let whole = folder + "/whole"
    do { try RunLog(path: whole).claim([("study", "a")]) }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
    let torn = [Data(), Data(count: 700)] + [1, 8, 40, bytes.count - 1].map { bytes.prefix($0) }
    for beginning in torn {
      try beginning.write(to: URL(fileURLWithPath: path))
      #expect(throws: Never.self) { try RunLog(path: path).claim([("study", "b")]) }
      #expect(throws: RunLogError.differs(path, what: "study", stored: "b", asked: "a")) {
        try RunLog(path: path).claim([("study", "a")])
      }
    }
  }

  /// Blocks of which nobody knows what they are of are not used.
  @Test func aLogThatDoesNotSayWhatItIsOfIsRefused() throws {
    do {
      var context = RunContext(threads: 1)
      let log = try RunLog(path: path)
      try log.claim([("study", "a")])
      context.log = log
      _ = try Engine.run(CountingPlan(), context: context)
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The mark, the place, the length and the content of the first record.
    for position in [0, 9, 33, 60] {
      var damaged = bytes
      damaged[position] ^= 0x10
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(throws: RunLogError.headless(path)) {
        try RunLog(path: path).claim([("study", "a")])
      }
    }
  }

  @Test func whatDiffersIsSaidInWords() {
    func sentence(_ what: String, _ stored: String, _ asked: String) -> String {
      RunLogError.differs("x.log", what: what, stored: stored, asked: asked).description
    }
    #expect(sentence("list of paths", "", "income").contains("is none, and this one's is income"))
    #expect(sentence("file small.yaml", "01", "02").contains("another small.yaml"))
  }
}

/// Parts that other processes compute make the bits of one process.
extension RunLogTests {
  private func part(_ share: WorkShare) throws -> ShareFinished.Stage? {
    var context = RunContext(threads: 2)
    context.log = try RunLog(path: "\(path).\(share.number)")
    context.share = share
    do {
      _ = try Engine.run(CountingPlan(), context: context)
      return nil
    } catch let finished as ShareFinished { return finished.stage }
  }

  @Test(arguments: [1, 2, 3, 5, 7, 12])
  func partsMakeTheWhole(count: Int) throws {
    var end = 0
    for number in 1...count {
      let stage = try part(WorkShare(number: number, count: count))
      #expect(stage?.first == end && stage?.blocks == Self.blockCount && stage?.stage == 1)
      end = stage?.end ?? 0
    }
    #expect(end == Self.blockCount)
    let plan = CountingPlan()
    var context = RunContext(threads: 2)
    let log = try RunLog(path: path, parts: (1...count).reversed().map { "\(path).\($0)" })
    context.log = log
    #expect(try Engine.run(plan, context: context).summary.values == Self.whole())
    #expect(plan.computed.count == 0)
    try log.finish(as: folder + "/merged.log")
    // The log is that of one process, too.
    let alone = try RunLog(path: path)
    context.log = alone
    _ = try Engine.run(CountingPlan(), context: context)
    try alone.finish(as: folder + "/alone.log")
    let bytes = try ["/merged.log", "/alone.log"].map {
      try Data(contentsOf: URL(fileURLWithPath: folder + $0))
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test func whatPartsLackIsComputed() throws {
    for number in [1, 3] { _ = try part(WorkShare(number: number, count: 4)) }
    let plan = CountingPlan()
    var context = RunContext(threads: 2)
    context.log = try RunLog(path: path, parts: [1, 3].map { "\(path).\($0)" })
    #expect(try Engine.run(plan, context: context).summary.values == Self.whole())
    #expect(plan.computed.count > 0 && plan.computed.count < Self.blockCount)
  }

  @Test func partsOfOtherRunsAreRefusedByName() throws {
    for (number, seed) in [(1, "1"), (2, "2")] {
      try RunLog(path: "\(path).\(number)").claim([("seed", seed)])
    }
    let log = try RunLog(path: path, parts: [1, 2].map { "\(path).\($0)" })
    #expect(
      throws: RunLogError.differs(path + ".2", what: "seed", stored: "2", asked: "1")
    ) { try log.claim([("seed", "1")]) }
  }

  /// The first blocks of a shorter command are taken over up to the last whole one, and the sink stands behind them.
  @Test(arguments: [(40, 40), (40, 39), (16, 16), (99, 96), (7, 7), (40, 0)])
  func aLongerCommandGoesOnFromAShorterOne(blocks: Int, end: Int) throws {
    #expect(throws: EnsembleError.self) { try run(threads: 1, stoppingAfter: blocks) }
    try FileManager.default.moveItem(atPath: path, toPath: path + ".earlier")
    let plan = CountingPlan()
    let sink = ListSink()
    var context = RunContext(threads: 2)
    let earlier = EarlierLog(path: path + ".earlier", end: end, difference: "length")
    let log = try RunLog(path: path, earlier: earlier)
    context.log = log
    sink.list = Array(0..<blocks)
    let result = try Engine.run(plan, context: context, sink: sink)
    #expect(try result.summary.values == Self.whole())
    #expect(sink.list == Array(0..<Self.blockCount))
    // Part of a stretch is kept as one record: where its last block is not whole, the stretch is computed again.
    let taken = end == blocks ? end : end / 16 * 16
    #expect(plan.computed.list.sorted() == Array(taken..<Self.blockCount))
    try log.finish(as: folder + "/longer.log")
    let alone = try RunLog(path: path)
    context.log = alone
    _ = try Engine.run(CountingPlan(), context: context)
    try alone.finish(as: folder + "/alone.log")
    let bytes = try ["/longer.log", "/alone.log"].map {
      try Data(contentsOf: URL(fileURLWithPath: folder + $0))
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test func anEarlierLogOfAnotherCommandIsRefusedByName() throws {
    try RunLog(path: path + ".earlier").claim([("length", "1"), ("seed", "1")])
    func log() throws -> RunLog {
      try RunLog(
        path: path, isNew: true,
        earlier: EarlierLog(path: path + ".earlier", end: 1, difference: "length"))
    }
    try log().claim([("length", "2"), ("seed", "1")])
    #expect(
      throws: RunLogError.differs(path + ".earlier", what: "seed", stored: "1", asked: "2")
    ) { try log().claim([("length", "2"), ("seed", "2")]) }
  }

  /// A sink stands behind the last record that was kept at once: without it, what comes before says nothing.
  @Test func aLostRecordIsNoPlaceForASink() throws {
    #expect(throws: EnsembleError.self) { try run(threads: 1, stoppingAfter: 40) }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: try handle.seekToEnd() - 8)
    try handle.close()
    var context = RunContext(threads: 1)
    context.log = try RunLog(path: path)
    let sink = ListSink()
    sink.list = Array(0..<40)
    let result = try Engine.run(CountingPlan(), context: context, sink: sink)
    #expect(try result.summary.values == Self.whole())
    #expect(sink.list == Array(0..<Self.blockCount))
  }

  /// Parts cover all blocks once, whole stretches each, and the first two stretches stay together.
  @Test func sharesCoverAllBlocks() {
    for blocks in [17, 31, 32, 33, 48, 1000] {
      for count in [1, 2, 3, 7, 64, 200] {
        var end = 0
        for number in 1...count {
          let share = WorkShare(number: number, count: count).blocks(of: 0..<blocks)!
          #expect(share.lowerBound == end && share.upperBound != 16)
          #expect(share.upperBound == blocks || share.upperBound.isMultiple(of: 16))
          end = share.upperBound
        }
        #expect(end == blocks)
      }
    }
    #expect(WorkShare(number: 1, count: 2).blocks(of: 0..<16) == nil)
  }
}

/// The tree decides which summaries are merged, whoever computed them.
@Suite struct MergeTreeTests {
  private func block(_ index: Int) -> Trail { Trail(values: [Double(index)], depth: 1) }

  @Test(arguments: [1, 15, 16, 17, 31, 32, 48, 100, 1000])
  func holdsFewSummariesOfAllBlocks(count: Int) {
    var tree = MergeTree<Trail>()
    for index in 0..<count { tree.add(block(index)) }
    #expect(tree.next == count)
    #expect(tree.total?.values == (0..<count).map(Double.init))
    #expect(Double(tree.nodes.count) <= log2(Double(max(count, 16)) / 16) + 2)
  }

  @Test func partsOfOthersTakeTheirPlaces() {
    for width in [16, 32, 64] {
      var whole = MergeTree<Trail>()
      for index in 0..<200 { whole.add(block(index)) }
      var tree = MergeTree<Trail>()
      for start in stride(from: 0, to: 192, by: width) {
        var part = MergeTree<Trail>(from: start)
        for index in start..<min(start + width, 200) { part.add(block(index)) }
        for node in part.nodes { tree.add(node) }
      }
      for index in tree.next..<200 { tree.add(block(index)) }
      #expect(tree.total?.values == whole.total?.values)
      #expect(tree.total?.depth == whole.total?.depth)
      #expect(tree.nodes.map(\.blocks) == whole.nodes.map(\.blocks))
    }
  }
}

/// Values with a number that depends on the order of merging.
struct Trail: BlockSummary {
  var values: [Double] = []
  var depth = 0.0
  static var format: String { "trail 1" }
  mutating func merge(_ later: Trail) {
    values += later.values
    depth = 1.25 * depth + 1.5 * later.depth
  }
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&values)
    try archive.code(&depth)
  }
}

/// Blocks that were computed.
final class Computed: Sendable {
  private let blocks = Locked<[Int]>([])
  var list: [Int] { blocks.withLock { $0 } }
  var count: Int { blocks.withLock { $0.count } }
  func add(_ block: Int) { blocks.withLock { $0.append(block) } }
}

/// A block is a number, and which were computed is noted.
struct CountingPlan: BlockPlan {
  let computed = Computed()
  var factor = 1.0
  /// What is thrown by every block.
  var failing: String?
  /// Microseconds a block takes.
  var pause: UInt32 = 0
  /// Longest time in microseconds by which a block is late, each by its own, so that they end in any order.
  var mostPause: UInt32 = 0
  var blockCount: Int { RunLogTests.blockCount }
  func runs(before block: Int) -> Int { block }
  func makeSummary() -> Trail { Trail() }
  func makeWorker() -> BlockWorker { BlockWorker() }
  func evaluate(_ block: Int, on worker: BlockWorker, into summary: inout Trail) throws -> Int {
    computed.add(block)
    if pause > 0 { usleep(pause) }
    if mostPause > 0 { usleep(.random(in: 0...mostPause)) }
    if let failing { throw EnsembleError.invalid(failing) }
    summary = Trail(values: [factor / Double(block + 1)], depth: 1 + factor / Double(block + 3))
    return block
  }
}

/// A list that is cut where a log says.
private final class ListSink: BlockSink, @unchecked Sendable {
  var list: [Int] = []
  func prepare(_ block: Int) -> Int { block }
  func receive(_ block: Int) { list.append(block) }
  func mark() -> [Int]? { [list.count] }
  func resume(at mark: [Int]?) -> Bool {
    if mark == [] { return false }
    let count = mark?.first ?? 0
    guard list.count >= count, Array(list.prefix(count)) == Array(0..<count) else {
      list = []
      return count == 0
    }
    list = Array(list.prefix(count))
    return true
  }
}
