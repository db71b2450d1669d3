import NumericCore

/// A JSON value whose objects keep the order of their members.
///
/// Kept apart from Foundation's encoder for three reasons: members come in the order a reader wants,
/// the same on every machine; a number that is not finite becomes `null` and never a bare token; and
/// doubles are written in the shortest form that reads back to the same bits.
public enum JSONValue: Sendable, ExpressibleByDictionaryLiteral {
  /// No value; also what a number that is not finite is written as.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case whole(Int)
  /// A seed.
  case unsigned(UInt64)
  /// A real number.
  case real(Double)
  /// A text.
  case text(String)
  /// Values in a row.
  case list([JSONValue])
  /// Objects in a row that each begin a line, as whole results do.
  case records([JSONValue])
  /// Members in the order in which they are written.
  case object([(String, JSONValue)])

  /// An object from the values of its members, in their order.
  public init(dictionaryLiteral members: (String, any JSONConvertible)...) {
    self = .object(members.map { ($0, $1.json) })
  }

  /// A real number, or null when there is none.
  public static func optional(_ number: Double?) -> JSONValue { number.map { .real($0) } ?? .null }

  /// The text, indented by two spaces a level; lists of plain values stay on one line.
  public var rendered: String {
    var text = ""
    write(to: &text, indentation: 0)
    return text + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .list, .records, .object: false
    default: true
    }
  }

  private func write(to text: inout String, indentation: Int) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .whole(let value): text += value.description
    case .unsigned(let value): text += value.description
    case .real(let value):
      if value.isFinite {
        let digits = value.description
        text += digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
      } else {
        text += "null"
      }
    case .text(let value): Self.write(value, to: &text)
    case .list(let values):
      if values.allSatisfy(\.isPlain) {
        text += "["
        for (index, value) in values.enumerated() {
          if index > 0 { text += ", " }
          value.write(to: &text, indentation: indentation)
        }
        text += "]"
      } else {
        let inner = "\n" + String(repeating: " ", count: indentation + 2)
        for (index, value) in values.enumerated() {
          text += (index == 0 ? "[" : ",") + inner
          value.write(to: &text, indentation: indentation + 2)
        }
        text += "\n" + String(repeating: " ", count: indentation) + "]"
      }
    case .records(let values):
      for (index, value) in values.enumerated() {
        text += index == 0 ? "[\n" : ",\n"
        value.write(to: &text, indentation: 0)
      }
      text += "\n]"
    case .object(let members):
      if members.isEmpty {
        text += "{}"
        return
      }
      let inner = "\n" + String(repeating: " ", count: indentation + 2)
      for (index, (key, value)) in members.enumerated() {
        text += (index == 0 ? "{" : ",") + inner
        Self.write(key, to: &text)
        text += ": "
        value.write(to: &text, indentation: indentation + 2)
      }
      text += "\n" + String(repeating: " ", count: indentation) + "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value > 0x7E && scalar.isObeyed || scalar.value < 0x20:
        for unit in scalar.utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

/// Something that can be written as JSON.
public protocol JSONConvertible {
  /// The value that stands for it.
  var json: JSONValue { get }
}

extension JSONValue: JSONConvertible {
  /// The value itself.
  public var json: JSONValue { self }

  /// An object with the members of another one behind its own.
  func adding(_ other: JSONValue) -> JSONValue {
    guard case .object(let members) = self, case .object(let further) = other else {
      preconditionFailure("only objects have members")
    }
    return .object(members + further)
  }
}

extension Bool: JSONConvertible {
  /// True or false.
  public var json: JSONValue { .boolean(self) }
}

extension Int: JSONConvertible {
  /// A whole number.
  public var json: JSONValue { .whole(self) }
}

extension UInt64: JSONConvertible {
  /// A whole number.
  public var json: JSONValue { .unsigned(self) }
}

extension Double: JSONConvertible {
  /// A real number.
  public var json: JSONValue { .real(self) }
}

extension String: JSONConvertible {
  /// A text.
  public var json: JSONValue { .text(self) }
}

extension Optional: JSONConvertible where Wrapped: JSONConvertible {
  /// The value, or null without one.
  public var json: JSONValue { map(\.json) ?? .null }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  /// The values in a row.
  public var json: JSONValue { .list(map(\.json)) }
}

extension Sequence {
  /// A value for every element, in a row.
  func json(_ value: (Element) -> JSONValue) -> JSONValue { .list(map(value)) }
}
