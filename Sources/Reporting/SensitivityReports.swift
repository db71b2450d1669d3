import Analysis

/// Several results of one analysis, written one after the other.
public enum SensitivityReports {
  /// One text after the other; results of one query in several years are one table and the last of them.
  public static func text(_ results: [SensitivityResult]) -> String {
    var parts: [String] = []
    var series: [(name: String, years: [(year: Int, report: SensitivityResult)])] = []
    for result in results {
      guard case .query(let query) = result.target, let year = result.year else {
        parts.append(SensitivityText.render(result))
        continue
      }
      if let position = series.firstIndex(where: { $0.name == query.nameOfAllYears }) {
        series[position].years.append((year, result))
      } else {
        series.append((query.nameOfAllYears, [(year, result)]))
      }
    }
    return (series.map { SensitivityYears.render($0.name, $0.years) } + parts)
      .joined(separator: "\n\n")
  }

  /// One object, or a list where there are several results.
  public static func json(_ results: [SensitivityResult]) -> String {
    if results.count == 1 { return SensitivityFiles.json(results[0]) }
    let objects = results.map { result -> String in
      var text = SensitivityFiles.json(result)
      while text.last == "\n" { text.removeLast() }
      return text
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// One table, with what was analysed as a first column where there are several results.
  public static func csv(_ results: [SensitivityResult]) -> String {
    if results.count == 1 { return SensitivityFiles.csv(results[0]) }
    var lines: [String] = []
    for (index, result) in results.enumerated() {
      let rows = SensitivityFiles.csv(result).split(separator: "\n")
      if index == 0 { lines.append("output," + rows[0]) }
      let missing = rows[0].split(separator: ",").count
      let width = lines[0].split(separator: ",").count - 1
      for row in rows.dropFirst() {
        lines.append(
          "\"\(result.output)\"," + row + String(repeating: ",", count: max(width - missing, 0)))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
