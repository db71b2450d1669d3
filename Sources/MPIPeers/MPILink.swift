#if MPI
  import CMPIShim
  import Ensembles
  import Foundation
  import NumericCore

  /// The processes that `mpirun` or `srun` started, over MPI (any version from 3.0 on).
  ///
  /// MPI is called by the thread that made the link alone, so that every implementation will do (MPI_THREAD_FUNNELED). Nobody
  /// waits inside MPI, where implementations spin: whoever waits looks from time to time, and gives its processor to workers.
  /// A message of more than a GiB goes in pieces.
  public final class MPILink: PeerLink, @unchecked Sendable {
    /// The rank of this process.
    public let rank: Int
    /// Ranks in all.
    public let count: Int
    /// Processors for this rank: those it may use, each divided among the ranks of the machine that may use it.
    public let processors: Int

    /// Tags of a message's pieces.
    private enum Tag {
      static let last: Int32 = 0
      static let more: Int32 = 1
    }
    /// Bytes of a piece; MPI counts in 32 bits.
    private static let piece = 1 << 30

    private var inbox: [(source: Int, bytes: [UInt8])] = []
    /// Beginnings of messages, by source.
    private var begun: [Int: [UInt8]] = [:]

    /// Starts MPI; once in a process.
    ///
    /// - Throws: ``MPIError``.
    public init() throws {
      var (rank, count, processors): (Int32, Int32, Int32) = (0, 1, 0)
      try MPIError.check(latecomer_mpi_begin(&rank, &count))
      try MPIError.check(latecomer_mpi_processors(&processors))
      self.rank = Int(rank)
      self.count = Int(count)
      self.processors =
        processors > 0 ? Int(processors) : max(ProcessInfo.processInfo.activeProcessorCount, 1)
    }

    /// Sends a message, and takes in what arrives meanwhile.
    ///
    /// - Throws: ``MPIError``.
    public func send(_ bytes: [UInt8], to rank: Int) throws {
      try bytes.withUnsafeBytes { bytes in
        var position = 0
        repeat {
          let size = min(Self.piece, bytes.count - position)
          let isLast = position + size == bytes.count
          try MPIError.check(
            latecomer_mpi_send(
              bytes.baseAddress.map { $0 + position }, Int32(size), Int32(rank),
              isLast ? Tag.last : Tag.more))
          try waitUntilSent()
          position += size
        } while position < bytes.count
      }
    }

    /// The message that arrived first.
    ///
    /// - Throws: ``MPIError``.
    public func receive() throws -> (source: Int, bytes: [UInt8])? {
      while inbox.isEmpty, try takeIn() {}
      return inbox.isEmpty ? nil : inbox.removeFirst()
    }

    /// Ends MPI; all ranks do.
    public func end() { _ = latecomer_mpi_end() }

    /// Ends all ranks at once.
    public func abort(status: Int32) { latecomer_mpi_abort(status) }

    private func waitUntilSent() throws {
      var pause: UInt32 = 0
      while true {
        let answer = latecomer_mpi_is_sent()
        if answer > 0 { return }
        if answer < 0 { try MPIError.check(-answer) }
        if try takeIn() { continue }
        // Short messages are gone at the first look.
        if pause > 0 { usleep(pause) }
        pause = min(pause + 20, 500)
      }
    }

    /// Takes a piece that has arrived; false where there is none.
    private func takeIn() throws -> Bool {
      var (source, tag, count): (Int32, Int32, Int32) = (0, 0, 0)
      let answer = latecomer_mpi_probe(&source, &tag, &count)
      if answer == 0 { return false }
      if answer < 0 { try MPIError.check(-answer) }
      var piece = [UInt8](repeating: 0, count: Int(count))
      let code = piece.withUnsafeMutableBytes {
        latecomer_mpi_receive($0.baseAddress, count, source, tag)
      }
      try MPIError.check(code)
      let bytes = (begun.removeValue(forKey: Int(source)) ?? []) + piece
      if tag == Tag.more {
        begun[Int(source)] = bytes
      } else {
        inbox.append((Int(source), bytes))
      }
      return true
    }
  }

  /// What MPI says that went wrong.
  public struct MPIError: KindedError {
    /// The sentence.
    public let description: String
    /// Trouble of the machine.
    public var kind: ErrorKind { .inputOutput }

    static func check(_ code: Int32) throws {
      if code == 0 { return }
      var text = [CChar](repeating: 0, count: 1_024)
      latecomer_mpi_error(code, &text, text.count)
      let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw MPIError(description: "MPI: \(String(decoding: words, as: UTF8.self))")
    }
  }
#endif
