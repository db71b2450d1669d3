import ArgumentParser
import ModelContract
import NumericCore
import Reporting
import Scenarios

/// `latecomer economy`: a country of the panel as an economy, its own mix and a study.
struct EconomyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "economy",
    abstract: "Writes the economy, the mix and a study of a country from published figures.",
    discussion: """
      Examples:
        latecomer economy KEN --start 1990
        latecomer economy kenya --out studies/kenya
        latecomer run ken/study.yaml

      A country is a code of three letters or a name; 'latecomer list countries' has them all. Every condition and \
      lever is found by the written rule of Models/history/coding-rule.md, has a source or an interval, and is printed \
      with what the data lack. From a start in 2010 or later the study asks about forty years, from an earlier one \
      about the years to 2019, so that 'latecomer backtest DIR/economy.yaml' can hold the economy against what was \
      observed.
      """)

  @Argument(help: "A country by its code or name.")
  var country: String

  @Option(
    help: "First year; by default the last one with all figures that are needed.",
    transform: Count.within(Int(World.years.lowerBound)...Int(World.years.upperBound)))
  var start: Int?

  @Option(
    help: "Last year; by default forty years on, or 2019 for a start before 2010.",
    transform: Count.within(Int(World.years.lowerBound)...Int(World.years.upperBound)))
  var end: Int?

  @Option(
    help: "Folder for the files; by default the code in lower case.", completion: .directory)
  var out: String?

  @OptionGroup var replace: ReplaceOption

  func run() throws {
    let lookup = try CountryLookup(near: out)
    let found = try lookup.country(country)
    let files = CountryFiles(try lookup.code(found, start: try start ?? lookup.lastYear(found)))
    let last = end ?? files.usualEnd
    if last <= files.coded.start {
      throw UsageError(
        "--end: expected a year after the start in \(files.coded.start), found \(last).")
    }
    let folder = CountryFolder(out ?? files.economyName, files)
    try folder.check(replaces: replace.force)
    try folder.write(end: last)
    let models = ModelLibrary(near: folder.studyFile).variable(for: folder.studyFile)
    let report = CountryReport(
      files, end: last, paths: folder.paths,
      nextCommand: (models.map { "LATECOMER_MODELS=\($0) " } ?? "")
        + "latecomer run \(folder.studyFile)")
    try Terminal.write(report.text)
  }
}
