extension Chart {
  /// The chart as a table: what it shows, number for number.
  ///
  /// Columns of several series stand side by side, where all have the same places; rows are names, or places.
  var table: Table {
    let isNamed = series.contains { $0.points.contains { !$0.name.isEmpty } }
    let first: Table.Column =
      isNamed ? .text(kind == .heat ? "policy mix" : places) : .number(places)
    var columns = [first]
    if kind == .scatter {
      return Table(
        [.text("policy mix"), .number(places), .number(unit)],
        rows: series.flatMap(\.points).map {
          [.text($0.name), .plain($0.place), .number($0.value, shown($0.value))]
        })
    }
    let hasEnds = series.map { $0.points.contains { $0.low != nil } }
    for (index, series) in series.enumerated() {
      columns.append(.number(series.name))
      if hasEnds[index] {
        columns += [.number("\(series.name),", ends.low), .number("\(series.name),", ends.high)]
      }
    }
    var keys: [Key] = []
    var seen: Set<Key> = []
    for point in series.flatMap(\.points) {
      let key = Key(point, isNamed: isNamed)
      if seen.insert(key).inserted { keys.append(key) }
    }
    let cells = series.map { series in
      Dictionary(
        series.points.map { (Key($0, isNamed: isNamed), $0) },
        uniquingKeysWith: { first, _ in first })
    }
    return Table(
      columns,
      rows: keys.map { key in
        [isNamed ? .text(key.name) : .number(key.place, shownPlace(key.place))]
          + series.indices.flatMap { index -> [Table.Cell] in
            let point = cells[index][key]
            let value: [Table.Cell] = [cell(point?.value)]
            return hasEnds[index] ? value + [cell(point?.low), cell(point?.high)] : value
          }
      })
  }

  private func cell(_ value: Double?) -> Table.Cell {
    value.map { .number($0, shown($0)) } ?? "-"
  }

  /// What a row is found by.
  private struct Key: Hashable {
    let name: String
    let place: Double

    init(_ point: Point, isNamed: Bool) {
      name = point.name
      place = isNamed ? 0 : point.place
    }
  }
}
