/// The registry of sensitivity methods: what is here can be chosen on the command line, is named in its help and is
/// held against exact values by `selfcheck`.
public enum SensitivityMethods {
  /// All methods, in the order in which they are listed. A name may stand for a method of rows of any origin and
  /// for one of a design.
  public static let all: [any SensitivityMethod] = [
    GivenDataMethod.ranks,
    GivenDataMethod.classes,
    GivenDataMethod.nearestNeighbours,
    GivenDataMethod.randomBalance,
    GivenDataMethod.chatterjee,
    GivenDataMethod.pawn,
    GivenDataMethod.delta,
    GivenDataMethod.hsic,
    GivenDataMethod.targetHSIC,
    GivenDataMethod.regression,
    GivenDataMethod.regional,
    DesignedMethod.sobol,
    DesignedMethod.morris,
    DesignedMethod.slopes,
    GivenDataMethod.shapley,
    DesignedMethod.shapley,
    DesignedMethod.curves,
  ]

  /// Methods of rows of any origin; the first is the default.
  public static let givenData = all.compactMap { $0 as? GivenDataMethod }
  /// Methods that need a design; the first is the default for a study.
  public static let designed = all.compactMap { $0 as? DesignedMethod }
  /// All names, each once.
  public static let names = all.map(\.name).enumerated().filter { position, name in
    all.firstIndex { $0.name == name } == position
  }.map(\.element)
  /// All numbers that methods need, each once.
  public static let options = givenData.flatMap(\.options)

  /// The method of rows of any origin with a name.
  public static func givenData(named name: String) -> GivenDataMethod? {
    givenData.first { $0.name == name }
  }

  /// The method of a design with a name.
  public static func designed(named name: String) -> DesignedMethod? {
    designed.first { $0.name == name }
  }
}
