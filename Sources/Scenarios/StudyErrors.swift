import ModelContract
import NumericCore

/// One mistake in a file, with the place where it stands.
public struct StudyIssue: Sendable, Hashable, CustomStringConvertible {
  /// The sort of mistake: bad data, or a missing file.
  public let kind: ErrorKind
  /// The file, as the user named it or as it was found.
  public let file: String
  /// Line, counted from 1; nil when the mistake has no place in a file.
  public let line: Int?
  /// Column, counted from 1; nil when the mistake has no place in a file.
  public let column: Int?
  /// Path of keys to the value: `policies[2].levers.education`. Empty for the file as a whole.
  public let key: String
  /// What is wrong and what was expected, in one sentence, with the nearest valid name where one is near.
  public let sentence: String

  /// Describes a mistake.
  public init(
    kind: ErrorKind, file: String, line: Int?, column: Int?, key: String, sentence: String
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.sentence = sentence
  }

  /// Characters of a path of keys that are printed: those of every valid one, and of most slips.
  private static let longestKey = 160

  /// The mistake as compilers print theirs: `file:line:column: key: sentence`.
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return key.isEmpty
      ? "\(place): \(sentence)" : "\(place): \(key.excerpt(of: Self.longestKey)): \(sentence)"
  }
}

/// All mistakes of a study and of the files it names, found in one go.
public struct StudyErrors: KindedError, Hashable {
  /// The mistakes, by file in the order of reading, then by place; never empty.
  public let issues: [StudyIssue]

  /// Collects mistakes.
  public init(_ issues: [StudyIssue]) {
    precondition(!issues.isEmpty, "errors without an issue")
    self.issues = issues
  }

  /// Mistakes that are printed; nobody reads more before the first ones are mended.
  public static let printedCount = 20

  /// One line a mistake, the first twenty; a last line counts the others.
  public var description: String {
    let lines = issues.prefix(Self.printedCount).map(\.description)
    let others = issues.count - lines.count
    return (lines + (others > 0 ? ["and \(others) more"] : [])).joined(separator: "\n")
  }

  /// A missing file when that is all that is wrong, else bad data.
  public var kind: ErrorKind {
    issues.allSatisfy { $0.kind == .missingFile } ? .missingFile : .badData
  }

  /// The mistakes as compilers print theirs, each on a line of its own.
  public var message: String { description }
}
