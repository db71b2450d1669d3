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
    // Machine code that the run asked for need not be there on this processor.
    let command = try RunCommand.parse(Self.without("--vector-path", stored.options))
    var machine = command.machine
    let name = archive.vectorPath.split(separator: "+").first.map(String.init) ?? ""
    let own = VectorPath(rawValue: name).flatMap { $0.isAvailable ? $0 : nil }
    if archive.model == GrowthModel().name { machine.kernel.vectorPath = path ?? own ?? .best }
    study = stored.study
    run = archive.folder
    design = command.design
    self.machine = machine
    selection = command.selection
    design.futures = stored.futures
  }

  /// Words of a command without an option and its value.
  static func without(_ option: String, _ words: [String]) -> [String] {
    var rest: [String] = []
    var skips = false
    for word in words {
      if skips {
        skips = false
      } else if word == option {
        skips = true
      } else if !word.hasPrefix(option + "=") {
        rest.append(word)
      }
    }
    return rest
  }
}
