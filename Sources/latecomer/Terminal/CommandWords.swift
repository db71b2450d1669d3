import ArgumentParser
import Ensembles
import Foundation
import Reporting
import Scenarios

/// The command this process carries out, as the parts of a command know it.
///
/// One process carries out one command; only its main thread touches this.
enum CommandWords {
  /// The words behind the name of the program: those typed, or those of the command whose parts are put together.
  nonisolated(unsafe) static var typed = Array(CommandLine.arguments.dropFirst())
  /// The parts that are put together; nil otherwise.
  nonisolated(unsafe) static var assembly: [ShardSet.Shard]?
  /// The folder of the part that is computed.
  nonisolated(unsafe) static var folder: RunFolder?

  /// The log that was named; nil without one.
  nonisolated(unsafe) static var log: String?

  /// Options that no number depends on, with whether a value follows.
  private static let others = [
    "--threads": true, "--log": true, "--shard": true, "--out": true, "--resume": false,
    "--force": false,
  ]

  /// The words that decide what is computed.
  static var deciding: [String] {
    var words: [String] = []
    var position = 0
    while position < typed.count {
      let word = typed[position]
      let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
      position += 1
      guard let takesValue = others[name] else {
        words.append(word)
        continue
      }
      if takesValue, name == word { position += 1 }
    }
    return words
  }

  /// A command as it is typed.
  static func line(_ words: [String]) -> String {
    (["latecomer"] + words).map(\.shellWord).joined(separator: " ")
  }

  /// The whole command as it is noted in manifests.
  static var noted: [String] { [CommandLine.arguments[0]] + typed }

  /// A log that finds the blocks of parts, and goes with the process.
  ///
  /// - Throws: `RunLogError`.
  static func passingLog(of shards: [ShardSet.Shard]) throws -> RunLog {
    let path = FileManager.default.temporaryDirectory.path + "/latecomer-\(getpid()).log"
    let log = try RunLog(
      path: path, isNew: true, parts: shards.map { $0.folder + "/" + RunFolder.logName })
    unlink(path)
    return log
  }

  /// Carries out another command than the one that was typed.
  ///
  /// - Parameter more: words that no number depends on, which nobody needs to know.
  static func carryOut(_ words: [String], _ more: [String] = []) throws {
    typed = words
    var command = try Latecomer.parseAsRoot(words + more)
    try carryOut(&command)
  }

  /// Carries out a command, and says of a part that it is finished.
  static func carryOut(_ command: inout any ParsableCommand) throws {
    var stages: [ShareFinished.Stage] = []
    do {
      try command.run()
    } catch let share as ShareFinished {
      stages.append(share.stage)
    }
    try folder?.finish(part: stages.map(ShardRecord.Stage.init))
    folder = nil
  }
}

extension ShardRecord.Stage {
  /// What the engine says of a share.
  init(_ stage: ShareFinished.Stage) {
    self.init(stage: stage.stage, first: stage.first, end: stage.end, blocks: stage.blocks)
  }
}
