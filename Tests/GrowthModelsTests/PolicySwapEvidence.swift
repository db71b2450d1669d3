import Ensembles
import Foundation
import GrowthModels
import Scenarios
import StudyContract
import TestSupport

/// What each country had become with the levers of another, and with its own levers frozen.
enum PolicySwapEvidence {
  /// The studies: the country and the one whose levers it gets.
  static let studies = [
    ("policy-swap-korea", "Korea"), ("policy-swap-taiwan", "Taiwan"),
    ("policy-swap-singapore", "Singapore"), ("policy-swap", "Mexico"),
    ("policy-swap-chile", "Chile"), ("policy-swap-china", "China"),
  ]

  static func document() throws -> EvidenceDocument {
    var document = EvidenceDocument(
      name: "policy-swap", title: "Policy swap",
      origin: """
        Income relative to the USA and mean capability in 2019, median [5 %, 95 %] over the draws of the studies \
        `Models/studies/policy-swap*.yaml` as they are shipped (4096 Sobol' futures, seed 2019, luck on). Only \
        levers, carriers and targets are exchanged; investment, labour input and the initial state stay the \
        country's own.
        """)
    document.add(
      .text(
        """
        Inside the model the levers carry most of the difference between the countries. They were coded knowing \
        the outcomes, so this is no evidence that they did in history.
        """))
    for beliefs in ["ensemble", "prior"] {
      document.add(.heading("Under the \(beliefs)"))
      document.add(
        .table(
          header: [
            "country", "observed 2019", "own levers", "levers of", "swapped levers",
            "own levers of the first year", "capability, own", "capability, swapped",
          ], rows: try studies.map { try row($0.0, $0.1, beliefs) }))
    }
    return document
  }

  private static func row(
    _ name: String, _ country: String, _ beliefs: String
  ) throws -> [String] {
    let study = try StudyLoader.load(
      repository.appendingPathComponent("Models/studies/\(name).yaml").path)
    let experiment = try StudyExperiment.make(
      study, beliefs: beliefs, futures: study.design.futures)
    let table = try EnsembleRunner.run(experiment) { OutcomeTable(model: GrowthModel()) }.summary
    func outcome(_ name: String, _ policy: Int) -> String {
      let index = GrowthOutcomes.all.firstIndex { $0.name == name }!
      return EvidenceDocument.interval(table.columns[0][policy][index], 2)
    }
    let other = study.policies[1].name.split(separator: "_").last!
    let observed = try HistoryFit.targets()[study.economy.name]!.last!.income
    return [
      country, EvidenceDocument.fixed(observed, 2), outcome("income", 0),
      other.prefix(1).uppercased() + other.dropFirst(), outcome("income", 1), outcome("income", 2),
      outcome("capability", 0), outcome("capability", 1),
    ]
  }
}
