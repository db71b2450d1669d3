import ArgumentParser
import Foundation
import Reporting
import Scenarios

/// `latecomer resubmit`: what is missing of a submission, and nothing else, once more.
struct ResubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resubmit",
    abstract: "Runs again the shards that are missing: through Slurm, and merges them, or here.",
    discussion: """
      Examples:
        latecomer resubmit first
        latecomer resubmit first --print
        latecomer resubmit parts

      Of a folder that 'latecomer submit' made, missing shards go to Slurm again; of any other folder of shards they are run \
      here, one after the other. Shards that are finished stay as they are, those of which a part is finished go on, and those whose task still runs or \
      waits are left alone.
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder that 'latecomer submit --out' made, or one that holds shards.",
      valueName: "folder"),
    completion: .directory)
  var folder: String

  @Flag(help: "Print the commands; submit nothing.")
  var print = false

  func run() throws {
    do {
      try resubmit(Submission(inFolder: folder))
    } catch let error as StudyErrors where error.kind == .missingFile {
      guard let shards = try? ShardSet([folder], version: Latecomer.version) else { throw error }
      try runHere(shards)
    }
  }

  private func resubmit(_ submission: Submission) throws {
    var submission = submission
    let slurm = print ? nil : try Slurm()
    let queue = try Slurm.queue(of: submission.jobs.map(\.id))
    if queue == nil {
      Terminal.note("There is no squeue here: what still runs or waits is not known.")
    }
    let state = SubmissionState(
      submission, finished: try finished(submission),
      isMerged: SubmissionFolder.isMerged(submission.folder), queue: queue ?? [])
    guard state.needsMerge else {
      return try Terminal.write(SubmissionStateReport(state, folder: folder).text)
    }
    let request = SlurmRequest(
      shards: state.left, limit: submission.arrayLimit, earlier: state.openJobs)
    guard let slurm else {
      return try Terminal.write(request.shellText(in: submission.folder))
    }
    let before = submission.jobs.count
    try slurm.submit(
      request, as: &submission, in: try SubmissionFolder(existing: submission.folder))
    try Terminal.write(
      SubmissionReport(
        submission, newJobs: submission.jobs.count - before, inQueue: state.inQueue, folder: folder
      ).rendered(as: .text, width: Terminal.columns))
  }

  /// Runs what is missing among shards that no batch system knows.
  private func runHere(_ shards: ShardSet) throws {
    let commands = try shards.missingCommands()
    if print || commands.isEmpty {
      return try Terminal.write(
        commands.isEmpty
          ? "Nothing is missing.\n"
          : commands.map { CommandWords.line($0) + "\n" }.joined())
    }
    for words in commands {
      Terminal.note(CommandWords.line(words))
      try CommandWords.carryOut(words)
    }
  }

  /// Numbers of the shards that are there and whole.
  private func finished(_ submission: Submission) throws -> Set<Int> {
    // Before the first task has begun there is nothing to look at.
    guard SubmissionFolder.hasParts(submission.folder) else { return [] }
    let set = try ShardSet(
      [SubmissionFolder.shards(in: submission.folder)], version: Latecomer.version)
    if !set.strangers.isEmpty { throw StudyErrors(set.strangers) }
    return Set(1...submission.shards).subtracting(set.missing.map(\.number))
  }
}
