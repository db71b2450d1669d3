import Yams

/// What a YAML file may be at most, so that a small file cannot ask for much time or memory.
///
/// The parser itself refuses more than 1,000 levels. Aliases repeat what they name, and aliases of aliases multiply: what a file
/// comes to is counted with every repetition.
enum YAMLLimits {
  /// Bytes: hundreds of times the largest shipped file.
  static let bytes = 2 << 20
  /// Values, keys included, each as often as it is repeated.
  static let values = 100_000
  /// Line ends, commas, colons and brackets: every value has one of them beside it, and text has few.
  private static let separators = 250_000
  /// That a file has more values.
  static let tooMany = "a file has at most \(values) values, those that aliases repeat included"
  /// Unknown names of one reading for which the nearest valid one is looked for.
  static let nearNames = 100

  /// Why a text cannot be parsed in bounded time, in one sentence; nil when it can be.
  ///
  /// The parser compares whole keys while it reads, before anything can be counted. A key of several values, some of which are
  /// aliases, could be of any size; no file has a use for one.
  static func obstacle(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let marks = Set("\n,:[{".utf8)
    if bytes.count > separators, bytes.count(where: marks.contains) > separators { return tooMany }
    guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
    let (hasAlias, hasLargeKey) = Self.look(bytes)
    return hasAlias && hasLargeKey
      ? "a file with aliases ('*') has single words as keys; write what the alias stands for" : nil
  }

  /// Whether something looks like an alias, and whether something looks like a key that is none, one of several values, or one
  /// with a mark of its own. Text that is none of these may look like them; what is one always does.
  private static func look(_ bytes: [UInt8]) -> (hasAlias: Bool, hasLargeKey: Bool) {
    let before = Set(" \t\r\n[{,:?-".utf8)
    let blank = Set(" \t\r\n".utf8)
    func isOfName(_ byte: UInt8) -> Bool {
      byte == 0x5F || byte == 0x2D || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    /// Whether a colon follows, blanks aside.
    func leadsToColon(_ start: Int) -> Bool {
      var place = start
      while place < bytes.count, blank.contains(bytes[place]) { place += 1 }
      return place < bytes.count && bytes[place] == UInt8(ascii: ":")
    }
    var (hasAlias, hasLargeKey) = (false, false)
    for (place, byte) in bytes.enumerated() {
      let begins = place == 0 || before.contains(bytes[place - 1])
      switch byte {
      case UInt8(ascii: "*") where begins:
        var end = place + 1
        while end < bytes.count, isOfName(bytes[end]) { end += 1 }
        if end == place + 1 { continue }
        hasAlias = true
        if leadsToColon(end) { hasLargeKey = true }
      case UInt8(ascii: "?") where begins:
        if place + 1 == bytes.count || blank.contains(bytes[place + 1]) { hasLargeKey = true }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if !hasLargeKey, leadsToColon(place + 1) { hasLargeKey = true }
      default: continue
      }
      if hasAlias && hasLargeKey { break }
    }
    return (hasAlias, hasLargeKey)
  }

  /// Where a file has more than ``values``, repetitions counted; nil where it has not. Cost: at most as many steps.
  static func excess(_ root: Node) -> Mark? {
    var rest = values
    return excess(root, &rest)
  }

  private static func excess(_ node: Node, _ rest: inout Int) -> Mark? {
    rest -= 1
    if rest < 0 { return node.mark }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let sequence):
      for element in sequence {
        if let mark = excess(element, &rest) { return mark }
      }
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let mark = excess(key, &rest) ?? excess(value, &rest) { return mark }
      }
    }
    return nil
  }
}
