import ArgumentParser
import Calibration
import Foundation
import GrowthModels
import Reporting
import Scenarios

/// `latecomer calibrate`: factors from histories.
struct CalibrateCommand: ParsableCommand {
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
      --accept-unconverged is given, in which case every result that uses it says so.
      """)

  @Argument(help: "The calibration file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "Independent runs.")
  var runs: Int?

  @Option(help: "Particles of a run.")
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

  @Flag(help: "Write the ensemble even when the runs disagree.")
  var acceptUnconverged = false

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<CalibrationReport> = .text

  mutating func validate() throws {
    if let runs, runs < 1 { throw ValidationError("--runs must be at least 1, not \(runs).") }
    if let particles, particles < 64 {
      throw ValidationError("--particles must be at least 64, not \(particles).")
    }
    if let out, !out.hasSuffix(".yaml") {
      throw ValidationError("--out names the ensemble's file, which ends in .yaml.")
    }
  }

  func run() throws {
    Interrupt.listen()
    var study = try CalibrationLoader.load(study)
    if let runs { study.runs = runs }
    if let particles { study.particles = particles }
    if let seed { study.seed = seed }
    let model = machine.model
    let problem = try CalibrationProblem(study, model: model, threads: machine.threads)
    let out = out ?? "Results/calibrations/\(study.name).yaml"
    let place = URL(fileURLWithPath: out)
    let folder = try creating { try OutputFolder(path: place.deletingLastPathComponent().path) }
    let base = String(place.lastPathComponent.dropLast(5))
    let store = CalibrationStore(folder: folder, base: base)
    let states = try (0..<study.runs).map { run in
      try self.run(run, problem: problem, model: model, store: store)
    }
    Terminal.replaceLine("comparing runs")
    let result = try CalibrationResult(
      problem.posterior, states: states, extra: try problem.differences(states, model: model))
    Terminal.replaceLine("")
    let isWritten = result.hasConverged || acceptUnconverged
    var report = CalibrationReport(
      name: study.name, summary: study.summary, modelVersion: model.version,
      particles: study.particles, seed: study.seed, result: result, file: nil, rows: 0,
      caveats: study.caveats)
    if isWritten {
      let ensemble = result.ensemble(rows: study.rows)
      let file = EnsembleFile(
        name: study.name, summary: study.summary, modelVersion: model.version,
        calibration: study.hash, seed: study.seed,
        effectiveSize: result.effectiveSize * Double(ensemble.columns)
          / Double(study.runs * study.particles),
        hasConverged: result.hasConverged, caveats: caveats(study, result),
        columns: problem.posterior.names, values: problem.posterior.values(of: ensemble))
      let table = try creating { try folder.file("\(base).csv") }
      let rows = file.table
      try table.write(rows)
      try table.close()
      var hash = FNV1a()
      hash.add(rows.bytes)
      // The description comes last: without it nobody takes the table for an ensemble.
      try folder.write(
        file.description(table: "\(base).csv", hash: hash.text, command: command(study)),
        to: "\(base).yaml")
      report.file = out
      report.rows = ensemble.columns
    }
    try Terminal.write(report.rendered(as: format.format))
    guard isWritten else {
      throw SamplerError(
        "The runs have not converged, so that no ensemble is written; more particles or runs help. To write "
          + "it nevertheless: --resume --accept-unconverged.")
    }
    for run in 0..<study.runs { store.remove(run) }
  }

  private func run(
    _ run: Int, problem: CalibrationProblem, model: GrowthModel, store: CalibrationStore
  ) throws -> SamplerState {
    let sampler = TemperedSampler(problem.posterior, settings: problem.settings(run: run))
    let fingerprint = problem.fingerprint(run: run, model: model)
    var state: SamplerState?
    if resume, let bytes = store.bytes(run) {
      state = SamplerState(bytes: bytes, fingerprint: fingerprint)
      if state == nil {
        Terminal.note(
          "The stored state of run \(run + 1) is of another calibration, seed or size; it is made anew."
        )
      }
    }
    func show(_ state: SamplerState) {
      guard let stage = state.stages.last else { return }
      let temperature = String(format: "%.4f", stage.temperature)
      let acceptance = String(format: "%.2f", stage.acceptance)
      Terminal.replaceLine(
        "run \(run + 1) of \(problem.study.runs)  stage \(state.stages.count)  "
          + "temperature \(temperature)  \(stage.moves) moves  acceptance \(acceptance)")
    }
    return try sampler.run(from: state) { state in
      try store.write(state.encoded(fingerprint: fingerprint), run)
      show(state)
    }
  }

  private func caveats(_ study: CalibrationStudy, _ result: CalibrationResult) -> [String] {
    let error = String(format: "%.3f", result.pooledError)
    let years = result.errors.reduce(0) { $0 + $1.years }
    return study.caveats + [
      "against the histories it was fitted to, its median path misses log relative income by \(error) "
        + "(root mean square over \(years) points, in sample, without discrepancy)"
    ]
  }

  private func command(_ study: CalibrationStudy) -> String {
    var words = [
      "latecomer calibrate \(study.path)", "--runs \(study.runs)", "--particles \(study.particles)",
      "--seed \(study.seed)",
    ]
    if acceptUnconverged { words.append("--accept-unconverged") }
    return words.joined(separator: " ")
  }

  private func creating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as OutputError {
      throw CreationError(description: error.description)
    }
  }
}

/// States of runs on disk, beside the ensemble.
struct CalibrationStore {
  let folder: OutputFolder
  let base: String

  private func name(_ run: Int) -> String { "\(base).run-\(run + 1).state" }

  /// The stored bytes of a run; nil without any.
  func bytes(_ run: Int) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(folder.path)/\(name(run))").map { [UInt8]($0) }
  }

  /// Stores the state of a run; the file is never seen half written.
  func write(_ bytes: [UInt8], _ run: Int) throws {
    let file = try folder.file(name(run))
    try file.write(bytes)
    try file.close()
  }

  /// Removes the state of a run.
  func remove(_ run: Int) {
    try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name(run))")
  }
}
