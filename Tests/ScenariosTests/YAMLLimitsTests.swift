import Foundation
import Testing

@testable import Scenarios

/// Small files that mean much, and large files, end in one mistake with its line.
@Suite struct YAMLLimitsTests {
  /// Aliases of aliases: nine of nine of nine.
  private static func bomb(_ levels: Int) -> String {
    "a0: &a0 [x]\n"
      + (1..<levels).map { level in
        "a\(level): &a\(level) ["
          + repeatElement("*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
      }.joined()
  }

  static let texts: [(text: String, sentence: String)] = [
    (bomb(30), "100000 values"),
    (bomb(30) + "? *a29\n: 1\n", "single words as keys"),
    (bomb(30) + "{*a29 : 1}\n", "single words as keys"),
    (bomb(30) + "b: {[*a29]: 1}\n", "single words as keys"),
    (String(repeating: "[", count: 100_000), "not valid YAML"),
    (String(repeating: "{a: ", count: 100_000), "not valid YAML"),
    (String(repeating: "- ", count: 100_000) + "x", "not valid YAML"),
    ((0..<300_000).map { "\($0):\n" }.joined().prefix(2_000_000) + "", "100000 values"),
    ((0..<1_000_000).map { "k\($0): \($0)\n" }.joined(), "larger than the 2.10 MB"),
    (String(repeating: "x", count: 100_000_000), "larger than the 2.10 MB"),
    (String(repeating: "a: 1\n", count: 400_000), "100000 values"),
    (String(repeating: "a: 1\n", count: 49_000), "given twice"),
    (
      "name: a\nquestion: b\n" + (0..<40_000).map { "key\($0): 1\n" }.joined(),
      "unknown key of a study"
    ),
    ("a: \"" + String(repeating: "x", count: 1_900_000), "not valid YAML"),
  ]

  @Test(arguments: texts.indices)
  func muchIsOneMistake(index: Int) throws {
    let (text, sentence) = Self.texts[index]
    let issues = try StudyFixture().issues(text)
    #expect(
      issues.contains { $0.sentence.contains(sentence) },
      "\(issues.first.map { "\($0)" } ?? "none")")
    #expect(issues.allSatisfy { $0.line ?? 0 > 0 })
  }

  @Test func anAliasIsWhatItStandsFor() throws {
    let text = StudyFixture.sound.replacing(
      "outcomes: [discounted_consumption, income]",
      with: "outcomes: &o [discounted_consumption, income]")
    #expect(try StudyFixture().issues(text + "\nnotes: *o").isEmpty)
  }

  @Test func nestedAsDeepAsParsersGoIsRead() throws {
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let issues = try StudyFixture().issues(StudyFixture.sound + "\nnotes: " + deep)
    #expect(issues.count == 1 && issues[0].line == 12, "\(issues)")
  }
}
