import ArgumentParser
import Reporting

/// `latecomer manual`: the manual page, which an installation makes.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Prints the manual page in the language of man.",
    shouldDisplay: false)

  func run() throws {
    try Terminal.write(
      ManualPage(help: Latecomer._dumpHelp(), version: Latecomer.version).text)
  }
}
