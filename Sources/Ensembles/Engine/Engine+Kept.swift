extension Engine {
  /// The values of a function of the numbers below a count, as ``map(_:context:_:)``, kept in the context's log where there
  /// is one: values that it holds are not computed again.
  ///
  /// - Throws: as ``run(_:blocks:onto:stage:context:)``, and what the function throws.
  public static func keptMap<Value: ArchivableElement & Sendable>(
    _ count: Int, context: RunContext, _ compute: @escaping @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    if context.log == nil { return try map(count, context: context, compute) }
    let plan = ValuePlan(blockCount: count, compute: compute)
    return try run(plan, context: context.quiet).summary.values
  }
}

/// A value a block.
private struct ValuePlan<Value: ArchivableElement & Sendable>: BlockPlan {
  let blockCount: Int
  let compute: @Sendable (Int) throws -> Value

  func runs(before block: Int) -> Int { block }
  func makeSummary() -> ValueList<Value> { ValueList() }
  func makeWorker() -> BlockWorker { BlockWorker() }
  func evaluate(
    _ block: Int, on worker: BlockWorker, into summary: inout ValueList<Value>
  ) throws {
    summary.values.append(try compute(block))
  }
}

/// Values in the order of their blocks.
private struct ValueList<Value: ArchivableElement & Sendable>: BlockSummary {
  var values: [Value] = []

  static var format: String { "values 1" }
  mutating func merge(_ later: ValueList) { values += later.values }
  mutating func archive(_ archive: inout ByteArchive) throws { try archive.code(&values) }
}
