import ArgumentParser
import Reporting
import Serving
import Studies

/// `latecomer serve`: a study whose levers move on a page.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows a page on which levers move, and what comes of it.",
    discussion: """
      Examples:
        latecomer serve Models/studies/first-study.yaml
        latecomer serve Models/studies/mexico-2025.yaml --futures 10000 --port 0 --open
        latecomer serve results

      Open the address that is printed. Levers, institutions, what the study lets one set of the economy, scenario, beliefs, \
      outcome and discount rate move; ranking, cost and paths follow, for the study's mixes, a current mix and a baseline \
      that may be changed as well. The current mix can be saved as the file of a policy, and the report of the study exported \
      with it. Numbers are those of "latecomer run" for a study with that mix.

      Only this machine is answered, and only with the token behind the address, which is new at every start. Ctrl-C ends.
      """)

  @Argument(
    help: "The study file, or the folder of a finished run.",
    completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "Port of 127.0.0.1; 0 for one that is free.")
  var port: UInt16 = 8080

  @OptionGroup var design: DesignOptions

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var machine: MachineOptions

  @Flag(help: "Open the page.")
  var open = false

  func run() throws {
    let question = try StudyQuestion(
      study, design: design, machine: machine, selection: selection)
    let session = try question.session(usesLog: false).session
    let observed = try question.observedIncome()
    let server = try ExplorationServer(
      port: port,
      service: ExplorationService(
        explorer: StudyExplorer(session),
        page: ExplorationPage(session, version: Latecomer.version), threads: machine.threads
      ) { findings in
        var page = StudyPage(
          findings, command: Terminal.command, version: Latecomer.version, observedIncome: observed)
        page.repeatedRun = question.run
        return page.html
      })
    Terminal.replaceLine("")
    try Terminal.write("\(server.address)\n")
    Terminal.note("Open this address; Ctrl-C ends.")
    if open, (try? Terminal.open(server.address)) == nil {
      Terminal.note("Nothing here opens it by itself.")
    }
    server.run { Interrupt.flag.isRaised }
  }
}
