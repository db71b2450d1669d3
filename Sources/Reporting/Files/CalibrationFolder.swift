import Calibration
import Ensembles
import Foundation
import ModelContract
import NumericCore
import Sampling
import Scenarios
import Studies
import StudyContract

/// What a calibration leaves on disk: the states of its runs while they go on, then the ensemble.
public struct CalibrationFolder {
  /// A stored state of a run.
  public enum StoredState {
    /// Nothing is stored.
    case none
    /// What is stored is damaged, or was made for another calibration, seed or size.
    case foreign
    /// The state.
    case own(SamplerState)

    /// The state; nil when there is none of this calibration.
    public var state: SamplerState? {
      if case .own(let state) = self { state } else { nil }
    }
  }

  private let problem: CalibrationProblem
  private let file: String
  private let states: SamplerStates
  private let base: String
  private var folder: OutputFolder { states.folder }

  /// Makes the folder.
  ///
  /// - Parameters:
  ///   - file: the ensemble's file, which ends in `.yaml`; its table and the states lie beside it.
  ///   - peers: processes that do the same work, of which one reads for all.
  /// - Throws: ``CreationError`` when the folder cannot be made.
  public init(file: String, problem: CalibrationProblem, among peers: PeerGroup? = nil) throws {
    let place = URL(fileURLWithPath: file)
    self.problem = problem
    self.file = file
    states = try SamplerStates(folder: place.deletingLastPathComponent().path, among: peers)
    base = String(place.lastPathComponent.dropLast(5))
  }

  /// Refuses an ensemble's file before anything is computed for it; makes nothing.
  ///
  /// - Parameters:
  ///   - file: the ensemble's file.
  ///   - input: the calibration's file.
  ///   - runs: runs whose states may be stored.
  ///   - resumes: whether stored states are gone on with.
  ///   - replaces: whether what exists may be replaced.
  ///   - keepsDraws: whether all draws are kept beside the ensemble.
  /// - Throws: ``CreationError``.
  public static func check(
    _ file: String, input: String, runs: Int, resumes: Bool, replaces: Bool,
    keepsDraws: Bool = false
  ) throws {
    let base = String(file.dropLast(5))
    try CreationError.check(file: file, inputs: [input], replaces: replaces, makesFolder: true)
    // Without the ensemble's file, which comes last, tables are of a calibration that was stopped.
    let goesOn = resumes && !FileManager.default.fileExists(atPath: file)
    for path in [base + ".csv"]
      + (keepsDraws ? CalibrationArchive.endings.map { base + $0 } : [])
    {
      try CreationError.check(
        file: path, inputs: [input], replaces: replaces || goesOn, makesFolder: true)
    }
    if resumes || replaces || WritingProcess.isAnother { return }
    for run in 0..<runs {
      let state = SamplerStates.name(base, run)
      guard FileManager.default.fileExists(atPath: state) else { continue }
      throw CreationError(
        "\(state) holds what an interrupted calibration has done; --resume goes on with it, --force begins anew."
      )
    }
  }

  /// The stored state of a run.
  ///
  /// - Throws: what an exchange between processes throws.
  public func state(_ run: Int) throws -> StoredState {
    if let state = try states.state(
      of: base, run: run, fingerprint: problem.fingerprint(run: run))
    {
      return .own(state)
    }
    return FileManager.default.fileExists(atPath: states.path(base, run)) ? .foreign : .none
  }

  /// Stores the state of a run; the file is never seen half written.
  public func store(_ state: SamplerState, _ run: Int) throws {
    try states.keep(state, of: base, run: run, fingerprint: problem.fingerprint(run: run))
  }

  /// Does a part of the work, so that whoever stops it hears what is stored.
  ///
  /// - Throws: ``StoppedCalibration`` in place of `EnsembleError.cancelled` where a state is stored.
  public func explainingStop<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as EnsembleError where error.kind == .interrupted {
      guard
        (0..<problem.study.runs).contains(where: {
          states.holds(base, run: $0, fingerprint: problem.fingerprint(run: $0))
        })
      else {
        throw error
      }
      throw StoppedCalibration()
    }
  }

  /// Writes the ensemble, unless the runs disagree and nobody accepts that.
  ///
  /// - Parameter keepsDraws: the version of this program where all draws of prior and posterior are kept beside the ensemble;
  ///   nil where they are not.
  public func finish(
    _ result: CalibrationResult, acceptsUnconverged: Bool, keepsDraws version: String? = nil
  ) throws -> CalibrationReport {
    let study = problem.study
    var report = CalibrationReport(
      name: study.name, summary: study.summary, modelVersion: problem.model.version,
      particles: study.particles, seed: study.seed, result: result, file: nil, rows: 0,
      caveats: study.caveats)
    guard result.hasConverged || acceptsUnconverged else { return report }
    let ensemble = result.ensemble(rows: study.rows)
    let description = EnsembleFile(
      name: study.name, summary: study.summary, modelVersion: problem.model.version,
      calibration: study.source?.hash ?? "", seed: study.seed,
      effectiveSize: result.effectiveSize * Double(ensemble.columns)
        / Double(study.runs * study.particles),
      hasConverged: result.hasConverged, economies: study.histories.map(\.study.economy.name),
      caveats: study.caveats + [Self.caveat(result)],
      columns: problem.posterior.names, values: problem.posterior.values(of: ensemble))
    let table = try CreationError.creating { try folder.file("\(base).csv") }
    let rows = description.table
    try table.write(rows)
    try table.close()
    var hash = FNV1a()
    hash.add(rows.bytes)
    // The description comes last: without it nobody takes the table for an ensemble.
    let command =
      "latecomer calibrate \(study.source?.path ?? study.name) --runs \(study.runs) --particles \(study.particles) --seed "
      + "\(study.seed)" + (acceptsUnconverged ? " --accept-unconverged" : "")
    if let version {
      try CalibrationDraws(problem, result, version: version, command: command + " --draws")
        .write(to: folder, base: base)
    }
    try folder.write(
      description.description(table: "\(base).csv", hash: hash.text, command: command),
      to: "\(base).yaml")
    report.file = file
    report.rows = ensemble.columns
    return report
  }

  /// Removes the states of a calibration whose ensemble is written.
  ///
  /// - Throws: `SamplerError` when none was written, because the runs disagree.
  public func requireConvergence(_ report: CalibrationReport) throws {
    guard report.file != nil else {
      throw SamplerError(
        "The runs have not converged, so that no ensemble is written; more particles or runs help. To write "
          + "it nevertheless: --resume --accept-unconverged.")
    }
    if WritingProcess.isAnother { return }
    for run in 0..<problem.study.runs {
      try? FileManager.default.removeItem(atPath: states.path(base, run))
    }
  }

  private static func caveat(_ result: CalibrationResult) -> String {
    let error = Figures.digits(result.pooledError, decimals: 3)
    let years = result.errors.reduce(0) { $0 + $1.years }
    return
      "against the histories it was fitted to, its median path misses log relative income by \(error) "
      + "(root mean square over \(years) points, in sample, without discrepancy)"
  }
}

/// A calibration that somebody stopped after states of its runs were stored.
public struct StoppedCalibration: KindedError {
  /// What to do, in one sentence.
  public var description: String {
    "The calibration was stopped; --resume goes on from the states that are stored beside the ensemble."
  }
  /// Somebody asked to stop.
  public var kind: ErrorKind { .interrupted }
  /// The sentence after the word that tells a stop from a mistake.
  public var message: String { "Interrupted: \(description)" }
}
