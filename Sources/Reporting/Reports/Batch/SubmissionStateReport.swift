import Scenarios

/// Why nothing has to be submitted again.
public struct SubmissionStateReport: Report, Sendable {
  private let state: SubmissionState
  private let folder: String

  /// Reports a state in which nothing is left to submit.
  public init(_ state: SubmissionState, folder: String) {
    self.state = state
    self.folder = folder
  }

  /// The report as parts.
  public var document: Document {
    let waited = state.missing.numbers
    let result = "\(folder)/\(SlurmScripts.result)"
    let sentence =
      !waited.isEmpty
      ? "Nothing has to be submitted: \(Self.inQueue(state.missing))."
      : state.isMerged
        ? "Nothing is missing: the run is finished in \(result)."
        : "Nothing is missing: the merge still runs or waits."
    return Document([[.text(sentence)]])
  }

  /// That shards are being worked on.
  static func inQueue(_ shards: NumberList) -> String {
    shards.numbers.count == 1
      ? "shard \(shards.text) still runs or waits" : "shards \(shards.text) still run or wait"
  }
}
