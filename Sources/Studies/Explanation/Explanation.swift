import Analysis
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract

/// What a name means that a study, a command or a result may use.
public struct Explanation: Sendable {
  /// What the name stands for.
  public enum Subject: Sendable {
    /// An uncertain input, with its theme.
    case factor(Factor, theme: String?)
    /// A lever.
    case lever(Lever)
    /// A trait, with the key of the group that states it.
    case trait(Trait, group: String?)
    /// Traits that a mix states together, under one key.
    case group(members: [String])
    /// A channel through which mixes come to differ.
    case channel(AccountChannel)
    /// An outcome.
    case outcome(Outcome)
    /// A sector with its scores, and its suppliers with their weights.
    case sector(name: String, scores: [(name: String, value: Double)], suppliers: [String])
    /// A metric of comparisons.
    case metric(RobustnessMetric)
    /// A path of the world outside.
    case outsidePath(ModelSchema.OutsidePath)
    /// A setting.
    case setting(ModelSchema.Setting)
    /// A scenario.
    case scenario(name: String, summary: String, Scenario?)
    /// A policy mix.
    case policy(name: String, summary: String, Policy?)
    /// An economy.
    case economy(name: String, summary: String)

    /// What it stands for, as the model or a file says; empty where its name says all.
    var meaning: String {
      switch self {
      case .factor(let factor, _): factor.meaning
      case .lever(let lever): lever.meaning
      case .trait(let trait, _): trait.meaning
      case .outcome(let outcome): outcome.meaning
      case .outsidePath(let path): path.meaning
      case .setting(let setting): setting.meaning
      case .channel(let channel): channel.meaning
      case .sector, .metric, .group: ""
      case .scenario(_, let summary, _), .policy(_, let summary, _), .economy(_, let summary):
        summary
      }
    }
  }

  /// What is taken for known of a factor in a study.
  public struct Law: Sendable {
    /// The study.
    public let study: String
    /// Its prior; nil where the study does not sample it.
    public let prior: Distribution?
    /// The value where it is not sampled.
    public let value: Double
    /// Whether an ensemble of the study has its own values of it.
    public let isInEnsemble: Bool
    /// Scenarios that give it another law.
    public let overrides: [(scenario: String, law: Distribution)]
  }

  /// The name.
  public let name: String
  /// All that it stands for, factors first.
  public let subjects: [Subject]
  /// Its law in the study, of a factor where a study was given.
  public let law: Law?
  /// What it moves most, or is moved by, where somebody ran the study for it; see ``StudySession/movers(of:limit:)``.
  public var movers: [Mover] = []

  /// Looks a name up.
  ///
  /// - Parameters:
  ///   - name: any name of the model, of a metric, or of a policy, scenario or economy of the study or the library.
  ///   - model: the model.
  ///   - study: the study that laws, policies and scenarios are read from; the library when nil.
  ///   - library: where entries without a study are looked for.
  /// - Throws: `UsageError` for an unknown name, with the nearest valid one.
  public init(
    _ name: String, model: any BatchModel, study: Study?, library: ModelLibrary = ModelLibrary()
  ) throws {
    let all = Self.all(model, study)
    var found = all.filter { $0.name == name }.map(\.subject)
    if study == nil { found += try Self.subjects(name, of: library) }
    if found.isEmpty {
      let others = study == nil ? Self.sections.flatMap(library.names) : []
      if NearestName.find(name, among: all.map(\.name) + others) == nil {
        let kin = Self.speaking(of: name, all)
        if !kin.isEmpty {
          throw UsageError(
            "There is no name \"\(name)\"; these speak of it: \(kin.joined(separator: ", ")).")
        }
      }
      try NameSelection.check(
        name, among: all.map(\.name) + others, kind: "name", listsAll: false)
    }
    self.name = name
    subjects = found
    var law: Law?
    if let study, let factor = model.factors.first(where: { $0.name == name }) {
      law = Law(
        study: study.name,
        prior: study.priors.first { $0.factor == name }?.distribution,
        value: study.economy.initialConditions[name] ?? factor.defaultValue,
        isInEnsemble: study.ensemble?.rows.columns.contains {
          EnsembleColumn($0).factor(in: study.economy.name) == name
        } ?? false,
        overrides: study.scenarios.flatMap { scenario in
          scenario.overrides.filter { $0.factor == name }.map { (scenario.name, $0.distribution) }
        })
    }
    self.law = law
  }

