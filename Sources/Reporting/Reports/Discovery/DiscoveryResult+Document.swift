import Analysis
import Studies

extension DiscoveryResult: Report {
  /// Boxes in sentences, then their measures and limits, then the way of the peeling.
  public var document: Document {
    var document = Document([
      [.text("Where \(condition): \(table.source)" + reading), .text(rows)],
      sentences,
    ])
    if !finding.boxes.isEmpty {
      document.add([.heading("Boxes"), .table(boxes), .note(Self.meanings)])
      document.add([.heading("Limits"), .table(limits), .note(Self.limitMeanings)])
    }
    if finding.path.count > 1 {
      document.add([.heading("Trade-off on the way of the first peeling"), .table(path)])
    }
    return document
  }

  /// The condition as the user wrote it, with the names of mixes set off.
  private var condition: String {
    if case .beats(let first, let second) = table.condition.statements.first,
      table.condition.statements.count == 1
    {
      return "\(Figures.mix(first)) beats \(Figures.mix(second))"
    }
    return table.condition.description
  }
  private var reading: String { table.reading.isEmpty ? "" : ", \(table.reading)" }
  private var baseRate: Double { Double(finding.cases) / Double(finding.rows) }

  private var rows: String {
    return "\(Figures.count(finding.rows, "future")), of which \(Figures.grouped(finding.cases)) "
      + "(\(Figures.percent(baseRate))) meet the condition\(Figures.leftOut(finding.failed)). Boxes were found on "
      + "\(Figures.grouped(finding.trainingRows)) and measured on the other "
      + "\(Figures.grouped(finding.rows - finding.trainingRows))."
  }

