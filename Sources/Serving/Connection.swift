import FlyingSocks
import Foundation

/// One connection: a request, a response, the end. Every wait has a deadline.
struct Connection: Sendable {
  /// Seconds in which a whole request must be there, however slowly its bytes come.
  static let readingTime = 10.0
  /// Seconds in which each part of a response must be taken.
  static let writingTime = 30.0
  /// Seconds and bytes in which a peer that still sends is heard out, so that it gets the response before the end.
  private static let lingeringTime = 1.0
  private static let lingeringBytes = 1 << 20

  private let socket: AsyncSocket
  private let pool: any SettlingPool

  /// Takes a connection that was accepted, with the pool that it waits in.
  init(_ socket: AsyncSocket, pool: any SettlingPool) {
    self.socket = socket
    self.pool = pool
  }

  /// The request.
  ///
  /// - Throws: ``HTTPRefusal`` for a request that is too large, too slow or none; what the socket throws.
  func request() async throws -> HTTPRequest {
    do {
      return try await Deadline.within(Self.readingTime) {
        var reader = HTTPRequestReader()
        while true {
          if let request = try reader.take(try await socket.read(atMost: 4096)) { return request }
        }
      }
    } catch is Deadline.Missed {
      throw HTTPRefusal(status: 408, reason: "The request did not come in time.")
    }
  }

  /// Sends text.
  func send(_ text: String) async throws { try await send(Data(text.utf8)) }

  /// Sends a response.
  func send(_ response: HTTPResponse) async throws { try await send(response.bytes) }

  private func send(_ data: Data) async throws {
    try await Deadline.within(Self.writingTime) { try await socket.write(data) }
  }

  /// Waits until the peer goes, or sends what nobody waits for.
  func untilGone() async { _ = try? await socket.read(atMost: 1) }

  /// Ends the connection, on which nobody waits any more: what was sent arrives, even where the peer is still sending.
  func close() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    try? await Deadline.within(Self.lingeringTime) {
      var heard = 0
      while heard < Self.lingeringBytes { heard += try await socket.read(atMost: 4096).count }
    }
    // A pool that still watches the descriptor would take the next connection with its number for watched, and never
    // wake it.
    await pool.settle()
    try? socket.close()
  }
}

/// A pool that can be asked to finish what it is doing.
protocol SettlingPool: AsyncSocketPool {
  /// Returns when the pool has forgotten all waits that ended before.
  func settle() async
}

extension SocketPool: SettlingPool {
  // The pool forgets a wait in the same step that ends it; a step of its own comes after.
  func settle() {}
}
