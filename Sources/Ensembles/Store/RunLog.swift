import Foundation

/// The blocks that a command has finished, kept in a file, so that the command can go on where it stopped.
///
/// A command that runs again with the log of its first try finds every finished stretch of blocks there and computes the
/// rest; since summaries keep their bits and merge along a fixed tree, the result is that of a run without a stop, to the
/// last byte. Every plan that runs in a ``RunContext`` with a log is logged; the calls of the engine are counted, and a
/// command makes them in the same order whenever it runs.
///
/// Cost: the bytes of a summary for each stretch of 4,096 futures, encoded and written by the thread that merges. The
/// file is brought to the disk every two seconds. Stages are begun by one thread.
public final class RunLog: @unchecked Sendable {
  // The engine merges, and so appends, on one thread at a time.
  private var file: LogFile
  private var stages = 0
  private var claims = 0
  private let isReadOnly: Bool
  /// Logs of parts of the command, which stay as they are.
  private let parts: [LogPart]
  /// Which of them holds a record.
  private let partOfPlace: [LogFile.Place: Int]
  /// The log of a shorter command, which stays as it is.
  private let earlier: EarlierBlocks?
  /// What was in the file, and in those of the parts, when it was opened, by stage.
  private let found: [Int: Set<LogFile.Place>]
  /// Records of the log itself that were found damaged.
  private var damaged: Set<LogFile.Place> = []
  /// Whether nothing more is written before the file gets its name.
  private var isSettled = false
  /// Size at which covered records are dropped.
  private var limit: UInt64 = RunLog.smallest

  /// What the name of a log that is rewritten ends in.
  public static let rewritten = ".new"
  /// Below this size a log is left as it is.
  private static let smallest: UInt64 = 256 << 20

  /// Stretches that were found damaged and are computed again, in words.
  public private(set) var damages: [String] = []
  /// Blocks that were taken from the log.
  public private(set) var blocksFound = 0

  /// Path of the file.
  public var path: String { file.path }
  /// Whether it holds blocks.
  public var hasBlocks: Bool { file.entries.contains { $0.place.stage > 0 } }

  /// Opens a log or makes an empty one.
  ///
  /// - Parameters:
  ///   - isReadOnly: whether the log must be there and stays as it is: what it does not hold is computed and not kept.
  ///   - isNew: whether it begins empty, whatever was there.
  ///   - parts: paths of logs of parts of the command, whose blocks are found as if they were in this log.
  ///   - earlier: the log of a shorter command, whose whole blocks are found as well.
  /// - Throws: ``RunLogError`` when that fails, or another process writes to it or to a part.
  public init(
    path: String, isReadOnly: Bool = false, isNew: Bool = false, parts: [String] = [],
    earlier: EarlierLog? = nil
  ) throws {
    file = try LogFile(path: path, isReadOnly: isReadOnly, isNew: isNew)
    self.isReadOnly = isReadOnly
    let logs = try parts.map(LogPart.init)
    self.parts = logs
    partOfPlace = Dictionary(
      logs.enumerated().flatMap { number, part in
        part.places.lazy.filter { $0.stage > 0 }.map { ($0, number) }
      }, uniquingKeysWith: { first, _ in first })
    self.earlier = try earlier.map(EarlierBlocks.init)
    if !isReadOnly { unlink(path + Self.rewritten) }
    let places =
      file.entries.map(\.place) + self.parts.flatMap(\.places) + (self.earlier?.places ?? [])
    found = Dictionary(grouping: places, by: \.stage).mapValues { Set($0) }
  }

  /// States what the log is of: noted in an empty log, compared with what another holds.
  ///
  /// - Parameter facts: names and values, such as the hash of the study.
  /// - Throws: ``RunLogError/differs(_:what:stored:asked:)`` for the first fact that differs.
  public func claim(_ facts: [(name: String, value: String)]) throws {
    claims += 1
    let place = LogFile.Place(first: claims, end: claims)
    for part in parts {
      guard let content = try part.content(of: place) else { throw RunLogError.noLog(part.path) }
      try Self.compare(facts, with: content, of: part.path)
    }
    if let earlier {
      guard let content = try earlier.content(of: place) else {
        throw RunLogError.noLog(earlier.path)
      }
      try Self.compare(earlier.common(facts), with: content, of: earlier.path)
    }
    guard let entry = file.entry(of: place) else {
      if isReadOnly { throw RunLogError.noLog(path) }
      // Nobody knows what its blocks are of.
      if claims == 1, hasBlocks { throw RunLogError.headless(path) }
      var (names, values, archive) = (facts.map(\.name), facts.map(\.value), ByteArchive())
      try archive.code(&names)
      try archive.code(&values)
      try file.append(place, archive.bytes)
      // Blocks come behind it, on the disk as well.
      try file.flush()
      return try file.keepName()
    }
    guard let content = try file.content(of: entry) else { throw RunLogError.headless(path) }
    try Self.compare(facts, with: content, of: path)
  }

