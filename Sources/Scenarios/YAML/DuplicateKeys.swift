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

  /// Parses a text; the node is nil when it holds nothing.
  static func compose(_ text: String) throws -> (node: Node?, overwritten: [Overwritten]) {
    var overwritten: [Overwritten] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.unicodeScalars)
    }
    var nextMark = firstMark
    while true {
      do {
        var source = String.UnicodeScalarView()
        for (index, line) in lines.enumerated() {
          if index > 0 { source.append("\n") }
          source.append(contentsOf: line)
        }
        return (try Yams.compose(yaml: String(source)), overwritten)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let row = context.mark.line - 1
        guard let key = keys.first, nextMark < lastMark, lines.indices.contains(row) else {
          throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context)
        }
        var column = context.mark.column - 1
        if lines[row].indices.contains(column), "\"'".unicodeScalars.contains(lines[row][column]) {
          column += 1
        }
        let length = key.unicodeScalars.count
        guard column >= 0, column + length <= lines[row].count,
          let mark = Unicode.Scalar(nextMark)
        else {
          throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context)
        }
        for index in column..<column + length { lines[row][index] = mark }
        nextMark += 1
        overwritten.append(
          Overwritten(key: key, line: context.mark.line, column: context.mark.column))
      }
    }
  }

  /// Whether a key is the overwritten twin of another one.
  static func isOverwritten(_ key: String) -> Bool {
    guard let scalar = key.unicodeScalars.first else { return false }
    return (firstMark...lastMark).contains(scalar.value)
  }
}
