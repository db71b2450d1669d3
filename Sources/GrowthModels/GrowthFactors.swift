import ModelContract

/// The uncertain inputs of the capability-accumulation growth model, in column order.
///
/// Four families follow each other: ``parameters``, ``leverCosts``, ``implementation`` and
/// ``initialConditions``. Every factor owns a fixed Sobol' dimension: parameters 0-63 and 81-82, lever costs 64-80,
/// implementation 96-112, initial conditions 128-144, the row of a joint ensemble 160, sector luck
/// 192-211, sector efficiency 224-243.
public enum GrowthFactors {
  /// All factors, in column order.
  public static let all: [Factor] = parameters + leverCosts + implementation + initialConditions

  /// Column of a factor by name; nil for a name the model does not have.
  public static func column(_ name: String) -> Int? { columns[name] }

  private static let columns = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
}
