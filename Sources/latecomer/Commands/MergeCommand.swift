import ArgumentParser
import Scenarios

/// `latecomer merge`: one result from the parts of a command.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the parts of a command together, to the bytes of the command alone.",
    discussion: """
      Examples:
        latecomer run Models/studies/first-study.yaml --shard 1/2 --out parts/1
        latecomer run Models/studies/first-study.yaml --shard 2/2 --out parts/2
        latecomer merge parts --out Results/first

      Parts may be of any number, finished in any order and on any machine of the same processor family. Those that are \
      missing, unfinished, damaged, there twice or of another command are named, with status 65; 'latecomer missing' prints \
      what is to be run again. Of 'run' the folder of the run is made; of other commands the report is printed, or written to \
      --out. What depends on the result of all parts is computed here.
      """)

  @Argument(
    help: "Folders of parts, or a folder that holds them.", completion: .directory)
  var folders: [String]

  @Option(help: "Folder of the run, or file for the report.", completion: .directory)
  var out: String?

  @OptionGroup var replace: ReplaceOption

  @OptionGroup var machine: ThreadOptions

  func run() throws {
    // Records of logs have checksums of their own, which are looked at when they are merged.
    let shards = try ShardSet(folders, version: Latecomer.version, readsLogs: false)
    CommandWords.assembly = try shards.complete()
    try CommandWords.carryOut(
      shards.command + (out.map { ["--out", $0] } ?? []) + (replace.force ? ["--force"] : []),
      ["--threads", "\(machine.threads)"])
  }
}
