import ArgumentParser
import NumericCore
import Reporting

/// How the program ends: one status for each kind of trouble, after BSD's sysexits.
enum ExitStatus {
  /// Says what happened on standard error and ends the program.
  static func leave(after error: any Error) -> Never {
    guard let error = error as? any KindedError else { Latecomer.exit(withError: error) }
    if error.kind == .usage {
      Latecomer.exit(withError: ValidationError(error.description))
    }
    Terminal.complain(error.message, status: error.kind.rawValue)
  }
}

/// Standard output that does not take what is written.
struct StandardOutputError: KindedError {
  let description: String
  var kind: ErrorKind { .inputOutput }
}
