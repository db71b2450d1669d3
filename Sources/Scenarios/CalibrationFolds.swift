import StudyContract

extension CalibrationAssembly {
  /// The folds of a calibration: lists of economies by name, or how many are dealt at random.
  ///
  /// Every economy stands in one fold, and each fold leaves at least two economies to be fitted to.
  ///
  /// - Parameter economies: references as they stand in the file, with the economies' names.
  func folds(
    _ value: Located, economies: [(reference: String, name: String)]
  ) -> CalibrationStudy.Folds? {
    guard let mapping = value.mapping(allowed: nil, what: "name of a fold") else { return nil }
    if let count = mapping["count"], mapping.entries.count == 1 {
      return count.wholeNumber(in: 2...max(economies.count, 2)).map { .dealt(count: $0) }
    }
    let references = economies.map(\.reference)
    var places: [String: String] = [:]
    var result: [CalibrationStudy.Fold] = []
    for entry in mapping.entries {
      let name = Located(node: .scalar(.init(entry.name)), in: entry.value).name()
      var members: [String] = []
      for item in entry.value.items() ?? [] {
        guard let reference = item.choice(references, what: "economy of this calibration") else {
          continue
        }
        if let other = places[reference] {
          item.report("'\(reference)' stands in the fold \(other) already")
          continue
        }
        places[reference] = entry.name
        members.append(economies.first { $0.reference == reference }!.name)
      }
      if members.isEmpty {
        entry.value.report("expected economies of the fold \(entry.name), found none")
      } else if economies.count - members.count < 2 {
        entry.value.report(
          "the fold \(entry.name) leaves \(economies.count - members.count) of \(economies.count) economies; expected "
            + "at least 2 to be fitted to")
      }
      if let name { result.append(CalibrationStudy.Fold(name: name, economies: members)) }
    }
    let missing = references.filter { places[$0] == nil }
    if !missing.isEmpty {
      value.report(
        "expected every economy in one fold; \(missing.prefix(4).joined(separator: ", ")) stands in none"
      )
    }
    return .named(result)
  }
}
