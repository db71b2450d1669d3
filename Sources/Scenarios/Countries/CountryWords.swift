import Countries

/// The findings of the coding rule in words, as they stand in files and reports.
public enum CountryWords {
  /// What a column holds.
  public static func name(_ column: PanelColumn) -> String {
    switch column {
    case .incomeExpenditure: "income per head"
    case .incomeOutput: "income per head, output side"
    case .incomeMaddison: "income per head, Maddison Project"
    case .population: "population"
    case .employment: "employment"
    case .employmentHours: "hours of work"
    case .outputPerWorker: "output per worker"
    case .capitalOutput: "capital over output"
    case .humanCapital: "human capital"
    case .schooling: "schooling"
    case .investment: "investment"
    case .exports: "exports"
    case .termsOfTrade: "terms of trade"
    case .foreignInvestment: "inflow of foreign investment"
    case .foreignStock: "stock of foreign investment"
    case .research: "research"
    case .governmentEffectiveness: "government effectiveness"
    case .resourceRents: "resource rents"
    case .agricultureEmployment: "employment in agriculture"
    case .agricultureOutput: "output of agriculture"
    }
  }

  /// Who published a column.
  public static func source(_ column: PanelColumn) -> String {
    switch column {
    case .incomeExpenditure: "Penn World Table 10.01, expenditure side"
    case .incomeOutput, .population, .employment, .employmentHours, .outputPerWorker,
      .capitalOutput, .humanCapital, .investment, .termsOfTrade:
      "Penn World Table 10.01"
    case .incomeMaddison: "Maddison Project Database 2023"
    case .schooling: "Barro and Lee"
    case .exports: "Penn World Table 11.0"
    case .foreignInvestment, .resourceRents: "World Development Indicators"
    case .foreignStock: "External Wealth of Nations"
    case .research: "UNESCO Institute for Statistics and OECD"
    case .governmentEffectiveness: "Worldwide Governance Indicators"
    case .agricultureEmployment, .agricultureOutput: "Groningen Growth and Development Centre"
    }
  }

  /// Columns with their publishers, each of them once: `investment (Penn World Table 10.01)`.
  static func sources(_ columns: [PanelColumn]) -> String {
    var groups: [(source: String, names: [String])] = []
    for column in columns {
      if let known = groups.firstIndex(where: { $0.source == source(column) }) {
        groups[known].names.append(name(column))
      } else {
        groups.append((source(column), [name(column)]))
      }
    }
    return groups.map { "\(list($0.names)) (\($0.source))" }.joined(separator: ", ")
  }

  /// How a value was found.
  public static func basis(_ basis: CodedCountry.Basis) -> String {
    switch basis {
    case .figures(let columns): sources(columns)
    case .testScore: "own test scores (Hanushek and Woessmann)"
    case .learningOutcome(let relation):
      "test scores that its learning outcomes say, as in \(relation.count) countries"
    case .management: "own management score (World Management Survey), with human capital"
    case .relation(let relation, let columns):
      "estimated from \(list(columns.map { name($0) })), as in \(relation.count) observations"
    case .governance(let years):
      years == 0
        ? "government effectiveness (Worldwide Governance Indicators)"
        : "government effectiveness of \(years) years away, drawn to the mean of countries "
          + "(Worldwide Governance Indicators)"
    case .lineTo(let year): "a line from 0.1 % of GDP in 1960 to the first figures, of \(year)"
    case .exports(let year): "shares in exports of goods in \(year) (Atlas of Economic Complexity)"
    case .manufactures(let year):
      "shares in exports of manufactures in \(year) (World Trade Organization)"
    case .sameForAll: "the same for every country"
    }
  }

  /// What stands for a figure that was not published for a year.
  public static func gap(_ gap: CodedCountry.Gap) -> String? {
    switch gap.gap {
    case .none: nil
    case .between(let years):
      "\(name(gap.column)) of \(gap.year) lies between the figures of \(years.lowerBound) and \(years.upperBound)"
    case .nearest(let years):
      "\(name(gap.column)) of \(gap.year) is the mean of \(years.lowerBound)-\(years.upperBound)"
    }
  }

  /// What the data of a country lack, one line a kind; empty when nothing is missing.
  public static func lacks(_ coded: CodedCountry) -> [String] {
    let missing = coded.lacks.map { column -> String in
      let stead =
        switch column {
        case .employmentHours: "labour is persons engaged; the growth of hours is uncertain"
        case .outputPerWorker: "income over employment stands for it"
        case .capitalOutput: "the middle of an interval stands for it"
        case .exports: "export orientation is the same as elsewhere"
        case .termsOfTrade: "they stay as they are"
        case .foreignInvestment: "a tenth of the stock stands for it"
        case .foreignStock: "a fifth of GDP stands for it"
        case .research: "estimated from other countries"
        case .governmentEffectiveness: "the mean of countries stands for it"
        case .agricultureEmployment, .agricultureOutput: "dualism is estimated from other countries"
        default: "not used"
        }
      return "\(name(column)): \(stead)"
    }
    let gaps = coded.conditions.flatMap(\.gaps).compactMap { gap($0) }
    var strengths: [String] = []
    if coded.strengthsBasis == .sameForAll {
      strengths = ["exports by sector at or before the start: all strengths are 1"]
    } else if case .manufactures = coded.strengthsBasis {
      strengths = ["exports of all goods by sector: strengths are those of manufactures"]
    }
    var seen: Set<String> = []
    return (missing + strengths + gaps).filter { seen.insert($0).inserted }
  }

  /// Words with commas and an `and`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}
