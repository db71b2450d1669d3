import Analysis
import ArgumentParser
import Ensembles
import Foundation
import ModelContract
import Reporting
import Scenarios

/// `latecomer sweep`: the response of an outcome to one or two levers or factors.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract:
      "Varies one or two levers or factors over a grid, every point under the same futures.",
    discussion: """
      Examples:
        latecomer sweep Models/studies/dose-response-research.yaml --vary public_research=0.002:0.03:8
        latecomer sweep Models/studies/first-study.yaml --policy rd_and_routines --scenario reference \
      --vary public_research=0.002:0.02:7 --vary coordination=0.1:0.9:5

      A lever reaches its level by the mix's own programme, whose start, ramp and end stay; a lever the mix \
      leaves alone begins to move after 2 years and takes 5. A factor is fixed at its level in every future; \
      the others keep their laws. The mix is not made to cost the same at every level.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(
    help: ArgumentHelp(
      "What to vary; once or twice. Steps are the number of levels, both ends included.",
      valueName: "name=from:to:steps"))
  var vary: [String]

  @Option(help: "The mix that is varied; by default the study's baseline.")
  var policy: String?

  @Option(help: "The outcome; by default the one the study ranks by.")
  var outcome: String?

  @Option(help: "Scenarios to run, separated by commas; by default all of the study.")
  var scenario: String?

  @Option(help: "Beliefs: prior or ensemble.")
  var beliefs: String = "prior"

  @OptionGroup var design: DesignOptions

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<SweepReport> = .text

  func run() throws {
    Interrupt.listen()
    let study = try StudyLoader.load(study)
    let grid = try SweepPlan.grid(vary, model: machine.model)
    let report = try Self.run(
      study, grid: grid, policy: policy, outcome: outcome, scenario: scenario, beliefs: beliefs,
      design: design, machine: machine)
    Terminal.replaceLine("")
    try Terminal.write(report.rendered(as: format.format))
  }

  /// Runs a sweep.
  static func run(
    _ study: Study, grid: SweepGrid, policy: String?, outcome: String?, scenario: String?,
    beliefs: String, design: DesignOptions, machine: MachineOptions
  ) throws -> SweepReport {
    var prepared = try PreparedStudy(study, options: design, machine: machine)
    let model = prepared.model
    let policyName = policy ?? study.baseline
    try NameSelection.check(policyName, among: prepared.policies.map(\.name), kind: "policy")
    let swept = prepared.policies.first { $0.name == policyName }!
    let outcomeName = outcome ?? study.rankedBy
    try NameSelection.check(outcomeName, among: model.outcomes.map(\.name), kind: "outcome")
    try prepared.select(scenarios: scenario)
    let chosen = try prepared.beliefs(beliefs)[0]
    let scenarios = prepared.scenarios
    prepared.scenarios = SweepPlan.scenarios(scenarios, grid: grid)
    prepared.selected = SweepPlan.policies(swept, grid: grid, start: study.start)
    let experiment = try prepared.experiment(chosen)
    let modelOutcome = model.outcomes.first { $0.name == outcomeName }!
    let ensemble: EnsembleSize? =
      if case .ensemble(let ensemble) = chosen {
        EnsembleSize(
          rowCount: ensemble.rows.rowCount, effectiveSize: ensemble.rows.effectiveSize)
      } else {
        nil
      }
    let empty = try SweepAccumulator(
      grid: grid, model: model, outcome: outcomeName,
      direction: study.outcomes.first { $0.name == outcomeName }?.direction
        ?? modelOutcome.direction,
      scenarios: scenarios.map { ComparedScenario(name: $0.name, probability: $0.probability) },
      groupCount: experiment.design.groupCount, ensemble: ensemble)
    let printer = ProgressPrinter(label: "sweep  ")
    let result = try EnsembleRunner.run(
      experiment, threads: machine.threads, progress: { printer.show($0) },
      isCancelled: { Interrupt.flag.isRaised }, accumulator: { empty })
    return SweepReport(
      study: study.name, policy: policyName, outcomeUnit: modelOutcome.unit.rawValue,
      outcomeMeaning: modelOutcome.meaning, beliefs: chosen.name,
      design: DesignText.text(
        kind: experiment.design.specification.kind.rawValue, futures: experiment.design.futures,
        groups: experiment.design.groupCount),
      seed: experiment.design.specification.seed,
      present: grid.axes.map { axis in
        axis.kind == .lever
          ? swept.levers[axis.name].map { LeverLevel.level(of: $0, from: study.start) } : nil
      },
      leverSentences: grid.axes.compactMap { axis in
        swept.levers[axis.name].map { path in
          sentence(axis.name, path: path, start: study.start)
        }
      },
      caveats: study.caveats(for: chosen), sweep: result.summary.finish())
  }

  /// How a lever reaches its levels.
  private static func sentence(_ name: String, path: Path, start: Double) -> String {
    if LeverLevel.level(of: path, from: start) == path.value(at: start) {
      return "\(name) reaches each level linearly in \(Int(LeverLevel.ramp)) years, "
        + "\(Int(LeverLevel.preparation)) years after the start: the mix has no programme for it"
    }
    let years = path.breakpoints.filter { $0.year > start }.map(\.year)
    return "\(name) reaches each level by the mix's own programme, with corners in "
      + years.map { String(format: "%.1f", $0).replacingOccurrences(of: ".0", with: "") }
      .joined(separator: ", ")
  }
}
