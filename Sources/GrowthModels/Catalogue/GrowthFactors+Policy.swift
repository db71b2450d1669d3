import ModelContract

extension GrowthFactors {
  /// What one unit of a lever costs, relative to the tabulated cost; levers that cost nothing have none.
  static let leverCosts: [Factor] = GrowthLevers.all.enumerated().filter { $1.cost > 0 }.map {
    let (position, lever) = $0
    return Factor(
      name: lever.name + "_cost",
      meaning: "cost of one unit of \(words(lever)) relative to its tabulated cost",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...20.0,
      source: "judgement", dimension: leverCostDimension + position)
  }

  /// How much of a planned change is carried out, one factor a lever, in lever order.
  static let implementation: [Factor] = GrowthLevers.all.enumerated().map { position, lever in
    Factor(
      name: lever.name + "_implementation",
      meaning: "share of the planned change of \(words(lever)) that is carried out",
      unit: .dimensionless, defaultValue: 1.0, admissible: 0.0...5.0,
      source: "judgement", dimension: implementationDimension + position)
  }

  private static func words(_ lever: Lever) -> String { lever.name.replacing("_", with: " ") }
}
