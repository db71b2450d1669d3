import Analysis
import Studies

extension InformationResult: Report {
  /// The answer in sentences, then mixes, factors and groups.
  public var document: Document {
    var document = Document([
      [
        .text("What knowing is worth before choosing: \(table.place)"),
        .text(
          "\(Figures.count(finding.futures, "future")) of \(finding.policies.count) mixes\(Figures.leftOut(finding.failed))"
        ),
      ],
      sentences,
    ])
    document.add([.heading("Mixes"), .table(policies)])
    if !finding.factors.isEmpty {
      let shown = finding.factors.sorted { $0.value.value > $1.value.value }
        .prefix(Self.shownFactors)
      let more = finding.factors.count - shown.count
      document.add(
        [.heading("Factors"), .table(partial(Array(shown)))]
          + (more > 0
            ? [.note("and \(more) others that are worth less; --format json has all")] : [])
          + [.note(Self.meanings)])
    }
    if !finding.groups.isEmpty {
      document.add([.heading("Groups"), .table(partial(finding.groups)), .note(Self.groupMeanings)])
    }
    return document
  }

  /// Factors of the text; others are worth less.
  private static let shownFactors = 15

  private var baselineMean: Double { abs(finding.means[finding.baseline]) }
  private func percent(_ value: Double) -> Double? {
    baselineMean > 0 ? 100 * value / baselineMean : nil
  }
  /// Of what the per cent are.
  private var whole: String {
    (table.outcome ?? "").contains("consumption")
      ? "baseline consumption" : "the mean of \(finding.policies[finding.baseline])"
  }

  private func words(_ value: InformationFinding.Value) -> String {
    let plain = Figures.plain(value.value)
    guard let share = percent(value.value), let low = percent(value.low),
      let high = percent(value.high)
    else { return plain }
    return "\(plain), \(Figures.plain(share)) % of \(whole) "
      + "(\(Figures.plain(low)) to \(Figures.plain(high)) %)"
  }

  private var sentences: [Document.Block] {
    let best = finding.policies[finding.best]
    var blocks: [Document.Block] = [
      .entry(
        "ANSWER",
        "Without further knowledge \(best) is the mix to choose, and it is the best one in "
          + "\(Figures.percent(finding.sharesBest[finding.best])) of futures. Knowing the future before choosing, luck "
          + "included, would be worth \(words(finding.perfect)).")
    ]
    let clear = finding.factors.filter(\.isClear).sorted { $0.value.value > $1.value.value }
    if let first = clear.first {
      blocks.append(
        .entry(
          "FIRST",
          "Most worth knowing is \(first.name): \(words(first.value)). "
            + "Of \(Figures.count(finding.factors.count, "factor")) "
            + "\(clear.count == 1 ? "this one alone has" : "\(clear.count) have") a value that is clearly above 0."
        ))
    } else if !finding.factors.isEmpty {
      blocks.append(
        .entry(
          "FIRST",
          "No single factor has a value that is clearly above 0: knowing any one of them would hardly change the choice."
        ))
    }
    let doubtful = (finding.factors + finding.groups).filter(isBiased)
    if !doubtful.isEmpty {
      blocks.append(
        .entry(
          "CAREFUL",
          "For \(Figures.list(doubtful.map(\.name))) the fit takes more noise for knowledge than the interval holds; run "
            + "more futures."))
    }
    return blocks
  }

  /// Whether the fit's own value lies outside the interval, and is worth a word beside that of perfect information.
  private func isBiased(_ partial: InformationFinding.Partial) -> Bool {
    finding.perfect.value > 0 && partial.plugIn > 0.05 * finding.perfect.value
      && partial.plugIn > max(partial.value.high, finding.noiseFloor)
  }

  private static let meanings =
    "value: the gain over the best mix of choosing by the factor, in futures that the choice was not fitted on, with a 95 % "
    + "interval; fit: what the fit itself promises, which is biased upward; * clearly above 0 and above what permuted "
    + "factors show"
  private static let groupMeanings =
    "values of groups come from sums of curves of single factors, with products of two up to ten factors: lower bounds"

  private var policies: Table {
    var table = Table([
      .text("policy"), .number("mean"), .number("best in"),
    ])
    for (place, name) in finding.policies.enumerated() {
      table.rows.append([
        .text(name), .plain(finding.means[place], digits: 4), .percent(finding.sharesBest[place]),
      ])
    }
    return table
  }

  private func partial(_ rows: [InformationFinding.Partial]) -> Table {
    var table = Table([
      .text(rows.contains { $0.factors.count > 1 } ? "group" : "factor"), .number("value"),
      .number("low"), .number("high"), .number("fit"), .number("%", "of baseline"),
    ])
    let decimals = Figures.decimals(for: rows.map(\.value.high))
    for row in rows {
      table.rows.append([
        .text(row.name + (row.isClear ? " *" : "")),
        .fixed(row.value.value, decimals: decimals), .fixed(row.value.low, decimals: decimals),
        .fixed(row.value.high, decimals: decimals), .fixed(row.plugIn, decimals: decimals),
        .plain(percent(row.value.value)),
      ])
    }
    return table
  }
}

extension InformationResult: JSONConvertible {
  /// Everything, in the unit of the outcome.
  ///
  /// `evpi` is a number with `evpi_low` and `evpi_high`; `evppi[]` has `factor`, `value`, `low`, `high`, `fit`,
  /// `percent_of_baseline` and `clear`; `groups[]` the same with `group` and its `factors`.
  public var json: JSONValue {
    [
      "source": table.source, "outcome": table.outcome, "futures": finding.futures,
      "failed": finding.failed, "baseline": finding.policies[finding.baseline],
      "baseline_mean": finding.means[finding.baseline],
      "best": finding.policies[finding.best],
      "policies": finding.policies.enumerated().json { place, name in
        [
          "policy": name, "mean": finding.means[place], "share_best": finding.sharesBest[place],
        ]
      },
      "evpi": finding.perfect.value, "evpi_low": finding.perfect.low,
      "evpi_high": finding.perfect.high,
      "evpi_percent_of_baseline": percent(finding.perfect.value),
      "evppi": finding.factors.json { partial in
        (["factor": partial.name] as JSONValue).adding(values(partial))
      },
      "groups": finding.groups.json { group in
        (["group": group.name, "factors": group.factors] as JSONValue).adding(values(group))
      },
      "noise_floor": finding.noiseFloor,
    ]
  }

  private func values(_ partial: InformationFinding.Partial) -> JSONValue {
    [
      "value": partial.value.value, "low": partial.value.low, "high": partial.value.high,
      "fit": partial.plugIn, "percent_of_baseline": percent(partial.value.value),
      "clear": partial.isClear,
    ]
  }
}
