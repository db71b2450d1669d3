import Analysis
import Studies

extension ReweightingResult: Report {
  /// What is believed instead, what that changes, and the mixes.
  public var document: Document {
    var document = Document([
      [
        .text("Another belief on the same futures: \(table.place)"),
        .text(
          "\(belief); \(Figures.count(finding.futures, "future"))\(failures) tell as much as "
            + "\(Figures.grouped(Int(finding.effectiveCount))) equally weighted ones, divergence "
            + "\(Figures.fixed(finding.divergence, decimals: 3))"),
      ],
      sentences, [.table(rows)], [.note(Self.meanings)],
    ])
    if finding.radius != nil {
      document.add([.heading("Worst belief in the ball"), .table(worst), .note(Self.ballMeanings)])
    }
    return document
  }

  private var failures: String {
    finding.failed == 0 ? "" : " (\(Figures.grouped(finding.failed)) left out, a run failed)"
  }
  private var belief: String {
    var parts: [String] = []
    if let file = change.file {
      parts.append("laws of \(Figures.list(changed)) from \(file)")
    }
    parts += change.tilts.map { "mean of \($0.factor) \(Figures.exact($0.mean))" }
    if let radius = finding.radius {
      parts.append("a ball of divergence \(Figures.exact(radius)) around it")
    }
    return Figures.capitalized(parts.joined(separator: ", "))
  }

  private var sentences: [Document.Block] {
    let first = finding.rows[0]
    let isSame = first.policy == finding.bestBefore
    var blocks: [Document.Block] = [
      .entry(
        "ANSWER",
        (isSame
          ? "\(first.policy) stays the mix with the best mean"
          : "\(first.policy) takes the place of \(finding.bestBefore) as the mix with the best mean")
          + ": \(Figures.plain(first.mean.value)) (\(Figures.plain(first.mean.low)) to "
          + "\(Figures.plain(first.mean.high))), best in \(Figures.percent(first.chanceBest.value)) of futures, "
          + "\(Figures.percent(first.chanceBestBefore)) as it was run.")
    ]
    if let robust = mostRobust, let value = robust.worst {
      blocks.append(
        .entry(
          "WORST CASE",
          "\(robust.policy) has the best worst mean within the ball, \(Figures.plain(value.value)) "
            + "(\(Figures.plain(value.low)) to \(Figures.plain(value.high)))."))
    }
    return blocks
  }

  private var mostRobust: Reweighting.Row? {
    finding.rows.max {
      let (first, second) = ($0.worst?.value ?? .nan, $1.worst?.value ?? .nan)
      return table.wantsLess ? first > second : first < second
    }
  }

  private static let meanings =
    "run: as it was run; gain: over the baseline, future by future; 95 % intervals; best in: share of futures in which the mix "
    + "is the best one"
  private static let ballMeanings =
    "worst mean: under the belief within the ball that is worst for the mix, each mix having its own; worst gain: the same of "
    + "its gain over the baseline; futures: as many equally weighted ones tell as much"

  private func interval(_ value: Reweighting.Value, _ decimals: Int) -> Table.Cell {
    .plusMinus(
      Estimate(
        value: value.value, standardError: .nan, designError: .nan, ensembleError: 0,
        low: value.low, high: value.high), decimals: decimals)
  }

  private var decimals: Int {
    Figures.decimals(for: finding.rows.map(\.mean.value), digits: 4)
  }

  private var rows: Table {
    var table = Table([
      .text("policy"), .number("mean", "run"), .number("mean", "now"), .number("gain", "now"),
      .number("best in", "run"), .number("best in", "now"),
    ])
    for row in finding.rows {
      table.rows.append([
        .text(row.policy), .fixed(row.meanBefore, decimals: decimals),
        interval(row.mean, decimals), interval(row.gain, decimals),
        .percent(row.chanceBestBefore),
        .percent(row.chanceBest.value),
      ])
    }
    return table
  }

  private var worst: Table {
    var table = Table([
      .text("policy"), .number("worst mean"), .number("worst gain"), .number("futures"),
    ])
    for row in finding.rows {
      guard let worst = row.worst, let gain = row.worstGain, let count = row.worstCount else {
        continue
      }
      table.rows.append([
        .text(row.policy), interval(worst, decimals), interval(gain, decimals),
        .whole(Int(count)),
      ])
    }
    return table
  }
}

extension ReweightingResult: JSONConvertible {
  /// Everything: `policies[]` with `mean`, `gain`, `chance_best`, `worst_mean` and `worst_gain`, each `value`, `low`, `high`.
  public var json: JSONValue {
    [
      "source": table.source, "outcome": table.outcome, "belief": change.file,
      "changed": changed,
      "tilts": change.tilts.json { ["factor": $0.factor, "mean": $0.mean] },
      "ball": finding.radius, "futures": finding.futures, "failed": finding.failed,
      "effective_futures": finding.effectiveCount, "divergence": finding.divergence,
      "baseline": table.policies[table.baseline], "best_before": finding.bestBefore,
      "policies": finding.rows.json { row in
        [
          "policy": row.policy, "mean_before": row.meanBefore,
          "mean": Self.value(row.mean), "gain": Self.value(row.gain),
          "chance_best_before": row.chanceBestBefore,
          "chance_best": Self.value(row.chanceBest), "worst_mean": row.worst.map(Self.value),
          "worst_gain": row.worstGain.map(Self.value), "worst_effective_futures": row.worstCount,
        ]
      },
    ]
  }

  private static func value(_ value: Reweighting.Value) -> JSONValue {
    ["value": value.value, "low": value.low, "high": value.high]
  }
}
