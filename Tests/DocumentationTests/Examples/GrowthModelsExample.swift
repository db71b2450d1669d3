import GrowthModels
import ModelContract

/// Income of one future under a mix of schooling and investment, by the readable reference.
func traceSchooling() throws {
  var levers: [String: Path] = [:]
  for lever in GrowthLevers.all { levers[lever.name] = Path(constant: lever.admissible.lowerBound) }
  levers["education"] = Path(constant: 0.8)
  levers["investment"] = Path(constant: 0.25)
  let policy = Policy(
    name: "schooling", levers: levers,
    traits: Dictionary(
      uniqueKeysWithValues: GrowthLevers.traits.map { ($0.name, Path(constant: 0)) }))
  let world = World(
    name: "reference",
    economy: Economy(name: "any"),
    start: 2025, end: 2065, step: 0.25, discountRate: 0.05, paths: [:], reference: policy)

  let model = GrowthModel()
  let trace = try model.trace(
    policy, in: world, factors: model.factors.map(\.defaultValue), luck: model.luck.map { _ in nil }
  )
  for row in trace.rows where row.year.remainder(dividingBy: 20) == 5 {
    print(Int(row.year), (row.outcomes[0] * 1000).rounded() / 1000)
  }
}
