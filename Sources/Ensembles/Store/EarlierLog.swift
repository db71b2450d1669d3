/// The log of a shorter command of the same kind, whose first blocks a longer one takes over.
///
/// What a longer command's own log does not hold is sought there. A sink is then asked to stand where it stood behind the last
/// block that was found: all the mark it gets is `[block]`, the number of the block that comes next.
public struct EarlierLog: Sendable {
  /// Its path; it stays as it is.
  public let path: String
  /// The block before which all are whole: the last one of the shorter command may have fewer futures than the same block of
  /// the longer one.
  public let end: Int
  /// The name of the fact in which both differ, such as the number of futures.
  public let difference: String

  /// Names a log.
  public init(path: String, end: Int, difference: String) {
    self.path = path
    self.end = end
    self.difference = difference
  }
}

/// What is read of an ``EarlierLog``.
struct EarlierBlocks: Sendable {
  private let log: EarlierLog
  private let part: LogPart

  /// - Throws: ``RunLogError``.
  init(_ log: EarlierLog) throws {
    self.log = log
    part = try LogPart(path: log.path)
  }

  var path: String { log.path }

  /// Places of records whose blocks are whole.
  var places: [LogFile.Place] { part.places.filter { $0.stage > 0 && $0.end <= log.end } }

  func holds(_ place: LogFile.Place) -> Bool { place.end <= log.end && part.holds(place) }

  /// The content of a record; nil where there is none, or it is damaged.
  func content(of place: LogFile.Place) throws -> [UInt8]? { try part.content(of: place) }

  /// Facts in which both must agree.
  func common(_ facts: [(name: String, value: String)]) -> [(name: String, value: String)] {
    facts.filter { $0.name != log.difference }
  }
}
