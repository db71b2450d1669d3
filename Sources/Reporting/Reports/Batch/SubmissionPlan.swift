import NumericCore

/// What would be submitted: both scripts, and the commands that would submit them.
public struct SubmissionPlan {
  private let scripts: SlurmScripts
  private let request: SlurmRequest

  /// Takes what would be submitted.
  public init(_ scripts: SlurmScripts, _ request: SlurmRequest) {
    self.scripts = scripts
    self.request = request
  }

  /// The files, each under its name, and then the commands as a shell takes them.
  public var text: String {
    let parts =
      scripts.files.map { ("\(scripts.folder)/\($0.name)", $0.text) }
      + [("to submit", request.shellText(in: scripts.folder))]
    return parts.map { "==> \($0) <==\n\($1)" }.joined(separator: "\n").printable
  }
}
