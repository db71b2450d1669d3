extension Engine {
  /// As ``map(_:context:_:)``, shared with other processes where there are many values, and kept in the context's log where
  /// there is one: values that it holds are not computed again.
  ///
  /// - Parameters:
  ///   - count: how many values.
  ///   - context: threads, processes and log, and whom to ask whether to stop.
  ///   - compute: called from many threads at once.
  /// - Throws: as ``map(_:context:_:)``, and the ``PeerFailure`` of another process.
  public static func map<Value: ArchivableElement & Sendable>(
    sharing count: Int, context: RunContext, _ compute: @escaping @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    guard context.log != nil || context.peers?.shares(0..<count) == true else {
      return try map(count, context: context, compute)
    }
    let plan = ValuePlan(blockCount: count, compute: compute)
    return try run(plan, context: context.quiet).summary.values
  }
}

/// Values as blocks.
private struct ValuePlan<Value: ArchivableElement & Sendable>: BlockPlan {
  let blockCount: Int
  let compute: @Sendable (Int) throws -> Value

  func runs(before block: Int) -> Int { block }
  func makeSummary() -> ValueList<Value> { ValueList() }
  func makeWorker() -> BlockWorker { BlockWorker() }

  func evaluate(_ block: Int, on worker: BlockWorker, into summary: inout ValueList<Value>) throws {
    summary.values = [try compute(block)]
  }
}

/// Values of consecutive numbers.
private struct ValueList<Value: ArchivableElement & Sendable>: BlockSummary {
  var values: [Value] = []

  static var format: String { "values 1" }
  mutating func merge(_ later: ValueList) { values += later.values }
  mutating func archive(_ archive: inout ByteArchive) throws { try archive.code(&values) }
}
