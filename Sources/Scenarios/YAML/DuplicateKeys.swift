import Yams

/// Composes YAML although keys are given twice, so that all mistakes of a file can be told at once.
///
/// The parser stops at the first mapping with a duplicate key. Here the first of the twins is overwritten in
/// the text, letter by letter and so without moving anything, with marks of the private-use area, and the
/// text is parsed again; ``Located`` recognises the marks and reports the twin that remains.
enum DuplicateKeys {
  private static let firstMark: UInt32 = 0xE000
  private static let lastMark: UInt32 = 0xF8FF

  /// A key that was overwritten, with its place.
  struct Overwritten {
    let key: String
    let line: Int
    let column: Int
  }

  /// Mappings with duplicate keys that are looked at, each of which costs a parse of the whole text: as many as mistakes
  /// are told at once.
  static let limit = StudyErrors.printedCount
  /// Bytes that are parsed for that, all times together: a large file is parsed fewer times.
  private static let mostParsed = 1 << 20

  /// Parses a text; the node is nil when it holds nothing, or when ``limit`` mappings had duplicate keys, after which
  /// there may be more.
  static func compose(_ text: String) throws -> (node: Node?, overwritten: [Overwritten]) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.unicodeScalars)
    }
    var overwritten: [Overwritten] = []
    for _ in 0..<max(1, min(limit, mostParsed / max(text.utf8.count, 1))) {
      do {
        var source = String.UnicodeScalarView()
        for (index, line) in lines.enumerated() {
          if index > 0 { source.append("\n") }
          source.append(contentsOf: line)
        }
        return (try Yams.compose(yaml: String(source)), overwritten)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let twins = twins(of: keys, from: context.mark, in: lines)
        for twin in twins {
          guard let mark = Unicode.Scalar(firstMark + UInt32(overwritten.count)),
            mark.value < lastMark
          else { break }
          let start =
            lines[twin.line - 1].isQuotation(at: twin.column - 1) ? twin.column : twin.column - 1
          for index in start..<start + twin.key.unicodeScalars.count {
            lines[twin.line - 1][index] = mark
          }
          overwritten.append(twin)
        }
        if twins.isEmpty {
          throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context)
        }
      }
    }
    return (nil, overwritten)
  }

  /// All but the last place of every duplicate key of a mapping, so far as they can be seen in the text: the first
  /// place of the first key always, whose mark is known, and of a mapping without brackets those that stand below
  /// each other.
  private static func twins(
    of keys: [String], from mark: Mark, in lines: [[Unicode.Scalar]]
  ) -> [Overwritten] {
    let (row, column) = (mark.line - 1, mark.column - 1)
    guard let first = keys.first, lines.indices.contains(row),
      lines[row].hasKey(first, at: column)
    else { return [] }
    func isInside(_ line: [Unicode.Scalar]) -> Bool {
      guard let start = line.firstIndex(where: { $0 != " " }) else { return true }
      return start >= column || line[start] == "#"
    }
    var (begin, end) = (row, row + 1)
    if lines[row].firstIndex(where: { $0 != " " }) == column {
      while begin > 0, isInside(lines[begin - 1]) { begin -= 1 }
      while end < lines.count, isInside(lines[end]) { end += 1 }
    }
    let known = Set(keys)
    var places: [String: [Int]] = [:]
    for index in begin..<end where lines[index].firstIndex(where: { $0 != " " }) == column {
      if let key = lines[index].key(at: column, among: known) {
        places[key, default: []].append(index)
      }
    }
    var result: [Overwritten] = []
    for key in keys {
      for index in (places[key] ?? []).dropLast() {
        result.append(Overwritten(key: key, line: index + 1, column: column + 1))
      }
    }
    return result.isEmpty
      ? [Overwritten(key: first, line: mark.line, column: mark.column)] : result
  }

  /// Whether a key is the overwritten twin of another one.
  static func isOverwritten(_ key: String) -> Bool {
    guard let scalar = key.unicodeScalars.first else { return false }
    return (firstMark...lastMark).contains(scalar.value)
  }
}

extension [DuplicateKeys.Overwritten] {
  /// One of each key: the third of three alike is the same mistake.
  var firstOfEachKey: [DuplicateKeys.Overwritten] {
    var told: Set<String> = []
    return filter { told.insert($0.key).inserted }
  }
}

extension [Unicode.Scalar] {
  /// Whether a quotation mark stands at a place.
  fileprivate func isQuotation(at column: Int) -> Bool {
    indices.contains(column) && (self[column] == "\"" || self[column] == "'")
  }

  /// Whether a key stands at a place, quoted or not.
  fileprivate func hasKey(_ key: String, at column: Int) -> Bool {
    let start = isQuotation(at: column) ? column + 1 : column
    return start >= 0 && start <= count && self[start...].starts(with: key.unicodeScalars)
  }

  /// The key of a line, a colon after it, if it is one of those given.
  fileprivate func key(at column: Int, among keys: Set<String>) -> String? {
    let start = isQuotation(at: column) ? column + 1 : column
    guard start < count, let colon = self[start...].firstIndex(of: ":") else { return nil }
    var word = String(String.UnicodeScalarView(self[start..<colon]))
    while word.last == " " { word.removeLast() }
    if start > column, !word.isEmpty { word.removeLast() }
    return keys.contains(word) ? word : nil
  }
}
