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
  /// The log in which the command keeps its blocks; nil without one that was named.
  nonisolated(unsafe) static var log: RunLog?

  /// The folder in which the command keeps its fits; nil without one that was named.
  nonisolated(unsafe) static var states: String?

  /// The words that decide what is computed: without options that no number depends on.
  static var deciding: [String] {
    ["--threads", "--log", "--shard", "--out"].reduce(
      typed.filter { !["--resume", "--force"].contains($0) }
    ) { without($1, $0) }
  }

  /// What a log says of the command.
  static var facts: [(name: String, value: String)] {
    [("command", deciding.joined(separator: " "))]
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

  /// A command as it is typed.
  static func line(_ words: [String]) -> String {
    (["latecomer"] + words).map(\.shellWord).joined(separator: " ")
  }

  /// The whole command as it is noted in manifests.
  static var noted: [String] { [CommandLine.arguments[0]] + typed }

  /// A log that finds the blocks of parts, and goes with the process.
  ///
  /// - Parameter parts: paths of their logs.
  /// - Throws: `RunLogError`.
  static func passingLog(of parts: [String]) throws -> RunLog {
    let path = FileManager.default.temporaryDirectory.path + "/latecomer-\(getpid()).log"
    let log = try RunLog(path: path, isNew: true, parts: parts)
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
    } catch {
      if let place = keptPlace(), !(error is RunLogError) {
        Terminal.note("What is finished is kept in \(place).")
      }
      throw error
    }
    nameDamages(of: log ?? folder?.log)
    try folder?.finish(part: stages.map(ShardRecord.Stage.init))
    folder = nil
  }

  /// Says what of a log was damaged, and so computed again.
  static func nameDamages(of log: RunLog?) {
    for damage in log?.damages ?? [] { Terminal.note(damage) }
  }

  /// Where finished blocks of a command lie that did not end well; files without any are removed.
  private static func keptPlace() -> String? {
    if let folder {
      return folder.discard() ? "\(folder.path); the same command with --resume goes on" : nil
    }
    guard let log else { return keptStates().map { "\($0); the same command goes on" } }
    if log.hasBlocks { return "\(log.path); the same command goes on" }
    unlink(log.path)
    return nil
  }
}

extension CommandWords {
  /// The folder of fits, where there are any.
  private static func keptStates() -> String? {
    states.flatMap { folder in
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
      return names?.isEmpty == false ? folder : nil
    }
  }
}

extension ShardRecord.Stage {
  /// What the engine says of a share.
  init(_ stage: ShareFinished.Stage) {
    self.init(stage: stage.stage, first: stage.first, end: stage.end, blocks: stage.blocks)
  }
}
