import NumericCore
import Testing

@Suite struct ShownTextTests {
  @Test(arguments: [
    ("plain text, 3 lines\n", "plain text, 3 lines\n"), ("a\tb", "a\tb"), ("Å·漢", "Å·漢"),
    ("\u{1B}[31m", "\\u{1B}[31m"), ("a\rb\u{7F}", "a\\u{D}b\\u{7F}"), ("\u{9B}2J", "\\u{9B}2J"),
    ("\u{202E}abc", "\\u{202E}abc"), ("a\u{2028}b", "a\\u{2028}b"), ("\0", "\\u{0}"),
    ("\u{FEFF}a\u{200B}", "\\u{FEFF}a\\u{200B}"),
  ])
  func whatATerminalObeysIsShown(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test func aMessageQuotesSixtyCharacters() {
    #expect(String(repeating: "a", count: 60).excerpt == String(repeating: "a", count: 60))
    #expect(
      String(repeating: "a", count: 1_000_000).excerpt == String(repeating: "a", count: 60) + "...")
  }

  @Test func aMessageHasOneLineHoweverItsCharactersAreMade() {
    let accents = "a" + String(repeating: "\u{301}", count: 100_000)
    #expect(accents.excerpt.unicodeScalars.count == 63)
    #expect("a\nb".excerpt == "a\\nb")
  }

  @Test func bytesHaveTheUnitThatFits() {
    #expect(
      [12, 1500, 99_960_000, 12.34e9].map(ByteCount.text) == [
        "12 bytes", "1.50 kB", "100 MB", "12.3 GB",
      ])
  }

  @Test func impossibleWorkIsRefusedAndUsualWorkIsNot() {
    #expect(throws: Never.self) { try WorkingMemory.require(1e6, for: "Work") }
    #expect(throws: UsageError.self) { try WorkingMemory.require(1e18, for: "Work") }
  }
}
