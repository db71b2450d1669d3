import ArgumentParser
import Reporting

/// Whether output that exists is replaced.
struct ReplaceOption: ParsableArguments {
  @Flag(help: "Replace what --out names if it exists.")
  var force = false
}

/// Where a report goes, and in which form.
struct ReportOptions<Printed: Report>: ParsableArguments {
  @Option(help: "Form of the report.")
  var format: FormatOption<Printed> = .text

  @OptionGroup var output: OutputOptions

  /// Refuses a file that cannot be written, before anything is computed for it.
  ///
  /// - Parameter input: what the command reads.
  func check(input: String) throws { try output.check(input: input) }

  /// Writes the report where it should go.
  func write(_ report: Printed) throws {
    let width = output.out == nil ? Terminal.columns : TextRenderer.width
    try output.write(try report.rendered(as: format.format, width: width))
  }
}

/// Where a text goes.
struct OutputOptions: ParsableArguments {
  @Option(help: "File for the report, instead of standard output.", completion: .file())
  var out: String?

  @OptionGroup var replace: ReplaceOption

  /// Refuses a file that cannot be written, before anything is computed for it.
  ///
  /// - Parameter input: what the command reads.
  func check(input: String) throws {
    if let out { try CreationError.check(file: out, inputs: [input], replaces: replace.force) }
  }

  /// Writes the text where it should go.
  func write(_ text: String) throws {
    // A part of a command that was too small to be split: the report is that of all parts together.
    if CommandWords.folder != nil { return }
    guard let out else { return try Terminal.write(text) }
    let file = try CreationError.creating { try OutputFile(path: out) }
    try file.write(text)
    try file.close()
    Terminal.note("wrote \(out)")
  }
}
