import Analysis
import ModelContract
import Studies

extension StudyAttribution: Report {
  /// The answer in sentences, then levers, years and other outcomes.
  public var document: Document {
    let words = AttributionSentences(result: self)
    var document = Document([
      [
        .title(
          isClear
            ? "Why \(first.name) \(isBetter ? "beats" : "loses to") \(second.name)"
            : "\(first.name) and \(second.name) are not told apart"),
        .entry("Study", DesignText.line(session, scenario: scenario, beliefs: beliefs)),
        .entry("Outcome", "\(outcome.name) (\(outcome.unit.rawValue)): \(outcome.meaning)"),
      ],
      words.answers.map { .entry($0.label, $0.text) },
    ])
    document.add([.heading("LEVERS"), .table(levers)] + Self.leverNotes.map { .note($0) })
    if let table = channelTable { document.add([.heading("CHANNELS"), .table(table)]) }
    if !years.isEmpty { document.add([.heading("YEARS"), .table(yearTable)]) }
    if !outcomes.isEmpty { document.add([.heading("OTHER OUTCOMES"), .table(outcomeTable)]) }
    document.add(
      [.heading("HOW")] + words.conventions.map { .labelled($0.label, columns: 10, $0.text) })
    return document
  }

  private static let leverNotes = [
    "share: Shapley value, the mean gain of exchanging the part over all orders of exchange; [95 % interval]; shares sum to "
      + "the difference",
    "alone: as the only part exchanged; last: as the last one; cost: its share of the difference in cost; * a gain that has "
      + "no cost in the model",
  ]

  /// Whether the difference is told from 0.
  var isClear: Bool { attribution.difference.low > 0 || attribution.difference.high < 0 }

  /// The same for the text, which has no shares of a difference that is not told from 0.
  private func shownPercent(_ value: Double) -> Double? {
    isClear ? percentOfDifference(value) : nil
  }

  /// A number as a share of the difference, in per cent.
  func percentOfDifference(_ value: Double) -> Double? {
    let whole = attribution.difference.value
    return whole == 0 ? nil : 100 * value / whole
  }

  private var levers: Table {
    var table = Table([
      .text("part"), .text("from"), .text("to"), .number("share"), .number("[95 %]"),
      .number("% of", "difference"), .number("alone"), .number("last"),
    ])
    if costOutcome != nil { table.columns.append(.number("cost")) }
    let numbers = parts.flatMap {
      [$0.share.value.value, $0.share.alone.value, $0.share.last.value]
    }
    let decimals = Figures.decimals(for: numbers)
    let costDecimals = Figures.decimals(for: parts.compactMap { $0.cost?.value.value })
    for part in parts {
      let value = part.share.value
      let ends = [value.low, value.high].map {
        Figures.fixed($0, decimals: decimals, showsPlus: true)
      }
      var row: [Table.Cell] = [
        .text(part.part.name + (part.isFreeGain ? " *" : "")),
        .text(setting(part.part, of: second)), .text(setting(part.part, of: first)),
        .fixed(value.value, decimals: decimals, showsPlus: true),
        .text("[\(ends[0]), \(ends[1])]"),
        .fixed(shownPercent(value.value), decimals: 0),
        .fixed(part.share.alone.value, decimals: decimals, showsPlus: true),
        .fixed(part.share.last.value, decimals: decimals, showsPlus: true),
      ]
      if costOutcome != nil {
        row.append(.fixed(part.cost?.value.value, decimals: costDecimals, showsPlus: true))
      }
      table.rows.append(row)
    }
    return table
  }

  /// What a mix does with a part, without the part's name.
  private func setting(_ part: MixPart, of policy: Policy) -> String {
    switch part.kind {
    case .lever:
      let unit = session.model.levers.first { $0.name == part.name }?.unit
      return policy.levers[part.name].map { PathText.ends($0, unit: unit) } ?? "-"
    case .trait: return policy.traits[part.name].map { PathText.ends($0) } ?? "-"
    case .traits:
      return part.traits.map { policy.traits[$0].map { PathText.ends($0) } ?? "-" }
        .joined(separator: " / ")
    case .targets:
      return policy.targets.isEmpty ? "none" : Figures.count(policy.targets.count, "sector")
    case .contingency:
      return policy.contingency.map(PathText.condition) ?? "never"
    }
  }

  /// The channels that carry something, the largest first; nil where nothing is accounted for.
  private var channelTable: Table? {
    guard let channels else { return nil }
    var table = Table([
      .text("channel"), .number("part"), .number("[95 %]"), .number("% of", "difference"),
      .text("what goes through it"),
    ])
    let decimals = Figures.decimals(for: channels.split.parts.map(\.value))
    for part in channels.split.weighty {
      let ends = [part.low, part.high].map {
        Figures.fixed($0, decimals: decimals, showsPlus: true)
      }
      let channel = channels.channels[part.channel]
      table.rows.append([
        .text(channel.name), .fixed(part.value, decimals: decimals, showsPlus: true),
        .text("[\(ends[0]), \(ends[1])]"),
        .fixed(channels.split.isScaled ? shownPercent(part.value) : nil, decimals: 0),
        .text(channel.meaning),
      ])
    }
    return table
  }

