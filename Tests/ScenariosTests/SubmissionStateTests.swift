import Foundation
import NumericCore
import Testing

@testable import Scenarios

/// What is left to submit: neither what is finished nor what others work on.
@Suite struct SubmissionStateTests {
  /// Ten shards in arrays of four: 1 to 4, 5 to 8, 9 and 10, and a merge.
  private static let submission = Submission(
    version: "1", command: [], folder: "/run", shards: 10, arrayLimit: 4,
    jobs: [(11, 1...4), (12, 5...8), (13, 9...10)].map {
      Submission.Job(id: "\($0.0)", shards: NumberList($0.1))
    } + [Submission.Job(id: "14", shards: NumberList([]))])

  private static func state(
    _ finished: Set<Int>, isMerged: Bool = false, queue: String = ""
  ) -> SubmissionState {
    SubmissionState(
      submission, finished: finished, isMerged: isMerged, queue: QueuedTask.list(queue))
  }

  @Test func whatNobodyWorksOnIsLeft() {
    // Of the second array tasks 1 and 3 are in the queue, which compute shards 6 and 8; job 99 is somebody else's.
    let state = Self.state([1, 2, 3, 5, 9, 10], queue: "12 1\n12 3\n99 0\n14 N/A\n")
    #expect(state.missing.text == "4,6-8" && state.inQueue.text == "6,8")
    #expect(state.left.text == "4,7" && state.openJobs == ["12", "14"])
    #expect(state.mergeIsInQueue && state.needsMerge)
  }

  @Test func finishedShardsInTheQueueAreNotWaitedFor() {
    let state = Self.state(Set(1...9), queue: "13 0\n13 1\n14 N/A\n")
    #expect(state.inQueue.text == "10" && state.left.numbers.isEmpty && !state.needsMerge)
  }

  @Test func aMergeThatDiedIsSubmittedAgain() {
    let state = Self.state(Set(1...10))
    #expect(state.left.numbers.isEmpty && state.needsMerge)
  }

  @Test func nothingIsLeftOfAFinishedRun() {
    #expect(!Self.state(Set(1...10), isMerged: true).needsMerge)
    // A shard that was lost afterwards is made again.
    #expect(Self.state(Set(1...9), isMerged: true).needsMerge)
  }

  private static let none: [(String?, ErrorKind)] = [
    ("{}", .badData), ("", .badData), (nil, .missingFile), (record(shards: 0), .badData),
    (record(job: "1;rm"), .badData), (record(numbers: "1-5"), .badData),
    (record(folder: "/elsewhere"), .badData),
  ]

  @Test(arguments: none)
  func aRecordThatIsNoneIsRefused(text: String?, kind: ErrorKind) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/submission-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try text?.write(toFile: folder + "/" + Submission.file, atomically: true, encoding: .utf8)
    let error = #expect(throws: StudyErrors.self) { try Submission(inFolder: folder) }
    #expect(error?.kind == kind)
  }

  private static func record(
    folder: String = "/", shards: Int = 4, job: String = "1", numbers: String = "1-4"
  ) -> String {
    """
    {"version": "1", "command": [], "folder": "\(folder)", "shards": \(shards), "arrayLimit": 4,
     "jobs": [{"id": "\(job)", "shards": "\(numbers)"}]}
    """
  }
}
