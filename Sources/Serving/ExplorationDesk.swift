import Ensembles
import Foundation
import NumericCore
import Reporting
import Studies

/// What is done for a request: a fixed table, in which no path is looked up anywhere else.
struct ExplorationDesk: Sendable {
  /// What can be asked for.
  private enum Route {
    case page, icon, evaluation, policy, report

    /// Whether it computes or makes a file.
    var needsToken: Bool { self != .page && self != .icon }
  }

  private static let routes: [String: Route] = [
    "GET /": .page, "GET /favicon.ico": .icon, "POST /evaluate": .evaluation,
    "POST /policy": .policy, "POST /report": .report,
  ]

  private let service: ExplorationService
  private let gatekeeper: Gatekeeper
  private let reader: ExplorationReader
  private let queue = EvaluationQueue()

  init(_ service: ExplorationService, gatekeeper: Gatekeeper) {
    self.service = service
    self.gatekeeper = gatekeeper
    reader = ExplorationReader(service.explorer.session)
  }

  /// Gives all evaluations up.
  func close() async { await queue.close() }

  /// Hears a connection out.
  func answer(_ connection: Connection) async {
    do {
      try await answer(try await connection.request(), on: connection)
    } catch let refusal as HTTPRefusal {
      try? await connection.send(.text(refusal.status, refusal.reason))
    } catch {
      // The peer has gone, or does not take what it asked for.
    }
  }

  private func answer(_ request: HTTPRequest, on connection: Connection) async throws {
    let route = Self.routes["\(request.method) \(request.path)"]
    if let refusal = gatekeeper.refusal(request, needsToken: route?.needsToken ?? false) {
      throw refusal
    }
    switch route {
    case nil: throw HTTPRefusal(status: 404, reason: "There is nothing at this address.")
    case .icon: try await connection.send(HTTPResponse(status: 204, type: "text/plain", body: ""))
    case .page:
      try await connection.send(
        HTTPResponse(
          status: 200, type: "text/html; charset=utf-8", body: service.page.html,
          headers: [("Content-Security-Policy", service.page.policy)]))
    case .evaluation, .policy, .report:
      let asked: ExplorationRequest
      do {
        asked = try reader.read(request.body)
      } catch let error as UsageError {
        throw HTTPRefusal(status: 422, reason: error.description)
      }
      // Without a name of its own a page supersedes nobody.
      let page = request.headers["x-latecomer-page"].map { "\($0.prefix(64))" }
      try await evaluate(asked, route!, page: page ?? UUID().uuidString, connection)
    }
  }

  /// Waits for a turn, and sends events until the answer is whole.
  private func evaluate(
    _ request: ExplorationRequest, _ route: Route, page: String, _ connection: Connection
  ) async throws {
    // What is exported is not superseded by a lever that moves on.
    let key = route == .evaluation ? page : "\(page) \(route)"
    guard let ticket = await queue.enter(page: key) else {
      try await connection.send(
        HTTPResponse(
          status: 503, type: "text/plain; charset=utf-8",
          body: "Too many evaluations wait; try again.\n", headers: [("Retry-After", "1")]))
      return
    }
    let watch = Task {
      await connection.untilGone()
      if !Task.isCancelled { ticket.giveUp() }
    }
    do {
      try await connection.send(ServerEvent.head)
      if await queue.turn(ticket) {
        do {
          try await work(request, route, ticket, connection)
        } catch {
          await queue.leave(ticket)
          throw error
        }
        await queue.leave(ticket)
      } else {
        try await connection.send(ServerEvent.text("superseded", "{}"))
      }
    } catch {
      let isSuperseded = ticket.isGivenUp
      let reason = (error as? any KindedError)?.description ?? "The evaluation failed."
      try? await connection.send(
        ServerEvent.text(
          isSuperseded ? "superseded" : "error", ExplorationPage.message(reason)))
    }
    watch.cancel()
    await watch.value
    await queue.forget(ticket, page: key)
  }

  private func work(
    _ request: ExplorationRequest, _ route: Route, _ ticket: EvaluationQueue.Ticket,
    _ connection: Connection
  ) async throws {
    let context = RunContext(threads: service.threads, isCancelled: { ticket.isGivenUp })
    let explorer = service.explorer
    switch route {
    case .policy:
      let text = try await Engine.aside {
        try ExplorationPage.policy(
          explorer.mix(request, context: context), of: explorer.session)
      }
      try await connection.send(ServerEvent.text("final", text))
    case .report: try await report(request, context, connection)
    default:
      if !explorer.isQuick(request) {
        let first = try await Engine.aside {
          try explorer.answer(request, futures: StudyExplorer.firstFutures, context: context).page
        }
        try await connection.send(ServerEvent.text("partial", first))
      }
      let whole = try await Engine.aside { try explorer.answer(request, context: context).page }
      try await connection.send(ServerEvent.text("final", whole))
    }
  }

  /// The page of the study, with word of how far it is.
  private func report(
    _ request: ExplorationRequest, _ context: RunContext, _ connection: Connection
  ) async throws {
    let (moments, sender) = AsyncStream.makeStream(
      of: String.self, bufferingPolicy: .bufferingNewest(1))
    var told = context
    told.progress = { stage, progress in
      sender.yield(
        ExplorationPage.progress(
          stage, Double(progress.runsDone) / Double(max(progress.runCount, 1))))
    }
    let (explorer, report) = (service.explorer, service.report)
    async let text = Engine.aside { [told] in
      defer { sender.finish() }
      return ExplorationPage.report(try report(explorer.findings(request, context: told)))
    }
    for await moment in moments {
      try await connection.send(ServerEvent.text("progress", moment))
      try await Task.sleep(for: .milliseconds(200))
    }
    try await connection.send(ServerEvent.text("final", try await text))
  }
}
