/// Columns of one worker: memory that is allocated once, lies on a cache line, and is reused for every block.
///
/// Not thread-safe, and not meant to be: every worker owns its own.
final class BlockMemory {
  /// The cache line of every processor the kernel is built for, and the width of its widest vector.
  static let alignment = 64

  /// First element.
  let base: UnsafeMutablePointer<Double>
  /// Elements.
  let count: Int

  /// Allocates `count` numbers, all 0. Zero is written, so that the pages belong to the memory of the
  /// worker's own processor before the first block is timed.
  init(count: Int) {
    precondition(count >= 0, "memory of \(count) elements")
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Double>.stride, alignment: Self.alignment)
    self.base = raw.bindMemory(to: Double.self, capacity: max(count, 1))
    self.base.initialize(repeating: 0, count: max(count, 1))
    self.count = count
  }

  deinit { base.deallocate() }
}
