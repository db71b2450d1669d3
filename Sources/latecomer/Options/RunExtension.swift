import ArgumentParser
import Ensembles
import Foundation
import GrowthModels
import NumericCore
import Reporting
import Sampling
import Scenarios
import Studies
import StudyContract

/// `run --extend`: a finished run with more futures, as if it had been run with as many.
struct RunExtension {
  /// What the run was, with the futures that are asked for.
  let command: RunCommand
  /// The words of a command that comes to the same in a new folder.
  let words: [String]
  /// The study, as it was named then.
  let study: Study
  /// What is taken over.
  let run: EarlierRun
  /// Copies of the study's files.
  let inputs: RunInputs

  /// Reads the run and checks what is asked.
  ///
  /// - Throws: `UsageError` for what cannot be asked of a finished run, `StudyErrors` for a folder that is none or was changed.
  init(_ asked: RunCommand, folder: String) throws {
    try Self.checkOptions(asked)
    let record = try RunRecord(
      folder: folder, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion)
    var command = try RunCommand.stored(
      record.options, model: record.model, vectorPath: record.vectorPath)
    if command.untilRanked != nil {
      throw UsageError(
        "\(folder) is a run with --until-ranked, which stops by itself; it has no number of futures to extend."
      )
    }
    guard try command.machine.model(of: record.study).vectorPath == record.vectorPath else {
      throw UsageError(
        "\(folder) was computed with the machine code \(record.vectorPath), which this program does not run here; "
          + "the futures of two would differ in their last bits.")
    }
    var earlier = command.design
    earlier.futures = record.futures
    command.design.futures = asked.design.futures
    let designs = try [command.design, earlier].map {
      try Design($0.applied(to: record.study.design))
    }
    if let obstacle = designs[0].obstacle(toContinue: designs[1]) {
      throw UsageError("\(folder) cannot be extended: \(obstacle).")
    }
    let out = asked.out ?? folder
    let archive = try RunArchive(
      folder, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion)
    run = EarlierRun(record, policies: try archive.table("outcomes", belief: 0).policies.count)
    var study = record.study
    let input = study.source?.path ?? ""
    study.source?.path = record.studyPath
    self.study = study
    inputs = RunInputs(ofRun: run.folder, study: input)
    command.out = out
    (command.replace, command.sharing.resume) = (asked.replace, asked.sharing.resume)
    (command.full, command.format) = (asked.full, asked.format)
    command.machine.threads = asked.machine.threads
    self.command = command
    words = Self.words(record.command, futures: asked.design.futures ?? 0, out: asked.out)
  }

  /// Runs what is missing.
  func execute() throws {
    CommandWords.typed = Array(words.dropFirst())
    try command.perform(extending: self)
  }

  /// Refuses what would make the run another one.
  private static func checkOptions(_ asked: RunCommand) throws {
    if asked.study != nil {
      throw UsageError("--extend takes the study from the run; name no study file.")
    }
    if asked.design.futures == nil {
      throw UsageError("--extend needs --futures, how many there are to be in all.")
    }
    let given = [
      ("--seed", asked.design.seed != nil), ("--design", asked.design.design != nil),
      ("--noise", asked.design.noise != nil), ("--until-ranked", asked.untilRanked != nil),
      ("--policies", asked.selection.policies != nil),
      ("--scenarios", asked.selection.scenarios != nil),
      ("--beliefs", asked.selection.beliefs != nil), ("--paths", asked.paths != nil),
      ("--vector-path, --product and --precision", !asked.machine.kernel.isUsual),
      ("--shard", asked.sharing.shard != nil),
    ]
    if let option = given.first(where: \.1)?.0 {
      throw UsageError("\(option) cannot be given with --extend: they are those of the run.")
    }
  }

  /// A command with another number of futures, and another folder where one is named.
  private static func words(_ words: [String], futures: Int, out: String?) -> [String] {
    var rest = CommandWords.without("--futures", words.filter { $0 != "--resume" })
    if let out { rest = CommandWords.without("--out", rest) + ["--out", out] }
    return rest + ["--futures", "\(futures)"]
  }
}
