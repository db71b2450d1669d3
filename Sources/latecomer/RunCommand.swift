import Analysis
import ArgumentParser
import Ensembles
import Foundation
import ModelContract
import Reporting
import Scenarios

/// `latecomer run`: a study from its file to a ranking.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a study and says which policy mix wins, by how much, and how sure that is.",
    discussion: """
      Examples:
        latecomer run Models/studies/first-study.yaml
        latecomer run Models/studies/first-study.yaml --futures 65536 --seed 7 --out Results/first
        latecomer run Models/studies/first-study.yaml --policies education_only --format json

      A study that knows an ensemble is run under the prior and under the ensemble; if the two differ, that is \
      the verdict. With --out, the tables of the second are outcomes-ensemble.csv and factors-ensemble.csv.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @OptionGroup var design: DesignOptions

  @Option(help: "Policies to run, separated by commas; the baseline is always run.")
  var policies: String?

  @Option(help: "Scenarios to run, separated by commas.")
  var scenarios: String?

  @Option(help: "Run under these beliefs only: prior or ensemble.")
  var beliefs: String?

  @OptionGroup var machine: MachineOptions

  @Option(
    help: "Folder for manifest.json, outcomes.csv and factors.csv.", completion: .directory)
  var out: String?

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<RunReport> = .text

  func run() throws {
    let started = Date()
    Interrupt.listen()
    let study = try StudyLoader.load(study)
    Terminal.replaceLine("preparing \(study.name)")
    var prepared = try PreparedStudy(study, options: design, machine: machine)
    try prepared.select(scenarios: scenarios)
    if try prepared.select(policies: policies) {
      Terminal.replaceLine("")
      Terminal.note(
        "The baseline \(study.baseline) is run as well: all others are measured from it.")
    }
    let beliefs = try prepared.beliefs(beliefs)
    let folder = try out.map { try RunFolder(path: $0) }
    do {
      let finished = try run(prepared, under: beliefs, into: folder)
      Terminal.replaceLine("")
      let report = RunReport(prepared, beliefs: beliefs, finished: finished)
      try folder?.finish { files in
        manifest(prepared, report: report, files: files, started: started)
      }
      try Terminal.write(report.rendered(as: format.format))
      announce(prepared, beliefs: beliefs, since: started)
    } catch {
      folder?.discard()
      throw error
    }
  }

  private func run(
    _ prepared: PreparedStudy, under beliefs: [Beliefs], into folder: RunFolder?
  ) throws -> [StudyRun.Finished] {
    try beliefs.enumerated().map { index, beliefs in
      try StudyRun(
        prepared: prepared, beliefs: beliefs, threads: machine.threads, folder: folder,
        suffix: index == 0 ? "" : "-\(beliefs.name)",
        label: index == 0 && self.beliefs != nil ? "" : "\(beliefs.name)  "
      ).run()
    }
  }

  private func manifest(
    _ prepared: PreparedStudy, report: RunReport, files: [Manifest.File], started: Date
  ) -> Manifest {
    Manifest(
      command: CommandLine.arguments, version: Latecomer.version, model: prepared.model.name,
      modelVersion: prepared.model.version, vectorPath: prepared.model.vectorPath,
      study: prepared.study.path, studyHash: prepared.study.hash, seed: report.seed,
      design: report.design, futures: prepared.design.futures,
      failed: report.comparisons.reduce(0) { $0 + $1.failedRuns }, threads: machine.threads,
      started: started, ended: Date(), files: files)
  }

  /// Time and rate, for a person who watches.
  private func announce(_ prepared: PreparedStudy, beliefs: [Beliefs], since started: Date) {
    guard Terminal.isWatched else { return }
    let runs =
      prepared.design.futures * prepared.selected.count * prepared.scenarios.count * beliefs.count
    Terminal.note(
      ProgressLine.finished(
        runs: runs, elapsed: Date().timeIntervalSince(started),
        vectorPath: prepared.model.vectorPath))
  }
}
