import ModelContract

/// The models a study can name, one line each.
public enum ModelCatalogue {
  /// All models; the first is run by a study that names none.
  public static let all: [any BatchModel] = [
    GrowthModel(),
    SolowModel(),
    NelsonPhelpsModel(),
  ]

  /// The model that a study runs when it names none.
  public static var standard: any BatchModel { all[0] }

  /// The model of a study that names this one; the standard model for nil and for an unknown name.
  public static func model(orStandard name: String?) -> any BatchModel {
    name.flatMap(model(named:)) ?? standard
  }

  /// A model by its name in files; nil for an unknown one.
  public static func model(named name: String) -> (any BatchModel)? {
    all.first { $0.name == name }
  }
}
