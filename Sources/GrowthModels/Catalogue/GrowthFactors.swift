import ModelContract

/// The uncertain inputs of the capability-accumulation growth model, in column order.
///
/// Four families follow each other: ``parameters``, ``leverCosts``, ``implementation`` and
/// ``initialConditions``. Every factor owns a fixed Sobol' dimension, which it keeps for ever; the bands are
///
/// | dimensions | owner |
/// |---|---|
/// | 0-63, 81-95, 113-117 | ``parameters`` |
/// | 64-80 | ``leverCosts``, 64 + the lever's position |
/// | 96-112 | ``implementation``, 96 + the lever's position |
/// | 128-144 | ``initialConditions`` |
/// | 160 | the row of a joint ensemble, `StreamKey.ensembleRow` of Sampling |
/// | 192-211 | sector luck |
/// | 224-243 | sector efficiency |
public enum GrowthFactors {
  /// All factors, in column order.
  public static let all: [Factor] = parameters + leverCosts + implementation + initialConditions

  static let leverCostDimension = 64
  static let implementationDimension = 96
  static let sectorLuckDimension = 192
  static let sectorEfficiencyDimension = 224

  /// Column of a factor by name; nil for a name the model does not have.
  public static func column(_ name: String) -> Int? { columns[name] }

  private static let columns = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
}
