/// Sorting of many numbers by their bits.
///
/// The bits of a number, with the sign bit inverted and for negative numbers all others too, order as
/// unsigned integers do as the numbers themselves. The 24 bits from the highest one in which any two of the
/// numbers differ are sorted in three stable passes, a byte each from the lowest; among thousands of measured
/// numbers few then still stand in the wrong order, and those are moved one by one. Where they are many, as
/// with numbers that differ in their last bits alone, all eight bytes are sorted instead. The passes have no
/// comparison whose outcome a processor could guess wrong, which is what a comparison sort of random numbers
/// spends most of its time on: thousands of numbers are sorted about five times as fast.
///
/// H. H. Seward 1954, Information sorting in the application of electronic digital computers to business
/// operations, MIT Digital Computer Laboratory report R-232.
public enum RadixSort {
  /// Below this many numbers the counts of 8 times 256 values cost more than comparisons.
  private static let fewNumbers = 256

  /// Sorts in place. NaN must not occur; -0 comes before 0.
  public static func sort(_ values: inout [Double]) {
    let count = values.count
    if count < fewNumbers {
      values.sort()
      return
    }
    precondition(count <= Int(UInt32.max), "\(count) numbers to sort at once")
    values.withUnsafeMutableBufferPointer { values in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * count) { keys in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 8 * 256) { counts in
          sort(
            values.baseAddress!, count: count, keys: keys.baseAddress!,
            counts: counts.baseAddress!)
        }
      }
    }
  }

  private static func sort(
    _ values: UnsafeMutablePointer<Double>, count: Int, keys: UnsafeMutablePointer<UInt64>,
    counts: UnsafeMutablePointer<UInt32>
  ) {
    var all = UInt64.max
    var any: UInt64 = 0
    for index in 0..<count {
      let bits = values[index].bitPattern
      let key = bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) &>> 63) | (1 << 63))
      keys[index] = key
      all &= key
      any |= key
    }
    let highest = 63 - (all ^ any).leadingZeroBitCount
    let shift = max(highest - 23, 0)
    var sorted = sortBytes(keys, count: count, shift: shift, bytes: 3, counts: counts)
    if shift > 0 && !settle(sorted, count: count) {
      // The other half of the memory is free; keys are copied to its beginning.
      if sorted != keys { keys.update(from: sorted, count: count) }
      sorted = sortBytes(keys, count: count, shift: 0, bytes: 8, counts: counts)
    }
    for index in 0..<count {
      let key = sorted[index]
      let isNegative = Int64(bitPattern: ~key) &>> 63
      values[index] = Double(bitPattern: key ^ (UInt64(bitPattern: isNegative) | (1 << 63)))
    }
  }

  /// Sorts by so many bytes above a shift, between the two halves of the memory.
  ///
  /// - Returns: where the sorted keys are.
  private static func sortBytes(
    _ keys: UnsafeMutablePointer<UInt64>, count: Int, shift: Int, bytes: Int,
    counts: UnsafeMutablePointer<UInt32>
  ) -> UnsafeMutablePointer<UInt64> {
    counts.initialize(repeating: 0, count: bytes * 256)
    for index in 0..<count {
      let key = keys[index] &>> UInt64(shift)
      for byte in 0..<bytes {
        counts[byte &* 256 &+ Int((key &>> UInt64(8 &* byte)) & 255)] &+= 1
      }
    }
    var source = keys
    var target = keys + count
    for byte in 0..<bytes {
      let position = UInt64(shift + 8 * byte)
      let starts = counts + byte * 256
      if starts[Int((source[0] &>> position) & 255)] == UInt32(count) { continue }
      var start: UInt32 = 0
      for digit in 0..<256 {
        let size = starts[digit]
        starts[digit] = start
        start &+= size
      }
      for index in 0..<count {
        let key = source[index]
        let digit = Int((key &>> position) & 255)
        target[Int(starts[digit])] = key
        starts[digit] &+= 1
      }
      swap(&source, &target)
    }
    return source
  }

  /// Moves keys that are nearly in order into order.
  ///
  /// - Returns: false when it gave up after four moves a key, above which the passes left out are cheaper; the
  ///   keys are then all there, in some order.
  private static func settle(_ keys: UnsafeMutablePointer<UInt64>, count: Int) -> Bool {
    var moves = 4 * count
    for index in 1..<count {
      let key = keys[index]
      var hole = index
      while hole > 0 && keys[hole - 1] > key {
        keys[hole] = keys[hole - 1]
        hole -= 1
      }
      keys[hole] = key
      moves -= index - hole
      if moves < 0 { return false }
    }
    return true
  }
}
