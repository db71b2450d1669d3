import NumericCore

/// Why an experiment cannot be run, or why a run stopped before its end.
public enum EnsembleError: KindedError, Hashable {
  /// There is nothing to run, or what there is does not fit together; the sentence says what.
  case invalid(String)
  /// The user asked to stop; nothing of the run is kept but the number of blocks that were merged.
  case cancelled(blocksDone: Int, blockCount: Int)

  /// The error as a sentence for the user.
  public var description: String {
    switch self {
    case .invalid(let sentence): sentence
    case .cancelled(let done, let count):
      "The run was stopped after \(done) of \(count) blocks; no result was written."
    }
  }

  /// Bad data, or somebody who asked to stop.
  public var kind: ErrorKind {
    switch self {
    case .invalid: .badData
    case .cancelled: .interrupted
    }
  }

  /// The sentence after a word that tells a stop from a mistake.
  public var message: String { "\(kind == .interrupted ? "Interrupted" : "Error"): \(description)" }
}
