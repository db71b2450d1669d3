import ModelContract
import NumericCore
import StudyContract
import Yams

/// A value in a file, with its place and its path of keys.
///
/// Every accessor that finds something else than it expects reports it and returns nil; the reading goes on.
struct Located {
  let node: Node
  /// The file that holds the value.
  let file: String
  /// Path of keys to the value.
  let key: String
  let reading: Reading

  /// A value inside another one, or in its place.
  init(node: Node, in whole: Located, key: String? = nil) {
    self.init(node: node, file: whole.file, key: key ?? whole.key, reading: whole.reading)
  }

  /// A value in a file.
  init(node: Node, file: String, key: String, reading: Reading) {
    self.node = node
    self.file = file
    self.key = key
    self.reading = reading
  }

  /// What the model knows that is read for.
  var schema: ModelSchema { reading.schema }

  /// Reports a mistake at this value.
  func report(_ sentence: String, kind: ErrorKind = .badData) {
    report(sentence, at: node.mark, key: key, kind: kind)
  }

  /// What a reader of another file finds; its mistakes are passed on, and any other error is one at this value.
  func reporting<Result>(_ read: () throws -> Result?) -> Result? {
    do {
      return try read()
    } catch let errors as StudyErrors {
      for issue in errors.issues { reading.report(issue) }
    } catch {
      report("\(error)")
    }
    return nil
  }

  /// Reports a mistake at a mark of the same file.
  func report(
    _ sentence: String, at mark: Mark?, key: String, kind: ErrorKind = .badData
  ) {
    reading.report(
      StudyIssue(
        kind: kind, file: file, line: mark?.line, column: mark?.column, key: key,
        sentence: sentence))
  }

  /// Whether the value is a mapping.
  var isMapping: Bool { node.mapping != nil }

  /// Whether the value is a single word or number.
  var isScalar: Bool { node.scalar != nil }

  /// What stands here, for a message.
  var found: String {
    switch node {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .scalar(let scalar):
      if isEmpty { return "nothing" }
      // A file of another kind is named by mistake, and what it holds may be a secret.
      if key.isEmpty { return "text" }
      return (scalar.style == .plain ? "" : "the text ") + "'\(scalar.string.excerpt)'"
    case .alias: return "an alias"
    }
  }

  /// Whether nothing stands after the key.
  var isEmpty: Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// The number that stands here, without a look at its range.
  var plainNumber: Double? {
    guard let scalar = node.scalar, scalar.style == .plain else { return nil }
    return Self.number(scalar.string)
  }

  /// A finite decimal number, with nothing else around it.
  static func number(_ text: String) -> Double? { number(Array(text.utf8)[...]) }

  /// The same from bytes of text.
  static func number(_ text: ArraySlice<UInt8>) -> Double? {
    func isOfANumber(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard !text.isEmpty, text.allSatisfy(isOfANumber) else { return nil }
    let value = text.withUnsafeBufferPointer {
      Double(Substring(decoding: $0, as: UTF8.self))
    }
    return value?.isFinite == true ? value : nil
  }

  /// A finite number in a range.
  func number(
    in range: ClosedRange<Double> = -Double
      .greatestFiniteMagnitude...Double
      .greatestFiniteMagnitude, unit: String? = nil
  ) -> Double? {
    guard let value = plainNumber else {
      report("expected a number, found \(found)")
      return nil
    }
    return check(value, in: range, unit: unit) ? value : nil
  }

  /// Whether a value that stands here lies in a range; reports it when it does not.
  func check(_ value: Double, in range: ClosedRange<Double>, unit: String? = nil) -> Bool {
    if range.contains(value) { return true }
    let shownUnit = unit.map { " (\($0))" } ?? ""
    var sentence = "expected \(range.sentence)\(shownUnit), found \(value.plain)"
    // Shares and rates have no range on both sides of 0 alike, as correlations have, and are no times.
    let isShare = range.lowerBound != -range.upperBound && unit != "years"
    if isShare, range.upperBound <= 1.5, value >= 1, range.contains(value / 100) {
      let fraction = (value / 100).plain
      sentence += "; shares and rates are fractions, not percent: did you mean \(fraction)?"
    }
    report(sentence)
    return false
  }

  /// A whole number in a range.
  func wholeNumber(in range: ClosedRange<Int>) -> Int? {
    guard let value = plainNumber, value == value.rounded() else {
      report("expected a whole number, found \(found)")
      return nil
    }
    guard abs(value) < 9e15, range.contains(Int(value)) else {
      report(
        "expected a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "found \(value.plain)")
      return nil
    }
    return Int(value)
  }

  /// True or false.
  func flag() -> Bool? {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      report("expected true or false, found \(found)")
      return nil
    }
  }

  /// A text that is not empty.
  func text() -> String? {
    guard let scalar = node.scalar, !isEmpty else {
      report("expected a text, found \(found)")
      return nil
    }
    return scalar.string.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A text or a list of texts.
  func texts() -> [String]? {
    if node.sequence != nil { return items()?.compactMap { $0.text() } }
    return text().map { [$0] }
  }

  /// A name in snake case, as it stands in tables and on the command line.
  func name() -> String? {
    guard let text = text() else { return nil }
    let isName =
      text.first.map { $0.isLetter && $0.isLowercase } == true
      && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_" || $0 == "-") }
    guard isName else {
      report("expected a name of lower-case letters, digits, _ and -, found \(found)")
      return nil
    }
    return text
  }

  /// One of several words.
  func choice(_ choices: [String], what: String) -> String? {
    guard let scalar = node.scalar, !isEmpty else {
      report("expected \(what), found \(found)")
      return nil
    }
    guard choices.contains(scalar.string) else {
      report(Self.unknown(scalar.string, what: what, among: choices))
      return nil
    }
    return scalar.string
  }

  /// The elements of a list.
  func items() -> [Located]? {
    guard let sequence = node.sequence else {
      report("expected a list, found \(found)")
      return nil
    }
    return sequence.enumerated().map { index, element in
      Located(node: element, in: self, key: "\(key)[\(index)]")
    }
  }

  /// The sentence for a word that is none of the valid ones.
  static func unknown(_ word: String, what: String, among choices: [String]) -> String {
    var sentence = "unknown \(what) '\(word.excerpt)'"
    if let near = NearestName.find(word, among: choices) {
      sentence += "; did you mean '\(near)'?"
    } else if choices.isEmpty {
      sentence += "; the model has none"
    } else if choices.count <= 12 {
      sentence += "; expected one of \(choices.joined(separator: ", "))"
    } else {
      sentence += "; there are \(choices.count) valid names, among them "
      sentence += choices.prefix(4).joined(separator: ", ")
    }
    return sentence
  }
}

extension ClosedRange<Double> {
  /// The range in words.
  fileprivate var sentence: String {
    let isOpenBelow = lowerBound <= -Double.greatestFiniteMagnitude
    let isOpenAbove = upperBound >= Double.greatestFiniteMagnitude
    return switch (isOpenBelow, isOpenAbove) {
    case (true, true): "a number"
    case (true, false): "a number up to \(upperBound.plain)"
    case (false, true): "a number from \(lowerBound.plain) on"
    default: "a number from \(lowerBound.plain) to \(upperBound.plain)"
    }
  }
}