  /// Names whose meaning, or whose name, has a word in it, at most six.
  private static func speaking(
    of word: String, _ all: [(name: String, subject: Subject)]
  ) -> [String] {
    let wanted = word.lowercased().replacing("_", with: " ")
    guard wanted.count > 2 else { return [] }
    return Array(
      all.filter { entry in
        "\(entry.name.replacing("_", with: " ")) \(entry.subject.meaning)".lowercased().contains(
          wanted)
      }.map(\.name).prefix(6))
  }

  /// Sections of the library whose names are explained where no study says what they are.
  private static let sections: [ModelLibrary.Section] = [.scenarios, .policies, .economies]

  /// What a name means in the library.
  private static func subjects(_ name: String, of library: ModelLibrary) throws -> [Subject] {
    try library.entries(.scenarios, named: name).map {
      .scenario(name: $0.name, summary: $0.summary, nil)
    }
      + library.entries(.policies, named: name).map {
        .policy(name: $0.name, summary: $0.summary, nil)
      }
      + library.entries(.economies, named: name).map {
        .economy(name: $0.name, summary: $0.summary)
      }
  }

  /// Everything of the model, of comparisons and of a study that has a name.
  private static func all(
    _ model: any BatchModel, _ study: Study?
  ) -> [(name: String, subject: Subject)] {
    let schema = model.schema
    var all: [(name: String, subject: Subject)] = schema.factors.map {
      ($0.name, .factor($0, theme: schema.themes[$0.name]))
    }
    all += schema.levers.map { ($0.name, .lever($0)) }
    all += schema.traits.map { trait in
      let group = schema.traitGroups.first { $0.members.contains { $0.trait == trait.name } }
      return (trait.name, .trait(trait, group: group?.key))
    }
    all += schema.traitGroups.map { ($0.key, .group(members: $0.members.map(\.trait))) }
    if let accounted = model as? any AccountedModel {
      all += accounted.channels.map { ($0.name, .channel($0)) }
    }
    all += schema.outcomes.map { ($0.name, .outcome($0)) }
    all += schema.outsidePaths.map { ($0.name, .outsidePath($0)) }
    all += schema.settings.map { ($0.name, .setting($0)) }
    all += schema.sectors.map { ($0, sector($0)) }
    all += RobustnessMetric.all.map { ($0.name, .metric($0)) }
    if let study {
      all += study.scenarios.map {
        ($0.name, .scenario(name: $0.name, summary: $0.summary, $0))
      }
      all += study.policies.map { ($0.name, .policy(name: $0.name, summary: $0.summary, $0)) }
      all.append(
        (
          study.economy.name,
          .economy(name: study.economy.name, summary: study.economy.summary)
        ))
    }
    return all
  }

  /// The sectors of a model with their scores.
  public static func sectors(of model: any BatchModel) -> [Subject] {
    model.schema.sectors.map { sector($0) }
  }

  /// A sector of the growth model with its scores; another model's has none.
  private static func sector(_ name: String) -> Subject {
    guard let index = Sector.index(name) else {
      return .sector(name: name, scores: [], suppliers: [])
    }
    let sector = Sector.all[index]
    return .sector(
      name: name,
      scores: [
        ("complexity of its products", sector.complexity),
        ("turnover of its technology", sector.turnover),
        ("concentration of its incumbents", sector.concentration),
        ("need of precision engineering", sector.precision),
        ("modularity of its products", sector.modularity),
        ("economies of scale", sector.scaleEconomies),
        ("growth of the world frontier, a year", sector.frontierGrowth),
        ("value potential a worker, 1 on average", sector.valuePotential),
        ("year in which it is born", sector.emergenceYear),
        ("weight in world demand, 1960", sector.demand1960),
        ("weight in world demand, 2020", sector.demand2020),
      ],
      suppliers: Sector.suppliers[index].sorted { $0.weight > $1.weight }.map {
        Sector.all[$0.sector].name
      })
  }
}
