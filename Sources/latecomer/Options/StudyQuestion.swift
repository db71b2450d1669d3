import ArgumentParser
import Ensembles
import NumericCore
import Reporting
import Scenarios
import Studies
import StudyContract

/// What a page or a chart is drawn from: a study with options, or the study of a finished run with those of that run.
struct StudyQuestion {
  let study: Study
  /// The folder of the finished run; nil for a study.
  let run: String?
  var design: DesignOptions
  let machine: MachineOptions
  let selection: SelectionOptions

  /// The question of a file or folder.
  ///
  /// - Throws: `UsageError` for options that would make a finished run another one.
  init(
    _ path: String, design: DesignOptions, machine: MachineOptions, selection: SelectionOptions
  ) throws {
    self.machine = machine
    guard FinishedRunOptions.isFolder(path) else {
      study = try StudyLoader.load(path)
      run = nil
      self.design = design
      self.selection = selection
      return
    }
    guard design.isUsual, selection.isUsual else {
      throw UsageError(
        "\(path) is a finished run, whose futures, seed, policies, scenarios and beliefs are what they are; name the "
          + "study for others.")
    }
    let stored = try StoredStudy(
      folder: path, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion)
    study = stored.study
    self.run = path
    let run = try RunCommand.parse(stored.options)
    self.design = run.design
    self.design.futures = stored.futures
    self.selection = run.selection
  }

  /// The question of a run whose record was read.
  init(_ record: RunRecord, machine: MachineOptions) throws {
    self.machine = machine
    study = record.study
    run = record.folder
    let command = try RunCommand.parse(record.options)
    design = command.design
    design.futures = record.futures
    selection = command.selection
  }

  /// Income before the start where futures begin with a history, from the table of histories.
  ///
  /// - Throws: `StudyErrors` for a table that cannot be read.
  func observedIncome() throws -> [StudyPage.Observation] {
    guard study.origin != nil else { return [] }
    let loader = HistoryLoader(near: study.source?.path)
    let points = try loader.expenditureTargets()[study.economy.name] ?? []
    return points.map { StudyPage.Observation(year: Double($0.year), value: $0.income) }
  }

  /// The session of the question, and the beliefs that it is asked under.
  ///
  /// That of a finished run finds the blocks of the run in its log; where the log is of another program or processor, they
  /// are run again.
  ///
  /// - Parameter usesLog: whether a log is wanted, whose blocks are found in the order in which a run made them.
  func session(usesLog: Bool = true) throws -> (session: StudySession, beliefs: [Beliefs]) {
    var study = study
    if let beliefs = selection.beliefs {
      study.defaultBeliefs = try NameSelection.select(
        beliefs, among: study.availableBeliefs.map(\.name), kind: "set of beliefs")
    }
    var session = try StudySession(study, design, machine)
    try session.select(scenarios: selection.scenarios)
    try session.select(policies: selection.policies)
    let beliefs = try session.beliefs(nil)
    if let run, usesLog {
      let facts = RunCommand.facts(beliefs: beliefs, kernel: machine.kernel)
      do {
        try session.keep(
          in: RunLog(path: run + "/" + RunFolder.logName, isReadOnly: true), command: facts)
      } catch is RunLogError {}
    }
    return (session, beliefs)
  }

  /// Everything that a page shows.
  func findings() throws -> StudyFindings {
    let (session, beliefs) = try session()
    return try session.findings(under: beliefs)
  }
}
