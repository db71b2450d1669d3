import Analysis
import Foundation

/// Numbers and names as readers want them; the one place that decides how a figure is written.
package enum Figures {
  /// A whole number with commas between thousands.
  package static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
  }

  /// A number with that many decimals; exactly 0 is `0`, what is not finite is `-`, and a number that
  /// rounds to 0 has no minus sign.
  package static func fixed(_ number: Double, decimals: Int, showsPlus: Bool = false) -> String {
    guard number.isFinite else { return number.isNaN ? "-" : number > 0 ? "inf" : "-inf" }
    if number == 0 { return "0" }
    let magnitude = digits(abs(number), decimals: decimals)
    let isZero = !magnitude.contains { $0 != "0" && $0 != "." }
    if isZero { return magnitude }
    return (number < 0 ? "-" : showsPlus ? "+" : "") + magnitude
  }

  /// A number with that many decimals, whatever it is.
  package static func digits(_ number: Double, decimals: Int) -> String {
    String(format: "%.\(decimals)f", locale: Locale(identifier: "en_US_POSIX"), number)
  }

  /// Decimals at which the largest of the numbers shows `digits` significant digits, at most 5.
  ///
  /// Three digits by default: what a reader can hold, and about what a run of some thousand futures
  /// resolves.
  package static func decimals(for numbers: [Double], digits: Int = 3) -> Int {
    let largest = numbers.filter(\.isFinite).map(abs).max() ?? 0
    if largest == 0 { return 0 }
    return min(max(digits - 1 - Int(log10(largest).rounded(.down)), 0), 5)
  }

  /// Decimals that suit an estimate: two significant digits of the number and one of half its
  /// interval.
  package static func decimals(for estimate: Estimate) -> Int {
    max(
      decimals(for: [estimate.value], digits: 2),
      min(decimals(for: [(estimate.high - estimate.low) / 2], digits: 1), 4))
  }

  /// A number by itself, with that many significant digits.
  package static func plain(_ number: Double, digits: Int = 3) -> String {
    fixed(number, decimals: decimals(for: [number], digits: digits))
  }

  /// A number as short as it can be read back.
  package static func exact(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A share as a percentage. Only what never happened reads `0 %`, only what always did `100 %`.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "-" }
    if share == 0 { return "0 %" }
    if share == 1 { return "100 %" }
    if share < 0.005 { return "<1 %" }
    if share >= 0.995 { return ">99 %" }
    return "\(Int((share * 100).rounded())) %"
  }

  /// A probability with its 95 % interval, all in per cent: `41 % [39, 43]`, `0 % [0, 0.1]`.
  package static func share(_ estimate: Estimate) -> String {
    func end(_ share: Double) -> String {
      let percent = share * 100
      if percent <= 0 || percent >= 100 { return percent <= 0 ? "0" : "100" }
      if percent < 0.05 { return "<0.1" }
      if percent > 99.95 { return ">99.9" }
      return digits(percent, decimals: percent < 9.95 || percent > 90.05 ? 1 : 0)
    }
    return "\(percent(estimate.value)) [\(end(estimate.low)), \(end(estimate.high))]"
  }

  /// A number with half its 95 % interval: `0.51 +-0.02`.
  package static func plusMinus(_ estimate: Estimate, decimals: Int) -> String {
    "\(fixed(estimate.value, decimals: decimals)) "
      + "+-\(fixed((estimate.high - estimate.low) / 2, decimals: decimals))"
  }

  /// A calendar year, with decimals where it is not a whole one.
  package static func year(_ year: Double, decimals: Int = 1) -> String {
    guard year.isFinite, abs(year) < 1e6 else { return "-" }
    let whole = year.rounded()
    return abs(year - whole) < 1e-6 ? String(Int(whole)) : fixed(year, decimals: decimals)
  }

  /// A difference with its interval: `+0.42 [+0.38, +0.46]`, exactly zero as `0 [0, 0]`.
  package static func interval(_ estimate: Estimate, decimals: Int) -> String {
    let numbers = [estimate.value, estimate.low, estimate.high].map {
      fixed($0, decimals: decimals, showsPlus: true)
    }
    return "\(numbers[0]) [\(numbers[1]), \(numbers[2])]"
  }

  /// A name as lines of a heading: broken after underscores where it is long.
  package static func broken(_ name: String) -> [String] {
    var lines: [String] = []
    for part in name.split(separator: "_") {
      if let last = lines.last, last.count + 1 + part.count <= 12 {
        lines[lines.count - 1] = last + "_" + part
      } else {
        if !lines.isEmpty { lines[lines.count - 1] += "_" }
        lines.append(String(part))
      }
    }
    return lines
  }

  /// A number of things, in the plural where it is not one.
  package static func count(_ number: Int, _ thing: String, _ things: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? thing : things ?? thing + "s")"
  }

  /// What is added to a number of futures where runs failed: `; 3 futures left out because a run failed`.
  package static func leftOut(_ failed: Int) -> String {
    failed == 0 ? "" : "; \(count(failed, "future")) left out because a run failed"
  }

  /// The name of a mix in a sentence: set off by quotation marks where it is one plain word, such as `never`, that a reader
  /// would take for one of the sentence; a page sets what stands in them as code. `baseline` says what it is.
  package static func mix(_ name: String) -> String {
    name != "baseline" && name.allSatisfy(\.isLetter) ? "\"\(name)\"" : name
  }

  /// Names of mixes in a sentence.
  package static func mixes(_ names: [String], limit: Int = 4) -> String {
    list(names.map(mix), limit: limit)
  }

  /// A text with a capital first letter.
  package static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Words in a row: `a`, `a and b`, `a, b and c`; what exceeds `limit` is counted.
  package static func list(
    _ words: [String], limit: Int = 4, conjunction: String = "and"
  ) -> String {
    var shown = words
    if words.count > limit {
      shown = Array(words.prefix(limit - 1)) + ["\(words.count - limit + 1) others"]
    }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
