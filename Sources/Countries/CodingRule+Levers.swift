import Foundation

extension CodingRule {
  /// Levers whose middle is the same for every country, because nothing is published of them.
  private static let middles: [(name: String, value: Double)] = [
    ("research_incentive", 0.0003), ("technology_leverage", 0.3), ("joint_venture_terms", 0.3),
    ("missions", 0.001), ("mission_leadership_share", 0.2), ("cluster_training", 0.2),
    ("public_procurement", 0.25),
  ]

  /// The levers of the country's own mix.
  func levers() -> [CodedCountry.Lever] {
    func path(_ name: String, _ basis: CodedCountry.Basis, _ value: (Int) -> Double)
      -> CodedCountry.Lever
    {
      CodedCountry.Lever(name: name, path: years.map { ($0, value($0)) }, basis: basis)
    }
    func constant(_ name: String, _ value: Double) -> CodedCountry.Lever {
      CodedCountry.Lever(name: name, path: [(start, value)], basis: .sameForAll)
    }
    let government =
      effectiveness(start).map { CodedCountry.Basis.governance(years: $0.years) } ?? .sameForAll
    let inflow = foreignInvestment()
    var result = [
      path("public_research", research(start).basis) { (0.5 * research($0).value).limited(0, 0.1) },
      path("education", .figures([.humanCapital])) { education($0) },
      path("investment", .figures([.investment])) { figure(.investment, $0)!.limited(0, 0.8) },
    ]
    if let inflow {
      result.append(
        path("foreign_investment", .figures([inflow.column])) {
          (inflow.share * figure(inflow.column, $0, neighbours: 2)!).limited(0, 0.25)
        })
    } else {
      result.append(constant("foreign_investment", 0.015))
    }
    if country[.exports] != nil {
      result.append(
        path("export_orientation", .figures([.exports, .population])) { exportOrientation($0) })
    } else {
      result.append(constant("export_orientation", 0.4))
    }
    result += [
      path("management_training", government) { 0.1 + 0.6 * grade($0) },
      path("performance_discipline", government) { 0.1 + 0.7 * grade($0) },
      path("coordination", government) { 0.2 + 0.7 * grade($0) },
      path("policy_churn", government) { 0.45 - 0.4 * grade($0) },
      path("infrastructure", .sameForAll) { infrastructure($0) },
    ]
    return result + Self.middles.map { constant($0.name, $0.value) }
  }

  /// Carriers: multinationals by the stock of foreign investment over the years that are coded, 1.5 times its mean share
  /// of GDP; the rest two to one large firms to public laboratories.
  func vehicles() -> (largeFirms: Double, publicLaboratories: Double, multinationals: Double) {
    let stock = country[.foreignStock].map { figures in
      figures.mean(min(start, last - 4)...last) ?? figures.reading(last, neighbours: 2).value
    }
    let multinationals = (((1.5 * (stock ?? 0.2)).limited(0.05, 0.75)) * 100).rounded() / 100
    let large = ((1 - multinationals) * 2 / 3 * 100).rounded() / 100
    return (large, ((1 - multinationals - large) * 100).rounded() / 100, multinationals)
  }

  /// Schools run ahead of the workforce by the 5 and 14 years of the model's pipeline: human capital and 19 times its
  /// yearly change over ten years around the year.
  private func education(_ year: Int) -> Double {
    let span = country[.humanCapital]!.span
    let middle = min(max(year, span.lowerBound), span.upperBound)
    let low = max(middle - 5, span.lowerBound)
    let high = min(middle + 5, span.upperBound)
    let change = high > low ? (skill(high) - skill(low)) / Double(high - low) : 0
    return (skill(middle) + 19 * change).limited(0.02, 1.25)
  }

  /// The flow where it is published, else a tenth of the stock: about the ratio of the two where both are.
  private func foreignInvestment() -> (column: PanelColumn, share: Double)? {
    if country[.foreignInvestment] != nil { return (.foreignInvestment, 1) }
    return country[.foreignStock] == nil ? nil : (.foreignStock, 0.1)
  }

  /// Exports over GDP, relative to those of a country of its size that trades all it can: large economies trade a
  /// smaller share (Frankel and Romer 1999, doi:10.1257/aer.89.3.379).
  private func exportOrientation(_ year: Int) -> Double {
    let full = 1.3 * pow(figure(.population, year)!, -0.2)
    return (0.1 + 0.9 * figure(.exports, year)! / full).limited(0, 1)
  }

  /// 0.3 in 1960 to 0.6 in 2019 for every country.
  private func infrastructure(_ year: Int) -> Double {
    0.3 + 0.3 * (Double(year - 1960) / 59).limited(0, 1)
  }
}
