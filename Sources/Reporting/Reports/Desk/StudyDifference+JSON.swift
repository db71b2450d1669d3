import Scenarios
import Studies
import StudyContract

extension StudyDifference: JSONConvertible {
  /// `old`, `new` (name, studyHash), `sameFutures`, `circumstances[]`, `files[]`, `changes[]` of key, old and new, and
  /// `answers[]` by beliefs with `leader` and `mixes[]`; null where no run was asked for.
  public var json: JSONValue {
    [
      "old": Self.json(old), "new": Self.json(new), "answer": answer,
      "sameFutures": hasSameFutures,
      "circumstances": circumstances.json { ["what": $0.label, "old": $0.old, "new": $0.new] },
      "files": files.json {
        ["name": $0.name, "old": $0.old?.hash, "new": $0.new?.hash]
      },
      "changes": changes.json { ["key": $0.key, "old": $0.old, "new": $0.new] },
      "gainsAreShares": isRelative, "answers": answers?.json(Self.json) ?? .null,
    ]
  }

  private static func json(_ side: Side) -> JSONValue {
    [
      "name": side.name, "isRun": side.record != nil,
      "studyHash": side.session.study.source?.hash,
      "seed": side.session.design.specification.seed, "futures": side.session.design.futures,
      "rankedBy": side.session.study.rankedBy,
    ]
  }

  private static func json(_ answer: AnswerDifference) -> JSONValue {
    [
      "beliefs": answer.beliefs,
      "scenario": ["old": answer.scenarios.old, "new": answer.scenarios.new] as JSONValue,
      "leader": ["old": answer.leaders.old, "new": answer.leaders.new] as JSONValue,
      "isOpen": ["old": answer.isOpen.old, "new": answer.isOpen.new] as JSONValue,
      "mixes": answer.mixes.json { mix in
        [
          "policy": mix.policy, "old": mix.old.map(json) ?? .null,
          "new": mix.new.map(json) ?? .null, "change": mix.change.map(json) ?? .null,
        ]
      },
    ]
  }

  private static func json(_ standing: MixDifference.Standing) -> JSONValue {
    [
      "gain": standing.gain.value, "low": standing.gain.low, "high": standing.gain.high,
      "shareBest": standing.shareBest?.value, "shareBestLow": standing.shareBest?.low,
      "shareBestHigh": standing.shareBest?.high, "place": standing.place,
    ]
  }

  private static func json(_ change: MixDifference.Change) -> JSONValue {
    [
      "value": change.value, "low": change.low, "high": change.high,
      "isPaired": change.isPaired, "isWithinError": change.isWithinError,
    ]
  }
}
