import Studies

/// A run that was executed again: whether it is the stored one, and the future through time.
public struct ReplayReport: Report, JSONConvertible, CSVConvertible, Sendable {
  private let replay: RunReplay
  private let trace: TraceReport

  /// Collects a report.
  ///
  /// - Parameters:
  ///   - hasDetails: whether the states of every sector are shown beside the outcomes.
  ///   - everyYear: whether only whole years are shown.
  public init(_ replay: RunReplay, hasDetails: Bool, everyYear: Bool) {
    self.replay = replay
    trace = TraceReport(replay.trace, hasDetails: hasDetails, everyYear: everyYear)
  }

  /// The verdict, what differs, the trace, and what the future is made of.
  public var document: Document {
    var verdict: [Document.Block] = [.text(sentence)]
    if !replay.comparesBits {
      verdict.append(
        .text(
          "The run was computed with the machine code \(replay.storedPath), the replay with \(replay.path): numbers are "
            + "compared to \(RunReplay.pathTolerance) relative, and not to the bit."))
    }
    if let failure = failureSentence { verdict.append(.text(failure)) }
    if !replay.differences.isEmpty { verdict.append(.table(differences)) }
    return Document([verdict]) + trace.document
      + Document([[.heading("Factors of this future"), .table(factors)]])
  }

  private var sentence: String {
    let count = replay.outcomes.count
    let different = replay.differences.count
    let way = replay.comparesBits ? "to the bit" : "within the tolerance"
    let start = "Replay of \(replay.folder), beliefs \(replay.beliefs): "
    return different == 0
      ? start + "all \(count) outcomes are the same as the stored ones \(way)."
      : start + "\(different) of \(count) outcomes differ from the stored ones."
  }

  private var failureSentence: String? {
    func place(_ year: Double?, _ quantity: String?, _ value: Double?) -> String {
      guard let year, let quantity else { return "for a reason that no replay shows" }
      return "in \(Figures.year(year, decimals: 2)), by \(FailureWords.text(quantity, value))"
    }
    let reason = replay.reason
    let now = place(reason?.year, reason?.quantity, reason?.value)
    guard let stored = replay.storedFailure else {
      return replay.hasFailed
        ? "It fails \(now). The table of failures, which holds the first thousand, does not have it."
        : nil
    }
    if replay.failsAsStored { return "It fails \(now), as it was stored." }
    let then = place(stored.year, stored.quantity, stored.value)
    return replay.hasFailed
      ? "It fails \(now); stored is a failure \(then)."
      : "It does not fail; stored is a failure \(then)."
  }

  private var differences: Table {
    var table = Table([
      .name("outcome"), .number("stored"), .number("replayed"), .number("difference"),
    ])
    table.rows = replay.differences.map {
      [
        .text($0.outcome), .number($0.stored, Figures.exact($0.stored)),
        .number($0.replayed, Figures.exact($0.replayed)),
        .number($0.replayed - $0.stored, Figures.exact($0.replayed - $0.stored)),
      ]
    }
    return table
  }

  /// The value of every factor.
  private var factors: Table {
    var table = Table([.name("factor"), .number("value"), .text("unit")])
    table.rows = zip(replay.trace.session.model.factors, replay.trace.factors).map {
      [.text($0.name), .number($1, Figures.plain($1)), .text($0.unit.rawValue)]
    }
    return table
  }

  /// The trace as a table; the verdict is the exit status.
  public var csv: CSVRows { trace.csv }

  /// `replay` with `same`, `compared` ("bits" or "tolerance"), `differences[]`, `factors` and `failure`, then the members of a
  /// trace.
  public var json: JSONValue {
    let replayed: JSONValue = [
      "run": replay.folder, "beliefs": replay.beliefs, "policy": replay.trace.policy.name,
      "scenario": replay.trace.session.scenarios[0].name, "future": replay.trace.future,
      "same": replay.isSame, "compared": replay.comparesBits ? "bits" : "tolerance",
      "storedVectorPath": replay.storedPath, "vectorPath": replay.path,
      "outcomes": replay.outcomes.count,
      "differences": replay.differences.json {
        ["outcome": $0.outcome, "stored": $0.stored, "replayed": $0.replayed]
      },
      "factors": JSONValue.object(
        zip(replay.trace.session.model.factors, replay.trace.factors).map {
          ($0.name, .real($1))
        }),
      "failure": replay.reason.map { reason -> JSONValue in
        [
          "year": reason.year, "quantity": reason.quantity, "value": reason.value,
          "fault": FailureWords.kind(reason.value), "asStored": replay.failsAsStored,
        ]
      },
    ]
    return JSONValue.object([("replay", replayed)]).adding(trace.json)
  }
}
