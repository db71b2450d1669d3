import Foundation
import NumericCore

/// What was handed to a batch system: a run in shards, and the jobs that compute and merge them.
///
/// Kept as ``file`` in the folder of the submission, so that what did not end well can be submitted again.
public struct Submission: Sendable, Hashable {
  /// Name of the file.
  public static let file = "submission.json"
  /// How many shards a run can have, and how many tasks an array.
  public static let shardCounts = 1...1_000_000

  /// A job of the batch system.
  public struct Job: Sendable, Hashable {
    /// Its number there.
    public let id: String
    /// The shards that its tasks compute; empty for the job that merges.
    public let shards: NumberList

    /// Describes a job.
    public init(id: String, shards: NumberList) {
      self.id = id
      self.shards = shards
    }

    /// Whether it merges shards, and computes none.
    public var merges: Bool { shards.numbers.isEmpty }
  }

  /// Version of the program that wrote the scripts.
  public let version: String
  /// The command as it was typed.
  public let command: [String]
  /// The folder, from the root; the scripts name it.
  public let folder: String
  /// Into how many shards the run is divided.
  public let shards: Int
  /// Tasks that an array may have.
  public let arrayLimit: Int
  /// Every job so far, in the order of submission.
  public var jobs: [Job]

  /// Describes a submission.
  public init(
    version: String, command: [String], folder: String, shards: Int, arrayLimit: Int,
    jobs: [Job] = []
  ) {
    self.version = version
    self.command = command
    self.folder = folder
    self.shards = shards
    self.arrayLimit = arrayLimit
    self.jobs = jobs
  }

  /// Reads the submission in a folder.
  ///
  /// - Throws: ``StudyErrors``: a missing file where there is none, bad data where it is not one that `submit` wrote, or the
  ///   folder lies elsewhere now.
  public init(inFolder path: String) throws {
    let file = path + "/" + Self.file
    guard let data = InputFile.contents(file, most: FinishedRunManifest.mostBytes) else {
      throw Self.error(
        path, "not the folder of a submission, which 'latecomer submit --out' makes",
        kind: .missingFile)
    }
    guard let contents = try? JSONDecoder().decode(Contents.self, from: data),
      let submission = contents.submission
    else { throw Self.error(file, "not the record of a submission by latecomer") }
    self = submission
    guard Self.resolved(folder) == Self.resolved(path) else {
      throw Self.error(
        file,
        "the submission was made for \(folder.excerpt(of: 200)), which its scripts still name; put the folder "
          + "back, or submit the study anew")
    }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  private static func error(
    _ file: String, _ sentence: String, kind: ErrorKind = .badData
  ) -> StudyErrors {
    StudyErrors([
      StudyIssue(kind: kind, file: file, line: nil, column: nil, key: "", sentence: sentence)
    ])
  }

  /// The file as it is written.
  private struct Contents: Decodable {
    struct Job: Decodable {
      let id: String
      let shards: String
    }

    let version: String
    let command: [String]
    let folder: String
    let shards: Int
    let arrayLimit: Int
    let jobs: [Job]

    /// The submission; nil where a number is impossible.
    var submission: Submission? {
      guard shardCounts.contains(shards), shardCounts.contains(arrayLimit) else { return nil }
      var found = Submission(
        version: version, command: command, folder: folder, shards: shards, arrayLimit: arrayLimit)
      for job in jobs {
        // Numbers go to squeue as they are.
        guard let list = NumberList(job.shards, within: 1...shards), !job.id.isEmpty,
          job.id.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        found.jobs.append(Submission.Job(id: job.id, shards: list))
      }
      return found
    }
  }
}
