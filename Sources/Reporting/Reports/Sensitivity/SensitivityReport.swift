import Analysis

/// What a sensitivity analysis says: one result, or several of one analysis.
public struct SensitivityReport: Report, Sendable {
  /// The results.
  public let results: [SensitivityResult]

  /// Collects results.
  public init(_ results: [SensitivityResult]) { self.results = results }

  /// One result after the other; those of one query in several years are one table and the last of them.
  public var document: Document {
    var parts: [[[Document.Block]]] = []
    var series: [(name: String, years: [(year: Int, result: SensitivityResult)])] = []
    for result in results {
      // A single column named after a year is no series.
      guard let place = result.series, results.count > 1 else {
        parts.append(SensitivitySections(result).all)
        continue
      }
      if let position = series.firstIndex(where: { $0.name == place.name }) {
        series[position].years.append((place.year, result))
      } else {
        series.append((place.name, [(place.year, result)]))
      }
    }
    let all = series.map { SensitivityYears.sections($0.name, $0.years) } + parts
    return Document(
      all.enumerated().flatMap { index, sections in
        // Two empty lines between results.
        index == 0 ? sections : [[.text("")] + sections[0]] + sections.dropFirst()
      })
  }
}

extension SensitivityReport: JSONConvertible {
  /// One object, or a list where there are several results. Keys: `method`, `output`, `source`, `runs`, `failed`,
  /// `indices`, `findings`, `warnings`; an index has `factor`, then for every measure its key and the key with `Low`
  /// and `High` for the 95 % interval, `noiseFloor` and `pValue` where the method has them, and `isInert`.
  /// Estimates are as estimated, negative ones included; what cannot be estimated is null. Pick-freeze runs of a
  /// study add `answer`, `stop`, `convergence`, `ranks` and `decision`.
  public var json: JSONValue {
    results.count == 1 ? Self.object(results[0]) : .records(results.map(Self.object))
  }

  private static func object(_ result: SensitivityResult) -> JSONValue {
    let own: JSONValue = [
      "method": result.method, "output": "\(result.target)", "source": result.sourceName,
      "runs": result.runs, "failed": result.failed,
      "indices": result.rows.json { row in
        var members: [(String, JSONValue)] = [("factor", .text(row.factor))]
        for (measure, estimate) in zip(result.measures, row.estimates) {
          members.append((measure.key, .real(estimate.value)))
          members.append((measure.key + "Low", .real(estimate.low)))
          members.append((measure.key + "High", .real(estimate.high)))
        }
        if let floor = row.noiseFloor { members.append(("noiseFloor", .real(floor))) }
        if let pValue = row.pValue { members.append(("pValue", .real(pValue))) }
        return .object(members + [("isInert", .boolean(row.isInert))])
      }, "findings": SensitivitySections(result).findings,
      "warnings": result.warnings.map(\.sentence),
    ]
    return SensitivityDetails(result).map { own.adding(.object($0.members)) } ?? own
  }
}

extension SensitivityReport: CSVConvertible {
  /// A table with one row a factor and the keys of ``json`` as its header; with what was analysed as a first column
  /// where there are several results.
  public var csv: CSVRows {
    var rows = CSVRows()
    let header = results.map(Self.header).max { $0.count < $1.count } ?? []
    rows.appendRow((results.count == 1 ? [] : ["output"]) + header)
    for result in results {
      let hasFloor = result.rows.contains { $0.noiseFloor != nil }
      let hasProbability = result.rows.contains { $0.pValue != nil }
      let missing = max(header.count - Self.header(result).count, 0)
      for row in result.rows {
        if results.count > 1 { rows.append(quoted: "\(result.target)") }
        rows.append(row.factor)
        for estimate in row.estimates {
          rows.append(estimate.value)
          rows.append(estimate.low)
          rows.append(estimate.high)
        }
        if hasFloor { rows.append(row.noiseFloor ?? .nan) }
        if hasProbability { rows.append(row.pValue ?? .nan) }
        for _ in 0..<missing { rows.append("") }
        rows.endRow()
      }
    }
    return rows
  }

  private static func header(_ result: SensitivityResult) -> [String] {
    ["factor"] + result.measures.flatMap { [$0.key, $0.key + "Low", $0.key + "High"] }
      + (result.rows.contains { $0.noiseFloor != nil } ? ["noiseFloor"] : [])
      + (result.rows.contains { $0.pValue != nil } ? ["pValue"] : [])
  }
}
