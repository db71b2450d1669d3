import Countries
import Foundation
import StudyContract

/// Finds countries by what people call them.
public struct CountryLookup: Sendable {
  /// All countries.
  public let panel: CountryPanel

  /// Reads the figures of the library near a file, or from the working directory on.
  ///
  /// - Throws: ``StudyErrors`` without tables, and with their mistakes.
  public init(near file: String? = nil) throws {
    self.init(try CountryTables.read(ModelLibrary(near: file)))
  }

  init(_ panel: CountryPanel) { self.panel = panel }

  /// A country by its code or name, in any case; or by a part of the name that no other has.
  ///
  /// - Throws: ``StudyErrors`` with the nearest code or name.
  public func country(_ word: String) throws -> Country {
    if let found = find(word) { return found }
    var sentence = "there is no country '\(word.excerpt)'"
    let some = panel.countries.values.filter { Self.plain($0.name).contains(Self.plain(word)) }
      .sorted { $0.code < $1.code }
    let names = panel.countries.values.sorted { $0.code < $1.code }.map { Self.plain($0.name) }
    let letters = Array(word.uppercased().prefix(NearestName.longest))
    let slips = panel.countries.keys.filter { code in
      NearestName.editDistance(Array(code), letters) == 1
    }
    if !word.isEmpty, some.count > 1 {
      sentence += "; there are " + CountryWords.list(some.map { "\($0.name) (\($0.code))" })
    } else if !slips.isEmpty {
      sentence += "; did you mean \(slips.sorted().joined(separator: " or "))?"
    } else if let near = NearestName.find(Self.plain(word), among: names),
      let country = find(near)
    {
      sentence += "; did you mean \(country.name), \(country.code)?"
    } else if case let kin = kin(of: word), !kin.isEmpty {
      sentence += "; did you mean " + CountryWords.list(kin.map { "\($0.name) (\($0.code))" }) + "?"
    } else {
      sentence += "; 'latecomer list countries' names all"
    }
    throw StudyErrors([
      StudyIssue(
        kind: .missingFile, file: "Models/panel", line: nil, column: nil, key: "",
        sentence: sentence)
    ])
  }

  /// Countries that have a word of some letters in common with several words: Korea of South Korea.
  private func kin(of words: String) -> [Country] {
    let wanted = Set(Self.plain(words).split(separator: " ").filter { $0.count > 3 })
    let some = panel.countries.values.filter { country in
      !wanted.isDisjoint(with: Self.plain(country.name).split(separator: " "))
    }
    return some.count > 4 ? [] : some.sorted { $0.code < $1.code }
  }

  /// The country that a word means; nil when there is none or more than one.
  func find(_ word: String) -> Country? {
    if let country = panel.countries[word.uppercased()] { return country }
    let plain = Self.plain(word)
    if plain.isEmpty { return nil }
    if let country = panel.countries.values.first(where: { Self.plain($0.name) == plain }) {
      return country
    }
    let some = panel.countries.values.filter { country in
      (" " + Self.plain(country.name) + " ").contains(" \(plain) ")
    }
    return some.count == 1 && plain.count > 3 ? some[0] : nil
  }

  /// Lower case, with single blanks in place of all that is no letter.
  private static func plain(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter }.joined(separator: " ")
  }

  /// Describes a country at a year by the coding rule.
  ///
  /// - Throws: ``StudyErrors`` naming what is missing and the years that would do.
  public func code(_ country: Country, start: Int) throws -> CodedCountry {
    do {
      return try CodingRule.code(country, start: start, in: panel)
    } catch let obstacle as CountryObstacle {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: "Models/panel", line: nil, column: nil, key: country.code,
          sentence: Self.sentence(obstacle, country, start))
      ])
    }
  }

  /// The last year with all figures that are needed.
  ///
  /// - Throws: ``StudyErrors`` for a country that lacks some altogether.
  public func lastYear(_ country: Country) throws -> Int {
    if let span = country.span { return span.upperBound }
    throw StudyErrors([
      StudyIssue(
        kind: .badData, file: "Models/panel", line: nil, column: nil, key: country.code,
        sentence: Self.sentence(.missing(country.missing), country, 0))
    ])
  }

  private static func sentence(_ obstacle: CountryObstacle, _ country: Country, _ start: Int)
    -> String
  {
    func words(_ columns: [PanelColumn]) -> String {
      CountryWords.list(columns.map { "\(CountryWords.name($0)) (\($0.rawValue))" })
    }
    switch obstacle {
    case .missing(let columns):
      return
        "\(country.name) cannot be described: nothing is published of \(words(columns)); no start would work. Add a "
        + "column to panel.csv, or write the economy by hand"
    case .early(let first, let columns):
      let reason =
        columns.isEmpty
        ? "income was above \(Country.highestIncome.plain) times that of the USA, which the model does not describe"
        : "\(words(columns)) begin\(columns.count == 1 ? "s" : "") later"
      return
        "\(country.name) cannot be described in \(start): \(reason); the first year that works is \(first)"
    case .late(let last):
      return
        "\(country.name) cannot be described in \(start): the figures end in \(last); the last year that works is "
        + "\(last + CodingRule.latestAfterFigures)"
    case .frontier, .relation:
      return "the figures do not suffice to describe \(country.name)"
    }
  }
}
