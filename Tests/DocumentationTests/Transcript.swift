/// What an example prints, kept instead of shown.
final class Transcript: @unchecked Sendable {
  // Sendable: an example runs in one task and prints from it alone.

  /// Where the running example prints.
  @TaskLocal static var current: Transcript?

  var text = ""
}

/// Takes the place of the standard library's function for everything in this target.
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  Transcript.current?.text +=
    items.map { "\($0)" }.joined(separator: separator) + terminator
}
