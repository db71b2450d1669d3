/// How far the jobs of a submission are: which shards are finished, which are being worked on, and what is left to submit.
public struct SubmissionState: Sendable, Hashable {
  /// Shards that are not finished.
  public let missing: NumberList
  /// Those of them whose task waits or runs.
  public let inQueue: NumberList
  /// Jobs that have not ended.
  public let openJobs: [String]
  /// Whether the merged run is finished.
  public let isMerged: Bool
  /// Whether a job that merges waits or runs.
  public let mergeIsInQueue: Bool

  /// Compares what is finished with a queue.
  ///
  /// - Parameters:
  ///   - submission: what was submitted.
  ///   - finished: numbers of the finished shards.
  ///   - isMerged: whether the merged run is finished.
  ///   - queue: tasks that wait or run; those of other jobs do not count.
  public init(
    _ submission: Submission, finished: Set<Int>, isMerged: Bool, queue: [QueuedTask]
  ) {
    let unfinished = (1...submission.shards).filter { !finished.contains($0) }
    let jobs = Dictionary(submission.jobs.map { ($0.id, $0) }) { $1 }
    let queue = queue.filter { jobs[$0.job] != nil }
    let worked = Set(
      queue.compactMap { task in
        task.index.flatMap { index in jobs[task.job]?.shards.numbers.first.map { $0 + index } }
      })
    missing = NumberList(unfinished)
    inQueue = NumberList(unfinished.filter(worked.contains))
    let open = Set(queue.map(\.job))
    openJobs = submission.jobs.map(\.id).filter(open.contains)
    mergeIsInQueue = submission.jobs.contains { $0.merges && open.contains($0.id) }
    self.isMerged = isMerged
  }

  /// Shards that have to be submitted again.
  public var left: NumberList {
    let worked = Set(inQueue.numbers)
    return NumberList(missing.numbers.filter { !worked.contains($0) })
  }

  /// Whether a job that merges has to be submitted: for shards that are, and where none will come for those there are.
  public var needsMerge: Bool {
    !left.numbers.isEmpty || (!isMerged && !mergeIsInQueue)
  }
}

/// A task that waits or runs.
public struct QueuedTask: Sendable, Hashable {
  /// The job, that of the whole array.
  public let job: String
  /// Its index in the array; nil outside one.
  public let index: Int?

  /// The form in which `squeue` lists tasks for ``list(_:)``: job and index, a task a line.
  public static let format = "%F %K"

  /// Describes a task.
  public init(job: String, index: Int?) {
    self.job = job
    self.index = index
  }

  /// Reads a list in that ``format``.
  public static func list(_ text: String) -> [QueuedTask] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.first.map {
        QueuedTask(job: String($0), index: words.dropFirst().first.flatMap { Int($0) })
      }
    }
  }
}
