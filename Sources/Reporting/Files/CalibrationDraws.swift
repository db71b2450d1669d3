import Calibration
import NumericCore
import Scenarios
import Studies

/// All draws of a calibration as tables: prior, posterior with what the sampler says of each draw, and what was observed.
///
/// A chain is a run of the sampler; its draws are the particles in the order of their ancestors. Acceptance is that of the
/// moves at temperature 1. All digits are kept, unlike in the ensemble.
struct CalibrationDraws {
  private let problem: CalibrationProblem
  private let result: CalibrationResult
  private let version: String
  private let command: String

  /// Collects draws.
  ///
  /// - Parameters:
  ///   - version: of this program.
  ///   - command: what makes them again.
  init(
    _ problem: CalibrationProblem, _ result: CalibrationResult, version: String, command: String
  ) {
    self.problem = problem
    self.result = result
    self.version = version
    self.command = command
  }

  /// Writes the tables, and their record last.
  ///
  /// - Throws: ``CreationError`` or ``OutputError`` for a file that cannot be made or written.
  func write(to folder: OutputFolder, base: String) throws {
    let writers = [posterior, prior, observed]
    let files = try zip(writers, CalibrationArchive.endings).map { writer, ending in
      let file = try CreationError.creating { try folder.file(base + ending) }
      try writer(file)
      try file.close()
      return Manifest.File(name: base + ending, bytes: file.byteCount, hash: file.hash)
    }
    let study = problem.study
    let record: JSONValue = [
      "version": version, "modelVersion": problem.model.version, "name": study.name,
      "summary": study.summary, "calibration": study.source?.hash ?? "", "seed": study.seed,
      "runs": study.runs, "particles": study.particles, "converged": result.hasConverged,
      "command": command,
      "files": files.json { ["name": $0.name, "bytes": $0.bytes, "hash": $0.hash] },
    ]
    try folder.write(record.rendered, to: base + CalibrationArchive.endings[3])
  }

  private func posterior(_ file: OutputFile) throws {
    var header = CSVRows()
    header.appendRow(CalibrationArchive.sampleColumns + problem.posterior.names)
    try file.write(header)
    for (chain, state) in result.states.enumerated() {
      let values = problem.posterior.values(of: state.particles)
      let density = problem.logPosteriors(state)
      var rows = CSVRows()
      for draw in 0..<values.columns {
        rows.append(chain)
        rows.append(draw)
        rows.append(density[draw])
        rows.append(state.logLikelihoods[draw])
        rows.append(state.stages.last?.acceptance ?? .nan)
        for factor in 0..<values.rows { rows.append(values[factor, draw]) }
        rows.endRow()
      }
      try file.write(rows)
    }
  }

  private func prior(_ file: OutputFile) throws {
    var header = CSVRows()
    header.appendRow(["chain", "draw"] + problem.posterior.names)
    try file.write(header)
    for chain in result.states.indices {
      let values = problem.priorDraws(run: chain)
      var rows = CSVRows()
      for draw in 0..<values.columns {
        rows.append(chain)
        rows.append(draw)
        for factor in 0..<values.rows { rows.append(values[factor, draw]) }
        rows.endRow()
      }
      try file.write(rows)
    }
  }

  private func observed(_ file: OutputFile) throws {
    var rows = CSVRows()
    rows.appendRow(["economy", "year", "income", "research"])
    for economy in problem.posterior.economies {
      for point in economy.series.points {
        rows.append(economy.name)
        rows.append(point.year)
        rows.append(point.relativeIncome ?? .nan)
        rows.append(point.researchIntensity ?? .nan)
        rows.endRow()
      }
    }
    try file.write(rows)
  }
}
