import ModelContract

/// A policy mix as the text of its file, complete: every lever and trait stands in it, and no other mix beneath.
public enum PolicyText {
  /// Columns after which a line is broken.
  static let width = 96

  /// The file of a mix; reading it gives the same mix, to the last bit of every number.
  ///
  /// - Parameters:
  ///   - schema: of the model whose levers and traits the mix has.
  ///   - comment: what stands above it, one line.
  public static func yaml(_ policy: Policy, schema: ModelSchema, comment: String) -> String {
    var text = "# \(comment)\nname: \(policy.name)\nsummary: \(quoted(policy.summary))\n"
    let grouped = schema.traitGroups.flatMap { $0.members.map(\.trait) }
    for group in schema.traitGroups {
      let members = group.members.map { member in
        "\(member.key): \(path(policy.traits[member.trait]!, indent: 4))"
      }
      text += "\(group.key): {\(members.joined(separator: ", "))}\n"
    }
    for trait in schema.traits where !grouped.contains(trait.name) {
      text += "\(trait.name): \(path(policy.traits[trait.name]!, indent: 2))\n"
    }
    if !schema.sectors.isEmpty { text += "targets: [\(policy.targets.joined(separator: ", "))]\n" }
    text += "levers:\n"
    for lever in schema.levers {
      text += "  \(lever.name): \(path(policy.levers[lever.name]!, indent: 4))\n"
    }
    return text
  }

  /// A path: a number, or years with values.
  private static func path(_ path: Path, indent: Int) -> String {
    if path.isConstant { return path.breakpoints[0].value.plain }
    let items = path.breakpoints.map { "\($0.year.plain): \($0.value.plain)" }
    let line = items.joined(separator: ", ")
    if line.count + indent < width { return "{\(line)}" }
    let margin = String(repeating: " ", count: indent)
    var lines = [""]
    for (place, item) in items.enumerated() {
      let piece = item + (place + 1 < items.count ? ", " : "")
      if lines[lines.count - 1].count + piece.count + indent > width { lines.append("") }
      lines[lines.count - 1] += piece
    }
    return "{\n"
      + lines.map { margin + ($0.hasSuffix(" ") ? String($0.dropLast()) : $0) + "\n" }.joined()
      + margin.dropLast(2) + "}"
  }

  /// A text in double quotes.
  static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
      + "\""
  }
}
