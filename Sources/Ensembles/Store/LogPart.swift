/// The log of a part of a command: what it holds, read where it is needed. No descriptor stays open, because there may be
/// thousands of parts.
struct LogPart: Sendable {
  let path: String
  private let entries: [LogFile.Place: LogFile.Entry]

  /// Reads where records lie.
  ///
  /// - Throws: ``RunLogError``.
  init(path: String) throws {
    self.path = path
    let file = try LogFile(path: path, isReadOnly: true)
    entries = Dictionary(file.entries.map { ($0.place, $0) }) { $1 }
  }

  /// Places of the records.
  var places: some Collection<LogFile.Place> { entries.keys }

  func holds(_ place: LogFile.Place) -> Bool { entries[place] != nil }

  /// The content of a record; nil where there is none, or it is damaged.
  ///
  /// - Throws: ``RunLogError`` when the file cannot be read.
  func content(of place: LogFile.Place) throws -> [UInt8]? {
    guard let entry = entries[place] else { return nil }
    return try LogFile(path: path, isReadOnly: true).content(of: entry)
  }
}
