import NumericCore
import Scenarios

/// What was submitted, and what to do next.
public struct SubmissionReport: Report, Sendable {
  private let submission: Submission
  private let fresh: [Submission.Job]
  private let inQueue: NumberList
  private let folder: String

  /// Reports jobs.
  ///
  /// - Parameters:
  ///   - submission: all jobs.
  ///   - count: how many of them, the last ones, are new.
  ///   - inQueue: shards that others work on already.
  ///   - folder: the folder as the user named it.
  public init(
    _ submission: Submission, newJobs count: Int, inQueue: NumberList = NumberList([]),
    folder: String
  ) {
    self.submission = submission
    fresh = Array(submission.jobs.suffix(count))
    self.inQueue = inQueue
    self.folder = folder
  }

  /// The report as parts.
  public var document: Document {
    let computing = fresh.filter { !$0.merges }
    let count = computing.reduce(0) { $0 + $1.shards.numbers.count }
    let arrays = computing.count == 1 ? "1 array" : "\(Figures.grouped(computing.count)) arrays"
    var entries: [Document.Block] = [
      .entry(
        "Submitted",
        count == 0
          ? "the merge of \(Figures.grouped(submission.shards)) finished shards"
          : "\(Figures.grouped(count)) of \(Figures.grouped(submission.shards)) shards in \(arrays), and the merge after them"
      )
    ]
    if !inQueue.numbers.isEmpty {
      entries.append(
        .entry("In queue", "\(SubmissionStateReport.inQueue(inQueue)), and left alone"))
    }
    let rows: [[Table.Cell]] = fresh.map { job in
      [.text(job.id), .text(job.merges ? "merge" : "shards"), .text(job.shards.text)]
    }
    return Document([
      entries, [.table(Table([.name("job"), .name("does"), .text("numbers")], rows: rows))],
      [
        .entry(
          "Result",
          "\(folder)/\(SlurmScripts.result), when job \(fresh.last?.id ?? "") has ended well"),
        .entry("Follow", "squeue --jobs=\(submission.jobs.map(\.id).joined(separator: ","))"),
        .entry("Logs", "\(folder)/\(SlurmScripts.logs)"),
        .entry("If tasks die", "latecomer resubmit \(folder.shellWord)"),
      ],
    ])
  }
}
