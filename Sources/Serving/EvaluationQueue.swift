import Ensembles

/// Evaluations one after the other: few at once, a bounded number that wait, and of each page only the newest.
actor EvaluationQueue {
  /// Evaluations at once. Each takes all processors in blocks; a second one fills the gaps of the first.
  static let mostAtOnce = 2
  /// Evaluations that wait: a tab sends one at a time, so that nobody has more tabs than that.
  static let mostWaiting = 96

  /// A place in the queue, and whether it was given up.
  final class Ticket: Sendable {
    fileprivate let flag = CancellationFlag()

    /// Whether the page has asked something newer, or the server ends.
    var isGivenUp: Bool { flag.isRaised }

    /// Gives the evaluation up.
    func giveUp() { flag.raise() }
  }

  private var running = 0
  private var waiting: [(ticket: Ticket, go: CheckedContinuation<Void, Never>)] = []
  private var newest: [String: Ticket] = [:]

  /// Evaluations that wait.
  var waitingCount: Int { waiting.count }

  /// A place for a page, whose earlier one is given up; nil where too many wait.
  func enter(page: String) -> Ticket? {
    guard waiting.count < Self.mostWaiting else { return nil }
    let ticket = Ticket()
    newest[page]?.giveUp()
    newest[page] = ticket
    // Places that were given up end at once.
    let gone = waiting.filter { $0.ticket.isGivenUp }
    waiting.removeAll { $0.ticket.isGivenUp }
    for place in gone { place.go.resume() }
    return ticket
  }

  /// Waits for the turn of a place.
  ///
  /// - Returns: whether it has a turn, which ``leave(_:page:)`` must end.
  func turn(_ ticket: Ticket) async -> Bool {
    if ticket.isGivenUp { return false }
    if running < Self.mostAtOnce {
      running += 1
      return true
    }
    await withCheckedContinuation { waiting.append((ticket, $0)) }
    // Whoever left has passed its turn on, unless this place was given up.
    return !ticket.isGivenUp || passed.remove(ObjectIdentifier(ticket)) != nil
  }

  /// Places that were given a turn.
  private var passed: Set<ObjectIdentifier> = []

  /// Ends a turn and passes it on.
  func leave(_ ticket: Ticket) {
    passed.remove(ObjectIdentifier(ticket))
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      if next.ticket.isGivenUp {
        next.go.resume()
        continue
      }
      passed.insert(ObjectIdentifier(next.ticket))
      next.go.resume()
      return
    }
    running -= 1
  }

  /// Forgets a page whose newest place this is.
  func forget(_ ticket: Ticket, page: String) {
    if newest[page] === ticket { newest[page] = nil }
  }

  /// Gives all places up.
  func close() {
    for ticket in newest.values { ticket.giveUp() }
    let gone = waiting
    waiting = []
    for place in gone { place.go.resume() }
  }
}
