import Ensembles
import Foundation
import NumericCore
import Reporting

#if MPI
  import MPIPeers
#endif

/// A command whose work the processes share that `mpirun` started; of any other one rank 0 does all, and the rest wait.
///
/// Every rank runs it, and so it must come to the same calls of the engine on each, whatever files and the terminal hold.
protocol SharedCommand {}

/// The processes that `mpirun` started, in a program that was built with the package trait `MPI`; this one alone in any other.
///
/// Rank 0 writes files and speaks. The others say nothing, and end as rank 0 does.
enum Ranks {
  /// The processes, where there are several; belongs to the main thread.
  private(set) nonisolated(unsafe) static var group: PeerGroup?
  /// Whether the command that runs is one that is shared.
  nonisolated(unsafe) static var isShared = false

  /// Whether this process speaks and writes.
  static var leads: Bool { group?.leads ?? true }

  /// Seconds that rank 0 waits for those who may be at something without blocks: after a failure, and when all is done.
  private static let patience = (failed: 10.0, done: 60.0)

  #if MPI
    private nonisolated(unsafe) static var link: MPILink?

    /// Joins the processes that were started together.
    static func join() throws {
      let link = try MPILink()
      self.link = link
      guard link.count > 1 else { return }
      let group = PeerGroup(link)
      self.group = group
      if !group.leads { WritingProcess.leaveToAnother() }
    }

    /// Processors for this process: on a machine with several ranks its share of them.
    static var processors: Int {
      link?.processors ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// Leaves the processes, when the command has ended here.
    ///
    /// - Parameter failure: how it ended; nil for well.
    /// - Returns: how the whole ended.
    static func leave(after failure: PeerFailure?) -> PeerFailure? {
      guard let link else { return failure }
      self.link = nil
      var ending = (failure: failure, isComplete: true)
      if let group {
        ending = group.leave(
          after: failure, patience: failure == nil ? patience.done : patience.failed)
      }
      if ending.isComplete {
        link.end()
      } else {
        fflush(nil)
        link.abort(status: ending.failure?.status ?? 0)
      }
      return ending.failure
    }
  #else
    /// Does nothing.
    static func join() throws {}

    /// Processors for this process: all it may use.
    static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// Does nothing.
    static func leave(after failure: PeerFailure?) -> PeerFailure? { failure }
  #endif

  /// States what the ranks must have in common beside their files: processors of another kind may round otherwise.
  static func compare(machineCode: String) {
    group?.facts = [
      Terminal.command.joined(separator: " "), "version \(Latecomer.version)",
      "vector path \(machineCode)",
    ]
  }

  /// States which file is worked on: disks may differ.
  static func compare(file hash: String?) {
    if let hash { group?.facts.append("a study file of hash \(hash)") }
  }
}