  /// Refuses a log of something else.
  private static func compare(
    _ facts: [(name: String, value: String)], with content: [UInt8], of path: String
  ) throws {
    var archive = ByteArchive(reading: content)
    var (names, stored): ([String], [String]) = ([], [])
    try archive.code(&names)
    try archive.code(&stored)
    for (name, value) in facts {
      let other = names.firstIndex(of: name).map { stored[$0] } ?? "not stated"
      if other != value {
        throw RunLogError.differs(path, what: name, stored: other, asked: value)
      }
    }
  }

  /// The next call of the engine.
  func stage<Plan: BlockPlan>(_ plan: Plan) -> LogStage<Plan.Summary> {
    stages += 1
    let shape = "\(Plan.Summary.format) \(plan.runs(before: min(plan.blockCount, 1)))"
    let kind = ByteArchive.checksum(Array(shape.utf8))
    return LogStage(
      log: self, number: stages, kind: kind, empty: plan.makeSummary(),
      places: (found[stages] ?? []).filter { $0.kind == kind })
  }

  /// What is kept at a place; nil where a wider record took its place, or it is damaged, which is noted.
  ///
  /// - Throws: ``RunLogError/damagedPart(_:)`` for a part, whose rows others count on.
  func content(of place: LogFile.Place) throws -> [UInt8]? {
    if let entry = file.entry(of: place) {
      if let content = try file.content(of: entry) { return content }
      damaged.insert(place)
      noteDamage(path, at: place)
    }
    if let part = partOfPlace[place].map({ parts[$0] }) {
      guard let content = try part.content(of: place) else {
        throw RunLogError.damagedPart(part.path)
      }
      return content
    }
    if let earlier, earlier.holds(place) {
      if let content = try earlier.content(of: place) { return content }
      noteDamage(earlier.path, at: place)
    }
    return nil
  }

  /// A place is asked for again while narrower records fill it; it is named once.
  private func noteDamage(_ path: String, at place: LogFile.Place) {
    let damage =
      "\(path) is damaged where stage \(place.stage) keeps blocks \(place.first) to \(place.end - 1); "
      + "they were computed again."
    if !damages.contains(damage) { damages.append(damage) }
  }

  /// Whether only the log of a shorter command holds a record, which does not say where sinks stood.
  func isEarlier(_ place: LogFile.Place) -> Bool {
    earlier?.holds(place) == true && !holds(place) && partOfPlace[place] == nil
  }

  /// Whether the log itself, and not only a part, holds a record that was not found damaged.
  func holds(_ place: LogFile.Place) -> Bool {
    file.entry(of: place) != nil && !damaged.contains(place)
  }

  /// Notes that blocks were taken from the log.
  func use(_ blocks: Range<Int>) { blocksFound += blocks.count }

  /// Appends a record.
  ///
  /// - Returns: whether the log has grown so much that wider records should replace narrow ones.
  func append(_ place: LogFile.Place, _ content: [UInt8]) throws -> Bool {
    try file.append(place, content)
    damaged.remove(place)
    return file.size > limit
  }

  /// Rewrites the file without records that wider ones cover.
  func compact() throws {
    if isReadOnly { return }
    // A stretch that is not whole yet replaces none: the run may be asked to end where another one did.
    let kept = uncovered { BlockStretch.isWhole($0.first..<$0.end) }
    if kept.count < file.entries.count { try rewrite(kept) }
    limit = max(Self.smallest, 2 * file.size)
  }

  /// Gives the file its name when all is done, and lets others use it.
  ///
  /// It then holds the widest records alone, in the order of their places and without where sinks stood, so that its bytes do
  /// not depend on when blocks were kept.
  ///
  /// - Throws: ``RunLogError``.
  public func finish(as name: String) throws {
    try settle()
    try file.replace(name)
    file.unlock()
  }

  /// Writes what the finished file holds, under the name that it has until then.
  ///
  /// - Throws: ``RunLogError``.
  public func settle() throws {
    if isSettled { return }
    let places = uncovered { _ in true }.sorted {
      ($0.stage, $0.first, $0.end) < ($1.stage, $1.first, $1.end)
    }
    try rewrite(places) {
      $0.stage == 0 ? $1 : LogContent.withoutMark($1)
    }
    isSettled = true
  }

  /// Places of records that no wider one of their stage covers, each once, in the order of their first record.
  ///
  /// - Parameter covers: which records count as wider ones.
  private func uncovered(by covers: (LogFile.Place) -> Bool) -> [LogFile.Place] {
    var seen: Set<LogFile.Place> = []
    let places = file.entries.map(\.place).filter { seen.insert($0).inserted }
    let wider = Dictionary(grouping: places.filter { $0.stage > 0 && covers($0) }, by: \.stage)
    return places.filter { place in
      !(wider[place.stage] ?? []).contains {
        $0.kind == place.kind && $0 != place && $0.first <= place.first && $0.end >= place.end
      }
    }
  }

  /// Writes records to a file that takes the place of this one.
  private func rewrite(
    _ places: [LogFile.Place], _ content: (LogFile.Place, [UInt8]) -> [UInt8] = { $1 }
  ) throws {
    let path = path
    let next = try LogFile(path: path + Self.rewritten, isNew: true)
    for place in places {
      guard let entry = file.entry(of: place), let bytes = try file.content(of: entry) else {
        continue
      }
      try next.append(place, content(place, bytes))
    }
    try next.replace(path)
    file = next
  }
}
