import Analysis
import ArgumentParser
import GrowthModels
import ModelContract
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer list`: what there is to write studies with.
struct ListCommand: ParsableCommand {
  /// What can be listed.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case economies, policies, scenarios, factors, levers, traits, outcomes, sectors, metrics
    case countries

    /// Whether a study has some of its own.
    var belongsToStudies: Bool { self != .countries && self != .metrics }
  }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "Lists economies, policies, factors, levers, outcomes, metrics and others with their meaning.",
    discussion: """
      Examples:
        latecomer list outcomes
        latecomer list factors --study Models/studies/first-study.yaml
        latecomer list metrics --format csv

      Without a study: what the model knows, and what lies in the folder Models. With a study: what it uses, factors being \
      those it samples, with their laws; fitted says whether the ensemble of the study has values of its own. countries are \
      those that 'latecomer economy' can describe, with the first year that works and what their data lack. traits are \
      properties of a policy mix beside its levers, with the key that states them; metrics are the decision rules of \
      'latecomer compare'.

      JSON: kind, entries[] with name, unit, meaning and a member for each column.
      """)

  @Argument(help: "What to list.")
  var subject: Subject

  @Argument(help: "A study file.", completion: .file(extensions: ["yaml"]))
  var file: String?

  @Option(
    help: "A study file, as the second argument.", completion: .file(extensions: ["yaml"]))
  var study: String?

  @Option(help: "Form of the list.")
  var format: FormatOption<ListReport> = .text

  func validate() throws {
    if file != nil && study != nil {
      throw ValidationError("A study is named twice; leave --study out.")
    }
    if file ?? study != nil, !subject.belongsToStudies {
      throw ValidationError(
        subject == .countries
          ? "Countries are those of Models/panel, whatever a study names; leave the study out."
          : "Metrics are the same for every study; leave the study out.")
    }
  }

  func run() throws {
    let loaded = try (file ?? study).map { try StudyLoader.load($0) }
    let list = try loaded.map { try report(of: $0) } ?? report()
    try Terminal.write(list.rendered(as: format.format, width: Terminal.columns))
  }

  /// What there is.
  private func report() throws -> ListReport {
    let model = ModelCatalogue.standard
    switch subject {
    case .factors: return ListReport.factors(model.factors)
    case .economies: return try library(.economies)
    case .policies: return try library(.policies)
    case .scenarios: return try library(.scenarios)
    case .countries: return ListReport.countries(try CountryLookup())
    case .metrics: return ListReport.metrics(RobustnessMetric.all)
    case .levers, .traits, .outcomes, .sectors:
      return report(of: model, outcomes: model.outcomes)
    }
  }

  private func library(_ section: ModelLibrary.Section) throws -> ListReport {
    let library = ModelLibrary()
    if library.roots.isEmpty {
      throw ValidationError(
        "No folder Models was found; run latecomer beside it, or name it in LATECOMER_MODELS.")
    }
    return ListReport(
      subject.rawValue,
      try library.entries(section).map { ListReport.Entry(name: $0.name, meaning: $0.summary) })
  }

  /// What a study uses.
  private func report(of study: Study) throws -> ListReport {
    let model = ModelCatalogue.model(orStandard: study.modelName)
    func named(_ entries: [(name: String, summary: String)]) -> ListReport {
      ListReport(
        subject.rawValue, entries.map { ListReport.Entry(name: $0.name, meaning: $0.summary) })
    }
    switch subject {
    case .factors: return ListReport.factors(model.factors, of: study)
    case .economies: return named([(study.economy.name, study.economy.summary)])
    case .policies: return named(study.policies.map { ($0.name, $0.summary) })
    case .scenarios: return named(study.scenarios.map { ($0.name, $0.summary) })
    case .levers, .traits, .outcomes, .sectors:
      return report(of: model, outcomes: study.outcomes(of: model))
    case .countries, .metrics: preconditionFailure("\(subject) of a study were not refused")
    }
  }

  /// What a model has.
  private func report(of model: any BatchModel, outcomes: [Outcome]) -> ListReport {
    switch subject {
    case .levers: ListReport.levers(model.levers)
    case .traits:
      ListReport.traits(model.schema.traits, groups: model.schema.traitGroups)
    case .sectors: ListReport.sectors(Explanation.sectors(of: model))
    default: ListReport.outcomes(outcomes)
    }
  }
}
