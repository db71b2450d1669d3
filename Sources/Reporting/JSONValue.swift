/// A JSON value whose objects keep the order of their members.
///
/// Kept apart from Foundation's encoder for three reasons: members come in the order a reader wants,
/// the same on every machine; a number that is not finite becomes `null` and never a bare token; and
/// doubles are written in the shortest form that reads back to the same bits.
enum JSONValue {
  case null
  case boolean(Bool)
  case whole(Int)
  case unsigned(UInt64)
  case real(Double)
  case text(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  /// A real number, or null when there is none.
  static func optional(_ number: Double?) -> JSONValue { number.map { .real($0) } ?? .null }

  /// The text, indented by two spaces a level; lists of plain values stay on one line.
  var rendered: String {
    var text = ""
    write(to: &text, indentation: 0)
    return text + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .list, .object: false
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
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
