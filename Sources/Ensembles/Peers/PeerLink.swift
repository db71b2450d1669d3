/// How bytes go between processes that do the same work.
///
/// Processes have ranks, 0 to ``count`` less 1. Messages of one process to another arrive whole and in the order in which
/// they were sent. All calls come from the one thread that made the link, so that an implementation over a library that
/// wants one thread, such as MPI, needs no lock.
public protocol PeerLink: AnyObject, Sendable {
  /// This process.
  var rank: Int { get }
  /// Processes in all.
  var count: Int { get }
  /// Sends a message.
  ///
  /// It must never wait for the other process to ask for it while that one may be sending itself: it takes in what arrives
  /// meanwhile, for ``receive()``.
  ///
  /// - Throws: what goes wrong on the way, after which nothing more can be sent.
  func send(_ bytes: [UInt8], to rank: Int) throws
  /// The message that arrived first of those that nobody has taken; nil where there is none. It does not wait.
  func receive() throws -> (source: Int, bytes: [UInt8])?
}
