/// What processes that share a run tell each other.
struct PeerMessage {
  /// What is told.
  enum Content {
    /// To rank 0: how many more stretches the process would like to hold, and what it believes to run.
    case wants(Int, facts: [String])
    /// From rank 0: blocks to compute.
    case stretch(Range<Int>)
    /// To rank 0: blocks that were computed; their merged summary and the records of the sink follow.
    case computed(Range<Int>, ByteArchive)
    /// To rank 0: why the process cannot go on.
    case failed(PeerFailure)
    /// From rank 0: all is computed; the nodes of the merge tree follow.
    case finished(ByteArchive)
    /// From rank 0: the run ends without a result.
    case stopped(PeerFailure)
    /// From rank 0: something it alone knows.
    case told([UInt8])
    /// The last message of a process to another one: how its command ended, nil for well.
    case left(PeerFailure?)
  }

  /// Number of the call of the engine, or of another exchange, among all of the command.
  let exchange: Int
  let content: Content

  /// The bytes.
  var bytes: [UInt8] {
    var archive = Self.archive(exchange, kind)
    do {
      switch content {
      case .wants(var count, var facts):
        try archive.code(&count)
        try archive.code(&facts)
      case .stretch(var blocks): try archive.code(&blocks)
      case .failed(var failure), .stopped(var failure): try archive.code(&failure)
      case .told(var bytes): try archive.code(&bytes)
      case .left(let failure):
        var list = failure.map { [$0] } ?? []
        try archive.code(&list)
      case .computed, .finished: preconditionFailure("its bytes are made by those who compute")
      }
    } catch { preconditionFailure("writing fails: \(error)") }
    return archive.bytes
  }

  /// The beginning of a message of blocks that were computed; summary and records are to follow.
  static func computed(_ blocks: Range<Int>, in exchange: Int) throws -> ByteArchive {
    var (archive, blocks) = (archive(exchange, .computed), blocks)
    try archive.code(&blocks)
    return archive
  }

  /// The beginning of the message that all is computed; the tree is to follow.
  static func finished(in exchange: Int) -> ByteArchive { archive(exchange, .finished) }

  init(_ content: Content, in exchange: Int) {
    self.exchange = exchange
    self.content = content
  }

  /// Reads a message.
  ///
  /// - Throws: ``SummaryError`` for bytes that are none, as of another version of the program.
  init(reading bytes: [UInt8]) throws {
    var archive = ByteArchive(reading: bytes)
    var (exchange, kind) = (0, 0)
    try archive.code(&exchange)
    try archive.code(&kind)
    guard let kind = Kind(rawValue: kind) else { throw SummaryError("it is of kind \(kind)") }
    self.exchange = exchange
    switch kind {
    case .wants:
      var (count, facts) = (0, [String]())
      try archive.code(&count)
      try archive.code(&facts)
      content = .wants(count, facts: facts)
    case .stretch, .computed:
      var blocks = 0..<0
      try archive.code(&blocks)
      content = kind == .stretch ? .stretch(blocks) : .computed(blocks, archive)
    case .failed, .stopped:
      var failure = PeerFailure()
      try archive.code(&failure)
      content = kind == .failed ? .failed(failure) : .stopped(failure)
    case .finished: content = .finished(archive)
    case .told:
      var bytes: [UInt8] = []
      try archive.code(&bytes)
      content = .told(bytes)
    case .left:
      var list: [PeerFailure] = []
      try archive.code(&list)
      content = .left(list.first)
    }
  }

  private enum Kind: Int {
    case wants, stretch, computed, failed, finished, stopped, told, left
  }

  private var kind: Kind {
    switch content {
    case .wants: .wants
    case .stretch: .stretch
    case .computed: .computed
    case .failed: .failed
    case .finished: .finished
    case .stopped: .stopped
    case .told: .told
    case .left: .left
    }
  }

  private static func archive(_ exchange: Int, _ kind: Kind) -> ByteArchive {
    var archive = ByteArchive()
    var (exchange, word) = (exchange, kind.rawValue)
    do {
      try archive.code(&exchange)
      try archive.code(&word)
    } catch { preconditionFailure("writing fails: \(error)") }
    return archive
  }
}
