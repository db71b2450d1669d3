import Foundation

/// A part of a golden file: the command with its status, a stream, or a file that was written.
struct GoldenSection: Equatable {
  /// The name in its heading.
  let name: String
  /// What was written.
  let text: String
  /// Whether numbers have all their digits and are compared as numbers.
  let isData: Bool

  init(_ name: String, _ text: String, isData: Bool) {
    self.name = name
    self.text = text
    self.isData = isData
  }

  /// What no two runs or machines have in common: times, versions, the machine, and sizes of files, in which
  /// numbers may have a digit more or less.
  private static var varying: [(Regex<AnyRegexOutput>, String)] {
    get throws {
      try [
        (
          #""(version|processor|operatingSystem|started|ended|hash|digest)": "[^"]*""#,
          #""$1": "-""#
        ),
        (#"("command": \[)"[^"]*""#, #"$1"latecomer""#),
        (#""(threads|cores|seconds|bytes)": [0-9.eE+-]+"#, #""$1": 0"#),
        (#"("--threads",\s*)"[0-9]+""#, #"$1"0""#),
        (#"(?m)^((?:Time|Memory|Disk)  +).*$"#, "$1-"),
        (#"(do not depend on it\. \(default: )[0-9]+"#, "$10"),
        (#"(values: baseline, avx2, avx512;\s+default: )(baseline|avx2|avx512)"#, "$1widest"),
        (#"\(looked for ([^,)]*)[^)]*\)"#, "(looked for $1)"),
        // A statistic of ranks jumps where last bits of another processor change their order.
        (#"(?m) (0\.99[0-9]|1\.0[0-9]{2})( {3,}[0-9]{2,4})$"#, " 1.0--$2"),
      ].map { (try Regex($0.0), $0.1) }
    }
  }

  /// The section without what varies; of a timed one the structure alone.
  func normalised(isTimed: Bool) throws -> GoldenSection {
    var text = text
    for (pattern, replacement) in try Self.varying {
      text = text.replacing(pattern) { match in
        (1..<match.output.count).reversed().reduce(replacement) { result, group in
          result.replacingOccurrences(
            of: "$\(group)", with: match.output[group].substring.map(String.init) ?? "")
        }
      }
    }
    if isTimed && name != "command" { text = try Self.structure(text) }
    return GoldenSection(name, text, isData: isData)
  }

  /// A text without its numbers and without how wide they are.
  private static func structure(_ text: String) throws -> String {
    text
      .replacing(try Regex(#"(?m)"(warnings|speedUp|scaling)": .*$"#)) { _ in "" }
      .replacing(try Regex(#"[0-9][0-9.,]*([eE][+-]?[0-9]+)?"#)) { _ in "0" }
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.split(whereSeparator: { " -".contains($0) }).joined(separator: " ") }
      .filter { !$0.isEmpty }
      .joined(separator: "\n") + "\n"
  }
}

/// The golden files beside this source.
enum GoldenFiles {
  /// Where they lie.
  static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"

  /// Whether what is observed is written and not compared.
  static let isRecording =
    ProcessInfo.processInfo.environment["LATECOMER_RECORD_GOLDEN"] == "1"

  private static let heading = "=====> "

  static func path(_ name: String) -> String { "\(folder)/\(name).txt" }

  /// Writes sections; a text that does not end its last line is marked.
  static func write(_ sections: [GoldenSection], to name: String) throws {
    try render(sections).write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  private static func render(_ sections: [GoldenSection]) -> String {
    sections.map { section in
      heading + section.name + "\n" + section.text
        + (section.text.isEmpty || section.text.hasSuffix("\n")
          ? "" : "\n" + heading + "no newline\n")
    }.joined()
  }

  /// Differences between what was observed and the golden file; nil without any.
  static func difference(_ sections: [GoldenSection], from name: String) throws -> String? {
    guard let golden = try? String(contentsOfFile: path(name), encoding: .utf8) else {
      return "there is no \(path(name)); LATECOMER_RECORD_GOLDEN=1 writes it"
    }
    let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let found = render(sections).split(separator: "\n", omittingEmptySubsequences: false)
    var isData = false
    var differences: [String] = []
    for line in 0..<max(wanted.count, found.count) {
      let (want, have) = (
        line < wanted.count ? wanted[line] : "(nothing)",
        line < found.count ? found[line] : "(nothing)"
      )
      if want.hasPrefix(heading) {
        isData = sections.first { heading + $0.name == want }?.isData ?? isData
      }
      if want == have || (isData && NumberTolerantComparison.agree(want, have)) { continue }
      differences.append("line \(line + 1):\n  - \(want)\n  + \(have)")
      if differences.count == shownDifferences { break }
    }
    return differences.isEmpty ? nil : differences.joined(separator: "\n")
  }

  /// Lines of a difference that are shown: one shifts all that follow.
  private static let shownDifferences = 5
}

/// Compares lines of tables and JSON: words, layout and whole numbers byte for byte, other numbers as numbers.
enum NumberTolerantComparison {
  /// Processors differ in the last bits of sums (whether multiplications and additions are fused, and how the
  /// mathematical library of the system rounds); the model and linear algebra widen a relative 1e-16 by a few
  /// powers of ten, and everything a change of the program might do to an equation is far above this.
  static let relative = 1e-9
  /// The same for a statistic of ranks, which jump where last bits of another processor change their order.
  static let relativeOfRanks = 1e-2
  /// A difference of numbers of order one that cancel is of this size where it should be 0.
  static let absolute = 1e-13

  /// Whether two lines say the same.
  static func agree(_ first: Substring, _ second: Substring) -> Bool {
    let (left, right) = (parts(first), parts(second))
    let relative = first.contains("splitRHat") ? relativeOfRanks : relative
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { one, other in
      if one == other { return true }
      guard isFraction(one) || isFraction(other), let a = Double(one), let b = Double(other) else {
        return false
      }
      return abs(a - b) <= max(relative * max(abs(a), abs(b)), absolute)
    }
  }

  private static func isFraction(_ part: Substring) -> Bool {
    part.contains { ".eE".contains($0) }
  }

  /// Runs of characters of which numbers are made, and the characters between them.
  private static func parts(_ line: Substring) -> [Substring] {
    var result: [Substring] = []
    var start = line.startIndex
    while start < line.endIndex {
      let isNumber = belongs(line[start])
      let end = line[start...].firstIndex { belongs($0) != isNumber } ?? line.endIndex
      result.append(line[start..<end])
      start = end
    }
    return result
  }

  private static func belongs(_ character: Character) -> Bool {
    character.isASCII && (character.isNumber || ".+-eE".contains(character))
  }
}
