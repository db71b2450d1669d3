import ArgumentParser
import Foundation
import GrowthModels
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer export`: a finished run or calibration as a file that other programs read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a finished run or calibration as a file that other programs open.",
    discussion: """
      Examples:
        latecomer run Models/studies/first-study.yaml --out first --paths income
        latecomer export first --as netcdf
        latecomer export first --as parquet --table factors --out factors.parquet
        latecomer export first --as csv-semicolon --outcomes income,capability
        latecomer export first --as iamc
        latecomer calibrate Models/calibrations/history.yaml --draws --out fit.yaml
        latecomer export fit.yaml --as arviz

      netcdf has everything as arrays with units (xarray, R, Julia); parquet and csv have one table of the run; csv-semicolon \
      has semicolons and decimal commas for spreadsheets that expect them; iamc has quantiles by year for pyam; arviz has the \
      draws of a calibration. NetCDF files need libnetcdf (Debian package libnetcdf19), the others nothing.

      The folder is what "latecomer run --out" left; one that was changed, cut short or written by another version is refused.
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder of a finished run; for arviz the ensemble's file.", valueName: "run"),
    completion: .directory)
  var source: String

  @Option(name: .customLong("as"), help: "Form of the file.")
  var form: RunExport.Form

  @Option(help: "The file; by default named after the run, in this folder.", completion: .file())
  var out: String?

  @OptionGroup var replace: ReplaceOption

  @Option(
    help:
      "The table, for parquet and csv: outcomes, factors, yearly or paths-OUTCOME (default: outcomes)."
  )
  var table: String?

  @Option(help: "Outcomes that are kept; all unless given.")
  var outcomes: String?

  @Flag(help: "Leave factors out of netcdf.")
  var withoutFactors = false

  @Option(
    help: "How hard netcdf is compressed, 0 to 9 (default: 4).",
    transform: Count.within(0...9))
  var compress: Int?

  @Flag(help: "Single precision in netcdf: 7 digits in half the bytes.")
  var single = false

  @OptionGroup var threads: ThreadOptions

  mutating func validate() throws {
    if table != nil, !form.hasTables {
      throw ValidationError("--table is for parquet, csv and csv-semicolon, which hold one table.")
    }
    if form != .netcdf, withoutFactors || compress != nil || single {
      throw ValidationError("--without-factors, --compress and --single are for netcdf.")
    }
    if outcomes != nil, form == .iamc || form == .arviz || (table ?? "outcomes") != "outcomes" {
      throw ValidationError("--outcomes is for netcdf and for the table of outcomes.")
    }
  }

  func run() throws {
    let out = out ?? defaultFile
    try CreationError.check(file: out, inputs: [source], replaces: replace.force)
    let folder = URL(fileURLWithPath: source).standardizedFileURL.resolvingSymlinksInPath().path
    let target = URL(fileURLWithPath: out).standardizedFileURL.deletingLastPathComponent()
    if target.resolvingSymlinksInPath().path == folder {
      throw UsageError(
        "\(out) lies in the folder of the run, whose files stay as they are; name another file for --out."
      )
    }
    if form == .arviz {
      try exportDraws(to: out)
    } else {
      try exportRun(to: out)
    }
    Terminal.replaceLine("")
    Terminal.note("wrote \(out)")
  }

  private func exportRun(to out: String) throws {
    let archive = try RunArchive(
      source, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion)
    try RunExport.check(form)
    var export = RunExport(
      archive, model: ModelCatalogue.model(orStandard: archive.model),
      program: "latecomer \(Latecomer.version)", context: threads.context)
    if let outcomes {
      export.select(
        try NameSelection.select(outcomes, among: export.outcomes, kind: "outcome"))
    }
    export.hasFactors = !withoutFactors
    export.isSingle = single
    if let compress { export.compression = compress }
    let table = table ?? "outcomes"
    try NameSelection.check(table, among: export.tables, kind: "table")
    try export.write(to: out, as: form, table: table)
  }

  private func exportDraws(to out: String) throws {
    let archive = try CalibrationArchive(source, version: Latecomer.version)
    try RunExport.check(form)
    try InferenceExport(archive).write(to: out)
  }

  /// A file in the folder one is in, named after the run and what is kept of it.
  private var defaultFile: String {
    let whole = URL(fileURLWithPath: source).standardizedFileURL.lastPathComponent
    let name = whole.hasSuffix(".yaml") ? String(whole.dropLast(5)) : whole
    let part = table.flatMap { $0 == "outcomes" ? nil : "-\($0)" } ?? ""
    let kind = form == .iamc ? "-iamc" : form == .csvSemicolon ? "-semicolon" : ""
    return "\(name)\(part)\(kind).\(form.ending)"
  }
}

extension RunExport.Form: ExpressibleByArgument {}
