import ArgumentParser
import Reporting
import Scenarios

/// `latecomer missing`: which parts of a command are to be run, or run again.
struct MissingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "missing",
    abstract: "Prints the commands of parts that are missing, unfinished or damaged, a line each.",
    discussion: """
      Example:
        latecomer missing parts | parallel -j 2

      Nothing is printed where every part is there and whole. A part that was stopped goes on where it was. Folders that do \
      not belong to the command are named, with status 65.
      """)

  @Argument(
    help: "Folders of parts, or a folder that holds them.", completion: .directory)
  var folders: [String]

  func run() throws {
    let shards = try ShardSet(folders, version: Latecomer.version)
    if !shards.strangers.isEmpty { throw StudyErrors(shards.strangers) }
    let lines = shards.missing.map { number, folder in
      let words =
        ["latecomer"] + shards.command
        + ["--shard", "\(number)/\(shards.count)", "--out", folder, "--resume"]
      return words.map(\.shellWord).joined(separator: " ") + "\n"
    }
    try Terminal.write(lines.joined())
  }
}
