/// The report of a run as plain text of at most 100 columns.
public enum TextReport {
  /// Columns the text never exceeds.
  public static let width = 100

  /// Renders a report: question, verdict, certainty, tables, caveats.
  public static func render(_ report: RunReport) -> String { "" }
}
