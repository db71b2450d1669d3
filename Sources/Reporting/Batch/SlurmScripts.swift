import Foundation
import Scenarios

/// The two scripts of a run in shards under Slurm: one for the tasks of arrays, one for the job that merges.
///
/// They are text alone: the same inputs give the same bytes, whatever the machine. A task may be stopped, requeued and started
/// again at any time, since its shard goes on with what is finished. `exec` puts the program in the place of the shell, so that
/// the `SIGTERM` that Slurm sends to the shell (`--signal=B:`) a minute before the time limit reaches it, and finished blocks stay.
/// Options are those of https://slurm.schedmd.com/sbatch.html.
public struct SlurmScripts: Sendable, Hashable {
  /// File of the script that computes a shard.
  public static let shardFile = "shards.sbatch"
  /// File of the script that merges.
  public static let mergeFile = "merge.sbatch"
  /// Folder of what jobs print.
  public static let logs = "logs"
  /// Folder of the merged run.
  public static let result = "merged"

  /// The program, from the root.
  public let program: String
  /// The folder, from the root, in which commands run.
  public let directory: String
  /// The subcommand and its arguments, without those of shards, threads and output.
  public let words: [String]
  /// Variables that the program needs.
  public let environment: [String: String]
  /// Folder of the submission, from the root.
  public let folder: String
  /// Into how many shards the run is divided.
  public let shards: Int
  /// What a task may use.
  public let resources: BatchResources

  /// Describes the scripts; writes nothing.
  public init(
    program: String, directory: String, words: [String], environment: [String: String] = [:],
    folder: String, shards: Int, resources: BatchResources
  ) {
    self.program = program
    self.directory = directory
    self.words = words
    self.environment = environment
    self.folder = folder
    self.shards = shards
    self.resources = resources
  }

  /// The script of a task, which takes the shard of index 0 as its argument.
  public var shardScript: String {
    header(
      "One shard of a run, the one with the number $1 + index of the task.",
      name: "latecomer-shards", log: "shards-%A_%a.log") + """
        shard=$(($1 + SLURM_ARRAY_TASK_ID))
        exec \(([program] + words).map(\.shellWord).joined(separator: " ")) \\
          --shard "$shard/\(shards)" --threads "${SLURM_CPUS_PER_TASK:-1}" \\
          --out \((SubmissionFolder.shards(in: folder) + "/").shellWord)"$(printf %04d "$shard")" --resume

        """
  }

  /// The script that merges what there is, or says which shards are missing.
  public var mergeScript: String {
    header(
      "Merges the shards when all tasks have ended, or says which are missing.",
      name: "latecomer-merge", log: "merge-%j.log") + """
        exec \(program.shellWord) merge \(SubmissionFolder.shards(in: folder).shellWord) \\
          --out \((folder + "/" + Self.result).shellWord) --force

        """
  }

  /// Paths of output are relative to where `sbatch` is called, the folder, whose own name may have any character.
  private func header(_ purpose: String, name: String, log: String) -> String {
    let options =
      [
        "--job-name=\(name)", "--output=\(Self.logs)/\(log)", "--open-mode=append", "--requeue",
        "--signal=B:TERM@60",
      ] + resources.options
    let variables = ["OPENBLAS_NUM_THREADS": "1"].merging(environment) { $1 }
    return """
      #!/bin/sh
      # \(purpose)
      \(options.map { "#SBATCH \($0)" }.joined(separator: "\n"))
      set -eu
      \(variables.sorted { $0.key < $1.key }.map { "export \($0)=\($1.shellWord)" }
        .joined(separator: "\n"))
      cd -- \(directory.shellWord)

      """
  }

  /// Both scripts by their files.
  public var files: [(name: String, text: String)] {
    [(Self.shardFile, shardScript), (Self.mergeFile, mergeScript)]
  }
}
