import ModelContract
import StudyContract

/// A path in time as a file states it, before the first year of the study is known.
///
/// Three forms: a number, a mapping of years to values, or a programme with start, ramp, end and sunset.
/// Years above 1000 are calendar years; smaller ones count from the start of the study.
struct PathDraft {
  /// A programme: from one value to another and perhaps back.
  struct Programme {
    let start: Double
    let ramp: Double
    let from: Double?
    let to: Double
    let end: Double?
    let sunset: Double?
  }

  /// The form the file chose.
  enum Form {
    case constant(Double)
    case points([(year: Double, value: Double)])
    case programme(Programme)
  }

  let form: Form
  let place: Located

  /// The value of a path that has one at all times as it is written; nil for others.
  var constant: Double? {
    if case .constant(let value) = form { value } else { nil }
  }

  /// Keys of a programme.
  static let programmeKeys = ["start", "ramp", "from", "to", "end", "sunset"]

  /// Years above this are calendar years.
  static let firstCalendarYear = 1000.0

  /// Calendar years a file may speak of.
  static let admissibleYears = 0.0...3000.0

  /// A calendar year from one that may count from the start.
  static func calendar(_ year: Double, start: Double) -> Double {
    year > firstCalendarYear ? year : start + year
  }

  /// Reads a path whose values lie in a range.
  ///
  /// - Parameter isOfSecondPlan: whether years count from the year in which the plan begins, so that a programme may begin
  ///   with it without saying so.
  static func read(
    _ value: Located, in range: ClosedRange<Double>, unit: String?, isOfSecondPlan: Bool = false
  ) -> PathDraft? {
    if !value.isMapping {
      guard value.isScalar else {
        value.report(
          "expected a number, a mapping of years to values such as {2: 0.015, 7: 0.05}, or a "
            + "programme such as {start: 2, ramp: 5, to: 0.05}, found \(value.found)")
        return nil
      }
      return value.number(in: range, unit: unit).map {
        PathDraft(form: .constant($0), place: value)
      }
    }
    guard let entries = value.mapping(allowed: nil)?.entries else { return nil }
    if entries.isEmpty {
      value.report("expected at least one year with a value, found an empty mapping")
      return nil
    }
    let isProgramme = entries.contains { Located.number($0.name) == nil }
    return isProgramme
      ? readProgramme(value, in: range, unit: unit, hasStart: !isOfSecondPlan)
      : readPoints(value, entries, in: range, unit: unit)
  }

  private static func readPoints(
    _ value: Located, _ entries: [MappingReader.Entry], in range: ClosedRange<Double>,
    unit: String?
  ) -> PathDraft? {
    var points: [(year: Double, value: Double)] = []
    var isSound = true
    for entry in entries {
      let year = Located.number(entry.name) ?? .nan
      if !admissibleYears.contains(year) {
        value.report(
          "expected a year from 0 to 3000, found \(entry.name)", at: entry.mark,
          key: entry.value.key)
        isSound = false
      } else if let last = points.last, year <= last.year {
        value.report(
          "years must increase; \(entry.name) follows \(last.year.plain)", at: entry.mark,
          key: entry.value.key)
        isSound = false
      }
      guard let number = entry.value.number(in: range, unit: unit) else {
        isSound = false
        continue
      }
      points.append((year, number))
    }
    if let first = points.first, let last = points.last, first.year <= firstCalendarYear,
      last.year > firstCalendarYear
    {
      value.report(
        "mixes calendar years with years since the start; use one kind (years up to 1000 count "
          + "from the start)")
      isSound = false
    }
    return isSound && !points.isEmpty ? PathDraft(form: .points(points), place: value) : nil
  }

  private static func readProgramme(
    _ value: Located, in range: ClosedRange<Double>, unit: String?, hasStart: Bool
  ) -> PathDraft? {
    guard
      let mapping = value.mapping(
        allowed: programmeKeys, required: (hasStart ? ["start"] : []) + ["ramp", "to"],
        what: "key of a programme")
    else { return nil }
    let start =
      mapping.lacks("start") && !hasStart ? 0 : mapping["start"]?.number(in: admissibleYears)
    let ramp = mapping["ramp"]?.number(in: 0.01...200, unit: "years")
    let to = mapping["to"]?.number(in: range, unit: unit)
    let from = mapping["from"]?.number(in: range, unit: unit)
    let end = mapping["end"]?.number(in: admissibleYears)
    let sunset = mapping["sunset"]?.number(in: 0.01...200, unit: "years")
    if mapping.has("sunset"), !mapping.has("end") {
      mapping["sunset"]?.report("a sunset needs the year in which it begins: give 'end' as well")
      return nil
    }
    guard let start, let ramp, let to else { return nil }
    if let end {
      if (end > firstCalendarYear) != (start > firstCalendarYear) {
        mapping["end"]?.report(
          "start and end must both be calendar years or both count from the start of the study")
        return nil
      }
      if end < start + ramp {
        mapping["end"]?.report(
          "ends in \(end.plain), before the ramp is complete in \((start + ramp).plain)")
        return nil
      }
    }
    let programme = Programme(
      start: start, ramp: ramp, from: from, to: to, end: end, sunset: sunset)
    return PathDraft(form: .programme(programme), place: value)
  }

  /// The path in calendar years.
  ///
  /// - Parameters:
  ///   - start: first year of the study.
  ///   - inherited: the path of the mix this one is based on; a programme without `from` departs from it and
  ///     returns to it.
  func resolve(start: Double, inherited: Path?) -> Path? {
    switch form {
    case .constant(let value):
      return Path(constant: value)
    case .points(let points):
      return Path(
        points.map {
          Path.Breakpoint(year: Self.calendar($0.year, start: start), value: $0.value)
        })
    case .programme(let programme):
      return resolve(programme, start: start, inherited: inherited)
    }
  }

  private func resolve(_ programme: Programme, start: Double, inherited: Path?) -> Path? {
    guard let base = programme.from.map(Path.init(constant:)) ?? inherited else {
      place.report(
        "a programme without 'from' departs from the mix it is based on, and there is none; give "
          + "'from'")
      return nil
    }
    let begin = Self.calendar(programme.start, start: start)
    var points = base.breakpoints.filter { $0.year < begin && !base.isConstant }
    func add(_ year: Double, _ value: Double) {
      if let last = points.last, last.year == year { points.removeLast() }
      points.append(Path.Breakpoint(year: year, value: value))
    }
    add(begin, base.value(at: begin))
    add(begin + programme.ramp, programme.to)
    if let end = programme.end {
      let withdrawal = Self.calendar(end, start: start)
      // A programme is withdrawn as fast as it was built up unless it says otherwise.
      let gone = withdrawal + (programme.sunset ?? programme.ramp)
      add(withdrawal, programme.to)
      add(gone, base.value(at: gone))
      points += base.breakpoints.filter { $0.year > gone && !base.isConstant }
    }
    return Path(points)
  }
}
