import Analysis
import Foundation
import ModelContract
import NumericCore
import StudyContract

/// The mixes among which a search looks, as points of a cube.
///
/// A mix goes on as the baseline until the study starts. Each chosen lever then moves in a straight line to a first level,
/// after five years, and in another to a second, at the middle of the horizon, and stays there: one point has two
/// coordinates a lever. Institutions (traits) and targets have no middle between two mixes; they are those of one mix of
/// the study, as its file states them, which is a category.
public struct MixSpace: Sendable {
  /// A lever with the values it may take.
  public struct Range: Sendable, Hashable {
    /// The lever.
    public let lever: Lever
    /// Smallest value.
    public let low: Double
    /// Largest value.
    public let high: Double
  }

  /// The baseline, which all mixes are before the start and for other levers.
  public let baseline: Policy
  /// The levers that move.
  public let ranges: [Range]
  /// Mixes with different institutions and targets, the baseline first.
  public let institutions: [Policy]
  /// First year of the study.
  public let start: Double
  /// Year of the first level.
  public let rampEnd: Double
  /// Year of the second level.
  public let middle: Double

  /// Years of a ramp: what the shipped programmes take.
  static let rampYears = 5.0

  /// Spans the mixes of a study.
  ///
  /// - Parameters:
  ///   - names: of levers; all that a mix of the study moves away from the baseline when nil.
  ///   - isWide: whether levers may take every admissible value.
  /// - Throws: `UsageError` for an unknown lever, and where nothing can move.
  init(_ study: Study, model: any BatchModel, levers names: [String]?, isWide: Bool) throws {
    baseline = study.baselinePolicy
    start = study.start
    rampEnd = start + min(Self.rampYears, (study.end - start) / 4)
    middle = (start + study.end) / 2
    for name in names ?? [] {
      try NameSelection.check(name, among: model.levers.map(\.name), kind: "lever")
    }
    let (own, end) = (baseline, study.end)
    let moved = model.levers.filter { lever in
      study.policies.contains { mix in
        guard let path = mix.levers[lever.name], let base = own.levers[lever.name] else {
          return false
        }
        return Self.differ(path, base, from: study.start, to: end)
      }
    }
    let chosen = names.map { names in model.levers.filter { names.contains($0.name) } }
    let searched = chosen ?? (isWide && moved.isEmpty ? model.levers : moved)
    let ranges: [Range] = searched.compactMap { lever in
      if isWide {
        return Range(
          lever: lever, low: lever.admissible.lowerBound, high: lever.admissible.upperBound)
      }
      let values = study.policies.flatMap { mix in
        mix.levers[lever.name].map { Self.values($0, from: study.start, to: end) } ?? []
      }
      guard let low = values.min(), let high = values.max(), low < high else { return nil }
      return Range(lever: lever, low: low, high: high)
    }
    if let still = chosen?.first(where: { lever in !ranges.contains { $0.lever == lever } }) {
      throw UsageError(
        "No mix of the study moves \(still.name); --wide lets it take every value from "
          + "\(still.admissible.lowerBound.plain) to \(still.admissible.upperBound.plain).")
    }
    self.ranges = ranges
    if ranges.isEmpty {
      throw UsageError(
        "No lever is left to search over: no mix of \(study.name) moves one away from the baseline "
          + "\(study.baseline); name levers with --levers and --wide.")
    }
    let others = study.policies.filter { $0.name != study.baseline }
    var different: [Policy] = []
    for mix in [own] + others
    where !different.contains(where: { ($0.traits, $0.targets) == (mix.traits, mix.targets) }) {
      different.append(mix)
    }
    institutions = different
  }

  /// What each coordinate of a point stands for: two levels of each lever, then the institutions where there is a choice.
  var variables: [SearchVariable] {
    [SearchVariable](repeating: .number, count: 2 * ranges.count)
      + (institutions.count > 1 ? [.category(count: institutions.count)] : [])
  }

  /// The mix at a point.
  func mix(at point: [Double], named name: String, summary: String = "") -> Policy {
    var mix = baseline
    mix.name = name
    mix.summary = summary
    for (place, range) in ranges.enumerated() {
      mix.levers[range.lever.name] = path(
        of: range, first: range.level(point[2 * place]), second: range.level(point[2 * place + 1]))
    }
    let source = institutions[institution(at: point)]
    mix.traits = source.traits
    mix.targets = source.targets
    return mix
  }

  /// Position of the mix whose institutions and targets a point has.
  func institution(at point: [Double]) -> Int {
    guard institutions.count > 1, let last = point.last else { return 0 }
    return SearchVariable.category(of: last, count: institutions.count)
  }

  /// The point nearest to a mix: its own levels at the two years, and the institutions of the mix of the study that it is
  /// or comes from.
  func point(near mix: Policy, of study: Study) -> [Double] {
    var point = ranges.flatMap { range in
      [rampEnd, middle].map { year in
        let value = mix.levers[range.lever.name]?.value(at: year) ?? range.low
        return max(0, min((value - range.low) / (range.high - range.low), 1))
      }
    }
    if institutions.count > 1 {
      let stated = study.policies.first { $0.name == mix.name } ?? mix
      let own = institutions.firstIndex {
        ($0.traits, $0.targets) == (stated.traits, stated.targets)
      }
      point.append(SearchVariable.coordinate(of: own ?? 0, count: institutions.count))
    }
    return point
  }

  private func path(of range: Range, first: Double, second: Double) -> Path {
    let base = baseline.levers[range.lever.name] ?? Path(constant: range.low)
    let before = base.breakpoints.filter { $0.year < start && !base.isConstant }
    return Path(
      before + [
        Path.Breakpoint(year: start, value: base.value(at: start)),
        Path.Breakpoint(year: rampEnd, value: first), Path.Breakpoint(year: middle, value: second),
      ])
  }

  private static func values(_ path: Path, from start: Double, to end: Double) -> [Double] {
    [path.value(at: start), path.value(at: end)]
      + path.breakpoints.filter { start < $0.year && $0.year < end }.map(\.value)
  }

  private static func differ(
    _ first: Path, _ second: Path, from start: Double, to end: Double
  ) -> Bool {
    let corners = (first.breakpoints + second.breakpoints).map(\.year)
    return ([start, end] + corners.filter { start < $0 && $0 < end }).contains {
      first.value(at: $0) != second.value(at: $0)
    }
  }
}

extension MixSpace.Range {
  /// A level at a coordinate, rounded to a decimal number of about three digits: a plan is written down, and nobody plans
  /// a sixteenth digit.
  func level(_ coordinate: Double) -> Double {
    let value = low + coordinate * (high - low)
    let scale = pow(10, (3 - log10(high - low)).rounded(.down))
    return max(low, min((value * scale).rounded() / scale, high))
  }
}
