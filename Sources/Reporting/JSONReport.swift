/// The report of a run as one JSON object.
public enum JSONReport {
  /// Renders a report.
  public static func render(_ report: RunReport) -> String { "" }
}
