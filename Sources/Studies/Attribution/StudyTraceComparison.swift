/// The same future of two policies through time.
public struct StudyTraceComparison: Sendable {
  /// The policy that is looked at.
  public let first: StudyTrace
  /// The policy it is measured from.
  public let second: StudyTrace
}

extension StudySession {
  /// Follows one future of two policies by the readable reference model: the same factors and the same luck.
  ///
  /// - Parameters:
  ///   - policies: names of two policies separated by a comma; the first is measured from the second.
  ///   - future: as in ``trace(_:future:settings:beliefs:)``, like the others.
  /// - Throws: `UsageError` for other than two policies, and as that call does.
  public func traces(
    _ policies: String, future: Int? = nil, settings: [String] = [], beliefs: String? = nil
  ) throws -> StudyTraceComparison {
    let (first, second) = try pair(policies)
    return StudyTraceComparison(
      first: try trace(first.name, future: future, settings: settings, beliefs: beliefs),
      second: try trace(second.name, future: future, settings: settings, beliefs: beliefs))
  }
}
