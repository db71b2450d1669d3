import Yams

/// A mapping whose keys have been checked: none unknown, none twice, none missing.
struct MappingReader {
  /// One key with its value.
  struct Entry {
    let name: String
    let mark: Mark?
    let value: Located
  }

  /// The mapping itself.
  let whole: Located
  /// Its entries with known keys, in the order of the file.
  let entries: [Entry]
  /// Valid keys that were probably meant by unknown ones, which have been reported.
  let misspelt: Set<String>

  /// The value of a key; nil when the file does not give it.
  subscript(key: String) -> Located? {
    entries.first { $0.name == key }?.value
  }

  /// Whether the file gives a key.
  func has(_ key: String) -> Bool { self[key] != nil }

  /// Whether a key is missing, and not only misspelt.
  func lacks(_ key: String) -> Bool { !has(key) && !misspelt.contains(key) }

  /// Reports that two keys exclude each other.
  func exclude(_ key: String, _ others: [String], because reason: String) {
    guard let value = self[key] else { return }
    for other in others where has(other) {
      value.report("cannot stand beside \(other): \(reason)")
    }
  }
}

extension Located {
  /// The value as a mapping with checked keys.
  ///
  /// - Parameters:
  ///   - allowed: valid keys; nil when every key is valid.
  ///   - required: keys that must be there.
  ///   - what: what a key is called in a message.
  func mapping(
    allowed: [String]?, required: [String] = [], what: String = "key"
  ) -> MappingReader? {
    guard let mapping = node.mapping else {
      report("expected a mapping, found \(found)")
      return nil
    }
    if let allowed, key.isEmpty, let sentence = FileKind.mistake(mapping, allowed, what: what) {
      report(sentence)
      return nil
    }
    var entries: [MappingReader.Entry] = []
    var misspelt: Set<String> = []
    var hasOverwritten = false
    var names: [(name: String, mark: Mark?)] = []
    for (keyNode, value) in mapping {
      guard let name = keyNode.scalar?.string else {
        report("expected a single word as \(what)", at: keyNode.mark, key: key)
        continue
      }
      if DuplicateKeys.isOverwritten(name) {
        hasOverwritten = true
        names.append((name, keyNode.mark))
        continue
      }
      names.append((name, keyNode.mark))
      let line = keyNode.mark?.line
      if let allowed, !allowed.contains(name) {
        // Only inside brackets does a key begin on the line of the one before.
        let isRest =
          Located(node: value, in: self).isEmpty && line != nil
          && names.dropLast().last?.mark?.line == line
        report(
          isRest
            ? "a comma ends a value inside { }, so that '\(name.excerpt)' is read as \(what); put text with commas in quotes"
            : Self.unknown(name, what: what, among: reading.looksForNames ? allowed : []),
          at: keyNode.mark, key: child(name))
        if reading.looksForNames, let near = NearestName.find(name, among: allowed) {
          misspelt.insert(near)
        }
        continue
      }
      entries.append(
        MappingReader.Entry(
          name: name, mark: keyNode.mark,
          value: Located(node: value, in: self, key: child(name))))
    }
    if hasOverwritten { reportDuplicates(names) }
    for name in required where !names.contains(where: { $0.name == name }) {
      if !misspelt.contains(name) { report("the \(what) '\(name)' is missing") }
    }
    return MappingReader(whole: self, entries: entries, misspelt: misspelt)
  }

  private func child(_ name: String) -> String { key.isEmpty ? name : "\(key).\(name)" }

  /// A key that was overwritten has a twin of the same name further down in the same mapping.
  private func reportDuplicates(_ names: [(name: String, mark: Mark?)]) {
    var told: Set<String> = []
    for overwritten in names where DuplicateKeys.isOverwritten(overwritten.name) {
      let original = reading.overwrittenKey(file: file, mark: overwritten.mark) ?? "?"
      // A key that stands there a third time is the same mistake.
      guard told.insert(original).inserted else { continue }
      let twin = names.first {
        $0.name == original
          && ($0.mark?.line ?? 0, $0.mark?.column ?? 0)
            > (overwritten.mark?.line ?? 0, overwritten.mark?.column ?? 0)
      }
      report(
        "the key '\(original.excerpt)' is given twice; it stands on line "
          + "\(overwritten.mark?.line ?? 0) already",
        at: twin?.mark ?? overwritten.mark, key: child(original))
    }
  }
}