  private var sentences: [Document.Block] {
    var blocks = finding.boxes.enumerated().map { number, box -> Document.Block in
      .entry("BOX \(number + 1)", sentence(box, isFirst: number == 0))
    }
    if finding.boxes.isEmpty { blocks.append(.entry("ANSWER", noBox)) }
    let shaky = finding.boxes.flatMap(\.limits).filter { $0.reproducibility < 0.7 }
    if !shaky.isEmpty {
      blocks.append(
        .entry(
          "CAREFUL",
          "\(Figures.list(Self.distinct(shaky.map(\.factor)))) "
            + (shaky.count == 1 ? "has a limit" : "have limits")
            + " that less than 70 % of resamples repeat: another sample may well show another box.")
      )
    }
    return blocks
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func sentence(_ box: DiscoveryFinding.Box, isFirst: Bool) -> String {
    let held = box.heldOut
    let density = Estimate(
      value: held.density, standardError: .nan, designError: .nan, ensembleError: 0,
      low: held.densityInterval.lowerBound, high: held.densityInterval.upperBound)
    return "With \(BoxWords.text(box)), the condition is met in "
      + "\(Figures.share(density)) of futures, against \(Figures.percent(baseRate)) of all; the box has \(Figures.percent(held.mass)) of futures and "
      + "\(Figures.percent(held.coverage)) of those that meet it"
      + (isFirst ? "." : ", the boxes before left out.")
  }

  /// That nothing was found, what that means, and how near the best candidate came.
  private var noBox: String {
    let start =
      "No limits on the factors single out the futures that meet the condition: the search found none that hold better than "
      + "those of pure noise, of which it finds some in at most \(Figures.percent(DiscoverySettings.falseAlarmRate)) of cases."
    guard let rejected = finding.rejected else {
      return start + " That is no proof that there are none; more futures may show some."
    }
    return start
      + " The best it tried, \(BoxWords.text(rejected)), did not hold: there the condition is met in "
      + "\(Figures.percent(rejected.inSample.density)) of the futures on which the limits were found and in "
      + "\(Figures.percent(rejected.heldOut.density)) of the others, against \(Figures.percent(baseRate)) of all."
  }

  private static let meanings =
    "coverage: share of the futures that meet the condition inside the box; density: share of the futures inside that meet "
    + "it; mass: share of all futures inside; found: the same where the box was found, which flatters"
  private static let limitMeanings =
    "quasi-p: probability of at least as many futures inside that meet the condition if the limits of this factor meant "
    + "nothing, where the box was found; p: the same on the other futures; repeated: share of resamples with a limit on the same "
    + "side"

  private var boxes: Table {
    var table = Table([
      .number("box"), .number("coverage"), .number("density"), .number("mass"),
      .number("coverage", "found"), .number("density", "found"), .number("mass", "found"),
      .number("p"),
    ])
    for (number, box) in finding.boxes.enumerated() {
      table.rows.append(
        [.whole(number + 1)]
          + [box.heldOut, box.inSample].flatMap {
            [.percent($0.coverage), .percent($0.density), .percent($0.mass)]
          } + [.number(box.pValue, Self.probability(box.pValue))])
    }
    return table
  }

  private var limits: Table {
    var table = Table([
      .number("box"), .text("limit"), .number("quasi-p"), .number("p"), .number("repeated"),
    ])
    for (number, box) in finding.boxes.enumerated() {
      for limit in box.limits {
        table.rows.append([
          .whole(number + 1), .text(BoxWords.text(limit)),
          .number(limit.quasiP, Self.probability(limit.quasiP)),
          .number(limit.heldOutP, Self.probability(limit.heldOutP)),
          .percent(limit.reproducibility),
        ])
      }
    }
    return table
  }

  private var path: Table {
    var table = Table([
      .number("step"), .number("limits"), .text("last slice"), .number("coverage"),
      .number("density"), .number("mass"), .number("coverage", "found"),
      .number("density", "found"),
    ])
    // Some ten of the steps, the last one among them.
    let last = finding.path.count - 1
    let stride = max((last + 9) / 10, 1)
    for (place, step) in finding.path.enumerated() where place % stride == 0 || place == last {
      table.rows.append([
        .whole(place), .whole(step.limits), .text(step.factor ?? ""),
        .percent(step.heldOut.coverage), .percent(step.heldOut.density),
        .percent(step.heldOut.mass), .percent(step.inSample.coverage),
        .percent(step.inSample.density),
      ])
    }
    return table
  }

  private static func probability(_ p: Double) -> String {
    p < 0.0005 ? "<0.001" : Figures.digits(p, decimals: 3)
  }
}

extension DiscoveryResult: JSONConvertible {
  /// Everything.
  ///
  /// `boxes[]` has `limits` (`factor`, `low`, `high`, `categories`, `quasi_p`, `held_out_p`, `reproducibility`), and
  /// `coverage`, `density` and `mass` of held-out futures, with those of the futures on which it was found in
  /// `in_sample`. A value inside has `low <= value < high`; null stands for no limit.
  public var json: JSONValue {
    [
      "source": table.source, "condition": table.condition.description,
      "method": settings.method.rawValue,
      "futures": finding.rows, "cases": finding.cases, "failed": finding.failed,
      "base_rate": baseRate, "training_futures": finding.trainingRows,
      "seed": settings.seed, "resamples": settings.resamples, "alpha": settings.alpha,
      "false_alarm_rate": DiscoverySettings.falseAlarmRate,
      "boxes": finding.boxes.json(Self.box), "rejected": finding.rejected.map(Self.box),
      "path": finding.path.json { step in
        [
          "limits": step.limits, "factor": step.factor, "coverage": step.heldOut.coverage,
          "density": step.heldOut.density, "mass": step.heldOut.mass,
          "in_sample": Self.measures(step.inSample),
        ]
      },
    ]
  }

  private static func measures(_ measures: DiscoveryFinding.Measures) -> JSONValue {
    ["coverage": measures.coverage, "density": measures.density, "mass": measures.mass]
  }

  private static func box(_ box: DiscoveryFinding.Box) -> JSONValue {
    [
      "limits": box.limits.json { limit in
        [
          "factor": limit.factor, "low": limit.low, "high": limit.high,
          "categories": limit.categories, "quasi_p": limit.quasiP,
          "held_out_p": limit.heldOutP, "reproducibility": limit.reproducibility,
        ]
      },
      "coverage": box.heldOut.coverage, "density": box.heldOut.density,
      "density_low": box.heldOut.densityInterval.lowerBound,
      "density_high": box.heldOut.densityInterval.upperBound, "mass": box.heldOut.mass,
      "p": box.pValue, "in_sample": measures(box.inSample),
    ]
  }
}
