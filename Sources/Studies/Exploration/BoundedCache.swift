import Foundation

/// Values that may be made again, as many as fit; those that were not asked for longest go first.
///
/// Thread-safe. Cost of a look: a search of the keys; of room: one look at all of them.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
  // Everything below is touched under the lock alone.
  private let lock = NSLock()
  private var entries: [Key: (value: Value, size: Int, lastUse: Int)] = [:]
  private var uses = 0
  private var size = 0
  private let capacity: Int

  /// Keeps nothing yet.
  ///
  /// - Parameter capacity: sum of the sizes of all values that are kept.
  init(capacity: Int) { self.capacity = capacity }

  /// What is kept under a key.
  func value(_ key: Key) -> Value? {
    lock.withLock {
      uses += 1
      entries[key]?.lastUse = uses
      return entries[key]?.value
    }
  }

  /// Keeps a value, unless it alone is too large.
  func keep(_ value: Value, size own: Int, for key: Key) {
    guard own <= capacity else { return }
    lock.withLock {
      uses += 1
      size += own - (entries[key]?.size ?? 0)
      entries[key] = (value, own, uses)
      while size > capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
        size -= oldest.value.size
        entries[oldest.key] = nil
      }
    }
  }

  /// What is kept under a key, or what is made and kept now. Two that ask at once may both make it.
  func value(_ key: Key, size: Int, make: () throws -> Value) rethrows -> Value {
    if let value = value(key) { return value }
    let made = try make()
    keep(made, size: size, for: key)
    return made
  }
}
