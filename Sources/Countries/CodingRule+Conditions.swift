import Foundation

extension CodingRule {
  /// Rents of natural resources are no sign of technology; this is what they leave of output.
  private var withoutRents: Double {
    1 - (country[.resourceRents]?.reading(start, neighbours: 1).value ?? 0)
  }

  /// The sixteen numbers of an economy.
  func conditions() -> [CodedCountry.Condition] {
    let government = effectiveness(start)
    let grade = grade(start)
    let governance =
      government.map { CodedCountry.Basis.governance(years: $0.years) } ?? .sameForAll
    let income = figure(.incomeExpenditure, start)!
    let population = figure(.population, start, neighbours: 0)!
    return [
      published("initial_income", income, of: [.incomeExpenditure], neighbours: 1),
      proximity(),
      complexitySlope(),
      published(
        "initial_human_capital", skill(start).limited(0.02, 1.3), of: [.humanCapital], neighbours: 0
      ),
      cognitiveSkill(),
      researchStock(),
      routines(),
      estimated(
        "initial_alignment", 0.25 + 0.35 * grade, spread: 0.3 * (0.25 + 0.35 * grade), 0.02...1,
        governance),
      capitalIntensity(),
      estimated(
        "home_market_size", (0.14 * (population * income).squareRoot()).limited(0.02, 1),
        share: 0.3,
        0.005...2, .figures([.population, .incomeExpenditure])),
      dualism(),
      populationGrowth(),
      same("initial_market_linkage", 0.08, 0.05...0.11),
      same("initial_quality", 0.15, 0.1...0.2),
      same("initial_cluster_size", 0.35, 0.245...0.455),
      same("initial_dependence", 0.3, 0.15...0.45),
    ]
  }

  /// Output per worker relative to the USA, without rents. Where the column is missing it is income over employment, the
  /// same quantity from the expenditure side.
  private var technologicalOutput: Double {
    let output =
      figure(.outputPerWorker, start)
      ?? figure(.incomeExpenditure, start)! / figure(.employment, start)!
    return output * withoutRents
  }

  /// Rich economies make complex goods as well: `1.8 - 1.4 output per worker`, between 0.3 and 1.8.
  private func complexitySlope() -> CodedCountry.Condition {
    let value = (1.8 - 1.4 * technologicalOutput).limited(0.3, 1.8)
    return estimated(
      "initial_complexity_slope", value, spread: 0.5, 0...10,
      .figures(
        country[.outputPerWorker] != nil ? [.outputPerWorker] : [.incomeExpenditure, .employment]))
  }

  private func proximity() -> CodedCountry.Condition {
    let columns = [PanelColumn.outputPerWorker, .resourceRents].filter { country[$0] != nil }
    return CodedCountry.Condition(
      name: "initial_proximity", value: (0.2 + 0.8 * technologicalOutput).limited(0.2, 1),
      interval: nil, uncertainThrough: "initial_proximity_multiplier",
      basis: .figures(
        columns.contains(.outputPerWorker) ? columns : [.incomeExpenditure, .employment]),
      gaps: gaps(columns, neighbours: 1))
  }

  /// Test scores relative to the frontier's: own ones, those that learning outcomes say, those that human capital and
  /// income say. They differ by 0.1 between tests of the same country, so that no interval is narrower.
  private func cognitiveSkill() -> CodedCountry.Condition {
    let narrowest = 0.1
    func condition(_ value: Double, _ spread: Double, _ basis: CodedCountry.Basis)
      -> CodedCountry.Condition
    {
      estimated("cognitive_skill", value, spread: max(spread, narrowest), 0.1...2, basis)
    }
    if let score = country.testScore {
      return condition(score / panel.frontier.testScore!, 0, .testScore)
    }
    if let outcome = country.learningOutcome {
      let relation = panel.scoresByOutcomes
      return condition(
        relation.value([outcome / panel.frontier.learningOutcome!]),
        PanelRegression.halfWidth * relation.spread, .learningOutcome(relation))
    }
    let relation = panel.skill
    return condition(
      relation.value([skill(start), log(figure(.incomeExpenditure, start)!)]),
      PanelRegression.halfWidth * relation.spread,
      .relation(relation, of: [.humanCapital, .incomeExpenditure]))
  }

  /// Research over 3 % of GDP, about the frontier's.
  private func researchStock() -> CodedCountry.Condition {
    let found = research(start)
    let frontier = 0.03
    let value = (found.value / frontier).limited(0.005, 2)
    // A published figure is known to a third; a line between 1960 and the first figures, to a factor of two and a half;
    // a relation between countries, as well as it fits.
    let factor: Double
    var gaps: [CodedCountry.Gap] = []
    switch found.basis {
    case .figures:
      factor = 1.3
      gaps = self.gaps([.research], neighbours: 2)
    case .relation(let relation, _): factor = exp(PanelRegression.halfWidth * relation.spread)
    default: factor = 2.5
    }
    return CodedCountry.Condition(
      name: "initial_research_stock", value: value,
      interval: value / factor...(value * factor).limited(0, 5), uncertainThrough: nil,
      basis: found.basis, gaps: gaps)
  }

