import CGrowthKernel

/// The factors of one future by name, as they lie in the columns of ``GrowthFactors/all``.
///
/// Meaning, unit and source of every field stand with the factor of the same name there; only the spelling
/// differs (`absorption_speed` is `absorptionSpeed`).
typealias GrowthParameters = growth_parameters

extension GrowthParameters {
  /// Reads the values of all factors, in the order of ``GrowthFactors/all``.
  init(_ factors: [Double]) {
    precondition(
      factors.count == Column.count && factors.count == GrowthFactors.all.count,
      "\(Column.count) factors expected, got \(factors.count)")
    self = factors.withUnsafeBytes { $0.loadUnaligned(as: growth_parameters.self) }
  }

  /// Cost of each lever that costs something relative to its tabulated cost, in lever order.
  var leverCosts: [Double] { values(from: Column.leverCosts, count: growth_costs) }

  /// Share of the planned change of each lever that is carried out, in lever order.
  var implementation: [Double] { values(from: Column.implementation, count: growth_levers) }

  private func values(from column: Int, count: Int) -> [Double] {
    withUnsafeBytes(of: self) { Array($0.bindMemory(to: Double.self)[column..<column + count]) }
  }
}
