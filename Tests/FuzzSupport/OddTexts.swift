/// What people and their programs write into files by mistake or malice.
enum OddTexts {
  /// In place of a number.
  static let numbers = [
    "nan", "NaN", ".nan", "inf", "-inf", ".inf", "Inf", "1e999", "-1e999", "-0", "0", "-1", "1e308",
    "5e-324", "1e-999",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
    "4294967296",
    "99999999999999999999999999", "0x7fffffff", "1_000", "1,5", "1.5.5", "+1", "1e", "e1", ".", "-",
    "", "٣", "1e-7",
    "0.1", "1", "2", "100", "1900", "2100", "1e6", "true", "null", "3e9", "1099511627776",
  ]

  /// In place of a value of YAML.
  static let values = [
    "[]", "{}", "~", "null", "''", "\"\"", "\"\\0\"", "\"\\e[31m\"", "\"\\u202e\"", "|", ">", "|\n",
    "*a", "&a x", "*none",
    "&a [*a]", "!!binary x", "!!int 1", "!<tag:x> y", "[[]]", "[{}]", "{a: {b: {c: d}}}",
    "[1, 2, 3]", "{1: 2, 3: 4}",
    "{2000: 1, 2000: 2}", "{1990: 0.1, 2020: 1e300}", "- a", "? a", ": b", "%x", "@", "`", "#",
    "...", "---", "../../etc/passwd",
    "/dev/null", "./input.yaml", ".", "..", "/", "\u{2028}", "\u{85}", "a: b: c", "'unclosed",
    "\"unclosed", "[unclosed",
    "{unclosed", "constant", "uniform", "{distribution: uniform, low: 1, high: 0}",
    "{distribution: lognormal, median: 0, sigma: 0}",
    "{distribution: constant, value: 1e999}", "{by: 0}", "{to: 1e9}", "{years: [], values: []}",
    "=1+1", "@x",
  ]

  /// Put in anywhere.
  static let pieces: [[UInt8]] =
    [
      "\0", "\u{FEFF}", "\r\n", "\r", "\n\n", "\t", "\u{2028}", "\u{85}", "\u{202E}", "\u{1B}[31m",
      "e\u{301}\u{301}", "\u{1F1E6}",
      "\"", "'", "\"\"", ",", ";", ",,,,", "&a ", "*a ", "- ", ": ", "? ", "# ", "[", "]", "{", "}",
      "<<: *a\n", "---\n", "...\n",
      "%YAML 9.9\n", "!!", "|", ">", "\\", "\\u0000", "\\ud800", "sep=;\n", "sep=", "#N/A", "NA",
      "\u{E000}", "\u{F8FF}",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xC0, 0x80],
      [0x80],
    ]

  /// Structures that are small and mean much: aliases of aliases, levels without end, long lines, many keys.
  static func structure(_ random: inout SplitMix64) -> [UInt8] {
    let count = 1 << random.below(12)
    switch random.below(9) {
    case 0:
      let levels = 2 + random.below(40)
      return Array(
        (["l0: &l0 [x, x]"]
          + (1..<levels).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1), *l\($0 - 1)]" })
          .joined(separator: "\n").utf8)
    case 1: return [UInt8](repeating: UInt8(ascii: "["), count: count)
    case 2: return Array(String(repeating: "{a: ", count: count).utf8)
    case 3: return Array(String(repeating: "- ", count: count).utf8)
    case 4: return [UInt8](repeating: UInt8(ascii: "a"), count: count * 8)
    case 5: return Array((0..<count).map { "k\($0): \($0)\n" }.joined().utf8)
    case 6:
      return Array(
        (0..<min(count, 200)).map { String(repeating: " ", count: $0) + "k:\n" }.joined().utf8)
    case 7: return Array((0..<count).map { "\($0)," }.joined().utf8)
    default: return Array((0..<min(count, 64)).map { _ in "? " }.joined().utf8)
    }
  }
}
