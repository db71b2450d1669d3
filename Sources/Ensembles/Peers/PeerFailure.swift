import NumericCore

/// Why a process stopped, as another one hears of it.
public struct PeerFailure: KindedError, Hashable {
  /// What went wrong, in one sentence.
  public private(set) var description = ""
  /// The sort of trouble.
  public private(set) var kind = ErrorKind.badData
  /// The sentence with a word before it.
  public private(set) var message = ""
  /// Exit status of the process.
  public private(set) var status: Int32 = ErrorKind.badData.rawValue
  /// Blocks merged and blocks in all, of a run that somebody stopped; empty otherwise.
  private var blocks: [Int] = []

  /// A blank to read into.
  public init() {}

  /// Describes an error.
  ///
  /// - Parameter status: of the process that ends with it; by default that of its kind.
  public init(_ error: any Error, status: Int32? = nil) {
    if let failure = error as? PeerFailure {
      self = failure
    } else if let error = error as? any KindedError {
      (description, kind, message) = (error.description, error.kind, error.message)
      self.status = kind.rawValue
    } else {
      description = String(describing: error)
      message = "Error: \(description)"
    }
    if case .cancelled(let done, let count) = error as? EnsembleError { blocks = [done, count] }
    if let status { self.status = status }
  }

  /// The same trouble as a process should throw it that hears of it: what asks to stop is told apart from mistakes.
  var error: any Error {
    blocks.count == 2 ? EnsembleError.cancelled(blocksDone: blocks[0], blockCount: blocks[1]) : self
  }

  /// The same, with the process where it was.
  func on(rank: Int) -> PeerFailure {
    var failure = self
    guard blocks.isEmpty else { return failure }
    failure.description = "on rank \(rank): \(description)"
    failure.message = "Error: \(failure.description)"
    return failure
  }
}

extension PeerFailure: ArchivableElement {
  /// All parts.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var words = [Int(kind.rawValue), Int(status)]
    try archive.code(&words)
    try archive.code(&description)
    try archive.code(&message)
    try archive.code(&blocks)
    kind = ErrorKind(rawValue: Int32(words[0])) ?? .badData
    status = Int32(words[1])
  }
}
