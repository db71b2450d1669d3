import NumericCore

/// A result that can be read: the one way from numbers to words.
///
/// Every report is a document. One that also is ``JSONConvertible`` or ``CSVConvertible`` has these forms as well.
public protocol Report {
  /// What it says.
  var document: Document { get }
}

/// Something that can be written as a table of comma-separated values.
public protocol CSVConvertible {
  /// The table with its header.
  var csv: CSVRows { get }
}

/// The forms of a report; a further one is a case here and a renderer.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// Plain text of at most 100 columns.
  case text
  /// Markdown with tables as GitHub has them.
  case markdown
  /// One JSON object.
  case json
  /// A table of comma-separated values.
  case csv

  /// Whether reports of a type have this form.
  func exists(for report: any Report.Type) -> Bool {
    switch self {
    case .text, .markdown: true
    case .json: report is any JSONConvertible.Type
    case .csv: report is any CSVConvertible.Type
    }
  }
}

extension Report {
  /// The forms that reports of this type have.
  public static var formats: [OutputFormat] {
    OutputFormat.allCases.filter { $0.exists(for: Self.self) }
  }

  /// The report as plain text, ending with a newline.
  public var text: String { TextRenderer.render(document).printable }

  /// The report in a form, ending with a newline.
  ///
  /// No form has a character that a terminal would obey, whatever the files and arguments that it quotes hold.
  ///
  /// - Parameter width: columns that plain text never exceeds.
  /// - Throws: `UsageError` when the report has no such form; it names those it has.
  public func rendered(
    as format: OutputFormat, width: Int = TextRenderer.width
  ) throws(UsageError) -> String {
    switch format {
    case .text: return TextRenderer.render(document, width: width).printable
    case .markdown: return MarkdownRenderer.render(document).printable
    case .json: if let report = self as? any JSONConvertible { return report.json.rendered }
    case .csv: if let report = self as? any CSVConvertible { return report.csv.text.printable }
    }
    let names = Self.formats.map(\.rawValue)
    throw UsageError("This report has no form \(format.rawValue), only \(Figures.list(names)).")
  }
}
