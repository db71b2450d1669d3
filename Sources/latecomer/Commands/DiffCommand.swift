import ArgumentParser
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer diff`: what changed from one run to another.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what changed between two runs, in what went in and in what came out.",
    discussion: """
      Examples:
        latecomer diff before after
        latecomer diff study.yaml results
        latecomer diff study.yaml results --inputs-only

      Each of the two is the folder of a finished run or a study file. Of a run and a study, the run comes first in time, \
      whatever the order: the study was edited since, and is run with the futures and the options of the run.

      Inputs are compared file by file, and statement by statement as they were read: order and comments do not count, \
      defaults do. Answers of a run are those that it kept, answers of a study are found by running it; --inputs-only leaves them \
      out. Where both have the same design, seed and number of futures, changes are taken future by future, which makes \
      their intervals far narrower.

      JSON: circumstances[], files[], changes[] of key, old and new, answers[] by beliefs with leader and mixes[] of old, new \
      (gain, low, high, shareBest, place) and change (value, low, high, isPaired, isWithinError).
      """)

  @Argument(
    help: "The folder of a finished run, or a study file.",
    completion: .file(extensions: ["yaml"]))
  var first: String

  @Argument(
    help: "Another one.", completion: .file(extensions: ["yaml"]))
  var second: String

  @Flag(help: "Compare what went in, and run nothing.")
  var inputsOnly = false

  @OptionGroup var machine: MachineOptions

  @OptionGroup var output: ReportOptions<StudyDifference>

  func run() throws {
    try output.check(input: first)
    let isEdited = !FinishedRunOptions.isFolder(first) && FinishedRunOptions.isFolder(second)
    let (before, after) = isEdited ? (second, first) : (first, second)
    let (oldRecord, newRecord) = (try record(before), try record(after))
    let old = try oldRecord.map { try StudyQuestion($0, machine: machine) } ?? question(before)
    let new =
      try newRecord.map { try StudyQuestion($0, machine: machine) }
      ?? question(after, as: oldRecord == nil ? nil : old)
    let difference = try StudyDifference(
      from: try side(before, old, oldRecord), to: try side(after, new, newRecord),
      hasAnswers: !inputsOnly)
    Terminal.replaceLine("")
    try output.write(difference)
  }

  /// The record of a run; nil for a study.
  private func record(_ path: String) throws -> RunRecord? {
    if path.isEmpty { throw UsageError("The name of a run or study is empty.") }
    guard FinishedRunOptions.isFolder(path) else { return nil }
    return try RunRecord(
      folder: path, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion)
  }

  /// A study with the options of a run; with its own where there is none.
  private func question(_ path: String, as run: StudyQuestion? = nil) throws -> StudyQuestion {
    try StudyQuestion(
      path, design: run?.design ?? DesignOptions.usual, machine: machine,
      selection: run?.selection ?? SelectionOptions.usual)
  }

  /// A study or a run, ready to run.
  private func side(
    _ path: String, _ question: StudyQuestion, _ record: RunRecord?
  ) throws -> StudyDifference.Side {
    let (session, beliefs) = try question.session()
    return StudyDifference.Side(
      name: path, session: session, beliefs: beliefs, record: record,
      inputs: record?.inputs ?? question.study.source.map { RunInputs($0).files } ?? [])
  }
}
