import Foundation
import NumericCore

/// A chart as a file: SVG by itself, PNG and PDF by a converter that has to be installed.
public enum PictureFile {
  /// The forms, by the end of a file's name.
  public enum Form: String, Sendable, CaseIterable {
    /// Lines and text, for pages, slides and printing.
    case svg
    /// Points, three to a unit of the drawing.
    case png
    /// For printing.
    case pdf
  }

  private static let converter = "rsvg-convert"

  /// The form that a file's name asks for, checked before anything is computed.
  ///
  /// - Throws: `UsageError` for another ending, `CreationError` where the converter is missing.
  public static func form(of path: String) throws -> Form {
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let form = Form(rawValue: ending) else {
      throw UsageError(
        "\(path) does not end in \(Figures.list(Form.allCases.map { "." + $0.rawValue }, conjunction: "or")); "
          + "its end says what is written.")
    }
    if form != .svg && converterPath == nil {
      throw CreationError(
        "\(ending.uppercased()) needs \(converter), which is not installed (Debian package librsvg2-bin, Homebrew "
          + "librsvg); SVG needs nothing: --out NAME.svg.")
    }
    return form
  }

  /// Writes a chart.
  ///
  /// - Throws: ``OutputError`` or ``CreationError`` when the file cannot be written or converted.
  public static func write(_ chart: Chart, to path: String, as form: Form) throws {
    let file = try CreationError.creating { try OutputFile(path: path) }
    try file.write(try bytes(of: chart, as: form))
    try file.close()
  }

  private static func bytes(of chart: Chart, as form: Form) throws -> [UInt8] {
    let picture = ChartPicture.file(chart)
    if form == .svg { return Array(picture.utf8) }
    guard let converterPath else { throw CreationError("\(converter) is not installed.") }
    let folder = NSTemporaryDirectory() + "/latecomer-\(UUID().uuidString)"
    try CreationError.creating { _ = try OutputFolder(path: folder) }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (source, result) = ("\(folder)/chart.svg", "\(folder)/chart.\(form.rawValue)")
    try OutputFile.write(picture, to: source)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: converterPath)
    process.arguments =
      ["--format", form.rawValue, "--output", result] + (form == .png ? ["--zoom", "3"] : [])
      + [source]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let data = FileManager.default.contents(atPath: result)
    else { throw CreationError("\(converter) did not convert the chart to \(form.rawValue).") }
    return Array(data)
  }

  /// Where the converter lies; nil where it is not installed.
  private static var converterPath: String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(converter)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
