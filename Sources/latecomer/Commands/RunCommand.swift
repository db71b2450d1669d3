import Analysis
import ArgumentParser
import Ensembles
import Foundation
import NumericCore
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer run`: a study from its file to a ranking.
struct RunCommand: ParsableCommand, SharedCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a study and says which policy mix wins, by how much, and how sure that is.",
    discussion: """
      Examples:
        latecomer run Models/studies/first-study.yaml
        latecomer run Models/studies/first-study.yaml --futures 65536 --seed 7 --out Results/first
        latecomer run Models/studies/first-study.yaml --policies education_only --format json
        latecomer run Models/studies/first-study.yaml --until-ranked 0.95
        latecomer run --extend Results/first --futures 131072

      The first page has the answer, one table, and what would change it; --full shows every table behind it, and \
      --format json has both.

      A study that knows an ensemble is run under the prior and under the ensemble; if the two differ, that is \
      the verdict. With --out, the tables of the second are outcomes-ensemble.csv and factors-ensemble.csv. A folder \
      that holds a finished run is refused unless --force replaces it.

      --extend keeps the futures of a finished run and adds more, in its folder or in --out: the files are those of a run that \
      had as many from the start. Until all is done the run stays as it is.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String?

  @Option(
    help: ArgumentHelp(
      "Adds futures to this finished run, up to --futures in all; its study and options stay.",
      valueName: "run"),
    completion: .directory)
  var extend: String?

  @OptionGroup var design: DesignOptions

  @Option(
    help: """
      Stop as soon as the best policy is known with this confidence, or is known to be better by less than the \
      indifference margin; looks after 512 futures, 1,024 and so on, never more than --futures.
      """,
    transform: Share.between(0.5, 1, such: "0.95"))
  var untilRanked: Double?

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var machine: MachineOptions

  @Option(
    help:
      "Folder for manifest.json, outcomes.csv, factors.csv, yearly.csv, report.txt and a copy of the study.",
    completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Outcomes of which --out keeps the path of every future, year by year, in paths-OUTCOME.csv.",
      valueName: "outcomes"))
  var paths: String?

  @OptionGroup var replace: ReplaceOption

  @OptionGroup var sharing: SharingOptions

  @Flag(help: "Show every table behind the first page.")
  var full = false

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<RunReport> = .text

  func validate() throws {
    if study == nil, extend == nil {
      throw ValidationError("Name a study file, or with --extend a finished run.")
    }
    if sharing.shard != nil, untilRanked != nil {
      throw ValidationError(
        "--until-ranked looks at all futures together, which no part has; leave --shard out.")
    }
    if paths != nil, out == nil {
      throw ValidationError("--paths needs --out, the folder that paths are written to.")
    }
  }

  func run() throws {
    if let extend {
      if let futures = try RunFolder.finishNaming(extend), futures == design.futures {
        return Terminal.note("\(extend) had been computed; its files have got their names.")
      }
      return try RunExtension(self, folder: extend).execute()
    }
    try perform()
  }

  /// Runs the study.
  ///
  /// - Parameter longer: the finished run that it begins with, and whose study it is.
  func perform(extending longer: RunExtension? = nil) throws {
    if sharing.resume, out == nil {
      throw UsageError("--resume goes on with a run in a folder; name it with --out.")
    }
    if out != nil, let study, InputFile.isHandedOver(study) {
      throw UsageError(
        "A run in a folder keeps a copy of its study; give a file in place of \(study).")
    }
    let role =
      try longer.map { .longer($0.run) }
      ?? sharing.role(out: out, study: study.flatMap(sharing.hash))
    if let out {
      if case .part(let record) = role, !replace.force, RunFolder.isFinished(out, part: record) {
        return Terminal.note("\(out) holds part \(record.name), finished.")
      }
      try RunFolder.check(out, replaces: replace.force, resumes: sharing.resume, role: role)
    }
    let started = Date()
    var session = try StudySession(
      try longer?.study ?? StudyLoader.load(study ?? ""), design, machine)
    if let out, longer == nil {
      try RunFolder.check(out, holdsNone: session.study.source?.files ?? [])
    }
    try session.select(scenarios: selection.scenarios)
    if try session.select(policies: selection.policies) {
      Terminal.replaceLine("")
      Terminal.note(
        "The baseline \(session.study.baseline) is run as well: all others are measured from it.")
    }
    let beliefs = try session.beliefs(selection.beliefs)
    if let share = sharing.shard {
      SharingOptions.noteIdleParts(of: share.count, futures: session.design.futures)
    }
    let paths = try keptPaths(session)
    if let out {
      try RunFolder.requireSpace(
        session, beliefs: beliefs.count, paths: paths.count, parts: sharing.shard?.count ?? 1,
        at: out)
    }
    let folder = try out.map {
      try RunFolder(path: $0, replaces: replace.force, resumes: sharing.resume, role: role)
    }
    if let folder, sharing.resume, !role.isPart, folder.log?.hasBlocks == false {
      Terminal.replaceLine("")
      Terminal.note("Nothing of the run is kept in \(folder.path); it begins.")
    }
    do {
      if let share = sharing.shard, let folder {
        return try compute(share, of: session, under: beliefs, into: folder, paths: paths)
      }
      let result = try compare(session, under: beliefs, into: folder, paths: paths)
      Terminal.replaceLine("")
      var report = RunReport(result)
      report.showsEverything = full
      if format.format == .text { report.stripStyle = Terminal.stripStyle }
      let inputs = longer?.inputs ?? result.session.study.source.map { RunInputs($0) }
      try folder?.finish(inputs: inputs, report: report.textInFull) { files in
        Manifest(
          result, command: CommandWords.noted, version: Latecomer.version, started: started,
          files: files, inputs: inputs)
      }
      try Terminal.write(report.rendered(as: format.format))
      if Terminal.isWatched { Terminal.note(ProgressLine.finished(result, since: started)) }
    } catch {
      if let folder, folder.discard(), let out {
        Terminal.replaceLine("")
        Terminal.note(
          error is RunLogError
            ? "\(out) stays as it is; --force begins anew."
            : "What is finished is kept in \(out); the same command with --resume goes on.")
      }
      throw error
    }
    CommandWords.nameDamages(of: folder?.log)
  }

  /// What, beside the session, decides which blocks are run.
  static func facts(
    beliefs: [Beliefs], kernel: KernelOptions,
    confidence: Double = ComparisonSettings.usualConfidence
  ) -> [(name: String, value: String)] {
    [
      ("list of beliefs", beliefs.map(\.name).joined(separator: ", ")),
      ("product", kernel.product.rawValue), ("precision", kernel.precision.rawValue),
      ("confidence", "\(confidence)"),
    ]
  }

  /// Outcomes of which paths are kept.
  private func keptPaths(_ session: StudySession) throws -> [String] {
    guard let paths else { return [] }
    return try NameSelection.select(
      paths, among: session.model.outcomes.map(\.name), kind: "outcome")
  }

  /// Computes one part of the futures under all beliefs.
  private func compute(
    _ share: WorkShare, of session: StudySession, under beliefs: [Beliefs],
    into folder: RunFolder, paths: [String]
  ) throws {
    var session = session
    if let log = folder.log {
      try session.keep(in: log, command: folderFacts(beliefs, paths: paths))
    }
    session.share(share)
    var stages: [ShareFinished.Stage] = []
    for (index, beliefs) in beliefs.enumerated() {
      do {
        _ = try folder.record(
          session, under: beliefs, isFirst: index == 0, stage: "\(beliefs.name)  ", paths: paths)
      } catch let finished as ShareFinished {
        stages.append(finished.stage)
      }
    }
    try folder.finish(part: stages.map(ShardRecord.Stage.init))
    Terminal.replaceLine("")
    CommandWords.nameDamages(of: folder.log)
  }

  /// What, beside the session, decides what a folder of a run holds.
  private func folderFacts(
    _ beliefs: [Beliefs], paths: [String],
    confidence: Double = ComparisonSettings.usualConfidence
  ) -> [(name: String, value: String)] {
    Self.facts(beliefs: beliefs, kernel: machine.kernel, confidence: confidence)
      + [("list of paths", paths.joined(separator: ", "))]
  }

  /// Runs under all beliefs; until the ranking is known where that is asked for, and then once more for a folder.
  private func compare(
    _ session: StudySession, under beliefs: [Beliefs], into folder: RunFolder?, paths: [String]
  ) throws -> StudyComparison {
    if let untilRanked, folder == nil {
      return try session.compare(untilRanked: untilRanked, under: beliefs)
    }
    let stopped = try untilRanked.map { try session.stopped(untilRanked: $0, under: beliefs) }
    var session = stopped?.session ?? session
    let confidence = stopped?.stopping.level ?? ComparisonSettings.usualConfidence
    if let log = folder?.log {
      try session.keep(
        in: log,
        command: folderFacts(beliefs, paths: paths, confidence: confidence))
    }
    return try StudyComparison(
      session: session,
      runs: beliefs.enumerated().map { index, beliefs in
        let label = index == 0 && selection.beliefs != nil ? "" : "\(beliefs.name)  "
        guard let folder else { return try session.compare(under: beliefs, stage: label) }
        return try folder.record(
          session, under: beliefs, isFirst: index == 0, stage: label, paths: paths,
          confidence: confidence)
      }, stopping: stopped?.stopping)
  }
}
