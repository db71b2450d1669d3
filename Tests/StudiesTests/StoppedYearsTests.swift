import Ensembles
import Foundation
import GrowthModels
import Reporting
import Scenarios
import StudyContract
import Synchronization
import TestSupport
import Testing

@testable import Studies

/// A run that is stopped before it has all numbers of its quantiles by year goes on with those it has.
@Suite("Runs stopped within the futures of their quantiles")
struct StoppedYearsTests {
  /// What a run told of itself.
  private final class Account: Sendable {
    let before = Mutex(0)
    let done = Mutex(0)
  }

  /// Records a run in a folder, and stops it behind a block.
  ///
  /// - Returns: runs that were there when it began.
  private func record(
    _ path: String, futures: Int, stopAfter last: Int = .max, resumes: Bool = false
  ) throws -> Int {
    let account = Account()
    var study = try StudyLoader.load(repository.path + "/Models/studies/solow.yaml")
    study.design.futures = futures
    let folder = try RunFolder(path: path, resumes: resumes)
    // With a single one it is certain which block comes next.
    var context = RunContext(
      threads: 1,
      progress: { _, moment in
        account.before.withLock { $0 = moment.runsBefore }
        account.done.withLock { $0 = moment.blocksDone }
      },
      isCancelled: { account.done.withLock { $0 } >= last })
    context.log = folder.log
    let session = try StudySession(study, model: SolowModel(), context: context)
    let comparison = try StudyComparison(
      session: session,
      runs: [try folder.record(session, under: .prior, isFirst: true, stage: "", paths: ["income"])]
    )
    try folder.finish {
      Manifest(comparison, command: [], version: "1.2.3", started: Date(), files: $0)
    }
    return account.before.withLock { $0 }
  }

  @Test(arguments: [(6_000, 17), (8_192, 31), (20_000, 18), (20_000, 40)])
  func theyGoOnToTheSameBytes(futures: Int, last: Int) throws {
    let folder = NSTemporaryDirectory() + "/latecomer-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (whole, stopped) = (folder + "/whole", folder + "/stopped")
    #expect(try record(whole, futures: futures) == 0)
    #expect(throws: EnsembleError.self) {
      try record(stopped, futures: futures, stopAfter: last)
    }
    #expect(try record(stopped, futures: futures, resumes: true) > 0)
    for name in ["yearly.csv", "paths-income.csv", "outcomes.csv", "factors.csv", "blocks.log"] {
      let bytes = try [whole, stopped].map {
        try Data(contentsOf: URL(fileURLWithPath: $0 + "/" + name))
      }
      #expect(bytes[0] == bytes[1], "\(name)")
    }
  }
}
