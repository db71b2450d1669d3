import ArgumentParser
import GrowthModels
import ModelContract
import Reporting
import Scenarios

/// `latecomer list`: what there is to write studies with.
struct ListCommand: ParsableCommand {
  /// What can be listed.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case economies, policies, scenarios, factors, levers, outcomes
  }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "Lists economies, policies, scenarios, factors, levers or outcomes with their meaning.",
    discussion: """
      Examples:
        latecomer list outcomes
        latecomer list policies Models/studies/first-study.yaml

      Without a study: what the model knows, and what lies in the folder Models. With a study: what it uses.
      """)

  @Argument(help: "What to list.")
  var subject: Subject

  @Argument(help: "A study file.", completion: .file(extensions: ["yaml"]))
  var study: String?

  func run() throws {
    let model = GrowthModel()
    switch subject {
    case .factors: try Terminal.write(ListReport.factors(model.factors))
    case .levers: try Terminal.write(ListReport.levers(model.levers))
    case .outcomes: try Terminal.write(ListReport.outcomes(model.outcomes))
    case .economies, .policies, .scenarios: try Terminal.write(ListReport.render(entries()))
    }
  }

  private func entries() throws -> [ListReport.Entry] {
    guard let study else { return [] }
    let loaded = try StudyLoader.load(study)
    switch subject {
    case .economies:
      return [ListReport.Entry(name: loaded.economy.name, meaning: loaded.economy.summary)]
    case .policies:
      return loaded.policies.map { ListReport.Entry(name: $0.name, meaning: $0.summary) }
    default:
      return loaded.scenarios.map { ListReport.Entry(name: $0.name, meaning: $0.summary) }
    }
  }
}
