import Foundation
import NumericCore
import Reporting
import Scenarios

/// The programs of Slurm, started directly with their arguments: no shell reads them.
struct Slurm {
  private let sbatch: String

  /// Finds `sbatch`.
  ///
  /// - Throws: ``SlurmError`` where it is not installed.
  init() throws {
    guard let path = Self.program("sbatch") else {
      throw SlurmError(
        "there is no sbatch here; submit where Slurm is installed, or see with --print what would be submitted",
        kind: .missingFile)
    }
    sbatch = path
  }

  /// Submits what is asked for and keeps a record of every job as soon as it has its number.
  ///
  /// - Parameters:
  ///   - submission: what was submitted so far; gets the new jobs.
  ///   - folder: where scripts and record lie.
  /// - Throws: ``SlurmError`` with the words of Slurm, of the kind `cannotCreate` when it took nothing.
  func submit(
    _ request: SlurmRequest, as submission: inout Submission, in folder: SubmissionFolder
  ) throws {
    let before = submission.jobs.count
    do {
      for array in request.arrays {
        let id = try start(SlurmRequest.arguments(array), in: submission.folder)
        submission.jobs.append(Submission.Job(id: id, shards: array.shards))
        try folder.write(submission)
      }
      let awaited = request.earlier + submission.jobs[before...].map(\.id)
      let id = try start(SlurmRequest.mergeArguments(after: awaited), in: submission.folder)
      submission.jobs.append(Submission.Job(id: id, shards: NumberList([])))
      try folder.write(submission)
    } catch let error as SlurmError {
      let taken = submission.jobs[before...]
      if taken.isEmpty { throw error }
      let shards = NumberList(taken.flatMap(\.shards.numbers)).text
      throw SlurmError(
        "\(error.description); jobs \(taken.map(\.id).joined(separator: ", ")) with shards \(shards) are submitted, and "
          + "'latecomer resubmit' submits the rest when Slurm takes more", kind: .inputOutput)
    }
  }

  /// Tasks of jobs that wait or run; nil where `squeue` is not installed.
  ///
  /// - Throws: ``SlurmError`` where it cannot say.
  static func queue(of jobs: [String]) throws -> [QueuedTask]? {
    guard let squeue = program("squeue") else { return nil }
    if jobs.isEmpty { return [] }
    let arguments = [
      "--noheader", "--array", "--jobs=" + jobs.joined(separator: ","),
      "--format=" + QueuedTask.format,
    ]
    let result = try ChildProcess.run(squeue, arguments)
    if result.status == 0 { return QueuedTask.list(result.output) }
    // What Slurm says of a single job that ended long ago.
    if result.errors.contains("Invalid job id") { return [] }
    throw SlurmError(
      "squeue ended with status \(result.status): \(result.words)", kind: .badData)
  }

  /// Runs `sbatch` and returns the number of the job.
  private func start(_ arguments: [String], in folder: String) throws -> String {
    let result = try ChildProcess.run(sbatch, arguments, in: folder)
    guard result.status == 0 else {
      throw SlurmError(
        "sbatch ended with status \(result.status): \(result.words)", kind: .cannotCreate)
    }
    // In a federation the number is followed by the name of the cluster.
    let id = result.output.prefix { $0.isASCII && $0.isNumber }
    guard !id.isEmpty else {
      throw SlurmError(
        "sbatch named no job, but said: \(result.output.excerpt)", kind: .cannotCreate)
    }
    return String(id)
  }

  /// The first executable file of that name on `PATH`.
  private static func program(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// Slurm is not there, or does not take what it is asked for.
struct SlurmError: KindedError {
  let description: String
  let kind: ErrorKind

  init(_ description: String, kind: ErrorKind) {
    self.description = description
    self.kind = kind
  }
}
