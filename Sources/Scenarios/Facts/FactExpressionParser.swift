import ModelContract
import StudyContract

/// Reads the expressions of facts; see ``FactExpression`` for what they mean.
///
/// ```
/// sum     = product { ("+" | "-") product }
/// product = part { ("*" | "/") part }
/// part    = number | "-" part | "(" sum ")" | function "(" sum ")" | outcome
/// outcome = [scenario ":"] mix "." name [ "[" sector { "," sector } "]" ] "(" year ")"
/// ```
///
/// `[all]` stands for every sector; a year up to 1000 counts from the start of the study. Names are letters, digits and
/// underscores.
struct FactExpressionParser {
  /// What is wrong, in a sentence that says where.
  struct Mistake: Error {
    let sentence: String
  }

  private let study: Study
  private let outcomes: [String]
  private let text: [Character]
  private var position = 0

  /// The expression of a text.
  ///
  /// - Throws: ``Mistake``, the first one.
  static func parse(
    _ text: String, study: Study, model: any BatchModel
  ) throws(Mistake) -> FactExpression {
    var parser = FactExpressionParser(text, study: study, model: model)
    let expression = try parser.sum()
    if let rest = parser.peek() {
      throw parser.mistake("expected an operator or the end, found '\(rest)'")
    }
    if expression.width != 1 {
      throw Mistake(
        sentence: expression.width == nil
          ? "rows of different lengths meet"
          : "the expression is a row of \(expression.width!) numbers; take its mean, spread, min or max"
      )
    }
    return expression
  }

  private init(_ text: String, study: Study, model: any BatchModel) {
    self.text = Array(text)
    self.study = study
    outcomes = model.outcomes.map(\.name)
  }

  private func mistake(_ sentence: String) -> Mistake {
    Mistake(sentence: "character \(position + 1): \(sentence)")
  }

  /// The next character that is no blank.
  private mutating func peek() -> Character? {
    while position < text.count, text[position].isWhitespace { position += 1 }
    return position < text.count ? text[position] : nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard peek() == character else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Character) throws(Mistake) {
    if !take(character) {
      throw mistake("expected '\(character)', found \(peek().map { "'\($0)'" } ?? "the end")")
    }
  }

  private mutating func sum() throws(Mistake) -> FactExpression {
    var left = try product()
    while let sign = peek(), sign == "+" || sign == "-" {
      position += 1
      left = .operation(sign == "+" ? .plus : .minus, left, try product())
    }
    return left
  }

  private mutating func product() throws(Mistake) -> FactExpression {
    var left = try part()
    while let sign = peek(), sign == "*" || sign == "/" {
      position += 1
      left = .operation(sign == "*" ? .times : .over, left, try part())
    }
    return left
  }

  private mutating func part() throws(Mistake) -> FactExpression {
    guard let next = peek() else { throw mistake("expected a number or an outcome, found the end") }
    if take("-") { return .operation(.minus, .number(0), try part()) }
    if take("(") {
      let inner = try sum()
      try expect(")")
      return inner
    }
    if next.isNumber { return .number(try number()) }
    let start = position
    let name = try word(what: "a function or a mix")
    if let function = FactExpression.Function(rawValue: name), take("(") {
      let inner = try sum()
      try expect(")")
      return .function(function, inner)
    }
    if take(":") {
      guard let scenario = study.scenarios.firstIndex(where: { $0.name == name }) else {
        position = start
        throw mistake(Located.unknown(name, what: "scenario", among: study.scenarios.map(\.name)))
      }
      let mix = position
      return try outcome(of: try word(what: "a mix"), at: mix, scenario: scenario)
    }
    return try outcome(of: name, at: start, scenario: 0)
  }

  private mutating func number() throws(Mistake) -> Double {
    let start = position
    while position < text.count, text[position].isNumber || text[position] == "." { position += 1 }
    let shown = String(text[start..<position])
    guard let number = Located.number(shown) else {
      position = start
      throw mistake("expected a number, found '\(shown)'")
    }
    return number
  }

  private mutating func word(what: String) throws(Mistake) -> String {
    _ = peek()
    let start = position
    while position < text.count, text[position].isASCII,
      text[position].isLetter || text[position].isNumber || text[position] == "_"
    {
      position += 1
    }
    if start == position {
      throw mistake("expected \(what), found \(peek().map { "'\($0)'" } ?? "the end")")
    }
    return String(text[start..<position])
  }

  /// What follows the name of a mix.
  private mutating func outcome(
    of mix: String, at start: Int, scenario: Int
  ) throws(Mistake) -> FactExpression {
    guard let policy = study.policies.firstIndex(where: { $0.name == mix }) else {
      position = start
      throw mistake(Located.unknown(mix, what: "mix", among: study.policies.map(\.name)))
    }
    try expect(".")
    let place = position
    let name = try word(what: "an outcome")
    var names = [name]
    if take("[") {
      var sectors: [String] = []
      repeat { sectors.append(try word(what: "a sector")) } while take(",")
      try expect("]")
      let prefix = name + "_"
      names =
        sectors == ["all"]
        ? outcomes.filter { $0.hasPrefix(prefix) } : sectors.map { prefix + $0 }
    }
    var columns: [Int] = []
    for name in names {
      guard let column = outcomes.firstIndex(of: name) else {
        position = place
        throw mistake(Located.unknown(name, what: "outcome", among: outcomes))
      }
      columns.append(column)
    }
    if columns.isEmpty {
      position = place
      throw mistake("there are no outcomes \(name)_...")
    }
    try expect("(")
    _ = peek()
    let yearPlace = position
    let given = try number()
    try expect(")")
    let year = PathDraft.calendar(given, start: study.start)
    guard year == year.rounded(), year >= study.start, year <= study.end else {
      position = yearPlace
      throw mistake(
        "expected a whole year from \(study.start.plain) to \(study.end.plain), found \(given.plain)"
      )
    }
    return .reading(
      FactExpression.Reading(
        scenario: scenario, policy: policy, outcomes: columns, year: Int(year)))
  }
}
