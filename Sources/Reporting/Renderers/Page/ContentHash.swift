/// SHA-256 of a text, as a page's content security policy names the style and the script that it allows.
///
/// Source: FIPS 180-4, Secure Hash Standard, doi:10.6028/NIST.FIPS.180-4. Cost: some microseconds a kilobyte.
enum ContentHash {
  /// Bytes of the fractional parts of square and cube roots of the first primes, as the standard has them.
  private static let primes: [Int] = {
    var found: [Int] = []
    var candidate = 2
    while found.count < 64 {
      if !found.contains(where: { candidate % $0 == 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }()

  /// The first 32 bits of the fractional part of a root, by whole numbers alone.
  ///
  /// The largest r with `r^power <= prime * 2^(32 power)` is the root times 2^32; its lower 32 bits are the fraction.
  private static func fraction(of prime: Int, power: Int) -> UInt32 {
    var (low, high) = (UInt64(0), UInt64(1) << 37)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAtMost(middle, power: power, prime: prime) { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }

  /// Whether `value^power <= prime * 2^(32 power)`, in halves of 64 bits so that nothing overflows.
  private static func isAtMost(_ value: UInt64, power: Int, prime: Int) -> Bool {
    var product: [UInt64] = [1]
    for _ in 0..<power {
      var carry: UInt64 = 0
      for place in product.indices {
        let (high, low) = product[place].multipliedFullWidth(by: value)
        let (sum, overflows) = low.addingReportingOverflow(carry)
        product[place] = sum
        carry = high + (overflows ? 1 : 0)
      }
      product.append(carry)
    }
    // prime * 2^64 for squares, prime * 2^96 for cubes.
    let limit: [UInt64] =
      power == 2 ? [0, UInt64(prime)] : [0, UInt64(prime) << 32]
    let length = max(product.count, limit.count)
    for place in (0..<length).reversed() {
      let (own, most) = (
        place < product.count ? product[place] : 0, place < limit.count ? limit[place] : 0
      )
      if own != most { return own < most }
    }
    return true
  }

  private static let start = primes.prefix(8).map { fraction(of: $0, power: 2) }
  private static let rounds = primes.map { fraction(of: $0, power: 3) }

  /// The hash in base 64: what stands behind `sha256-`.
  static func base64(_ text: String) -> String {
    var bytes: [UInt8] = []
    for word in words(Array(text.utf8)) {
      bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for place in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { place + $0 < bytes.count ? UInt32(bytes[place + $0]) : 0 }
      let joined = group[0] << 16 | group[1] << 8 | group[2]
      let shown = min(bytes.count - place, 3) + 1
      for digit in 0..<4 {
        result.append(digit < shown ? digits[Int(joined >> UInt32(18 - 6 * digit) & 63)] : "=")
      }
    }
    return result
  }

  private static func words(_ message: [UInt8]) -> [UInt32] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    padded += stride(from: 56, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: UInt64(message.count * 8) >> UInt64($0))
    }
    return stride(from: 0, to: padded.count, by: 64).reduce(Array(start)) { state, offset in
      block(padded[offset..<offset + 64], state)
    }
  }

  private static func block(_ bytes: ArraySlice<UInt8>, _ state: [UInt32]) -> [UInt32] {
    func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
    var schedule = (0..<16).map { word in
      bytes.dropFirst(4 * word).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (far, near) = (schedule[index - 15], schedule[index - 2])
      let first = turned(far, 7) ^ turned(far, 18) ^ far >> 3
      let second = turned(near, 17) ^ turned(near, 19) ^ near >> 10
      schedule.append(schedule[index - 16] &+ first &+ schedule[index - 7] &+ second)
    }
    var v = state
    for index in 0..<64 {
      let mixed = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let one = v[7] &+ mixed &+ choice &+ rounds[index] &+ schedule[index]
      let other = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [one &+ other &+ majority, v[0], v[1], v[2], v[3] &+ one, v[4], v[5], v[6]]
    }
    return zip(state, v).map { $0 &+ $1 }
  }
}
