/// Finds the name a user probably meant, in files and on the command line.
public enum NearestName {
  /// The valid name nearest to the given one, when it is near enough to be a slip.
  ///
  /// Near enough is a third of the longer name's letters, at least two: one slip in a short name, several in
  /// a long one, and never a different word. A name that is the start of exactly one valid name counts as
  /// near as well. Ties go to the name that comes first.
  ///
  /// Cost: the product of the letters of both names; a name of more than ``longest`` letters is near none.
  public static func find(_ name: String, among names: some Sequence<String>) -> String? {
    if name.utf8.count > longest { return nil }
    let plain = normalized(name)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let distance = editDistance(Array(plain), Array(normalized(candidate)))
      let limit = max(2, max(plain.count, candidate.count) / 3)
      if distance <= limit, distance < min(plain.count, candidate.count),
        distance < best?.distance ?? Int.max
      {
        best = (candidate, distance)
      }
    }
    if let best { return best.name }
    let longer = names.filter { $0.hasPrefix(plain) || $0.hasSuffix("_" + plain) }
    return longer.count == 1 && plain.count >= 3 ? longer[0] : nil
  }

  /// Letters of a name that can be a slip, twice those of the longest valid one.
  static let longest = 128

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other
  /// (optimal string alignment).
  static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for i in 1...left.count {
      var current = [i] + [Int](repeating: 0, count: right.count)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          current[j] = min(current[j], beforePrevious[j - 2] + 1)
        }
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }

  /// Camel case, hyphens and spaces are slips of style, not of spelling.
  private static func normalized(_ name: String) -> String {
    var result = ""
    for character in name {
      if character == "-" || character == " " {
        result.append("_")
      } else if character.isUppercase {
        if let last = result.last, last != "_", last.isLowercase { result.append("_") }
        result += character.lowercased()
      } else {
        result.append(character)
      }
    }
    return result
  }
}
