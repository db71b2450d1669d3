import Ensembles
import Foundation
import NumericCore

/// Ctrl-C: the first one stops a run between blocks, a second one ends the program at once.
enum Interrupt {
  /// Raised by the first Ctrl-C.
  static let flag = CancellationFlag()

  /// Starts listening. The handler only touches an atomic flag and `_exit`, which are safe in a handler.
  static func listen() {
    // Global values are made on first use, which must not be inside the handler.
    _ = flag
    signal(SIGINT) { _ in
      if Interrupt.flag.isRaised { _exit(ErrorKind.interrupted.rawValue) }
      Interrupt.flag.raise()
    }
    // A parent that blocks the signal, as thread pools do, passes that on to its children.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
