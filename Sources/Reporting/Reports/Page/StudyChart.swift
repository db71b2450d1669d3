import NumericCore
import Studies

/// A study that leaves nothing to draw.
public struct PlotError: KindedError, Hashable {
  /// Why, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}

/// A chart of a study by its name.
public enum StudyChart: String, Sendable, CaseIterable {
  /// Gain over the baseline by mix.
  case ranking
  /// Gain against cost.
  case frontier
  /// Loss against the best mix by scenario.
  case heat
  /// Income and capability through time, less those of the baseline.
  case difference
  /// Income and capability through time.
  case fan
  /// Share of futures by gain.
  case distribution
  /// What the gain of the leader is made of.
  case attribution
  /// What the choice between the leader and its rival depends on.
  case tornado
  /// Decision rules under which each mix is best.
  case agreement
  /// Errors of the model against history.
  case backtest
  /// The response to a lever or factor.
  case sweep
  /// One future through time.
  case trace

  /// What the chart shows, in a few words.
  public var meaning: String {
    switch self {
    case .ranking: "gain over the baseline by mix"
    case .frontier: "gain against cost"
    case .heat: "loss against the best mix by scenario"
    case .difference: "income or capability less the baseline's"
    case .fan: "income or capability through time"
    case .distribution: "share of futures by gain"
    case .attribution: "what the leader's gain is made of"
    case .tornado: "what the leader's lead depends on"
    case .agreement: "decision rules each mix wins"
    case .backtest: "errors of the model against history"
    case .sweep: "response to a lever or factor, with --vary"
    case .trace: "one future of --policy"
    }
  }

  /// Whether it is drawn from what a page about a study shows.
  public var isOfPage: Bool { self != .sweep && self != .trace }
}

extension StudyPage {
  /// The charts of a name: several where beliefs, scenarios or outcomes can be chosen.
  ///
  /// - Throws: ``PlotError`` where the study leaves nothing to draw, with the reason.
  public func charts(_ name: StudyChart) throws(PlotError) -> [Chart] {
    let (charts, reason): ([Chart], String?) =
      switch name {
      case .ranking: (gainCharts, nil)
      case .frontier: (frontierCharts, "the model has no cost by which mixes could be compared")
      case .heat: (regretCharts, nil)
      case .difference: (differenceCharts, "the model has neither income nor capability")
      case .fan: (fanCharts, "the model has neither income nor capability")
      case .distribution: (distributionCharts, nil)
      case .attribution: (attributionCharts, silence(of: findings.attribution))
      case .tornado: (sensitivityCharts, silence(of: findings.sensitivity))
      case .agreement: (agreementCharts, silence(of: findings.robustness))
      case .backtest: (recordCharts, "none of the beliefs was tested against history")
      case .sweep, .trace: ([], "it is no chart of a whole study")
      }
    let drawn = charts.filter(\.hasMarks)
    if drawn.isEmpty {
      throw PlotError(
        "there is nothing to draw as \(name.rawValue): \(reason ?? "no number is finite").")
    }
    return drawn
  }

  private func silence<Finding>(of result: Result<Finding, StudyFindings.Silence>) -> String? {
    if case .failure(let reason) = result { return reason.description }
    return nil
  }
}

extension Document {
  /// All charts, in their order.
  public var charts: [Chart] {
    sections.joined().flatMap { block -> [Chart] in
      switch block {
      case .chart(let chart): [chart]
      case .figure(let charts): charts
      default: []
      }
    }
  }
}

extension Chart {
  /// The chart of several that has the values of some choices.
  ///
  /// - Parameters:
  ///   - charts: the charts; the first is taken where nothing is chosen.
  ///   - wanted: names of choices with the beginning of their values; nil for any.
  /// - Throws: `UsageError` for a value that none has, with those there are.
  public static func chosen(
    of charts: [Chart], _ wanted: [(name: String, value: String?)]
  ) throws(UsageError) -> Chart {
    var left = charts
    for (name, value) in wanted {
      guard let value else { continue }
      let present = left.compactMap { chart in chart.choices.first { $0.name == name }?.value }
      if present.isEmpty {
        throw UsageError("This chart is the same for all \(name); leave --\(name) out.")
      }
      left = left.filter { chart in
        chart.choices.contains { $0.name == name && $0.value == value }
      }
      if left.isEmpty {
        var names: [String] = []
        for name in present where !names.contains(name) { names.append(name) }
        throw UsageError(
          "There is no \(name) \"\(value)\" here, only \(Figures.list(names, limit: 20)).")
      }
    }
    return left[0]
  }
}

/// A chart with its table, for a terminal.
public struct ChartReport: Report {
  /// The chart.
  public let chart: Chart

  /// Reports a chart.
  public init(_ chart: Chart) { self.chart = chart }

  /// Title, numbers and source.
  public var document: Document {
    let unit = chart.shownUnit.isEmpty ? "" : ", \(chart.shownUnit)"
    return Document([
      [.text(chart.title + unit)], [.table(chart.table)],
      chart.source.isEmpty ? [] : [.text(chart.source)],
    ])
  }
}