  /// The management score that counts as no routines at all, chosen so that the ten economies of history have on
  /// average the 0.2 with which they were coded at their starts; judgement.
  private static let noRoutines = 2.5

  /// Management scores, which were measured from 2004 to 2010, moved to the start with human capital.
  private func routines() -> CodedCountry.Condition {
    let relation = panel.management
    let full = panel.frontier.management ?? relation.value([1])
    let scale = full - Self.noRoutines
    let capital = skill(start)
    let own = country.management.map {
      $0 + relation.coefficients[1] * (capital - skill(CountryPanel.measured))
    }
    let value = (((own ?? relation.value([capital])) - Self.noRoutines) / scale).limited(0.05, 1)
    return estimated(
      "initial_routines", value,
      spread: own == nil ? PanelRegression.halfWidth * relation.spread / scale : 0.1, 0.02...1,
      own == nil ? .relation(relation, of: [.humanCapital]) : .management(relation))
  }

  private func capitalIntensity() -> CodedCountry.Condition {
    guard let value = figure(.capitalOutput, start) else {
      return same("initial_capital_intensity", 0.8, 0.4...1.2)
    }
    // Stocks of the first years and of economies after a collapse are not credible outside these bounds.
    return published(
      "initial_capital_intensity", value.limited(0.2, 1.3), of: [.capitalOutput], neighbours: 1)
  }

  /// What agriculture has of employment less what it has of output, times 1.3: with that factor, the ten economies of
  /// history have on average the dualism with which they were coded.
  private func dualism() -> CodedCountry.Condition {
    let factor = 1.3
    if let labour = figure(.agricultureEmployment, start),
      let output = figure(.agricultureOutput, start)
    {
      let columns = [PanelColumn.agricultureEmployment, .agricultureOutput]
      return estimated(
        "dualism", (factor * (labour - output)).limited(0, 1), share: 0.3, 0...1, .figures(columns),
        gaps: gaps(columns, neighbours: 1))
    }
    let relation = panel.agriculture
    let value = relation.value([log(figure(.incomeExpenditure, start)!), skill(start)])
    return estimated(
      "dualism", (factor * value).limited(0, 1),
      spread: factor * PanelRegression.halfWidth * relation.spread, 0...1,
      .relation(relation, of: [.incomeExpenditure, .humanCapital]))
  }

  /// Mean growth from the start to the last figures, of the ten years before them when the start is later.
  private func populationGrowth() -> CodedCountry.Condition {
    let figures = country[.population]!
    let end = figures.span.upperBound
    let begin = max(min(start, end - 10), figures.span.lowerBound)
    let growth =
      end > begin
      ? log(
        figures.reading(end, neighbours: 0).value / figures.reading(begin, neighbours: 0).value)
        / Double(end - begin) : 0
    return published(
      "population_growth", growth.limited(-0.05, 0.06), of: [.population], neighbours: 0)
  }

  private func gaps(_ columns: [PanelColumn], neighbours: Int) -> [CodedCountry.Gap] {
    columns.compactMap { column in
      guard let gap = country[column]?.reading(start, neighbours: neighbours).gap, gap != .none
      else {
        return nil
      }
      return CodedCountry.Gap(column: column, year: start, gap: gap)
    }
  }

  private func published(
    _ name: String, _ value: Double, of columns: [PanelColumn], neighbours: Int
  ) -> CodedCountry.Condition {
    CodedCountry.Condition(
      name: name, value: value, interval: nil, uncertainThrough: nil, basis: .figures(columns),
      gaps: gaps(columns, neighbours: neighbours))
  }

  private func same(_ name: String, _ value: Double, _ interval: ClosedRange<Double>)
    -> CodedCountry.Condition
  {
    CodedCountry.Condition(
      name: name, value: value, interval: interval, uncertainThrough: nil, basis: .sameForAll,
      gaps: [])
  }

  /// A value with an interval of a share of it, at least 0.03 to either side.
  private func estimated(
    _ name: String, _ value: Double, share: Double, _ admissible: ClosedRange<Double>,
    _ basis: CodedCountry.Basis, gaps: [CodedCountry.Gap] = []
  ) -> CodedCountry.Condition {
    estimated(name, value, spread: max(share * value, 0.03), admissible, basis, gaps: gaps)
  }

  private func estimated(
    _ name: String, _ value: Double, spread: Double, _ admissible: ClosedRange<Double>,
    _ basis: CodedCountry.Basis, gaps: [CodedCountry.Gap] = []
  ) -> CodedCountry.Condition {
    let kept = value.limited(admissible.lowerBound, admissible.upperBound)
    return CodedCountry.Condition(
      name: name, value: kept,
      interval: max(
        kept - spread, admissible.lowerBound)...min(kept + spread, admissible.upperBound),
      uncertainThrough: nil, basis: basis, gaps: gaps)
  }
}
