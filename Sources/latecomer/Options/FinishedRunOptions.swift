import ArgumentParser
import Ensembles
import Foundation
import GrowthModels
import Studies

/// Threads of a command that runs no model.
struct ThreadOptions: ParsableArguments {
  @Option(
    help: "Threads; by default one for each processor. Results do not depend on it.",
    transform: Count.within(RunContext.threadCounts))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  /// How to work, for whoever watches the terminal.
  var context: RunContext { .onTerminal(threads: threads) }
}

/// Which of a run's scenarios and beliefs are read.
struct FinishedRunOptions: ParsableArguments {
  @Option(help: "The scenario; the first one unless given (not for a CSV file).")
  var scenario: String?

  @Option(
    help: "The beliefs, where a run has several; the first unless given (not for a CSV file).")
  var beliefs: String?

  @Option(help: "The outcome; the one the study ranks by unless given.")
  var outcome: String?

  /// What is read of a run.
  var selection: RunSelection {
    var selection = RunSelection()
    selection.scenario = scenario
    selection.beliefs = beliefs
    selection.outcome = outcome
    selection.version = Latecomer.version
    selection.modelVersion = Self.modelVersion
    return selection
  }

  /// Options that need a folder, with what was given.
  var ofFolders: [(String, String?)] { [("--scenario", scenario), ("--beliefs", beliefs)] }

  /// This program's version of a model.
  @Sendable static func modelVersion(_ name: String) -> String? {
    ModelCatalogue.model(named: name)?.version
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
