import ArgumentParser
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer calibrate`: factors from histories.
struct CalibrateCommand: ParsableCommand, SharedCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fits the factors to histories and writes the ensemble that is left.",
    discussion: """
      Examples:
        latecomer calibrate Models/calibrations/history.yaml
        latecomer calibrate Models/calibrations/history.yaml --resume --threads 2

      Independent runs of a tempered sampler go from the priors to the posterior; the state is stored beside the \
      ensemble after every stage, and --resume goes on from it to the same bytes. An ensemble is refused with \
      status 65 when the runs disagree (rank-normalised split R-hat, effective sizes), unless \
      --accept-unconverged is given, in which case every result that uses it says so. An ensemble that exists is \
      refused before the work begins, unless --force replaces it; so are stored states without --resume.
      """)

  @Argument(help: "The calibration file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "Independent runs.", transform: Count.within(CalibrationStudy.runCounts))
  var runs: Int?

  @Option(
    help: "Particles of a run.", transform: Count.within(CalibrationStudy.particleCounts))
  var particles: Int?

  @Option(help: "Seed of all random numbers, 0 like any other.")
  var seed: UInt64?

  @Flag(help: "Go on with runs that were interrupted.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "The ensemble's file; its table lies beside it. By default Results/calibrations/NAME.yaml.",
      valueName: "file.yaml"))
  var out: String?

  @Flag(help: "Replace an ensemble that exists, and the states of runs that were interrupted.")
  var force = false

  @Flag(help: "Write the ensemble even when the runs disagree.")
  var acceptUnconverged = false

  @Flag(
    help: "Keep all draws of prior and posterior beside the ensemble, for export --as arviz.")
  var draws = false

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<CalibrationReport> = .text

  mutating func validate() throws {
    if let out, !out.hasSuffix(".yaml") {
      throw ValidationError("--out names the ensemble's file, which ends in .yaml.")
    }
  }

  func run() throws {
    var study = try CalibrationLoader.load(study)
    if let runs { study.runs = runs }
    if let particles { study.particles = particles }
    if let seed { study.seed = seed }
    let file = out ?? "Results/calibrations/\(study.name).yaml"
    try CalibrationFolder.check(
      file, input: self.study, runs: study.runs, resumes: resume, replaces: force,
      keepsDraws: draws)
    let context = machine.context
    Ranks.compare(file: study.source?.hash)
    let problem = try CalibrationProblem(study, model: machine.model, context: context)
    let folder = try CalibrationFolder(file: file, problem: problem, among: context.peers)
    let states = try (0..<study.runs).map { run in
      let stored = resume ? try folder.state(run) : .none
      if case .foreign = stored {
        Terminal.note(
          "The stored state of run \(run + 1) is damaged or of another calibration, seed or size; it is made anew."
        )
      }
      return try folder.explainingStop {
        try problem.sample(run: run, from: stored.state) { try folder.store($0, run) }
      }
    }
    let result = try problem.result(states)
    Terminal.replaceLine("")
    let report = try folder.finish(
      result, acceptsUnconverged: acceptUnconverged, keepsDraws: draws ? Latecomer.version : nil)
    try Terminal.write(report.rendered(as: format.format))
    try folder.requireConvergence(report)
  }
}
