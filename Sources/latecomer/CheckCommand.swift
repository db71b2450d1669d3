import Analysis
import ArgumentParser
import Ensembles
import ModelContract
import Reporting
import Sampling
import Scenarios

/// `latecomer check`: is a study valid, what would it run, how long does that take?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a study and says what it would run and about how long that takes.",
    discussion: """
      Example:
        latecomer check Models/studies/first-study.yaml
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @OptionGroup var design: DesignOptions
  @OptionGroup var machine: MachineOptions

  func run() throws {
    let study = try StudyLoader.load(study)
    let prepared = try PreparedStudy(study, options: design, machine: machine)
    let beliefs = try prepared.beliefs(nil)
    let specification = prepared.design.specification
    let report = CheckReport(
      study: study.path, question: study.question, economy: study.economy.summary,
      policies: study.policies.map(\.name), baseline: study.baseline,
      scenarios: study.scenarios.map(\.name), beliefs: beliefs.map(\.name),
      sampledFactors: beliefs.map(sampledFactors(of: study)),
      factorCount: prepared.model.factors.count,
      design: DesignText.text(
        kind: specification.kind.rawValue, futures: prepared.design.futures,
        groups: prepared.design.groupCount),
      rounding: DesignText.rounding(
        kind: specification.kind.rawValue, requested: specification.futures,
        futures: prepared.design.futures),
      futures: prepared.design.futures, threads: machine.threads,
      vectorPath: prepared.model.vectorPath,
      secondsPerRun: try secondsPerRun(prepared, beliefs: beliefs[0]))
    try Terminal.write(report.text)
  }

  private func sampledFactors(of study: Study) -> (Beliefs) -> Int {
    { beliefs in
      study.columnSources(beliefs: beliefs).columns.count {
        if case .constant = $0 { false } else { true }
      }
    }
  }

  /// Runs one block on one thread.
  private func secondsPerRun(_ prepared: PreparedStudy, beliefs: Beliefs) throws -> Double {
    var specification = prepared.design.specification
    specification.futures = Experiment.blockSize
    let block = try prepared.experiment(beliefs, design: Design(specification))
    let result = try EnsembleRunner.run(block, threads: 1) { OutcomeTable(model: block.model) }
    let runs = result.futures * block.policies.count * block.scenarios.count
    return result.times.wall / Double(runs)
  }
}
