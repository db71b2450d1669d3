import Analysis
import Studies

/// What failed in a finished run, as tables and sentences.
extension RunFailures: Report {
  /// Failed runs that text shows; the other forms have all that were kept.
  private static let shown = 20
  /// Factors that text names of each.
  private static let namedInputs = 2

  /// How many failed, where they lie among the factors, and the first ones; one line where none failed.
  public var document: Document {
    if failed == 0 {
      return Document([
        [
          .text(
            "No run of \(folder) failed: \(Figures.count(policies.count, "mix", "mixes")) in "
              + "\(Figures.count(scenarios.count, "scenario")), \(Figures.count(futures, "future")), "
              + "\(beliefs.joined(separator: " and ")).")
        ]
      ])
    }
    let groups = futuresThatFailed
    return Document([
      [
        .text(
          "\(Figures.grouped(failed)) of \(Figures.grouped(runs)) runs of \(folder) failed "
            + "(\(Figures.percent(Double(failed) / Double(runs)))). They are left out of every result."
        )
      ],
      [.heading("By mix and scenario"), .table(table)],
      [.heading("Where they lie among the factors")] + regions.map { .text(sentence($0)) }
        + [.note(Self.meanings)],
      groups.isEmpty
        ? [] : [.heading(title(groups)), .table(list(groups)), .text(next)],
    ])
  }

  private var table: Table {
    var table = Table([
      .text("beliefs"), .text("scenario"), .name("policy mix"), .number("failed"),
      .number("of futures"), .number("share"),
    ])
    table.rows = counts.map {
      [
        .text($0.beliefs), .text($0.scenario), .text($0.policy), .whole($0.failed),
        .whole(futures), .percent(Double($0.failed) / Double(futures)),
      ]
    }
    return table
  }

  private func sentence(_ region: Region) -> String {
    let place =
      "In \(region.scenarios.count == 1 ? "scenario" : "scenarios") "
      + "\(Figures.list(region.scenarios)), beliefs \(region.beliefs), some mix fails in "
      + "\(Figures.grouped(region.failed)) of \(Figures.count(futures, "future"))"
    if region.failed == futures {
      return "\(place): in all of them, so that no region of the factors sets them apart."
    }
    return place + boxes(region) + common(region)
  }

  /// The boxes, or why there are none.
  private func boxes(_ region: Region) -> String {
    guard let finding = region.discovery?.finding else {
      let fewest = DiscoverySettings.fewestCases
      return region.failed < fewest
        ? ", too few to seek a region of the factors: \(fewest) are needed."
        : ", in all but \(futures - region.failed): too few that do not fail to seek a region of the factors."
    }
    if finding.boxes.isEmpty {
      return ". No limits on the factors single them out better than chance does."
    }
    return ". "
      + finding.boxes.enumerated().map { number, box in
        "Box \(number + 1): \(BoxWords.text(box)); density "
          + "\(Figures.percent(box.heldOut.density)), coverage "
          + "\(Figures.percent(box.heldOut.coverage))."
      }.joined(separator: " ")
  }

  /// Factors whose values they share.
  private func common(_ region: Region) -> String {
    let inputs = region.common.prefix(Self.namedInputs)
    if inputs.isEmpty { return " No single factor is far from the middle in all of them." }
    return " In common they have "
      + Figures.list(
        inputs.map { input in
          let (low, high) = (
            Figures.plain(input.range.lowerBound), Figures.plain(input.range.upperBound)
          )
          return "\(input.factor) \(low == high ? low : "from \(low) to \(high)") "
            + "(mean rank \(Figures.percent(input.meanRank)))"
        }) + "."
  }

  private static let meanings =
    "density: share of the futures inside the box in which a mix fails; coverage: share of all futures in which one fails "
    + "that lie inside; both on the third of the futures that was held out. rank: share of the run's futures with a smaller "
    + "value, half of those with the same one added"

  /// Failed runs of the same future under several mixes, in the order of the first of each.
  private var futuresThatFailed: [[Entry]] {
    var places: [String: Int] = [:]
    var groups: [[Entry]] = []
    for entry in entries {
      let key = "\(entry.failure.future) \(entry.failure.scenario) \(entry.beliefs)"
      if let place = places[key] {
        groups[place].append(entry)
      } else {
        places[key] = groups.count
        groups.append([entry])
      }
    }
    return groups
  }

  private func title(_ groups: [[Entry]]) -> String {
    groups.count > Self.shown || entries.count < failed
      ? "The first \(min(groups.count, Self.shown)) futures in which mixes fail"
      : "Futures in which mixes fail"
  }

  private func list(_ groups: [[Entry]]) -> Table {
    var table = Table([
      .number("future"), .text("scenario"), .text("policy mixes"), .number("year"),
      .text("left first by"), .text("common factors, with rank"),
    ])
    table.rows = groups.prefix(Self.shown).map { group in
      let (entry, failure) = (group[0], group[0].failure)
      let isEvery = group.count == policies.count && policies.count > 1
      return [
        .number(Double(failure.future), "\(failure.future)"),
        .text(failure.scenario + (beliefs.count > 1 ? ", \(entry.beliefs)" : "")),
        .text(isEvery ? "all" : Figures.list(group.map(\.failure.policy), limit: 2)),
        failure.year.map { .number($0, Figures.year($0, decimals: 2)) } ?? "-",
        .text(FailureWords.text(failure)),
        .text(Self.text(commonInputs(of: entry).prefix(Self.namedInputs))),
      ]
    }
    return table
  }

  /// Factors with their values and where they lie among those of all futures.
  private static func text(_ inputs: ArraySlice<Input>) -> String {
    if inputs.isEmpty { return "-" }
    return inputs.map {
      "\($0.factor) \(Figures.plain($0.value)) (\(Figures.percent($0.rank)))"
    }.joined(separator: ", ")
  }

  private var next: String {
    guard let first = entries.first else { return "" }
    let all =
      entries.count < failed
      ? "The first \(Figures.grouped(entries.count)) of them with every factor: --format json or csv; all are in outcomes.csv "
        + "and factors.csv"
      : "All of them with every factor: --format json or csv"
    return "One of them step by step: latecomer replay \(folder) --future \(first.failure.future) "
      + "--policy \(first.failure.policy) --scenario \(first.failure.scenario)"
      + (beliefs.count > 1 ? " --beliefs \(first.beliefs)" : "")
      + ". \(all)."
  }
}
