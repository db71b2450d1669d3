import ArgumentParser
import GrowthModels
import ModelContract
import Reporting
import Scenarios
import StudyContract

/// `latecomer list`: what there is to write studies with.
struct ListCommand: ParsableCommand {
  /// What can be listed.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case economies, policies, scenarios, factors, levers, outcomes, countries
  }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "Lists economies, policies, scenarios, factors, levers, outcomes or countries with their meaning.",
    discussion: """
      Examples:
        latecomer list outcomes
        latecomer list policies Models/studies/first-study.yaml

      Without a study: what the model knows, and what lies in the folder Models. With a study: what it uses, \
      factors being those it samples. countries are those that 'latecomer economy' can describe, with the \
      first year that works and what their data lack.
      """)

  @Argument(help: "What to list.")
  var subject: Subject

  @Argument(help: "A study file.", completion: .file(extensions: ["yaml"]))
  var study: String?

  func validate() throws {
    if subject == .countries, study != nil {
      throw ValidationError(
        "Countries are those of Models/panel, whatever a study names; leave the study out.")
    }
  }

  func run() throws {
    let loaded = try study.map { try StudyLoader.load($0) }
    try Terminal.write((loaded.map { report(of: $0) } ?? report()).text)
  }

  /// What there is.
  private func report() throws -> ListReport {
    let model = ModelCatalogue.standard
    switch subject {
    case .factors: return ListReport.factors(model.factors)
    case .levers: return ListReport.levers(model.levers)
    case .outcomes: return ListReport.outcomes(model.outcomes)
    case .economies: return try library(.economies)
    case .policies: return try library(.policies)
    case .scenarios: return try library(.scenarios)
    case .countries: return ListReport.countries(try CountryLookup())
    }
  }

  private func library(_ section: ModelLibrary.Section) throws -> ListReport {
    let library = ModelLibrary()
    if library.roots.isEmpty {
      throw ValidationError(
        "No folder Models was found; run latecomer beside it, or name it in LATECOMER_MODELS.")
    }
    return ListReport(
      try library.entries(section).map { ListReport.Entry(name: $0.name, meaning: $0.summary) })
  }

  /// What a study uses.
  private func report(of study: Study) -> ListReport {
    let model = ModelCatalogue.model(orStandard: study.modelName)
    switch subject {
    case .factors:
      let sampled = Set(study.priors.map(\.factor))
      return ListReport.factors(model.factors.filter { sampled.contains($0.name) })
    case .levers: return ListReport.levers(model.levers)
    case .outcomes: return ListReport.outcomes(study.outcomes(of: model))
    case .economies:
      return ListReport([
        ListReport.Entry(name: study.economy.name, meaning: study.economy.summary)
      ])
    case .policies:
      return ListReport(
        study.policies.map { ListReport.Entry(name: $0.name, meaning: $0.summary) })
    case .scenarios:
      return ListReport(
        study.scenarios.map { ListReport.Entry(name: $0.name, meaning: $0.summary) })
    case .countries: preconditionFailure("countries of a study were not refused")
    }
  }
}
