import ArgumentParser
import NumericCore
import Reporting
import Scenarios

/// `latecomer init`: a study to edit.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a study to edit, in which every key is explained and which runs as it is.",
    discussion: """
      Examples:
        latecomer init
        latecomer init Kenya && latecomer run kenya.yaml
        latecomer init MEX --out studies/mexico.yaml

      A country is a code of three letters or a name; 'latecomer list countries' has them all. Its economy and its own mix \
      are made from published figures and written beside the study, as NAME-economy.yaml and NAME-mix.yaml; 'latecomer \
      economy' does the same for another first year. Without a country the study is about a generic latecomer.
      """)

  @Argument(help: "A country by its code or name; a generic latecomer without one.")
  var country: String?

  @Option(
    help: "File for the study; by default the country's name, or study.yaml.",
    completion: .file(extensions: ["yaml"]))
  var out: String?

  @OptionGroup var replace: ReplaceOption

  func run() throws {
    let files = StudyFiles(try template(), path: out)
    try files.write(replaces: replace.force)
    try Terminal.write(files.rendered(as: .text, width: Terminal.columns))
  }

  private func template() throws -> StudyTemplate {
    guard let country else {
      if ModelLibrary(near: out).roots.isEmpty {
        throw UsageError(
          "No folder Models was found; run latecomer beside it, or name it in LATECOMER_MODELS.")
      }
      return StudyTemplate()
    }
    let lookup = try CountryLookup(near: out)
    let found = try lookup.country(country)
    return StudyTemplate(
      CountryFiles(try lookup.code(found, start: try lookup.lastYear(found))))
  }
}
