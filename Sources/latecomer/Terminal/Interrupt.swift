import Ensembles
import Foundation
import NumericCore

/// Ctrl-C and a request to end (`SIGTERM`): the first one stops a run between blocks, which removes what is
/// unfinished; a second one ends the program at once.
enum Interrupt {
  /// Raised by the first of them.
  static let flag = CancellationFlag()

  /// Starts listening. The handler only touches an atomic flag and `_exit`, which are safe in a handler.
  static func listen() {
    // Global values are made on first use, which must not be inside the handler.
    _ = flag
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if Interrupt.flag.isRaised { _exit(ErrorKind.interrupted.rawValue) }
        Interrupt.flag.raise()
      }
      sigaddset(&signals, number)
    }
    // A parent that blocks the signals, as thread pools do, passes that on to its children.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Makes a file that grows beyond its limit an error of the write, and no signal that ends the program.
  static func reportFullFiles() { signal(SIGXFSZ, SIG_IGN) }
}
