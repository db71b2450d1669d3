import Foundation

/// The measurements of one run.
struct Report {
  let measurements: [Measurement]

  /// One line of the report, as it is stored.
  struct Row: Codable {
    let name: String
    let item: String
    let minimumNanoseconds: Double
    let medianNanoseconds: Double
    /// Largest minus smallest, by the median.
    let spread: Double
    /// Median of the time of an item by that of a thousand fused multiply-adds of vectors.
    let relative: Double
  }

  var rows: [Row] {
    measurements.map { measurement in
      let sorted = measurement.nanoseconds.sorted()
      let median = sorted[sorted.count / 2]
      return Row(
        name: measurement.name, item: measurement.item, minimumNanoseconds: sorted[0],
        medianNanoseconds: median, spread: (sorted[sorted.count - 1] - sorted[0]) / median,
        relative: measurement.relative.sorted()[measurement.relative.count / 2])
    }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }

  func text() -> String {
    let width = rows.map(\.name.count).max() ?? 0
    func padded(_ text: String, _ length: Int) -> String {
      text + String(repeating: " ", count: max(length - text.count, 0))
    }
    func number(_ value: Double, decimals: Int = 2) -> String {
      let text = String(format: "%.\(decimals)f", value)
      return String(repeating: " ", count: max(10 - text.count, 0)) + text
    }
    var lines = [
      padded("", width) + "    min ns median ns  spread %  relative  item"
    ]
    for row in rows {
      lines.append(
        padded(row.name, width) + number(row.minimumNanoseconds) + number(row.medianNanoseconds)
          + number(100 * row.spread, decimals: 0) + number(row.relative, decimals: 4) + "  "
          + row.item)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func read(_ path: String) throws -> [Row] {
    try JSONDecoder().decode([Row].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// What became slower relative to the reference operation, one sentence each.
  func slower(than earlier: [Row], tolerance: Double) -> [String] {
    let before = Dictionary(earlier.map { ($0.name, $0.relative) }, uniquingKeysWith: { $1 })
    return rows.compactMap { row in
      guard let old = before[row.name], row.relative > old * (1 + tolerance) else { return nil }
      let percent = Int((100 * (row.relative / old - 1)).rounded())
      return "\(row.name) is \(percent) % slower than before, relative to the machine's peak."
    }
  }
}
