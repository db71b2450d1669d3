import Analysis

/// How often intervals hold exact values, for every method, function and number of runs.
public struct CoverageReport: Report, Sendable {
  /// The results, those of one function together.
  public let results: [CoverageResult]
  /// Repetitions.
  public let repetitions: Int

  /// Collects results.
  public init(_ results: [CoverageResult], repetitions: Int) {
    self.results = results
    self.repetitions = repetitions
  }

  /// One table a function, what it means first and a count last.
  public var document: Document {
    var document = Document([
      [
        .text(
          "Coverage of 95 % intervals of sensitivity indices in \(repetitions) repetitions: the share of intervals, in "
            + "per cent over all factors, that hold the exact value; of the factor with the lowest share; the mean of "
            + "half their width; and the root of the mean squared error of the estimate. Rows of given data are "
            + "independent; designs have at most as many runs. Verdicts: holds (92 to 98 %), wide (above), low (below), "
            + "warns (most answers come with a warning), refuses (no answer, with its reason below). Against *: the "
            + "mean of all estimates, where the index has no exact value at a number of rows or none is known."
        )
      ]
    ])
    var rest = results[...]
    while let first = rest.first {
      let own = rest.prefix { $0.caseName == first.caseName }
      rest = rest.dropFirst(own.count)
      let table = Table(Self.columns, rows: own.map(row), indentation: 2)
      document.add([.heading(first.caseName), .table(table)])
      let refusals = own.compactMap { result in
        result.refusal.map { "\(result.method), \(result.runs) runs: \($0)" }
      }
      var seen = Set<String>()
      for refusal in refusals where seen.insert(refusal).inserted { document.add([.text(refusal)]) }
    }
    let counts = [CoverageResult.Verdict.holds, .wide, .warns, .refuses, .low].map { verdict in
      "\(results.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    document.add([
      .text("\(results.count) cells: " + counts.joined(separator: ", ") + ".")
    ])
    return document
  }

  private func row(_ result: CoverageResult) -> [Table.Cell] {
    let verdict = result.verdict
    guard verdict != .refuses else {
      return [.text(result.method), .text(result.measure), .whole(result.runs)]
        + [Table.Cell](repeating: .empty, count: 5) + [.text(verdict.rawValue)]
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    return [
      .text(result.method), .text(result.measure + (result.isAgainstMean ? " *" : "")),
      .whole(result.runs), .fixed(100 * result.mean, decimals: 1),
      .fixed(100 * result.lowest, decimals: 1), .fixed(mean(result.halfWidth), decimals: 4),
      .fixed(mean(result.error.map { $0 * $0 }).squareRoot(), decimals: 4),
      .fixed(100 * Double(result.warned) / Double(result.answers), decimals: 0),
      .text(verdict.rawValue),
    ]
  }

  private static let columns: [Table.Column] = [
    .text("method"), .text("index"), .number("runs"), .number("coverage %"), .number("lowest %"),
    .number("half width"), .number("error"), .number("warned %"), .text("verdict"),
  ]
}
