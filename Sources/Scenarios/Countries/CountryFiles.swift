import Countries
import Foundation
import StudyContract

/// The files of a country: an economy, its own mix and a study, as text.
///
/// What a command writes and what a calibration reads in memory are the same text and go through the same loader.
public struct CountryFiles: Sendable {
  /// The country as the rule describes it.
  public let coded: CodedCountry

  /// Takes a country.
  public init(_ coded: CodedCountry) { self.coded = coded }

  /// Name of the economy: the code in lower case.
  public var economyName: String { coded.country.code.lowercased() }
  /// Name of the country's own mix.
  public var mixName: String { economyName + "_by_rule" }
  /// Where the mix lies beside the economy.
  public var mixFile: String { "policies/\(mixName).yaml" }

  /// Where the economy is told how its mix is found.
  enum Mix {
    case file
    case inline
  }

  /// The economy, its mix named by its file.
  public var economy: String { economy(mix: .file) }

  /// The economy with its mix inside, for one who holds it against history without a file.
  public var economyWithMix: String { economy(mix: .inline) }

  private func economy(mix: Mix) -> String {
    let name = coded.country.name
    var text = """
      # \(name) in \(coded.start), by the coding rule of Models/history/coding-rule.md from the figures of Models/panel.
      # A value has a published source, or it is judgement with an interval, which is sampled as Beta(2, 2).

      """
    let lacks = CountryWords.lacks(coded)
    if !lacks.isEmpty {
      text += "# What the data lack:\n" + lacks.map { "# - \($0)\n" }.joined()
    }
    text += """
      name: \(economyName)
      summary: "\(name) from \(coded.start), coded by rule"
      start: \(coded.start)
      initial_conditions:

      """
    for condition in coded.conditions { text += self.condition(condition) }
    text += strengths
    let labour = coded.labour
    text += """
      series:
        employment:
          source: "Penn World Table 10.01, \(labour.countsHours ? "hours worked per head" : "persons engaged per head; no hours")"

      """
    if !labour.countsHours {
      text += "    uncertain_growth: \(Self.number(CodingRule.driftOfHours))\n"
    }
    text += "    values: \(Self.path(labour.path, indent: 6))\n"
    if let terms = coded.termsOfTrade {
      text += """
          terms_of_trade:
            source: "Penn World Table 10.01, price level of exports over that of imports"
            values: \(Self.path(terms, indent: 6))

        """
    }
    return text + targets(mix)
  }

  private func condition(_ condition: CodedCountry.Condition) -> String {
    let words =
      ([CountryWords.basis(condition.basis)] + condition.gaps.compactMap { CountryWords.gap($0) })
      .joined(separator: "; ")
    var text = "  \(condition.name):\n    value: \(Self.number(condition.value))\n"
    if let factor = condition.uncertainThrough {
      text += "    judgement: true\n    uncertain_through: \(factor)\n"
    } else if let interval = condition.interval {
      text += "    judgement: true\n    low: \(Self.number(interval.lowerBound))\n"
      text += "    high: \(Self.number(interval.upperBound))\n"
    }
    return text + "    source: \"\(words)\"\n"
  }

  private var strengths: String {
    let sectors = coded.strengths.sorted { $0.key < $1.key }
      .map { "\($0.key): \(Self.number($0.value))" }
    return """
      # Multipliers on the starting proximity and share of sectors; 1 for those that are not named.
      strengths:
        judgement: true
        source: "\(CountryWords.basis(coded.strengthsBasis))"
        sectors: \(Self.flow(sectors, indent: 4))

      """
  }

  /// What was observed later, so that the economy can be held against it; nothing when the start is the last year.
  private func targets(_ mix: Mix) -> String {
    guard !coded.income.isEmpty else { return "" }
    var text = "# What was observed; no condition above has seen it.\ntargets:\n"
    switch mix {
    case .file: text += "  mix: ./\(mixFile)\n"
    case .inline:
      text += "  mix:\n"
      for line in policy.split(separator: "\n") { text += "    \(line)\n" }
    }
    text += """
        income:
          source: "Penn World Table 10.01, expenditure-side real GDP per head relative to the USA, three-year means"
          values: \(Self.path(coded.income, indent: 6))

      """
    if !coded.research.isEmpty {
      text += """
          research:
            source: "\(CountryWords.source(.research))"
            values: \(Self.path(coded.research, indent: 6))

        """
    }
    return text
  }

  /// The country's own mix.
  public var policy: String {
    let name = coded.country.name
    let vehicles = coded.vehicles
    var text = """
      # The levers of \(name) from \(coded.start), by the coding rule of Models/history/coding-rule.md. Years in which nothing
      # was published have the nearest figures. Targets are those of the generic latecomer: no table names a country's own.
      name: \(mixName)
      summary: "the mix of \(name) from \(coded.start), coded by rule"
      vehicles: {large_firms: \(Self.number(vehicles.largeFirms)), public_laboratories: \(Self.number(vehicles.publicLaboratories)), multinationals: \(Self.number(vehicles.multinationals))}
      cronyism: 0.4
      sunset_strength: 0.35
      targets: [electronics_pcb, personal_computers, semiconductors, displays, telecom_equipment]
      levers:

      """
    var last: CodedCountry.Basis?
    for lever in coded.levers {
      if lever.basis != last { text += "  # \(CountryWords.basis(lever.basis))\n" }
      last = lever.basis
      text += "  \(lever.name): \(Self.lever(lever.path))\n"
    }
    return text
  }

  private static func lever(_ path: [(year: Int, value: Double)]) -> String {
    let values = path.map { number($0.value) }
    if Set(values).count == 1 { return values[0] }
    return flow(path.map { "\($0.year): \(number($0.value))" }, indent: 4)
  }

  private static func path(_ path: [(year: Int, value: Double)], indent: Int) -> String {
    flow(path.map { "\($0.year): \(number($0.value))" }, indent: indent)
  }

  /// A mapping on as many lines as it needs.
  private static func flow(_ items: [String], indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for (index, item) in items.enumerated() {
      let piece = item + (index + 1 < items.count ? ", " : "")
      if !line.isEmpty, line.count + piece.count > 90 {
        lines.append(line)
        line = ""
      }
      line += piece
    }
    lines.append(line)
    if lines.count == 1 { return "{\(line)}" }
    return "{\n" + lines.map { margin + $0.trimmed + "\n" }.joined() + margin.dropLast(2) + "}"
  }

  /// Four significant digits, which no published figure here exceeds in trust.
  static func number(_ value: Double) -> String {
    (Double(String(format: "%.4g", value)) ?? value).plain
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmed: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
