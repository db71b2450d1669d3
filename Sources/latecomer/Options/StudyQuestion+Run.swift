import ArgumentParser
import GrowthModels
import Scenarios
import StudyContract

extension StudyQuestion {
  /// The question of a finished run, asked with the machine code of that run where this processor has it.
  ///
  /// - Parameter path: other machine code; that of the run when nil.
  /// - Throws: `StudyErrors` for a folder that is no finished run.
  init(run archive: RunArchive, path: VectorPath? = nil) throws {
    let stored = try StoredStudy(
      folder: archive.folder, version: Latecomer.version,
      modelVersion: FinishedRunOptions.modelVersion)
    let command = try RunCommand.stored(
      stored.options, model: archive.model, vectorPath: archive.vectorPath, path: path)
    study = stored.study
    run = archive.folder
    design = command.design
    machine = command.machine
    selection = command.selection
    design.futures = stored.futures
  }
}
