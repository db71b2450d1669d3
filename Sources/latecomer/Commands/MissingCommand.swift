import ArgumentParser
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
    let commands = try ShardSet(folders, version: Latecomer.version).missingCommands()
    try Terminal.write(commands.map { CommandWords.line($0) + "\n" }.joined())
  }
}

extension ShardSet {
  /// The words of a command for each part that is to be run, or run again.
  ///
  /// - Throws: `StudyErrors` that name folders of something else.
  func missingCommands() throws -> [[String]] {
    if !strangers.isEmpty { throw StudyErrors(strangers) }
    return missing.map { number, folder in
      command + ["--shard", "\(number)/\(count)", "--out", folder, "--resume"]
    }
  }
}
