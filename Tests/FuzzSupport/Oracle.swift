import NumericCore
import Scenarios

/// What an answer to a bad input must be.
enum Oracle {
  /// Bytes of a message, which nobody reads when it is longer.
  private static let longestMessage = 1 << 14

  /// What is wrong with an error; nil for one that tells the user what is wrong with the input, and where.
  ///
  /// - Parameter hasLines: whether every mistake must have a line.
  static func complaint(about error: any Error, hasLines: Bool) -> String? {
    if error is SoundRefusal { return nil }
    guard let error = error as? any KindedError else {
      return "an error of no kind: \(type(of: error)): \(error)"
    }
    let text = error.message
    if text.isEmpty { return "an error without a word" }
    if text.utf8.count > longestMessage { return "a message of \(text.utf8.count) bytes" }
    switch error.kind {
    case .usage, .badData, .missingFile: break
    default: return "an error of the kind \(error.kind): \(text)"
    }
    guard let errors = error as? StudyErrors else {
      return hasLines ? "an error without a place: \(text)" : nil
    }
    for issue in errors.issues {
      if issue.file.isEmpty { return "a mistake without a file: \(issue)" }
      if issue.sentence.isEmpty { return "a mistake without a sentence: \(issue)" }
      if hasLines, issue.kind == .badData, issue.line == nil {
        return "a mistake without a line: \(issue)"
      }
      if let line = issue.line, line < 1 { return "a mistake on line \(line): \(issue)" }
      if let column = issue.column, column < 1 { return "a mistake in column \(column): \(issue)" }
    }
    return nil
  }
}

/// A refusal that is sound and no error of the user's.
struct SoundRefusal: Error {}
