import ArgumentParser
import Reporting
import Scenarios

/// `latecomer show`: where a finished run comes from, and whether all of it is there.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Says how a finished run came about, and whether all its files are as it wrote them.",
    discussion: """
      Examples:
        latecomer show results
        latecomer show results --format json

      Command, time, machine, version, seed, design, the files that went in and the files that came out, with their sizes \
      and digests, and the answer. Every byte is read: a folder that is not a finished run, a run of another version, and \
      files that are missing, cut short or changed are named and refused.

      JSON: members as in manifest.json, inputs[] and files[] of name, bytes and hash, answer[] of lines.
      """)

  @Argument(
    help: ArgumentHelp("The folder of a finished run.", valueName: "run"),
    completion: .directory)
  var folder: String

  @OptionGroup var output: ReportOptions<RunRecord>

  func run() throws {
    try output.check(input: folder)
    try output.write(
      RunRecord(
        folder: folder, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion))
  }
}
