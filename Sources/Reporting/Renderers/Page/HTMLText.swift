import NumericCore

/// Text as HTML and XML have it.
enum HTMLText {
  /// The text with every character that markup is made of replaced, for content and for attributes in quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // XML has few other characters below a blank, what a terminal obeys is of no use here either, and what turns the
      // direction of writing could make other text look like something else. Joiners belong to some scripts.
      case "\u{200C}", "\u{200D}", "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where (scalar.value < 0x20 || scalar.value > 0x7E) && scalar.isObeyed:
        result += "\u{FFFD}"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Running text: back quotes stand around code, two stars around what is strong, quotation marks around a single word,
  /// which is then a name, as that of a mix; names may be broken after underscores.
  static func inline(_ text: String) -> String {
    var result = ""
    for (position, part) in text.split(separator: "`", omittingEmptySubsequences: false)
      .enumerated()
    {
      let isLast = position == text.count { $0 == "`" }
      if position % 2 == 1 && !isLast {
        result += "<code>\(breakable(escaped(String(part))))</code>"
      } else {
        result += (position % 2 == 1 ? "`" : "") + names(strong(escaped(String(part))))
      }
    }
    return result
  }

  /// Escaped text whose names may be broken after underscores, and whose numbers stay with their per cent.
  static func breakable(_ escaped: String) -> String {
    escaped.replacing("_", with: "_<wbr>").replacing(" %", with: "\u{A0}%")
  }

  /// Single words in quotation marks as code.
  private static func names(_ escaped: String) -> String {
    let mark = "&quot;"
    guard escaped.contains(mark) else { return escaped }
    var result = ""
    var rest = Substring(escaped)
    while let start = rest.firstRange(of: mark) {
      let after = rest[start.upperBound...]
      guard let end = after.firstRange(of: mark) else { break }
      let word = after[..<end.lowerBound]
      if !word.isEmpty && word.allSatisfy(\.isLetter) {
        result += rest[..<start.lowerBound] + "<code>\(word)</code>"
        rest = after[end.upperBound...]
      } else {
        result += rest[..<start.upperBound]
        rest = after
      }
    }
    return result + rest
  }

  private static func strong(_ escaped: String) -> String {
    let parts = escaped.split(separator: "**", omittingEmptySubsequences: false)
    var result = ""
    for (position, part) in parts.enumerated() {
      let isOpen = position % 2 == 1
      let isClosed = position < parts.count - 1
      result +=
        isOpen && isClosed
        ? "<strong>\(breakable(String(part)))</strong>"
        : (isOpen ? "**" : "") + breakable(String(part))
    }
    return result
  }
}
