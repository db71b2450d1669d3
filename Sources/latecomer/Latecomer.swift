import ArgumentParser

@main
struct Latecomer: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "latecomer")
}
