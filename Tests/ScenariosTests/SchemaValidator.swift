import Foundation

@testable import Scenarios

/// The part of JSON Schema (draft 7) that the shipped schemas use, over YAML as it is read.
///
/// A keyword that is not known here is a failure, so that nothing in a schema goes unchecked.
struct SchemaValidator {
  let schema: [String: Any]

  init(file: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    schema = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// Everything that does not fit, as `key: reason`.
  func failures(_ value: Located) -> [String] { failures(value, schema) }

  private static let annotations: Set<String> = ["$schema", "title", "description", "definitions"]

  private func failures(_ value: Located, _ rules: [String: Any]) -> [String] {
    if let reference = rules["$ref"] as? String { return failures(value, resolve(reference)) }
    var result: [String] = []
    for (keyword, rule) in rules where !Self.annotations.contains(keyword) {
      result += check(keyword, rule, rules, value).map { "\(value.key): \($0)" }
    }
    for case let option as [String: Any] in rules["allOf"] as? [Any] ?? [] {
      result += failures(value, option)
    }
    if let items = rules["items"] as? [String: Any], isList(value) {
      result += (value.items() ?? []).flatMap { failures($0, items) }
    }
    if value.isMapping { result += properties(value, rules) }
    return result
  }

  private func resolve(_ reference: String) -> [String: Any] {
    let name = String(reference.split(separator: "/").last ?? "")
    let definitions = schema["definitions"] as? [String: Any]
    return definitions?[name] as? [String: Any] ?? ["unresolved": reference]
  }

  private func isList(_ value: Located) -> Bool { value.found == "a list" }

  private func text(_ value: Located) -> String? {
    guard value.isScalar, value.plainNumber == nil, !value.isEmpty else { return nil }
    return value.text()
  }

  private func matches(_ value: Located, type: String) -> Bool {
    switch type {
    case "object": value.isMapping
    case "array": isList(value)
    case "number": value.plainNumber != nil
    case "integer": value.plainNumber.map { $0 == $0.rounded() } ?? false
    case "boolean": ["'true'", "'false'"].contains(value.found)
    case "string": text(value) != nil && !matches(value, type: "boolean")
    default: false
    }
  }

  private func equals(_ value: Located, _ constant: Any) -> Bool {
    if let word = constant as? String { return text(value) == word }
    if let number = constant as? Double { return value.plainNumber == number }
    return false
  }

  private func check(
    _ keyword: String, _ rule: Any, _ rules: [String: Any], _ value: Located
  ) -> [String] {
    let number = value.plainNumber
    let limit = rule as? Double ?? .nan
    let count = isList(value) ? value.items()?.count ?? 0 : 0
    let isSound: Bool
    switch keyword {
    case "type": isSound = matches(value, type: rule as? String ?? "")
    case "const": isSound = equals(value, rule)
    case "enum": isSound = (rule as? [Any] ?? []).contains { equals(value, $0) }
    case "minimum": isSound = number.map { $0 >= limit } ?? true
    case "maximum": isSound = number.map { $0 <= limit } ?? true
    case "exclusiveMinimum": isSound = number.map { $0 > limit } ?? true
    case "minLength": isSound = text(value).map { Double($0.count) >= limit } ?? true
    case "pattern":
      isSound =
        text(value).map { $0.range(of: rule as? String ?? "", options: .regularExpression) != nil }
        ?? true
    case "minItems": isSound = !isList(value) || Double(count) >= limit
    case "maxItems": isSound = !isList(value) || Double(count) <= limit
    case "minProperties":
      isSound = !value.isMapping || Double(entries(value).count) >= limit
    case "maxProperties":
      isSound = !value.isMapping || Double(entries(value).count) <= limit
    case "uniqueItems":
      let words = (isList(value) ? value.items() ?? [] : []).map(\.found)
      isSound = Set(words).count == words.count
    case "anyOf", "oneOf":
      let options = (rule as? [Any] ?? []).compactMap { $0 as? [String: Any] }
      let fitting = options.count { failures(value, $0).isEmpty }
      isSound = keyword == "anyOf" ? fitting > 0 : fitting == 1
    case "allOf", "items", "properties", "additionalProperties", "required",
      "patternProperties":
      isSound = true
    default: isSound = false
    }
    return isSound ? [] : ["\(value.found) does not satisfy \(keyword)"]
  }

  private func entries(_ value: Located) -> [MappingReader.Entry] {
    value.mapping(allowed: nil)?.entries ?? []
  }

  private func properties(_ value: Located, _ rules: [String: Any]) -> [String] {
    let known = rules["properties"] as? [String: Any] ?? [:]
    let patterns = rules["patternProperties"] as? [String: Any] ?? [:]
    var result: [String] = []
    for entry in entries(value) {
      if let rule = known[entry.name] as? [String: Any] {
        result += failures(entry.value, rule)
      } else if let pattern = patterns.first(where: {
        entry.name.range(of: $0.key, options: .regularExpression) != nil
      }) {
        result += failures(entry.value, pattern.value as? [String: Any] ?? [:])
      } else if rules["additionalProperties"] as? Bool == false {
        result.append("\(entry.value.key): unknown key")
      }
    }
    let names = entries(value).map(\.name)
    for case let name as String in rules["required"] as? [Any] ?? []
    where !names.contains(name) {
      result.append("\(value.key): \(name) is missing")
    }
    return result
  }
}
