import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Yams

/// One reading of a study and of everything it names: remembers the files and collects the mistakes.
final class Reading {
  /// What the model knows that the study is of.
  var schema: ModelSchema
  /// Mistakes found so far, in the order of discovery.
  private(set) var issues: [StudyIssue] = []
  /// Files read so far, in the order of reading.
  private(set) var files: [String] = []

  private var known: Set<StudyIssue> = []
  /// Without their reading, which would keep itself alive otherwise.
  private var documents: [String: Node?] = [:]
  private var texts: [String: Data] = [:]
  private var overwritten: [String: [DuplicateKeys.Overwritten]] = [:]
  private var hash = FNV1a()

  /// Starts to read for a model.
  init(schema: ModelSchema = ModelCatalogue.standard.schema) { self.schema = schema }

  /// The FNV-1a hash of all files read so far.
  var hashText: String { hash.text }

  /// The key that stood at a place before it was overwritten as the first of two twins.
  func overwrittenKey(file: String, mark: Mark?) -> String? {
    overwritten[file]?.first { $0.line == mark?.line && $0.column == mark?.column }?.key
  }

  /// Whether names near to unknown ones are still looked for: not in a file that is wrong throughout, in which nobody reads them.
  var looksForNames: Bool { issues.count < YAMLLimits.nearNames }

  /// Notes a mistake once.
  func report(_ issue: StudyIssue) {
    if known.insert(issue).inserted { issues.append(issue) }
  }

  /// Throws everything noted, by file in the order of reading, then by place.
  func throwIssues() throws {
    if issues.isEmpty { return }
    let order = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    throw StudyErrors(
      issues.enumerated().sorted { left, right in
        let a = (
          order[left.element.file] ?? Int.max, left.element.line ?? 0, left.element.column ?? 0,
          left.offset
        )
        let b = (
          order[right.element.file] ?? Int.max, right.element.line ?? 0,
          right.element.column ?? 0, right.offset
        )
        return a < b
      }.map(\.element))
  }

  /// Bytes of a file, entered in the list and the hash; nil when it cannot be read.
  func bytes(of path: String) -> Data? { try? read(bytes: path) }

  /// The same.
  ///
  /// - Parameter most: bytes that are read at most.
  /// - Throws: ``InputFile/Obstacle``.
  private func read(bytes path: String, most: Int? = nil) throws(InputFile.Obstacle) -> Data {
    let data = if let text = texts[path] { text } else { try InputFile.read(path, most: most) }
    if !files.contains(path) {
      files.append(path)
      data.withUnsafeBytes { hash.add($0) }
    }
    return data
  }

  /// Takes a text that was made in memory for the file of a name.
  func add(_ text: String, as path: String) {
    texts[path] = Data(text.utf8)
  }

  /// The value a YAML file holds, read once however often it is named; nil when the file is unusable, which
  /// has then been reported.
  func document(_ path: String) -> Located? {
    let node: Node?
    if let known = documents[path] {
      node = known
    } else {
      node = read(path)
      documents[path] = .some(node)
    }
    return node.map { Located(node: $0, file: path, key: "", reading: self) }
  }

  private func read(_ path: String) -> Node? {
    func fail(_ sentence: String, line: Int? = 1, column: Int? = 1, _ kind: ErrorKind = .badData) {
      report(
        StudyIssue(
          kind: kind, file: path, line: line, column: line == nil ? nil : column, key: "",
          sentence: sentence))
    }
    func fail(_ sentence: String, _ mark: Mark) {
      fail(sentence, line: mark.line, column: mark.column)
    }
    let data: Data
    do {
      data = try read(bytes: path, most: YAMLLimits.bytes)
    } catch {
      let isThere = error.kind == .badData
      fail(error.sentence(), line: isThere ? 1 : nil, error.kind)
      return nil
    }
    guard let text = String(data: data, encoding: .utf8) else {
      fail("the file is not UTF-8 text", line: TableText.firstBadLine([UInt8](data)) ?? 1)
      return nil
    }
    if let sentence = YAMLLimits.obstacle(text) {
      fail(sentence)
      return nil
    }
    do {
      let (composed, twins) = try DuplicateKeys.compose(text)
      overwritten[path] = twins
      if composed == nil, !twins.isEmpty {
        for twin in twins.firstOfEachKey {
          report(
            StudyIssue(
              kind: .badData, file: path, line: twin.line, column: twin.column, key: "",
              sentence: "the key '\(twin.key.excerpt)' is given twice"))
        }
        return nil
      }
      guard let node = composed else {
        fail("the file is empty; expected a mapping of keys to values")
        return nil
      }
      if let mark = YAMLLimits.excess(node) {
        fail(YAMLLimits.tooMany, mark)
        return nil
      }
      return node
    } catch let error as YamlError {
      switch error {
      case .scanner(let context, let problem, let mark, _),
        .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        let around = context.map { " \($0.text)" } ?? ""
        let advice = YAMLAdvice.text(problem: problem, line: mark.line, of: text) ?? ""
        fail("not valid YAML: \(problem)\(around)\(advice)", mark)
      case .duplicatedKeysInMapping(let keys, let context):
        fail("duplicate key \(keys.joined(separator: ", ").excerpt)", context.mark)
      case .reader(let problem, let offset, _, _):
        // The parser's own words would print the line.
        let line = data.prefix(offset ?? 0).reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        fail("not valid YAML: \(problem)", line: line)
      default:
        fail("not valid YAML")
      }
    } catch {
      fail("not valid YAML")
    }
    return nil
  }
}

/// The FNV-1a hash with 64 bits (Fowler, Noll and Vo; offset basis 14695981039346656037, prime
/// 1099511628211). Every added piece is closed by a zero byte, so that pieces cannot flow together.
public struct FNV1a: Sendable {
  /// The hash so far.
  public private(set) var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of one text, without the zero byte that ends a piece.
  public static func value(of text: String) -> UInt64 {
    var hash = FNV1a()
    for byte in text.utf8 { hash.mix(byte) }
    return hash.state
  }

  /// Starts without a piece.
  public init() {}

  /// The hash of some bytes that are not closed, such as those of a file, as ``text``.
  public static func digest(of bytes: some ContiguousBytes) -> String {
    var hash = FNV1a()
    bytes.withUnsafeBytes { hash.extend($0) }
    return hash.text
  }

  /// Adds a piece.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { mix(byte) }
    mix(0)
  }

  /// Goes on with a piece that is not closed, such as the bytes of a file as they come.
  public mutating func extend(_ bytes: UnsafeRawBufferPointer) {
    var mixed = state
    for byte in bytes { mixed = (mixed ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = mixed
  }

  private mutating func mix(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// Sixteen hexadecimal digits.
  public var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
