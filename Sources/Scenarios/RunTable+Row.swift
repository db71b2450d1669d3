extension RunTable {
  /// The numbers of one run, in the order of ``columns``.
  ///
  /// Cost: the whole file is read, a nanosecond or two a byte, because it is that of the run only as a whole.
  ///
  /// - Parameters:
  ///   - scenario: position of the scenario.
  ///   - policy: position of the mix.
  ///   - future: the future.
  /// - Throws: ``StudyErrors`` for a file that is not the one the run wrote, and a row that is not there.
  public func numbers(scenario: Int, policy: Int, future: Int) throws -> [Double] {
    var check = Check()
    var found: [Double]?
    for piece in 0..<pieceCount {
      let rows = try rows(ofPiece: piece, columns: [])
      check.add(until: rows.end, of: self)
      let place = rows.futures.indices.first {
        rows.futures[$0] == future && rows.policies[$0] == policy
          && rows.scenarios[$0] == scenario
      }
      if let place, found == nil {
        let numbers = try self.rows(ofPiece: piece).values
        found = Array(numbers[place * columns.count..<(place + 1) * columns.count])
      }
    }
    try check.finish(self)
    guard let found else {
      throw FinishedTable.error(
        path,
        "there is no row of the future \(future) under \(policies[policy]) in \(scenarios[scenario])"
      )
    }
    return found
  }
}
