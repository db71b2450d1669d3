/// Text that somebody else wrote, of a file or an argument, made fit to be shown.
extension StringProtocol {
  /// The text without a character that a terminal would obey instead of showing it.
  ///
  /// Control characters but for line feed and tab, separators of lines and paragraphs, and invisible marks of
  /// format, such as those that turn the direction of writing, become escapes as Swift writes them, `\u{1B}`. Everything a program prints goes through
  /// here on its way out. Cost: one look at every byte.
  public var printable: String {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return String(self) }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isObeyed {
        result.append(
          contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text as a message quotes it: its first 60 code points, then three dots, line breaks as `\n`.
  public var excerpt: String { excerpt(of: 60) }

  /// At most so many of the first code points, then three dots, line breaks as `\n`.
  public func excerpt(of length: Int) -> String {
    // Not `count`, which would look at every character of a long text; not characters, which may have any length.
    let scalars = unicodeScalars
    let end = scalars.index(startIndex, offsetBy: length, limitedBy: endIndex) ?? endIndex
    let shown = end < endIndex ? String(self[..<end]) + "..." : String(self)
    return shown.replacing("\n", with: "\\n")
  }
}

extension Unicode.Scalar {
  /// Whether a terminal acts on it, or shows nothing.
  public var isObeyed: Bool {
    switch properties.generalCategory {
    case .control: value != 0x09 && value != 0x0A
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
