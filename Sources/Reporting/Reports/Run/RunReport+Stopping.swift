import Studies

/// A run that was to stop as soon as its ranking is known.
extension RunReport {
  /// The design, and why the run has no more futures than it has.
  var designAndStop: String {
    guard let stopping else { return design }
    let confidence = Figures.plain(stopping.confidence * 100, digits: 3)
    let reason =
      stopping.isRanked
      ? "stopped at look \(stopping.look + 1) of at most \(stopping.looks.count), when the best policy was known, or "
        + "better by less than the margin, with \(confidence) % confidence over all looks"
      : "all that were allowed: after \(stopping.looks.count) looks the best policy is not known with "
        + "\(confidence) % confidence"
    return "\(design); \(reason)"
  }

  static func json(_ stopping: Stopping) -> JSONValue {
    [
      "confidence": stopping.confidence, "futures": stopping.futures, "limit": stopping.limit,
      "look": stopping.look + 1, "looks": stopping.looks.json,
      "ranked": stopping.isRanked,
    ]
  }
}