  /// Rows of the table of years: the first and the last year and every fifth.
  private var yearTable: Table {
    var table = Table([
      .text("year"), .number("difference", "so far"), .number("[95 %]"), .number("added since"),
      .number("% of", "difference"),
    ])
    let shown = years.indices.filter {
      $0 == 0 || $0 == years.count - 1 || $0 % Self.yearsBetweenRows == 0
    }
    let decimals = Figures.decimals(for: years.map(\.gap.value))
    var before = 0.0
    for place in shown {
      let gap = years[place].gap
      let ends = [gap.low, gap.high].map {
        Figures.fixed($0, decimals: decimals, showsPlus: true)
      }
      table.rows.append([
        .year(years[place].year), .fixed(gap.value, decimals: decimals, showsPlus: true),
        .text("[\(ends[0]), \(ends[1])]"),
        .fixed(gap.value - before, decimals: decimals, showsPlus: true),
        .fixed(shownPercent(gap.value - before), decimals: 0),
      ])
      before = gap.value
    }
    return table
  }

  private static let yearsBetweenRows = 5

  private var outcomeTable: Table {
    var table = Table([
      .text("outcome"), .text("unit"), .number(first.name), .number(second.name),
      .number("difference"), .number("[95 %]"),
    ])
    for gap in outcomes {
      let decimals = Figures.decimals(for: [gap.first.value, gap.second.value], digits: 4)
      let ends = [gap.difference.low, gap.difference.high].map {
        Figures.fixed($0, decimals: decimals, showsPlus: true)
      }
      table.rows.append([
        .text(gap.outcome.name), .text(gap.outcome.unit.rawValue),
        .fixed(gap.first.value, decimals: decimals),
        .fixed(gap.second.value, decimals: decimals),
        .fixed(gap.difference.value, decimals: decimals, showsPlus: true),
        .text("[\(ends[0]), \(ends[1])]"),
      ])
    }
    return table
  }
}

extension StudyAttribution: JSONConvertible {
  /// Everything, in the unit of the outcome.
  ///
  /// `difference` with `difference_low` and `difference_high` is the first mix less the second; `attribution[]` has `lever`,
  /// `kind`, `value`, `low`, `high`, `percent_of_difference`, `alone`, `last`, `cost` and `free_gain`, and its values sum to
  /// `difference` in their order; `synergy` the same way; `years[]` has `year`, `gap`, `value`, `low`, `high`;
  /// `channels[]` has `channel`, `value`, `low`, `high`, `percent_of_difference`; `outcomes[]`
  /// has `outcome`, `first`, `second`, `difference`, `low`, `high`.
  public var json: JSONValue {
    [
      "study": session.study.name, "scenario": scenario.name, "beliefs": beliefs.name,
      "outcome": outcome.name, "unit": outcome.unit.rawValue,
      "direction": outcome.direction.rawValue, "mixes": [first.name, second.name],
      "futures": futures, "failed": failed, "mixes_run": mixCount, "exact": orderCount == 0,
      "orders": orderCount, "first_mean": attribution.first.value,
      "second_mean": attribution.second.value, "difference": attribution.difference.value,
      "difference_low": attribution.difference.low,
      "difference_high": attribution.difference.high,
      "percent_of_second": percent(attribution.difference.value),
      "attribution": parts.json { part in
        [
          "lever": part.part.name, "kind": part.part.kind.rawValue,
          "value": part.share.value.value, "low": part.share.value.low,
          "high": part.share.value.high,
          "percent_of_difference": percentOfDifference(part.share.value.value),
          "order_error": part.share.orderError, "alone": part.share.alone.value,
          "last": part.share.last.value, "cost": part.cost?.value.value,
          "free_gain": part.isFreeGain,
        ]
      },
      "synergy": attribution.synergy.value, "synergy_low": attribution.synergy.low,
      "synergy_high": attribution.synergy.high,
      "years": years.json {
        [
          "year": $0.year, "gap": $0.gap.value, "value": $0.contribution.value,
          "low": $0.contribution.low, "high": $0.contribution.high,
        ]
      },
      "channels": (channels?.split.parts ?? []).json { part in
        [
          "channel": channels?.channels[part.channel].name, "value": part.value, "low": part.low,
          "high": part.high, "percent_of_difference": percentOfDifference(part.value),
        ]
      },
      "outcomes": outcomes.json {
        [
          "outcome": $0.outcome.name, "unit": $0.outcome.unit.rawValue, "first": $0.first.value,
          "second": $0.second.value, "difference": $0.difference.value,
          "low": $0.difference.low, "high": $0.difference.high,
        ]
      },
    ]
  }

  /// A number in per cent of the second mix's mean.
  func percent(_ value: Double) -> Double? {
    let whole = attribution.second.value.magnitude
    return whole > 0 ? 100 * value / whole : nil
  }
}
