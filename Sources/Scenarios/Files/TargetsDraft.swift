import ModelContract
import StudyContract

/// The targets of an economy's file: what was observed, and the policy mix that the economy followed.
struct TargetsDraft {
  let targets: HistoryTargets
  /// The mix: a name, a path or a definition.
  let mix: Located

  /// Keys of the targets and of one kind of observation.
  static let keys = ["mix", "income", "research"]
  static let observationKeys = ["source", "values"]

  /// Reads the targets; years must lie after the start.
  static func read(_ value: Located, start: Double?) -> TargetsDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys, required: ["mix", "income"], what: "key of the targets")
    else { return nil }
    let income = mapping["income"].flatMap {
      observations($0, HistoryTable.income, start: start)
    }
    let research = mapping["research"].map {
      observations($0, HistoryTable.research, start: start)
    }
    guard let income, let mix = mapping["mix"] else { return nil }
    return TargetsDraft(
      targets: HistoryTargets(
        income: income.points, research: research??.points ?? [], source: income.source), mix: mix)
  }

  private static func observations(
    _ value: Located, _ column: HistoryTable.Column, start: Double?
  ) -> (points: [Path.Breakpoint], source: String)? {
    guard
      let mapping = value.mapping(
        allowed: observationKeys, required: observationKeys, what: "key of observations"),
      let source = mapping["source"]?.text(), let values = mapping["values"],
      let entries = values.mapping(allowed: nil)?.entries
    else { return nil }
    if entries.isEmpty { values.report("expected at least one year with a value") }
    var points: [Path.Breakpoint] = []
    for entry in entries {
      guard let year = Int(entry.name), HistoryTable.calendarYears.contains(year) else {
        values.report(
          "expected a calendar year, found \(entry.name)", at: entry.mark, key: entry.value.key)
        continue
      }
      if let start, Double(year) <= start {
        values.report(
          "expected a year after the start in \(start.plain), found \(year)", at: entry.mark,
          key: entry.value.key)
      }
      if let last = points.last, Double(year) <= last.year {
        values.report(
          "years must increase; \(year) follows \(last.year.plain)", at: entry.mark,
          key: entry.value.key)
        continue
      }
      guard let number = entry.value.number(in: column.range, unit: column.unit) else { continue }
      points.append(Path.Breakpoint(year: Double(year), value: number))
    }
    return (points, source)
  }
}
