extension StringProtocol {
  /// The text as one word of a POSIX shell: as it is where no character has a meaning there, else in single quotes.
  ///
  /// Within single quotes a shell gives no character a meaning, so that only the quote itself has to stand outside.
  public var shellWord: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: Self.plain.contains(byte)
        }
      }
    return isPlain ? String(self) : "'" + String(self).replacing("'", with: "'\\''") + "'"
  }

  /// Characters other than letters and digits that mean themselves wherever they stand.
  private static var plain: Set<UInt8> { Set("_-./:,+@%=".utf8) }
}
