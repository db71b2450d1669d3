import ArgumentParser
import Ensembles
import Foundation
import NumericCore
import Reporting

/// How the program ends: one status for each kind of trouble, after BSD's sysexits.
enum ExitStatus {
  /// Says what happened on standard error and ends the program.
  static func leave(after error: any Error) -> Never {
    guard let error = error as? any KindedError else { leave(afterParsing: error) }
    if error.kind == .usage { leave(afterParsing: ValidationError(error.description)) }
    let status = error.kind == .interrupted ? Interrupt.status : error.kind.rawValue
    end(error.message, PeerFailure(error, status: status))
  }

  /// Says what the parser has to say, which may be help that was asked for.
  private static func leave(afterParsing error: any Error) -> Never {
    let (text, status) = (Latecomer.fullMessage(for: error), Latecomer.exitCode(for: error))
    if status == .success {
      try? Terminal.write(text + "\n")
      Terminal.end(status: Ranks.leave(after: nil)?.status ?? status.rawValue)
    }
    // Words of a subcommand that ended by itself have been said.
    end(text, PeerFailure(error, status: status.rawValue))
  }

  /// Says what there is to say, and ends as all ranks do.
  private static func end(_ text: String, _ failure: PeerFailure) -> Never {
    Terminal.say(text)
    let whole = Ranks.leave(after: failure)
    Terminal.end(status: whole?.status ?? failure.status)
  }
}

/// Standard output that does not take what is written.
struct StandardOutputError: KindedError {
  let description: String
  var kind: ErrorKind { .inputOutput }
}
