import CGrowthKernel
import ModelContract

/// Whether the model's catalogues and the kernel's lists of names (`growth_names.h`) are the same tables.
///
/// The kernel finds a factor, a lever or an outcome by its position. A catalogue in another order would be read
/// from wrong columns without any error, so that every name is compared.
struct GrowthShapes {
  var factors = GrowthFactors.all.map(\.name)
  var levers = GrowthLevers.all.map(\.name)
  var costlyLevers = GrowthLevers.all.filter { $0.cost > 0 }.map(\.name)
  var outcomes = GrowthOutcomes.all.map(\.name)
  var luck = GrowthOutcomes.luck.map(\.name)
  var sectors = Sector.all.map(\.name)

  /// What is wrong with the model as it is, looked up once; nil where nothing is.
  static let mismatch = GrowthShapes().mismatch

  /// The first place where a catalogue and the kernel disagree, with both their names, or nil.
  var mismatch: String? {
    if costlyLevers.count != growth_costs {
      return "\(costlyLevers.count) levers cost something, in the kernel \(growth_costs)"
    }
    if sectors.count != growth_sectors {
      return "\(sectors.count) sectors in the catalogue, \(growth_sectors) in the kernel"
    }
    var kernelFactors = Self.names(Column.count, growth_factor_name)
    for (position, lever) in costlyLevers.enumerated() {
      kernelFactors[Column.leverCosts + position] = Self.camelCase(lever + "_cost")
    }
    for (position, lever) in levers.enumerated() where position < growth_levers {
      kernelFactors[Column.implementation + position] = Self.camelCase(lever + "_implementation")
    }
    let tables = [
      ("lever", levers, Self.names(growth_levers, growth_lever_name)),
      ("factor", factors, kernelFactors),
      ("outcome", outcomes, Self.names(OutcomeColumn.count, growth_outcome_name)),
      ("luck", luck, Self.names(growth_luck_streams, growth_luck_name)),
      ("barrier", [sectors[growth_precision_engineering]], ["precisionEngineering"]),
    ]
    for (table, catalogue, kernel) in tables {
      for (position, pair) in zip(catalogue, kernel).enumerated()
      where Self.camelCase(pair.0) != pair.1 {
        return "\(table) \(position) is \(pair.0) in the catalogue, \(pair.1) in the kernel"
      }
      if catalogue.count != kernel.count {
        return "\(table): \(catalogue.count) in the catalogue, \(kernel.count) in the kernel"
      }
    }
    return nil
  }

  private static func names(_ count: Int, _ name: (Int64) -> UnsafePointer<CChar>) -> [String] {
    (0..<count).map { String(cString: name(Int64($0))) }
  }

  /// `royalty_share` as `royaltyShare`.
  private static func camelCase(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.dropFirst().reduce(String(words.first ?? "")) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }
}
