import Ensembles
import Foundation
import NumericCore
import Reporting

/// Ctrl-C, a request to end (`SIGTERM`) and a terminal that goes away (`SIGHUP`).
///
/// The first of them stops work between blocks, which removes what is unfinished; a second one, or the first where work has
/// no blocks, removes what is unfinished and ends the program at once. Files that have their names are whole in any case.
/// While files that belong together get their names, which takes moments, signals wait. The exit status is 128 and the number of the signal.
enum Interrupt {
  /// Raised by the first signal while somebody asks for it.
  static let flag = CancellationFlag()

  /// Up while work asks for the flag between blocks.
  private static let isAsked = CancellationFlag()

  /// The signal that came; `SIGINT` before any.
  private nonisolated(unsafe) static let signal: UnsafeMutablePointer<sig_atomic_t> = {
    let place = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    place.initialize(to: sig_atomic_t(SIGINT))
    return place
  }()

  /// How the program ends when it was stopped.
  static var status: Int32 { 128 + Int32(signal.pointee) }

  /// Takes the signals over. The handler only touches atomic flags, `unlink` and `_exit`, which are safe in a handler.
  static func takeOver() {
    // Global values are made on first use, which must not be inside the handler.
    _ = (flag, isAsked, signal)
    UnfinishedFiles.prepare()
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = Foundation.signal(number) { number in
        if UnfinishedFiles.areBeingNamed || (Interrupt.isAsked.isRaised && !Interrupt.flag.isRaised)
        {
          Interrupt.signal.pointee = sig_atomic_t(number)
          Interrupt.flag.raise()
          return
        }
        UnfinishedFiles.unlinkAll()
        _exit(128 + number)
      }
      // Whoever starts the program with nohup wants it to survive the terminal.
      if number == SIGHUP, isIgnored(before) { Foundation.signal(number, SIG_IGN) }
      sigaddset(&signals, number)
    }
    // A parent that blocks the signals, as thread pools do, passes that on to its children.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Says that from now on somebody asks between blocks.
  static func listen() { isAsked.raise() }

  /// Makes a file that grows beyond its limit an error of the write, and no signal that ends the program.
  static func reportFullFiles() { Foundation.signal(SIGXFSZ, SIG_IGN) }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
