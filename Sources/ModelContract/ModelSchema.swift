/// What can be said of a model in a file: every name it knows, with unit, default and admissible values.
///
/// Files of studies are read against a schema and against nothing else, so that a model that offers one can be
/// run by a study without another line of code.
public struct ModelSchema: Sendable {
  /// A kind of path that describes the world outside the economy.
  public struct OutsidePath: Sendable, Hashable {
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

    /// Describes a kind of path.
    public init(
      name: String, isBySector: Bool = false, meaning: String, unit: Unit, defaultValue: Double,
      admissible: ClosedRange<Double>
    ) {
      self.name = name
      self.isBySector = isBySector
      self.meaning = meaning
      self.unit = unit
      self.defaultValue = defaultValue
      self.admissible = admissible
    }
  }

  /// A number of the model that is neither uncertain nor policy: `catch_up_income`.
  public struct Setting: Sendable, Hashable {
    /// The name, a key of a study.
    public let name: String
    /// One line that says what it sets.
    public let meaning: String
    /// The value when a study says nothing.
    public let defaultValue: Double
    /// Values a study may give.
    public let admissible: ClosedRange<Double>
    /// Whether it counts or numbers something.
    public let isWhole: Bool

    /// Describes a setting.
    public init(
      name: String, meaning: String, defaultValue: Double, admissible: ClosedRange<Double>,
      isWhole: Bool = false
    ) {
      self.name = name
      self.meaning = meaning
      self.defaultValue = defaultValue
      self.admissible = admissible
      self.isWhole = isWhole
    }
  }

  /// A factor that an economy states.
  public struct InitialCondition: Sendable, Hashable {
    /// Name of the factor.
    public let factor: String
    /// Whether every economy must state it; else the factor has its default.
    public let isRequired: Bool
    /// A factor that multiplies it and can carry its uncertainty; nil without one.
    public let multiplier: String?

    /// Describes an initial condition.
    public init(_ factor: String, isRequired: Bool = true, multiplier: String? = nil) {
      self.factor = factor
      self.isRequired = isRequired
      self.multiplier = multiplier
    }
  }

  /// A series that an economy may have: `employment`.
  public struct Series: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The unit, for messages.
    public let unit: String
    /// Values a file may give.
    public let admissible: ClosedRange<Double>
    /// Whether its growth may be uncertain.
    public let hasUncertainGrowth: Bool

    /// Describes a series.
    public init(
      name: String, unit: String, admissible: ClosedRange<Double>, hasUncertainGrowth: Bool = false
    ) {
      self.name = name
      self.unit = unit
      self.admissible = admissible
      self.hasUncertainGrowth = hasUncertainGrowth
    }
  }

  /// Traits that a mix states together, as weights that sum to 1.
  public struct TraitGroup: Sendable, Hashable {
    /// The key that holds them: `vehicles`.
    public let key: String
    /// One of them, for messages: `vehicle`.
    public let singular: String
    /// All of them, for messages: `the three vehicles`.
    public let plural: String
    /// Keys inside it with the trait each one states.
    public let members: [Member]

    /// One trait of a group.
    public struct Member: Sendable, Hashable {
      /// The key in files.
      public let key: String
      /// Name of the trait.
      public let trait: String

      /// Names a trait of a group.
      public init(_ key: String, _ trait: String) {
        self.key = key
        self.trait = trait
      }
    }

    /// Groups traits.
    public init(key: String, singular: String, plural: String, members: [Member]) {
      self.key = key
      self.singular = singular
      self.plural = plural
      self.members = members
    }
  }

  /// The model's name in files.
  public var name: String
  /// The version that ensembles carry.
  public var version: String
  /// Uncertain inputs, in column order.
  public var factors: [Factor]
  /// Factors that are the model's own: they hold in every economy and calibration shares them.
  public var parameters: [String]
  /// What each factor and each stream of luck is about, by name, where inputs can be grouped by it.
  public var themes: [String: String]
  /// Policy levers.
  public var levers: [Lever]
  /// Constants of a policy mix.
  public var traits: [Trait]
  /// Traits that files state in groups; the others are keys of their own.
  public var traitGroups: [TraitGroup]
  /// Results, in column order.
  public var outcomes: [Outcome]
  /// Paths by which a scenario describes the outside world.
  public var outsidePaths: [OutsidePath]
  /// The outside path that the discount rate must exceed at the end, so that the value after the horizon is finite;
  /// nil when nothing is valued there.
  public var growthPath: String?
  /// Settings a study may give.
  public var settings: [Setting]
  /// Factors that an economy states. An economy may be left out when none of them is required.
  public var initialConditions: [InitialCondition]
  /// Series an economy may have.
  public var series: [Series]
  /// Names of the sectors: what mixes target and economies are strong in.
  public var sectors: [String]
  /// Starting strengths a file may give to a sector.
  public var strengths: ClosedRange<Double>

  /// Lists what a model knows; what is left out, it does not have.
  public init(
    name: String, version: String, factors: [Factor], parameters: [String]? = nil,
    themes: [String: String] = [:], levers: [Lever], traits: [Trait] = [],
    traitGroups: [TraitGroup] = [], outcomes: [Outcome],
    outsidePaths: [OutsidePath] = [], growthPath: String? = nil, settings: [Setting] = [],
    initialConditions: [InitialCondition] = [], series: [Series] = [], sectors: [String] = [],
    strengths: ClosedRange<Double> = 0.01...10
  ) {
    self.name = name
    self.version = version
    self.factors = factors
    let conditions = Set(initialConditions.map(\.factor))
    self.parameters =
      parameters ?? factors.map(\.name).filter { !conditions.contains($0) }
    self.themes = themes
    self.levers = levers
    self.traits = traits
    self.traitGroups = traitGroups
    self.outcomes = outcomes
    self.outsidePaths = outsidePaths
    self.growthPath = growthPath
    self.settings = settings
    self.initialConditions = initialConditions
    self.series = series
    self.sectors = sectors
    self.strengths = strengths
  }
}

extension ModelSchema {
  /// A factor by name.
  public func factor(_ name: String) -> Factor? { factors.first { $0.name == name } }
  /// A lever by name.
  public func lever(_ name: String) -> Lever? { levers.first { $0.name == name } }
  /// A trait by name.
  public func trait(_ name: String) -> Trait? { traits.first { $0.name == name } }
  /// An outcome by name.
  public func outcome(_ name: String) -> Outcome? { outcomes.first { $0.name == name } }

  /// Every name of an outside path, sectors spelled out.
  public var outsidePathNames: [String] {
    outsidePaths.flatMap { path in
      path.isBySector ? sectors.map { "\(path.name).\($0)" } : [path.name]
    }
  }

  /// The kind of an outside path by its full name; nil for an unknown one.
  public func outsidePath(_ name: String) -> OutsidePath? {
    outsidePaths.first { path in
      path.isBySector ? sectors.contains { name == "\(path.name).\($0)" } : path.name == name
    }
  }
}

extension BatchModel {
  /// What the model's own tables say: no outside paths, no settings, no economy that must be described.
  public var schema: ModelSchema {
    ModelSchema(
      name: name, version: version, factors: factors, levers: levers, traits: traits,
      outcomes: outcomes)
  }
}
