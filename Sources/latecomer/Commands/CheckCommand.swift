import ArgumentParser
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer check`: is a study valid, what would it run, how long does that take?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a study and says what it would run and about what that takes.",
    discussion: """
      Example:
        latecomer check Models/studies/first-study.yaml

      Time, memory and disk are estimates: a block of futures is run and timed on one thread, sizes are those of the \
      tables. The disk is that of the working folder.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @OptionGroup var design: DesignOptions
  @OptionGroup var machine: MachineOptions

  func run() throws {
    let session = try StudySession(try StudyLoader.load(study), design, machine)
    try Terminal.write(try session.check().text)
  }
}
