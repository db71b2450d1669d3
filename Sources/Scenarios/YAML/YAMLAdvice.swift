/// The way out of text that is not valid YAML, where the parser's words do not name it.
enum YAMLAdvice {
  /// A clause to stand behind the parser's words; nil without any.
  ///
  /// - Parameters:
  ///   - problem: the parser's words.
  ///   - line: where it gave up, counted from 1.
  ///   - text: the whole file.
  static func text(problem: String, line: Int, of text: String) -> String? {
    let lines = text.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
    let own = lines.indices.contains(line - 1) ? lines[line - 1] : ""
    if own.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      return "; a tab stands at the beginning of the line, where YAML takes spaces only"
    }
    if problem.contains("mapping values are not allowed") {
      return
        "; either the line stands further right than the one above, or its text holds a colon and needs quotes"
    }
    if problem.contains("did not find expected key") || problem.contains("expected <block end>") {
      return "; the line should begin in the same column as the ones it belongs to"
    }
    if problem.contains("could not find expected ':'") {
      return "; a key ends with a colon and a space"
    }
    if problem.contains("did not find expected ',' or") {
      return
        "; a list or mapping in brackets is not closed, or lacks a comma, above or on this line"
    }
    if problem.contains("found unexpected end of stream") {
      return "; a quotation mark is not closed"
    }
    return nil
  }
}
