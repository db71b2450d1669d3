import ArgumentParser
import Foundation
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer report`: a study as one page that is opened, sent and printed.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes one page with the answer of a study, its charts and its doubts.",
    discussion: """
      Examples:
        latecomer report Models/studies/first-study.yaml
        latecomer report Models/studies/mexico-2025.yaml --out mexico.html --title "Mexico from 2025"
        latecomer run Models/studies/first-study.yaml --seed 7 --out results
        latecomer report results --out results.html

      The page is a single HTML file that loads nothing from anywhere: the question, the answer and how sure it is, what each \
      mix gains and costs, what is lost where another is best, income and capability through time, why the leader leads, what \
      decides, when it fails, whether decision rules agree, the track record of the model, caveats, and how everything was \
      computed. Every chart has its table beside it. Numbers are those of "latecomer run", explain, sensitivity, discover and \
      compare.

      The folder of a finished run holds what its blocks left, from which the comparison is drawn: the numbers of the run, \
      whatever became of the study since. What the run did not keep is run with its seed and options. A folder whose study, \
      manifest or log was changed is refused; tables, which are not read, must have their size.
      """)

  @Argument(
    help: "The study file, or the folder of a finished run.",
    completion: .file(extensions: ["yaml"]))
  var study: String

  @OptionGroup var design: DesignOptions

  @OptionGroup var selection: SelectionOptions

  @Option(help: "Title of the page; by default the study's name.")
  var title: String?

  @OptionGroup var machine: MachineOptions

  @Option(help: "File for the page.", completion: .file(extensions: ["html"]))
  var out = "report.html"

  @OptionGroup var replace: ReplaceOption

  @Flag(help: "Open the page when it is written.")
  var open = false

  func run() throws {
    if let title, title.allSatisfy(\.isWhitespace) {
      throw UsageError(
        "--title is empty; give the words of the title, or leave it out for the name of the study.")
    }
    try CreationError.check(file: out, inputs: [study], replaces: replace.force)
    let question = try StudyQuestion(
      study, design: design, machine: machine, selection: selection)
    let findings = try question.findings()
    Terminal.replaceLine("")
    var page = StudyPage(
      findings, title: title, command: Terminal.command, version: Latecomer.version,
      observedIncome: try question.observedIncome())
    page.repeatedRun = question.run
    let file = try CreationError.creating { try OutputFile(path: out) }
    try file.write(page.html)
    try file.close()
    if question.run != nil {
      Terminal.note(
        "The comparison is that of the run in \(study); what it did not keep was run with its seed and options."
      )
    }
    Terminal.note("wrote \(out)")
    if open { try Terminal.open(out) }
  }
}
