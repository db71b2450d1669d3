/// Text that somebody else wrote, of a file or an argument, made fit to be shown.
extension StringProtocol {
  /// The text without a character that a terminal would obey instead of showing it.
  ///
  /// Control characters but for line feed and tab, separators of lines and paragraphs, and marks that turn the
  /// direction of writing become escapes as Swift writes them, `\u{1B}`. Everything a program prints goes through
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

  /// The text as a message quotes it: its first 60 characters, then three dots.
  public var excerpt: String { excerpt(of: 60) }

  /// At most so many of the first characters, then three dots.
  public func excerpt(of length: Int) -> String {
    // Not `count`, which would look at every character of a long text.
    guard let end = index(startIndex, offsetBy: length, limitedBy: endIndex), end < endIndex else {
      return String(self)
    }
    return self[..<end] + "..."
  }
}

extension Unicode.Scalar {
  /// Whether a terminal acts on it.
  fileprivate var isObeyed: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
