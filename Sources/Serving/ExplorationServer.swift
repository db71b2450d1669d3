import FlyingSocks
import Foundation
import NumericCore

/// A server that cannot be started.
public struct ServingError: KindedError, Hashable {
  /// Why, in one sentence.
  public let description: String
  /// Something that others hold.
  public var kind: ErrorKind { .cannotCreate }
}

/// Answers the page of one study on this machine's loopback address, and nobody else.
///
/// Of FlyingFox only the sockets are used: its server reads headers of any length, waits for ever between two bytes and
/// counts no connections, and nothing of it can be put in between.
public final class ExplorationServer: Sendable {
  /// Connections at once; a further one is closed unheard.
  static let mostConnections = 128
  /// Seconds between two looks at whether to stop.
  private static let pause = 0.05

  /// The address to open, with the token behind it.
  public let address: String
  /// The port.
  public let port: UInt16
  private let listener: Socket
  private let desk: ExplorationDesk

  /// Takes a port, on which it is heard from now on.
  ///
  /// - Parameters:
  ///   - port: 0 for one that is free.
  ///   - service: what is served.
  /// - Throws: ``ServingError`` for a port that cannot be had.
  public init(port: UInt16, service: ExplorationService) throws {
    do {
      listener = try Socket(domain: AF_INET)
      try listener.setValue(true, for: .localAddressReuse)
      try listener.bind(to: .inet(ip4: "127.0.0.1", port: port))
      try listener.listen()
      guard case .ip4(_, let given) = try listener.sockname() else {
        throw SocketError.unsupportedAddress
      }
      self.port = given
    } catch SocketError.failed(_, let number, let message) {
      let hint =
        number == EADDRINUSE
        ? "another program uses it; name another one with --port, or 0 for one that is free"
        : message.prefix(1).lowercased() + message.dropFirst()
      throw ServingError(description: "port \(port) of 127.0.0.1 cannot be had: \(hint)")
    } catch {
      throw ServingError(description: "port \(port) of 127.0.0.1 cannot be had: \(error)")
    }
    let token = Gatekeeper.makeToken()
    address = "http://127.0.0.1:\(self.port)/#token=\(token)"
    desk = ExplorationDesk(service, gatekeeper: Gatekeeper(port: self.port, token: token))
  }

  /// Serves until it is told to stop. Called from a thread that may wait; connections are tasks.
  public func run(until isStopped: @escaping @Sendable () -> Bool) {
    let end = DispatchSemaphore(value: 0)
    Task {
      await serve(until: isStopped)
      end.signal()
    }
    end.wait()
  }

  private func serve(until isStopped: @escaping @Sendable () -> Bool) async {
    let pool = SocketPool.ofSystem
    await withTaskGroup(of: Void.self) { group in
      do {
        try await pool.prepare()
        let socket = try AsyncSocket(socket: listener, pool: pool)
        group.addTask { try? await pool.run() }
        group.addTask { await self.accept(on: socket, pool: pool) }
      } catch {}
      while !isStopped() { try? await Task.sleep(for: .seconds(Self.pause)) }
      await desk.close()
      group.cancelAll()
    }
    try? listener.close()
  }

  private func accept(on listener: AsyncSocket, pool: any SettlingPool) async {
    await withDiscardingTaskGroup { group in
      let count = ConnectionCount()
      while !Task.isCancelled {
        guard let socket = try? await listener.accept() else {
          // No descriptor is left, or the end: in either case not at once again.
          try? await Task.sleep(for: .seconds(Self.pause))
          continue
        }
        guard count.add(upTo: Self.mostConnections) else {
          try? socket.close()
          continue
        }
        group.addTask {
          let connection = Connection(socket, pool: pool)
          await self.desk.answer(connection)
          await connection.close()
          count.remove()
        }
      }
    }
  }
}

extension SocketPool where Queue == Poll {
  /// The way in which this system waits for many sockets.
  fileprivate static var ofSystem: any SettlingPool {
    #if canImport(Darwin)
      return SocketPool<kQueue>.kQueue()
    #else
      return SocketPool<ePoll>.ePoll()
    #endif
  }
}

/// Connections that are open.
private final class ConnectionCount: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  /// Counts one more unless there are so many.
  func add(upTo most: Int) -> Bool {
    lock.withLock {
      guard count < most else { return false }
      count += 1
      return true
    }
  }

  /// Counts one less.
  func remove() { lock.withLock { count -= 1 } }
}
