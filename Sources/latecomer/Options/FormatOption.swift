import ArgumentParser
import Reporting

/// The form of a report on standard output: one of those that reports of its type have.
struct FormatOption<Printed: Report>: ExpressibleByArgument {
  static var text: Self { Self(format: .text) }
  static var allValueStrings: [String] { Printed.formats.map(\.rawValue) }

  let format: OutputFormat

  var defaultValueDescription: String { format.rawValue }

  init?(argument: String) {
    guard let format = OutputFormat(rawValue: argument), Printed.formats.contains(format) else {
      return nil
    }
    self.format = format
  }

  private init(format: OutputFormat) { self.format = format }
}
