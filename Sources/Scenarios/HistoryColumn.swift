import Foundation

/// One observed quantity of one economy by year, read from a table of history.
///
/// The table is comma-separated with a header; lines that begin with `#` are comments. It has a column `year`,
/// the column asked for, and, when it holds several economies, a column `economy`. A dash says that no figure is
/// published.
enum HistoryColumn {
  /// What a quantity may be, and what a value outside probably is.
  struct Quantity {
    let range: ClosedRange<Double>
    let hint: String

    /// Income relative to the USA.
    static let income = Quantity(
      range: 0.001...5, hint: "income is relative to the USA, which is 1")
    /// Research as a share of output.
    static let research = Quantity(
      range: 0.00001...0.1, hint: "research is a fraction of gross domestic product, not a percentage")
  }

  /// Reads the figures; mistakes are reported with file, line, column and key.
  static func read(
    _ path: String, column: String, economy: String, quantity: Quantity, place: Located
  ) -> [Int: Double] {
    let reading = place.reading
    guard let data = reading.bytes(of: path), let text = String(data: data, encoding: .utf8) else {
      place.report("the table \(path) cannot be read as UTF-8 text", kind: .missingFile)
      return [:]
    }
    func report(_ line: Int, _ position: Int, _ key: String, _ sentence: String) {
      reading.report(
        StudyIssue(
          kind: .badData, file: path, line: line, column: position, key: key, sentence: sentence))
    }
    var header: [String] = []
    var (yearAt, columnAt, economyAt): (Int, Int, Int?) = (0, 0, nil)
    var result: [Int: Double] = [:]
    var last: Int?
    for (index, rawLine) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = rawLine.hasSuffix("\r") ? rawLine.dropLast() : rawLine
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if header.isEmpty {
        header = cells
        guard let year = cells.firstIndex(of: "year") else {
          report(index + 1, 1, "year", "the header has no column 'year'")
          return [:]
        }
        guard let found = cells.firstIndex(of: column) else {
          report(
            index + 1, 1, column, Located.unknown(column, what: "column", among: cells))
          return [:]
        }
        (yearAt, columnAt, economyAt) = (year, found, cells.firstIndex(of: "economy"))
        continue
      }
      guard cells.count == header.count else {
        report(index + 1, 1, "", "expected \(header.count) cells, found \(cells.count)")
        continue
      }
      if let economyAt, cells[economyAt] != economy { continue }
      func position(_ cell: Int) -> Int { cells[..<cell].reduce(1) { $0 + $1.count + 1 } }
      guard let year = Int(cells[yearAt]), (1800...2200).contains(year) else {
        report(
          index + 1, position(yearAt), "year", "expected a year, found '\(cells[yearAt])'")
        continue
      }
      if let last, year <= last {
        report(
          index + 1, position(yearAt), "year",
          year == last ? "the year \(year) stands twice" : "the year \(year) follows \(last)")
        continue
      }
      last = year
      let cell = cells[columnAt]
      if cell == "-" { continue }
      guard let value = Located.number(cell) else {
        report(
          index + 1, position(columnAt), column,
          "expected a number, or a dash where none is published, found '\(cell)'")
        continue
      }
      guard quantity.range.contains(value) else {
        report(
          index + 1, position(columnAt), column,
          "expected a number from \(quantity.range.lowerBound.plain) to "
            + "\(quantity.range.upperBound.plain), found \(cell); \(quantity.hint)")
        continue
      }
      result[year] = value
    }
    if header.isEmpty { report(1, 1, "", "expected a header with the names of the columns") }
    return result
  }
}
