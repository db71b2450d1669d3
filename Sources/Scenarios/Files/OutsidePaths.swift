import GrowthModels
import ModelContract

/// The paths by which a scenario describes the world outside the economy.
public enum OutsidePaths {
  /// One kind of outside path.
  public struct Kind: Sendable, Hashable {
    /// The name, without a sector: `world_demand`.
    public let name: String
    /// Whether it is given sector by sector, as `world_demand.semiconductors`.
    public let isBySector: Bool
    /// One line that says what it is.
    public let meaning: String
    /// The unit.
    public let unit: Unit
    /// The value when a scenario says nothing.
    public let defaultValue: Double
    /// Values a file may give.
    public let admissible: ClosedRange<Double>
  }

  /// All kinds.
  public static let kinds: [Kind] = [
    Kind(
      name: "frontier_growth", isBySector: false,
      meaning: "growth of the frontier; feeds obsolescence, capital dilution and the accumulators",
      unit: .perYear, defaultValue: 0.018, admissible: 0...0.1),
    Kind(
      name: "world_demand", isBySector: true,
      meaning: "multiplies the weight of a sector in world demand", unit: .dimensionless,
      defaultValue: 1, admissible: 0.001...1000),
    Kind(
      name: "incumbent_closeness", isBySector: true,
      meaning: "multiplies the concentration of a sector's incumbents, up to 1",
      unit: .dimensionless, defaultValue: 1, admissible: 0...20),
    Kind(
      name: "technology_turnover", isBySector: true,
      meaning: "multiplies the turnover of a sector's products, up to 1", unit: .dimensionless,
      defaultValue: 1, admissible: 0...20),
    Kind(
      name: "technology_access", isBySector: false,
      meaning: "multiplies leverage and the transfer by multinationals", unit: .dimensionless,
      defaultValue: 1, admissible: 0...10),
    Kind(
      name: "shock_frequency", isBySector: false, meaning: "chance of a global crisis",
      unit: .perYear, defaultValue: 0.06, admissible: 0...1),
    Kind(
      name: "shock_size", isBySector: false,
      meaning: "fall of the demand shock in a crisis, in standard deviations of its noise",
      unit: .dimensionless, defaultValue: 1.5, admissible: 0...20),
    Kind(
      name: "terms_of_trade", isBySector: false,
      meaning: "multiplies the prices of the economy's exports over those of its imports",
      unit: .dimensionless, defaultValue: 1, admissible: 0.1...10),
  ]

  /// Every name a scenario may give, sectors spelled out.
  public static let names: [String] = kinds.flatMap { kind in
    kind.isBySector ? Sector.all.map { "\(kind.name).\($0.name)" } : [kind.name]
  }

  /// The kind of a full name; nil for an unknown one.
  public static func kind(of name: String) -> Kind? {
    guard names.contains(name) else { return nil }
    return kinds.first { $0.name == name || ($0.isBySector && name.hasPrefix($0.name + ".")) }
  }
}
