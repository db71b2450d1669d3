import Analysis

/// A sensitivity result for other programs.
public enum SensitivityFiles {
  /// One JSON object. Keys: `method`, `output`, `source`, `runs`, `failed`, `indices`, `findings`,
  /// `warnings`; an index has `factor`, then for every measure its key and the key with `Low` and `High`
  /// for the 95 % interval, `noiseFloor` and `pValue` where the method has them, and `isInert`. Estimates
  /// are as estimated, negative ones included; what cannot be estimated is null. Runs of a study add the keys
  /// of ``SensitivityDetails``.
  public static func json(_ report: SensitivityResult) -> String {
    let members: [(String, JSONValue)] = [
      ("method", .text(report.method)), ("output", .text(report.output)),
      ("source", .text(report.sourceName)), ("runs", .whole(report.runs)),
      ("failed", .whole(report.failed)),
      (
        "indices",
        .list(
          report.rows.map { row in
            var members: [(String, JSONValue)] = [("factor", .text(row.factor))]
            for (measure, estimate) in zip(report.measures, row.estimates) {
              members.append((measure.key, .real(estimate.value)))
              members.append((measure.key + "Low", .real(estimate.low)))
              members.append((measure.key + "High", .real(estimate.high)))
            }
            if let floor = row.noiseFloor { members.append(("noiseFloor", .real(floor))) }
            if let pValue = row.pValue { members.append(("pValue", .real(pValue))) }
            members.append(("isInert", .boolean(row.isInert)))
            return .object(members)
          })
      ),
      ("findings", .list(SensitivityText.sentences(report).map { .text($0) })),
      ("warnings", .list(report.warnings.map { .text($0.sentence) })),
    ]
    return JSONValue.object(members + (SensitivityDetails(report)?.members ?? [])).rendered
  }

  /// A table with one row a factor and the keys of ``json(_:)`` as its header.
  public static func csv(_ report: SensitivityResult) -> String {
    let hasFloor = report.rows.contains { $0.noiseFloor != nil }
    let hasProbability = report.rows.contains { $0.pValue != nil }
    var rows = CSVRows()
    rows.appendRow(
      ["factor"] + report.measures.flatMap { [$0.key, $0.key + "Low", $0.key + "High"] }
        + (hasFloor ? ["noiseFloor"] : []) + (hasProbability ? ["pValue"] : []))
    for row in report.rows {
      rows.append(row.factor)
      for estimate in row.estimates {
        rows.append(estimate.value)
        rows.append(estimate.low)
        rows.append(estimate.high)
      }
      if hasFloor { rows.append(row.noiseFloor ?? .nan) }
      if hasProbability { rows.append(row.pValue ?? .nan) }
      rows.endRow()
    }
    return String(decoding: rows.bytes, as: UTF8.self)
  }
}
