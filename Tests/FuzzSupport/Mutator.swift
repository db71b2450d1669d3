/// Changes inputs that readers take into ones that they hardly expect; the same seed makes the same changes.
struct Mutator {
  var random: SplitMix64
  /// Inputs that other pieces are taken from.
  let seeds: [[UInt8]]
  /// Longest input that is made: longer ones take their time and find nothing else.
  private static let longest = 1 << 17

  /// An input made of one of the seeds by one change to six.
  mutating func input() -> [UInt8] {
    var bytes = random.one(of: seeds)
    for _ in 0..<1 + random.below(1 + random.below(6)) { change(&bytes) }
    return bytes.count > Self.longest ? Array(bytes.prefix(Self.longest)) : bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    switch random.below(20) {
    case 0, 1, 2: replaceNumber(&bytes)
    case 3, 4, 5: replaceValue(&bytes)
    case 6: changeByte(&bytes)
    case 7: bytes.insert(contentsOf: random.one(of: OddTexts.pieces), at: place(in: bytes))
    case 8: bytes.removeSubrange(stretch(of: bytes))
    case 9: bytes.removeLast(random.below(bytes.count))
    case 10: bytes.insert(contentsOf: bytes[stretch(of: bytes)], at: place(in: bytes))
    case 11: splice(&bytes)
    case 12:
      changeLines(&bytes) { lines, random in
        lines.insert(random.one(of: lines), at: random.below(lines.count))
      }
    case 13: changeLines(&bytes) { lines, random in lines.remove(at: random.below(lines.count)) }
    case 14:
      changeLines(&bytes) { lines, random in
        lines.swapAt(random.below(lines.count), random.below(lines.count))
      }
    case 15: changeIndentation(&bytes)
    case 16: replaceWord(&bytes)
    case 17: bytes.insert(contentsOf: OddTexts.structure(&random), at: place(in: bytes))
    case 18: changeAll(&bytes)
    default: changeField(&bytes)
    }
  }

  private mutating func place(in bytes: [UInt8]) -> Int { random.below(bytes.count + 1) }

  /// A stretch, short ones more often.
  private mutating func stretch(of bytes: [UInt8]) -> Range<Int> {
    let start = random.below(bytes.count)
    return start..<min(bytes.count, start + 1 + random.below(1 << random.below(8)))
  }

  private mutating func changeByte(_ bytes: inout [UInt8]) {
    if bytes.isEmpty { return }
    let place = random.below(bytes.count)
    if random.below(2) == 0 {
      bytes[place] ^= 1 << UInt8(random.below(8))
    } else {
      bytes[place] = UInt8(truncatingIfNeeded: random.next())
    }
  }

  private mutating func splice(_ bytes: inout [UInt8]) {
    let other = random.one(of: seeds)
    bytes = Array(bytes.prefix(place(in: bytes))) + other.suffix(place(in: other))
  }

  /// Lines, with a change to them; a text without lines stays.
  private mutating func changeLines(
    _ bytes: inout [UInt8], _ change: (inout [[UInt8]], inout SplitMix64) -> Void
  ) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.isEmpty { return }
    change(&lines, &random)
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private mutating func changeIndentation(_ bytes: inout [UInt8]) {
    changeLines(&bytes) { lines, random in
      let line = random.below(lines.count)
      let blanks = lines[line].prefix { $0 == 0x20 }.count
      let others = random.below(10) == 0 ? [0x09] : [UInt8](repeating: 0x20, count: random.below(9))
      lines[line].replaceSubrange(0..<blanks, with: others)
    }
  }

  /// A run of characters of a kind that holds a place.
  private func run(in bytes: [UInt8], at place: Int, of isPart: (UInt8) -> Bool) -> Range<Int> {
    var (start, end) = (place, place)
    while start > 0, isPart(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    return start..<end
  }

  private mutating func replaceNumber(_ bytes: inout [UInt8]) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x2E }
    let start = place(in: bytes)
    guard let digit = bytes[start...].firstIndex(where: isDigit) ?? bytes.firstIndex(where: isDigit)
    else { return changeByte(&bytes) }
    bytes.replaceSubrange(
      run(in: bytes, at: digit, of: isDigit), with: Array(random.one(of: OddTexts.numbers).utf8))
  }

  /// What stands behind a colon.
  private mutating func replaceValue(_ bytes: inout [UInt8]) {
    let start = place(in: bytes)
    guard let colon = bytes[start...].firstIndex(of: 0x3A) ?? bytes.firstIndex(of: 0x3A) else {
      return changeField(&bytes)
    }
    let end = bytes[colon...].firstIndex { $0 == 0x0A || $0 == 0x7D || $0 == 0x2C } ?? bytes.count
    bytes.replaceSubrange(
      colon + 1..<max(end, colon + 1), with: Array((" " + random.one(of: OddTexts.values)).utf8))
  }

  /// A word by another of the same input, or of a seed.
  private mutating func replaceWord(_ bytes: inout [UInt8]) {
    func isLetter(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F
    }
    if bytes.isEmpty { return }
    let source = random.below(2) == 0 ? bytes : random.one(of: seeds)
    if source.isEmpty { return }
    let word = source[run(in: source, at: random.below(source.count), of: isLetter)]
    bytes.replaceSubrange(
      run(in: bytes, at: random.below(bytes.count), of: isLetter), with: Array(word))
  }

  /// A field of a table.
  private mutating func changeField(_ bytes: inout [UInt8]) {
    if bytes.isEmpty { return }
    func isPart(_ byte: UInt8) -> Bool {
      byte != 0x2C && byte != 0x0A && byte != 0x3B && byte != 0x09
    }
    let field = run(in: bytes, at: random.below(bytes.count), of: isPart)
    let text =
      random.below(2) == 0 ? random.one(of: OddTexts.numbers) : random.one(of: OddTexts.values)
    bytes.replaceSubrange(field, with: Array(text.utf8))
  }

  /// What another program does to a whole file.
  private mutating func changeAll(_ bytes: inout [UInt8]) {
    switch random.below(7) {
    case 0: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    case 1: bytes = bytes.map { $0 == 0x0A ? 0x0D : $0 }
    case 2: bytes = [0xEF, 0xBB, 0xBF] + bytes
    case 3: bytes = [0xFF, 0xFE] + bytes.flatMap { [$0, 0] }
    case 4: bytes = bytes.map { $0 == 0x2C ? 0x3B : $0 }
    case 5: bytes = bytes.map { $0 == 0x2C ? 0x09 : $0 == 0x2E ? 0x2C : $0 }
    default: bytes = []
    }
  }
}
